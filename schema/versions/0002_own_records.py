"""What caseboard itself keeps: supervision, what was loaded, what was typed, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    "actions",
    "supervisions",
    "flags",
    "import_problems",
    "imports",
    "typed_values",
    "settings",
    "preferences",
)
"""In the order in which they can be dropped: what refers to another before the other."""


def upgrade() -> None:
    """Make the tables."""
    _supervision()
    _imports()
    _council()


def downgrade() -> None:
    """Drop the tables, and with them every record in them."""
    for table in _TABLES:
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _link(name: str, target: str, *, required: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{target}.id"), nullable=not required)


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer, nullable=False, server_default="1")


def _voidable() -> list[SchemaItem]:
    return [sa.Column("voided_on", sa.Date), sa.Column("voided_by", sa.String(200)), sa.Column("void_reason", sa.Text)]


def _supervision() -> None:
    """Supervision, what was agreed in it, and children flagged for immediate action."""
    op.create_table(
        "supervisions",
        _id(),
        _link("child", "children", required=True),
        _link("worker", "workers"),
        sa.Column("supervisor", sa.String(200), nullable=False, server_default=""),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("recorded_on", sa.Date, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        *_voidable(),
        _version(),
    )
    shown: list[str | sa.TextClause] = ["child", "held_on", "voided_on", "recorded_on", sa.text("substr(note, 1, 120)")]
    op.create_index("ix_supervisions_board", "supervisions", shown)
    op.create_table(
        "actions",
        _id(),
        _link("child", "children", required=True),
        _link("supervision", "supervisions"),
        _link("worker", "workers"),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("agreed_on", sa.Date, nullable=False),
        sa.Column("by_when", sa.Date, nullable=False),
        sa.Column("done_on", sa.Date),
        *_voidable(),
        _version(),
    )
    op.create_index("ix_actions_child", "actions", ["child"])
    op.create_table(
        "flags",
        _id(),
        _link("child", "children", required=True),
        sa.Column("raised_on", sa.Date, nullable=False),
        sa.Column("raised_by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("closed_by", sa.String(200)),
        sa.Column("what_was_done", sa.Text),
        *_voidable(),
        _version(),
    )
    op.create_index("ix_flags_child", "flags", ["child"])


def _imports() -> None:
    """What was loaded, what was wrong with it, and what was typed since."""
    op.create_table(
        "imports",
        _id(),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("loaded_at", sa.DateTime, nullable=False),
        sa.Column("loaded_by", sa.String(200), nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("updated", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("vanished", sa.Integer, nullable=False),
    )
    op.create_table(
        "import_problems",
        _id(),
        _link("import", "imports", required=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
    )
    op.create_index("ix_import_problems_import", "import_problems", ["import"])
    op.create_table(
        "typed_values",
        sa.Column("record_kind", sa.String(40), primary_key=True),
        sa.Column("record", sa.Integer, primary_key=True),
        sa.Column("field", sa.String(40), primary_key=True),
        sa.Column("typed_on", sa.Date, nullable=False),
        sa.Column("typed_by", sa.String(200), nullable=False),
    )


def _council() -> None:
    """The council's settings and what screens remember."""
    op.create_table(
        "settings",
        _id(),
        sa.Column("document", sa.Text, nullable=False),
        _version(),
    )
    op.create_table(
        "preferences",
        sa.Column("who", sa.String(200), primary_key=True),
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
