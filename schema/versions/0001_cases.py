"""Teams, children and their cases: what extracts tell, and the later dates agreed.

Written out in full: a migration never reads the program's tables, which go on changing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "visits",
    "cp_reviews",
    "allocations",
    "cp_plans",
    "conferences",
    "s47_enquiries",
    "extensions",
    "assessments",
    "referrals",
    "children",
    "workers",
    "teams",
)
"""In the order in which they can be dropped: what refers to another before the other."""


def upgrade() -> None:
    """Make the tables."""
    _people()
    _children()
    _assessments()
    _protection()
    _plan_events()
    _allocations()


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


def _from_extracts() -> list[SchemaItem]:
    return [
        sa.Column("source", sa.String(40), nullable=False, server_default=""),
        sa.Column("source_key", sa.String(400)),
        sa.Column("extract_on", sa.Date),
        sa.Column("missing_from", sa.Date),
    ]


def _voidable() -> list[SchemaItem]:
    return [sa.Column("voided_on", sa.Date), sa.Column("voided_by", sa.String(200)), sa.Column("void_reason", sa.Text)]


def _people() -> None:
    """Teams in a tree and the workers in them."""
    op.create_table(
        "teams",
        _id(),
        sa.Column("name", sa.String(200), nullable=False),
        _link("parent", "teams"),
        _version(),
        sa.UniqueConstraint("name"),
    )
    if op.get_bind().dialect.name == "postgresql":
        # A team may be written before the team above it. SQLite has a setting for that.
        op.execute("ALTER TABLE teams ALTER CONSTRAINT fk_teams_parent DEFERRABLE")
    op.create_table(
        "workers",
        _id(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("key", sa.String(100), nullable=False, server_default=""),
        _link("team", "teams"),
        sa.Column("grade", sa.String(100), nullable=False, server_default=""),
        sa.Column("hours", sa.Float),
        sa.Column("nqsw_until", sa.Date),
        sa.Column("active_from", sa.Date),
        sa.Column("active_to", sa.Date),
        _version(),
        sa.UniqueConstraint("name", "key"),
    )


def _children() -> None:
    """Children and the referrals made about them."""
    op.create_table(
        "children",
        _id(),
        sa.Column("child_id", sa.String(100), nullable=False),
        sa.Column("name", sa.String(300), nullable=False, server_default=""),
        sa.Column("born", sa.Date),
        sa.Column("expected", sa.Date),
        sa.Column("died", sa.Date),
        sa.Column("sex", sa.String(1), nullable=False, server_default=""),
        sa.Column("ethnicity", sa.String(40), nullable=False, server_default=""),
        sa.Column("upn", sa.String(40), nullable=False, server_default=""),
        *_from_extracts(),
        _version(),
        sa.UniqueConstraint("child_id"),
    )
    op.create_table(
        "referrals",
        _id(),
        _link("child", "children", required=True),
        sa.Column("referred", sa.Date),
        sa.Column("received_at", sa.DateTime),
        sa.Column("referral_source", sa.String(40), nullable=False, server_default=""),
        sa.Column("need", sa.String(40), nullable=False, server_default=""),
        sa.Column("decision", sa.String(40), nullable=False, server_default=""),
        sa.Column("decided_on", sa.Date),
        sa.Column("decided_by", sa.String(200), nullable=False, server_default=""),
        sa.Column("nfa", sa.Boolean),
        sa.Column("closed", sa.Date),
        sa.Column("closure_reason", sa.String(40), nullable=False, server_default=""),
        *_from_extracts(),
        *_voidable(),
        _version(),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index("ix_referrals_child", "referrals", ["child"])


def _assessments() -> None:
    """Assessments with the later dates agreed for them."""
    op.create_table(
        "assessments",
        _id(),
        _link("child", "children", required=True),
        _link("referral", "referrals"),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("standard", sa.String(10), nullable=False),
        sa.Column("started", sa.Date),
        sa.Column("position", sa.Integer, nullable=False, server_default="0"),
        sa.Column("start_basis", sa.String(40), nullable=False, server_default=""),
        sa.Column("review_on", sa.Date),
        sa.Column("child_seen", sa.Date),
        sa.Column("was_seen", sa.Boolean),
        sa.Column("submitted", sa.Date),
        sa.Column("authorised", sa.Date),
        sa.Column("delay_reason", sa.Text),
        *_from_extracts(),
        *_voidable(),
        _version(),
        sa.CheckConstraint("kind IN ('initial', 'core', 'single')", name="kind"),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index("ix_assessments_authorised", "assessments", ["authorised"])
    op.create_index("ix_assessments_child", "assessments", ["child"])
    op.create_index(
        "ix_assessments_open",
        "assessments",
        ["referral"],
        sqlite_where=sa.text("authorised IS NULL AND voided_on IS NULL"),
        postgresql_where=sa.text("authorised IS NULL AND voided_on IS NULL"),
    )
    op.create_index("ix_assessments_referral", "assessments", ["referral"])
    op.create_table(
        "extensions",
        _id(),
        _link("assessment", "assessments", required=True),
        sa.Column("agreed_on", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("agreed_by", sa.String(200), nullable=False),
        *_voidable(),
        _version(),
    )
    op.create_index("ix_extensions_assessment", "extensions", ["assessment"])


def _protection() -> None:
    """Section 47 enquiries, the conferences they led to and the plans those made."""
    op.create_table(
        "s47_enquiries",
        _id(),
        _link("child", "children", required=True),
        _link("referral", "referrals"),
        sa.Column("started", sa.Date),
        sa.Column("conference_target", sa.Date),
        sa.Column("not_required", sa.Boolean),
        *_from_extracts(),
        *_voidable(),
        _version(),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index("ix_s47_enquiries_child", "s47_enquiries", ["child"])
    op.create_table(
        "conferences",
        _id(),
        _link("child", "children", required=True),
        _link("referral", "referrals"),
        _link("enquiry", "s47_enquiries"),
        sa.Column("held_on", sa.Date, nullable=False),
        *_from_extracts(),
        *_voidable(),
        _version(),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index("ix_conferences_child", "conferences", ["child"])
    op.create_table(
        "cp_plans",
        _id(),
        _link("child", "children", required=True),
        _link("referral", "referrals"),
        _link("conference", "conferences"),
        sa.Column("started", sa.Date),
        sa.Column("ended", sa.Date),
        sa.Column("initial_category", sa.String(40), nullable=False, server_default=""),
        sa.Column("category", sa.String(40), nullable=False, server_default=""),
        sa.Column("previous_plans", sa.Integer),
        *_from_extracts(),
        *_voidable(),
        _version(),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index("ix_cp_plans_child", "cp_plans", ["child"])
    op.create_index("ix_cp_plans_ended", "cp_plans", ["ended"])


def _plan_events() -> None:
    """Reviews and visits of a plan."""
    op.create_table(
        "cp_reviews",
        _id(),
        _link("plan", "cp_plans", required=True),
        sa.Column("booked_for", sa.Date),
        sa.Column("booked_on", sa.Date),
        sa.Column("held_on", sa.Date),
        *_from_extracts(),
        *_voidable(),
        _version(),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index("ix_cp_reviews_plan", "cp_reviews", ["plan"])
    op.create_table(
        "visits",
        _id(),
        _link("child", "children", required=True),
        _link("plan", "cp_plans"),
        sa.Column("visited_on", sa.Date, nullable=False),
        sa.Column("seen_alone", sa.Boolean),
        *_from_extracts(),
        *_voidable(),
        _version(),
        sa.UniqueConstraint("source_key"),
    )
    op.create_index("ix_visits_board", "visits", ["plan", "visited_on", "voided_on"])


def _allocations() -> None:
    """Who holds what, from when to when."""
    op.create_table(
        "allocations",
        _id(),
        _link("child", "children", required=True),
        _link("referral", "referrals"),
        _link("assessment", "assessments"),
        _link("plan", "cp_plans"),
        _link("worker", "workers"),
        _link("team", "teams"),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        *_from_extracts(),
        _version(),
        sa.CheckConstraint(
            "(CASE WHEN referral IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN assessment IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN plan IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_subject",
        ),
    )
    op.create_index("ix_allocations_assessment", "allocations", ["assessment"])
    op.create_index("ix_allocations_plan", "allocations", ["plan"])
    op.create_index("ix_allocations_referral", "allocations", ["referral"])
    op.create_index("ix_allocations_worker", "allocations", ["worker"])
