"""The report card: typed rows, signed cards, cohorts, findings counted, and what is reckoned from the records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = ("reckonings", "judged", "hard_faults", "finding_counts", "cohort_marks", "cards", "card_rows")
_TYPED = ("baseline", "last_year", "target", "result", "predicted")
"""Values of a card's row: text or number as typed."""


def upgrade() -> None:
    """Make the tables."""
    _card()
    _cohorts()
    _reckoned()


def downgrade() -> None:
    """Drop the tables, and with them every record in them."""
    for table in _TABLES:
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _edited() -> list[SchemaItem]:
    void: list[SchemaItem] = [
        sa.Column("voided_on", sa.Date),
        sa.Column("voided_by", sa.String(200)),
        sa.Column("void_reason", sa.Text),
    ]
    return [*void, sa.Column("version", sa.Integer, nullable=False, server_default="1")]


def _text(name: str, length: int = 0) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text, nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _card() -> None:
    op.create_table(
        "card_rows",
        _id(),
        sa.Column("quarter", sa.String(10), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("reference", sa.String(100), nullable=False),
        _text("title"),
        *(_text("owner", 200), _text("measure", 200), _text("polarity", 20)),
        *(_text(name, 400) for name in _TYPED),
        _text("data_quality"),
        *_edited(),
    )
    op.create_index("ix_card_rows_quarter", "card_rows", ["quarter"])
    op.create_table(
        "cards",
        _id(),
        sa.Column("quarter", sa.String(10), nullable=False),
        _text("team", 200),
        sa.Column("as_at", sa.Date, nullable=False),
        sa.Column("approved_by", sa.String(200), nullable=False),
        sa.Column("approved_at", sa.DateTime, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        *_edited(),
    )
    op.create_index("ix_cards_quarter", "cards", ["quarter"])


def _cohorts() -> None:
    op.create_table(
        "cohort_marks",
        _id(),
        sa.Column("child", sa.Integer, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("assessment", sa.Integer, sa.ForeignKey("assessments.id"), nullable=False),
        sa.Column("cohort", sa.String(100), nullable=False),
        sa.Column("marked_on", sa.Date, nullable=False),
        sa.Column("marked_by", sa.String(200), nullable=False),
        *_edited(),
    )
    op.create_index("ix_cohort_marks_assessment", "cohort_marks", ["assessment"])
    op.create_table(
        "finding_counts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("check_key", sa.String(40), primary_key=True),
        sa.Column("findings", sa.Integer, nullable=False),
    )


def _reckoned() -> None:
    op.create_table(
        "reckonings",
        _number("id"),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_table(
        "judged",
        sa.Column("indicator", sa.String(10), primary_key=True),
        sa.Column("on_day", sa.Date, primary_key=True),
        _number("subject"),
        sa.Column("child", sa.Integer, nullable=False),
        sa.Column("quarter", sa.Integer, nullable=False),
        sa.Column("met_on", sa.Date),
        sa.Column("left_out", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Integer) for name in ("team", "worker")),
        *(sa.Column(name, sa.Date) for name in ("started", "due")),
        sa.Column("late", sa.Integer),
        sa.Column("unit", sa.String(10), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_judged_child", "judged", ["child"])
    op.create_table(
        "hard_faults",
        sa.Column("check_key", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(40), primary_key=True),
        _number("record"),
        sa.Column("child", sa.Integer, nullable=False),
    )
    op.create_index("ix_hard_faults_child", "hard_faults", ["child"])
