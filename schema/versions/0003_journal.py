"""The journal, which nothing can change or delete; absences; and what acts need of other tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, their guards and the columns."""
    _journal()
    _absences()
    op.add_column("workers", sa.Column("checked_on", sa.Date))
    op.add_column("assessments", sa.Column("delay_code", sa.String(40)))
    op.add_column("assessments", sa.Column("not_seen_reason", sa.Text))
    for column in _voidable():
        op.add_column("allocations", column)
    for table in ("journal", "journal_key"):
        _guard(table)


def downgrade() -> None:
    """Drop the tables, the journal with them, and the columns."""
    for name in ("voided_on", "voided_by", "void_reason"):
        op.drop_column("allocations", name)
    op.drop_column("assessments", "not_seen_reason")
    op.drop_column("assessments", "delay_code")
    op.drop_column("workers", "checked_on")
    if op.get_bind().dialect.name == "sqlite":
        # Dropping a table deletes its rows first, which its guards would refuse.
        for table in ("journal", "journal_key"):
            for event in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{event}")
    for table in ("absences", "journal", "journal_key"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in ("journal", "journal_key"):
            for name in ("no_insert", "no_change"):
                op.execute(f"DROP FUNCTION {table}_{name}()")


def _voidable() -> list[sa.Column[object]]:
    return [sa.Column("voided_on", sa.Date), sa.Column("voided_by", sa.String(200)), sa.Column("void_reason", sa.Text)]


def _link(name: str, target: str, *, required: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{target}.id"), nullable=not required)


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("via", sa.String(200), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        _link("child", "children"),
        sa.Column("details", sa.Text, nullable=False),
        _link("undoes", "journal"),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_journal_child", "journal", ["child"])
    op.create_index("ix_journal_who", "journal", ["who", "id"])
    op.create_table(
        "journal_key",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(64), nullable=False),
    )


def _absences() -> None:
    shared: list[SchemaItem] = [
        *_voidable(),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    ]
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer, primary_key=True),
        _link("worker", "workers", required=True),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        _link("cover", "workers"),
        *shared,
    )
    op.create_index("ix_absences_worker", "absences", ["worker"])


def _guard(table: str) -> None:
    """Refuse every change, and every entry but the next."""
    if op.get_bind().dialect.name == "sqlite":
        _guard_in_file(table)
    else:
        _guard_on_server(table)


def _guard_in_file(table: str) -> None:
    """By triggers. The first is against REPLACE, which runs a delete trigger only where triggers recurse."""
    op.execute(
        f"CREATE TRIGGER {table}_no_insert BEFORE INSERT ON {table}"
        f" WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM {table})"
        f" BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END"
    )
    for event in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, 'entries stay as they are'); END"
        )


def _guard_on_server(table: str) -> None:
    """By triggers that fire for replication too. Who owns the table can take them away."""
    follow = f"IF NEW.id IS DISTINCT FROM (SELECT coalesce(max(id), 0) + 1 FROM {table}) THEN"
    bodies = {"no_insert": f"{follow} {_raise('entries follow one another')} END IF; RETURN NEW;"}
    bodies |= {"no_change": _raise("entries stay as they are")}
    for name, body in bodies.items():
        op.execute(
            f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp"
            f" AS $$ BEGIN {body} END $$"
        )
    events = (
        ("no_insert", "INSERT", "ROW", "no_insert"),
        ("no_update", "UPDATE", "ROW", "no_change"),
        ("no_delete", "DELETE", "ROW", "no_change"),
        ("no_truncate", "TRUNCATE", "STATEMENT", "no_change"),
    )
    for name, event, each, function in events:
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each}"
            f" EXECUTE FUNCTION {table}_{function}()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name}")


def _raise(why: str) -> str:
    return f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation';"
