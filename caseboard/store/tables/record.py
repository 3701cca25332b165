"""What the extracts tell: people, children, referrals and everything under them, and who holds them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from caseboard.store.tables.parts import PROSE, edited, from_extracts, id_, link, metadata, voidable

teams = Table(
    "teams",
    metadata,
    id_(),
    Column("name", String(200), nullable=False, unique=True),
    link("parent", "teams"),
    *edited(),
)

workers = Table(
    "workers",
    metadata,
    id_(),
    Column("name", String(200), nullable=False),
    Column("key", String(100), nullable=False, server_default=""),
    link("team", "teams"),
    Column("grade", String(100), nullable=False, server_default=""),
    Column("hours", Float),
    Column("nqsw_until", Date),
    Column("active_from", Date),
    Column("active_to", Date),
    # When the last criminal records check (CRB, later DBS) was made.
    Column("checked_on", Date),
    UniqueConstraint("name", "key"),
    *edited(),
)

children = Table(
    "children",
    metadata,
    id_(),
    Column("child_id", String(100), nullable=False, unique=True),
    Column("name", String(300), nullable=False, server_default=""),
    Column("born", Date),
    Column("expected", Date),
    Column("died", Date),
    Column("sex", String(1), nullable=False, server_default=""),
    Column("ethnicity", String(40), nullable=False, server_default=""),
    Column("upn", String(40), nullable=False, server_default=""),
    *from_extracts(),
    *edited(),
)

referrals = Table(
    "referrals",
    metadata,
    id_(),
    link("child", "children", required=True),
    Column("referred", Date),
    Column("received_at", DateTime),
    Column("referral_source", String(40), nullable=False, server_default=""),
    Column("need", String(40), nullable=False, server_default=""),
    Column("decision", String(40), nullable=False, server_default=""),
    Column("decided_on", Date),
    Column("decided_by", String(200), nullable=False, server_default=""),
    # As `received_at` of the council's own clocks; None where only the date is known.
    Column("decided_at", DateTime),
    Column("decision_reason", Text, nullable=False, server_default="", info=PROSE),
    Column("nfa", Boolean),
    Column("closed", Date),
    Column("closure_reason", String(40), nullable=False, server_default=""),
    *from_extracts(),
    *voidable(),
    *edited(),
    UniqueConstraint("source_key"),
)
Index("ix_referrals_child", referrals.c.child)
# The board reads what came or was decided in the last weeks, and of what is open whatever nothing was done about.
Index("ix_referrals_closed", referrals.c.closed)
Index("ix_referrals_decided", referrals.c.decided_on)
Index("ix_referrals_referred", referrals.c.referred)

assessments = Table(
    "assessments",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("referral", "referrals"),
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
    Column("delay_code", String(40)),
    Column("delay_reason", Text),
    Column("not_seen_reason", Text),
    *from_extracts(),
    *voidable(),
    *edited(),
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
    id_(),
    link("child", "children", required=True),
    link("referral", "referrals"),
    Column("started", Date),
    Column("conference_target", Date),
    Column("not_required", Boolean),
    *from_extracts(),
    *voidable(),
    *edited(),
    UniqueConstraint("source_key"),
)
Index("ix_s47_enquiries_child", s47_enquiries.c.child)
Index("ix_s47_enquiries_referral", s47_enquiries.c.referral)

conferences = Table(
    "conferences",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("referral", "referrals"),
    link("enquiry", "s47_enquiries"),
    Column("held_on", Date, nullable=False),
    *from_extracts(),
    *voidable(),
    *edited(),
    UniqueConstraint("source_key"),
)
Index("ix_conferences_child", conferences.c.child)

cp_plans = Table(
    "cp_plans",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("referral", "referrals"),
    link("conference", "conferences"),
    Column("started", Date),
    Column("ended", Date),
    Column("initial_category", String(40), nullable=False, server_default=""),
    Column("category", String(40), nullable=False, server_default=""),
    Column("previous_plans", Integer),
    *from_extracts(),
    *voidable(),
    *edited(),
    UniqueConstraint("source_key"),
)
Index("ix_cp_plans_child", cp_plans.c.child)
Index("ix_cp_plans_referral", cp_plans.c.referral)
Index("ix_cp_plans_ended", cp_plans.c.ended)

cp_reviews = Table(
    "cp_reviews",
    metadata,
    id_(),
    link("plan", "cp_plans", required=True),
    Column("booked_for", Date),
    Column("booked_on", Date),
    Column("held_on", Date),
    *from_extracts(),
    *voidable(),
    *edited(),
    UniqueConstraint("source_key"),
)
Index("ix_cp_reviews_plan", cp_reviews.c.plan)

visits = Table(
    "visits",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("plan", "cp_plans"),
    Column("visited_on", Date, nullable=False),
    Column("seen_alone", Boolean),
    *from_extracts(),
    *voidable(),
    *edited(),
    UniqueConstraint("source_key"),
)
Index("ix_visits_board", visits.c.plan, visits.c.visited_on, visits.c.voided_on)

allocations = Table(
    "allocations",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("referral", "referrals"),
    link("assessment", "assessments"),
    link("plan", "cp_plans"),
    link("worker", "workers"),
    link("team", "teams"),
    # None: undated, reaches back to the referral. `ends_on` is the first day it no longer holds.
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("reason", Text, nullable=False, server_default=""),
    # The plan given with the case.
    Column("see_by", Date),
    Column("to_do", Text, nullable=False, server_default="", info=PROSE),
    Column("review_on", Date),
    *from_extracts(),
    *voidable(),
    *edited(),
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
