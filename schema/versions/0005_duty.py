"""The duty desk: decisions with their second look, hand-overs, core groups, and the plan given with an allocation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXED = (
    ("ix_referrals_closed", "referrals", ["closed"]),
    ("ix_referrals_decided", "referrals", ["decided_on"]),
    ("ix_referrals_referred", "referrals", ["referred"]),
    ("ix_s47_enquiries_referral", "s47_enquiries", ["referral"]),
    ("ix_cp_plans_referral", "cp_plans", ["referral"]),
)
_READ = "SELECT t.id AS id, t.note AS text, t.written_by AS names FROM handovers t"
"""What of a hand-over is searched in."""
_TABLES = ("decision_reviews", "handovers", "core_groups")


def upgrade() -> None:
    """Make the tables, columns and indexes."""
    _decision_reviews()
    _handovers()
    op.create_table(
        "core_groups",
        _id(),
        _link("child", "children"),
        _link("plan", "cp_plans"),
        sa.Column("held_on", sa.Date, nullable=False),
        *_edited(),
    )
    op.create_index("ix_core_groups_plan", "core_groups", ["plan"])
    op.add_column("referrals", sa.Column("decided_at", sa.DateTime))
    op.add_column("referrals", sa.Column("decision_reason", sa.Text, nullable=False, server_default=""))
    op.add_column("allocations", sa.Column("see_by", sa.Date))
    op.add_column("allocations", sa.Column("to_do", sa.Text, nullable=False, server_default=""))
    op.add_column("allocations", sa.Column("review_on", sa.Date))
    for name, table, columns in _INDEXED:
        op.create_index(name, table, columns)
    if op.get_bind().dialect.name == "sqlite":
        _words_of_handovers()


def downgrade() -> None:
    """Drop the tables, and with them every record in them, the columns and the indexes."""
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("made", "old", "new", "gone"):
            op.execute(f"DROP TRIGGER handovers_words_{trigger}")
        op.execute("DROP TABLE handovers_words")
        op.execute("DROP VIEW handovers_read")
    for name, table, _ in _INDEXED:
        op.drop_index(name, table)
    for column in ("review_on", "to_do", "see_by"):
        op.drop_column("allocations", column)
    op.drop_column("referrals", "decision_reason")
    op.drop_column("referrals", "decided_at")
    for table in _TABLES:
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _link(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{target}.id"), nullable=False)


def _edited() -> list[SchemaItem]:
    void: list[SchemaItem] = [
        sa.Column("voided_on", sa.Date),
        sa.Column("voided_by", sa.String(200)),
        sa.Column("void_reason", sa.Text),
    ]
    return [*void, sa.Column("version", sa.Integer, nullable=False, server_default="1")]


def _decision_reviews() -> None:
    op.create_table(
        "decision_reviews",
        _id(),
        _link("child", "children"),
        _link("referral", "referrals"),
        sa.Column("reviewed_on", sa.Date, nullable=False),
        sa.Column("reviewed_by", sa.String(200), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("changed_to", sa.String(40), nullable=False, server_default=""),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
        *_edited(),
    )
    op.create_index("ix_decision_reviews_referral", "decision_reviews", ["referral"])


def _handovers() -> None:
    op.create_table(
        "handovers",
        _id(),
        sa.Column("written_on", sa.Date, nullable=False),
        sa.Column("written_by", sa.String(200), nullable=False),
        sa.Column("written_at", sa.DateTime, nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("acknowledged_on", sa.Date),
        sa.Column("acknowledged_by", sa.String(200), nullable=False, server_default=""),
        sa.Column("acknowledged_at", sa.DateTime),
        *_edited(),
    )
    op.create_index("ix_handovers_written", "handovers", ["written_at"])


def _words_of_handovers() -> None:
    """An index of words that keeps no text of its own and follows the hand-overs by triggers."""
    words = "handovers_words"
    forget = f"INSERT INTO {words}({words}, rowid, text, names) SELECT 'delete', id, text, names FROM handovers_read"
    gather = f"INSERT INTO {words}(rowid, text, names) SELECT id, text, names FROM handovers_read"
    columns = "note, written_by ON handovers"
    op.execute(f"CREATE VIEW handovers_read AS {_READ}")
    op.execute(
        f"CREATE VIRTUAL TABLE {words} USING fts5(text, names, content='handovers_read', content_rowid='id',"
        " columnsize=0, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    op.execute(f"CREATE TRIGGER {words}_made AFTER INSERT ON handovers BEGIN {gather} WHERE id = NEW.id; END")
    op.execute(f"CREATE TRIGGER {words}_old BEFORE UPDATE OF {columns} BEGIN {forget} WHERE id = OLD.id; END")
    op.execute(f"CREATE TRIGGER {words}_new AFTER UPDATE OF {columns} BEGIN {gather} WHERE id = NEW.id; END")
    op.execute(f"CREATE TRIGGER {words}_gone BEFORE DELETE ON handovers BEGIN {forget} WHERE id = OLD.id; END")
