"""Supervision as it is recorded: sessions, additions, carried actions, drafts; and the words to search for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("carries", "worker_sheets", "not_discussed", "additions", "sessions", "earlier_texts", "drafts")
"""In the order in which they can be dropped: what refers to another before the other."""
_NAMES = "c.child_id || ' ' || c.name || ' ' || coalesce(w.name, '')"
_PEOPLE = "JOIN children c ON c.id = t.child LEFT JOIN workers w ON w.id = t.worker"
_SEARCHED = {
    "supervisions": (
        "note, child, worker",
        f"SELECT t.id AS id, t.note AS text, {_NAMES} AS names FROM supervisions t {_PEOPLE}",
    ),
    "actions": (
        "what, child, worker, who",
        f"SELECT t.id AS id, t.what AS text, {_NAMES} || ' ' || t.who AS names FROM actions t {_PEOPLE}",
    ),
    "additions": ("text", "SELECT id, text, '' AS names FROM additions"),
}
"""By table: the columns its words depend on, and what of it is searched in."""
_NAMED = (("child", "children", "child_id, name"), ("worker", "workers", "name"))


def upgrade() -> None:
    """Make the tables and columns, and gather the words of what is there."""
    _sessions()
    _in_a_session()
    _unsaved()
    for table in ("supervisions", "actions"):
        # Written out, because Alembic adds a key to a column of SQLite only by copying the table.
        key = f"CONSTRAINT fk_{table}_session REFERENCES sessions (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN session INTEGER {key}")
    op.add_column("actions", sa.Column("who", sa.String(200), nullable=False, server_default=""))
    op.add_column("actions", sa.Column("outcome", sa.Text))
    op.create_index("ix_supervisions_session", "supervisions", ["session"])
    if op.get_bind().dialect.name == "sqlite":
        for table, (columns, read) in _SEARCHED.items():
            _gather_words(table, columns, read)


def downgrade() -> None:
    """Drop the tables, and with them every record in them, and the columns."""
    if op.get_bind().dialect.name == "sqlite":
        for table in _SEARCHED:
            _forget_words(table)
    op.drop_index("ix_supervisions_session", "supervisions")
    op.drop_column("actions", "outcome")
    op.drop_column("actions", "who")
    for table in ("supervisions", "actions"):
        op.drop_column(table, "session")
    for table in _TABLES:
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _link(name: str, target: str, *, required: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{target}.id"), nullable=not required)


def _edited() -> list[SchemaItem]:
    void: list[SchemaItem] = [
        sa.Column("voided_on", sa.Date),
        sa.Column("voided_by", sa.String(200)),
        sa.Column("void_reason", sa.Text),
    ]
    return [*void, sa.Column("version", sa.Integer, nullable=False, server_default="1")]


def _sessions() -> None:
    op.create_table(
        "sessions",
        _id(),
        _link("worker", "workers", required=True),
        sa.Column("supervisor", sa.String(200), nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("recorded_on", sa.Date, nullable=False),
        sa.Column("next_on", sa.Date),
        sa.Column("manager_initials", sa.String(20), nullable=False, server_default=""),
        sa.Column("manager_signed_at", sa.DateTime),
        sa.Column("worker_initials", sa.String(20), nullable=False, server_default=""),
        sa.Column("worker_signed_at", sa.DateTime),
        *_edited(),
    )
    op.create_index("ix_sessions_worker", "sessions", ["worker", "held_on"])


def _in_a_session() -> None:
    """What is written in a session besides the notes."""
    op.create_table(
        "additions",
        _id(),
        _link("supervision", "supervisions", required=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("added_by", sa.String(200), nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        *_edited(),
    )
    op.create_index("ix_additions_supervision", "additions", ["supervision"])
    session = _link("session", "sessions", required=True)
    why = sa.Column("why", sa.Text, nullable=False)
    op.create_table("not_discussed", _id(), session, _link("child", "children", required=True), why, *_edited())
    op.create_index("ix_not_discussed_session", "not_discussed", ["session"])
    session = _link("session", "sessions", required=True)
    op.create_table("worker_sheets", _id(), session, sa.Column("text", sa.Text, nullable=False), *_edited())
    op.create_index("ix_worker_sheets_session", "worker_sheets", ["session"])
    op.create_table(
        "carries",
        _id(),
        _link("action", "actions", required=True),
        _link("session", "sessions"),
        sa.Column("carried_on", sa.Date, nullable=False),
        sa.Column("by_when", sa.Date, nullable=False),
        sa.Column("why", sa.Text, nullable=False, server_default=""),
        *_edited(),
    )
    op.create_index("ix_carries_action", "carries", ["action"])


def _unsaved() -> None:
    """What prose said before it was changed, and what was typed and not saved."""
    op.create_table(
        "earlier_texts",
        sa.Column("record_kind", sa.String(40), primary_key=True),
        sa.Column("record", sa.Integer, primary_key=True),
        sa.Column("field", sa.String(40), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "drafts",
        sa.Column("who", sa.String(200), primary_key=True),
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime, nullable=False),
    )


def _gather_words(table: str, columns: str, read: str) -> None:
    """An index of words that keeps no text of its own and follows its table, and the names in it, by triggers."""
    words, view = f"{table}_words", f"{table}_read"
    forget = f"INSERT INTO {words}({words}, rowid, text, names) SELECT 'delete', id, text, names FROM {view} WHERE"
    gather = f"INSERT INTO {words}(rowid, text, names) SELECT id, text, names FROM {view} WHERE"
    op.execute(f"CREATE VIEW {view} AS {read}")
    op.execute(
        f"CREATE VIRTUAL TABLE {words} USING fts5(text, names, content='{view}', content_rowid='id', columnsize=0,"
        " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    op.execute(f"CREATE TRIGGER {words}_made AFTER INSERT ON {table} BEGIN {gather} id = NEW.id; END")
    op.execute(f"CREATE TRIGGER {words}_old BEFORE UPDATE OF {columns} ON {table} BEGIN {forget} id = OLD.id; END")
    op.execute(f"CREATE TRIGGER {words}_new AFTER UPDATE OF {columns} ON {table} BEGIN {gather} id = NEW.id; END")
    op.execute(f"CREATE TRIGGER {words}_gone BEFORE DELETE ON {table} BEGIN {forget} id = OLD.id; END")
    for link, people, names in _NAMED if table != "additions" else ():
        of = f"id IN (SELECT id FROM {table} WHERE {link} = OLD.id);"
        op.execute(f"CREATE TRIGGER {words}_old_{link} BEFORE UPDATE OF {names} ON {people} BEGIN {forget} {of} END")
        op.execute(f"CREATE TRIGGER {words}_new_{link} AFTER UPDATE OF {names} ON {people} BEGIN {gather} {of} END")
    op.execute(f"INSERT INTO {words}({words}) VALUES ('rebuild')")


def _forget_words(table: str) -> None:
    words = f"{table}_words"
    mine = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{words}_*'"
    for trigger in op.get_bind().exec_driver_sql(mine).scalars().all():
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute(f"DROP TABLE {words}")
    op.execute(f"DROP VIEW {table}_read")
