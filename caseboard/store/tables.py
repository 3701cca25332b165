"""Every table, named after the field's own data sets. The migrations in `schema` build the same; a test compares them.

Dates are dates (ISO text in SQLite), never times, unless a column says `_at` (UTC). A foreign key is named after what
it points to: `child`, `referral`, `worker`. Nothing is deleted: a record is voided with who, when and why.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _link(name: str, target: str, *, required: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=not required)


def _edited() -> list[SchemaItem]:
    """What every table has that a person edits: a version, against two people overwriting each other."""
    return [Column("version", Integer, nullable=False, server_default="1")]


def _from_extracts() -> list[SchemaItem]:
    """What every record has that comes from an extract.

    `source` names the format and `source_key` the record within it, both empty for what was made in caseboard;
    `extract_on` is the date of the extract that last gave it; `missing_from` that of the first one that no longer did.
    """
    return [
        Column("source", String(40), nullable=False, server_default=""),
        Column("source_key", String(400)),
        Column("extract_on", Date),
        Column("missing_from", Date),
    ]


def _voidable() -> list[SchemaItem]:
    return [Column("voided_on", Date), Column("voided_by", String(200)), Column("void_reason", Text)]


teams = Table(
    "teams",
    metadata,
    _id(),
    Column("name", String(200), nullable=False, unique=True),
    _link("parent", "teams"),
    *_edited(),
)

workers = Table(
    "workers",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("key", String(100), nullable=False, server_default=""),
    _link("team", "teams"),
    Column("grade", String(100), nullable=False, server_default=""),
    Column("hours", Float),
    Column("nqsw_until", Date),
    Column("active_from", Date),
    Column("active_to", Date),
    UniqueConstraint("name", "key"),
    *_edited(),
)

children = Table(
    "children",
    metadata,
    _id(),
    Column("child_id", String(100), nullable=False, unique=True),
    Column("name", String(300), nullable=False, server_default=""),
    Column("born", Date),
    Column("expected", Date),
    Column("died", Date),
    Column("sex", String(1), nullable=False, server_default=""),
    Column("ethnicity", String(40), nullable=False, server_default=""),
    Column("upn", String(40), nullable=False, server_default=""),
    *_from_extracts(),
    *_edited(),
)

referrals = Table(
    "referrals",
    metadata,
    _id(),
    _link("child", "children", required=True),
    Column("referred", Date),
    Column("received_at", DateTime),
    Column("referral_source", String(40), nullable=False, server_default=""),
    Column("need", String(40), nullable=False, server_default=""),
    Column("decision", String(40), nullable=False, server_default=""),
    Column("decided_on", Date),
    Column("decided_by", String(200), nullable=False, server_default=""),
    Column("nfa", Boolean),
    Column("closed", Date),
    Column("closure_reason", String(40), nullable=False, server_default=""),
    *_from_extracts(),
    *_voidable(),
    *_edited(),
    UniqueConstraint("source_key"),
)
Index("ix_referrals_child", referrals.c.child)

assessments = Table(
    "assessments",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("referral", "referrals"),
    Column("kind", String(10), nullable=False),
    Column("standard", String(10), nullable=False),
    Column("started", Date),
    # Order in the record among the assessments of one referral that start on the same day.
    Column("position", Integer, nullable=False, server_default="0"),
    Column("start_basis", String(40), nullable=False, server_default=""),
    Column("review_on", Date),
    Column("child_seen", Date),
    Column("was_seen", Boolean),
    Column("submitted", Date),
    Column("authorised", Date),
    Column("delay_reason", Text),
    *_from_extracts(),
    *_voidable(),
    *_edited(),
    UniqueConstraint("source_key"),
    CheckConstraint("kind IN ('initial', 'core', 'single')", name="kind"),
)
# The board reads what is open, and what was authorised in the last weeks.
Index(
    "ix_assessments_open",
    assessments.c.referral,
    sqlite_where=text("authorised IS NULL AND voided_on IS NULL"),
)
Index("ix_assessments_authorised", assessments.c.authorised)
Index("ix_assessments_child", assessments.c.child)
Index("ix_assessments_referral", assessments.c.referral)

s47_enquiries = Table(
    "s47_enquiries",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("referral", "referrals"),
    Column("started", Date),
    Column("conference_target", Date),
    Column("not_required", Boolean),
    *_from_extracts(),
    *_voidable(),
    *_edited(),
    UniqueConstraint("source_key"),
)
Index("ix_s47_enquiries_child", s47_enquiries.c.child)

conferences = Table(
    "conferences",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("referral", "referrals"),
    _link("enquiry", "s47_enquiries"),
    Column("held_on", Date, nullable=False),
    *_from_extracts(),
    *_voidable(),
    *_edited(),
    UniqueConstraint("source_key"),
)
Index("ix_conferences_child", conferences.c.child)

cp_plans = Table(
    "cp_plans",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("referral", "referrals"),
    _link("conference", "conferences"),
    Column("started", Date),
    Column("ended", Date),
    Column("initial_category", String(40), nullable=False, server_default=""),
    Column("category", String(40), nullable=False, server_default=""),
    Column("previous_plans", Integer),
    *_from_extracts(),
    *_voidable(),
    *_edited(),
    UniqueConstraint("source_key"),
)
Index("ix_cp_plans_child", cp_plans.c.child)
Index("ix_cp_plans_ended", cp_plans.c.ended)

cp_reviews = Table(
    "cp_reviews",
    metadata,
    _id(),
    _link("plan", "cp_plans", required=True),
    Column("booked_for", Date),
    Column("booked_on", Date),
    Column("held_on", Date),
    *_from_extracts(),
    *_voidable(),
    *_edited(),
    UniqueConstraint("source_key"),
)
Index("ix_cp_reviews_plan", cp_reviews.c.plan)

visits = Table(
    "visits",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("plan", "cp_plans"),
    Column("visited_on", Date, nullable=False),
    Column("seen_alone", Boolean),
    *_from_extracts(),
    *_voidable(),
    *_edited(),
    UniqueConstraint("source_key"),
)
Index("ix_visits_board", visits.c.plan, visits.c.visited_on, visits.c.voided_on)

allocations = Table(
    "allocations",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("referral", "referrals"),
    _link("assessment", "assessments"),
    _link("plan", "cp_plans"),
    _link("worker", "workers"),
    _link("team", "teams"),
    # None: undated, reaches back to the referral. `ends_on` is the first day it no longer holds.
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("reason", Text, nullable=False, server_default=""),
    *_from_extracts(),
    *_edited(),
    CheckConstraint(
        "(CASE WHEN referral IS NULL THEN 0 ELSE 1 END) + (CASE WHEN assessment IS NULL THEN 0 ELSE 1 END)"
        " + (CASE WHEN plan IS NULL THEN 0 ELSE 1 END) = 1",
        name="one_subject",
    ),
)
Index("ix_allocations_referral", allocations.c.referral)
Index("ix_allocations_assessment", allocations.c.assessment)
Index("ix_allocations_plan", allocations.c.plan)
Index("ix_allocations_worker", allocations.c.worker)

extensions = Table(
    "extensions",
    metadata,
    _id(),
    _link("assessment", "assessments", required=True),
    Column("agreed_on", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("agreed_by", String(200), nullable=False),
    *_voidable(),
    *_edited(),
)
Index("ix_extensions_assessment", extensions.c.assessment)

flags = Table(
    "flags",
    metadata,
    _id(),
    _link("child", "children", required=True),
    Column("raised_on", Date, nullable=False),
    Column("raised_by", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("closed_on", Date),
    Column("closed_by", String(200)),
    Column("what_was_done", Text),
    *_voidable(),
    *_edited(),
)
Index("ix_flags_child", flags.c.child)

supervisions = Table(
    "supervisions",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("worker", "workers"),
    Column("supervisor", String(200), nullable=False, server_default=""),
    Column("held_on", Date, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("note", Text, nullable=False),
    *_voidable(),
    *_edited(),
)
SUMMARY = "substr(note, 1, 120)"
"""How much of a supervision note a board shows. The index below and the select must say it in the same words."""

# Without it a team's board took seconds: the newest supervision of each child. It holds every column a board reads, so
# that no note is read, which of an encrypted file means decrypted.
Index(
    "ix_supervisions_board",
    supervisions.c.child,
    supervisions.c.held_on,
    supervisions.c.voided_on,
    supervisions.c.recorded_on,
    text(SUMMARY),
)

actions = Table(
    "actions",
    metadata,
    _id(),
    _link("child", "children", required=True),
    _link("supervision", "supervisions"),
    _link("worker", "workers"),
    Column("what", Text, nullable=False),
    Column("agreed_on", Date, nullable=False),
    Column("by_when", Date, nullable=False),
    Column("done_on", Date),
    *_voidable(),
    *_edited(),
)
Index("ix_actions_child", actions.c.child)

imports = Table(
    "imports",
    metadata,
    _id(),
    Column("source", String(40), nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("loaded_at", DateTime, nullable=False),
    Column("loaded_by", String(200), nullable=False),
    Column("added", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("vanished", Integer, nullable=False),
)

import_problems = Table(
    "import_problems",
    metadata,
    _id(),
    _link("import", "imports", required=True),
    Column("place", Text, nullable=False),
    Column("what", Text, nullable=False),
)
Index("ix_import_problems_import", import_problems.c["import"])

# A value typed in caseboard, which an extract may only replace when it is dated later and says something else.
typed_values = Table(
    "typed_values",
    metadata,
    Column("record_kind", String(40), primary_key=True),
    Column("record", Integer, primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("typed_on", Date, nullable=False),
    Column("typed_by", String(200), nullable=False),
)

settings = Table(
    "settings",
    metadata,
    _id(),
    Column("document", Text, nullable=False),
    *_edited(),
)

# What a screen remembers for one person: filters, the team last in view. Here, not in a file: a filter can be a name.
preferences = Table(
    "preferences",
    metadata,
    Column("who", String(200), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)
