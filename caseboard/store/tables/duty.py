"""What the duty desk keeps: the second look at a decision, hand-overs from shift to shift, core groups held."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, String, Table, Text

from caseboard.store.tables.parts import PROSE, Utc, edited, id_, link, metadata, voidable

# A second person's look at the decision on a referral.
decision_reviews = Table(
    "decision_reviews",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("referral", "referrals", required=True),
    Column("reviewed_on", Date, nullable=False),
    Column("reviewed_by", String(200), nullable=False),
    # A code of `decisions.Outcome`.
    Column("outcome", String(40), nullable=False),
    # What it was changed to, where it was: a code of `decisions.Decision`.
    Column("changed_to", String(40), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default="", info=PROSE),
    *voidable(),
    *edited(),
)
Index("ix_decision_reviews_referral", decision_reviews.c.referral)

# What one shift tells the next. Without a note it is an acknowledgement alone.
handovers = Table(
    "handovers",
    metadata,
    id_(),
    Column("written_on", Date, nullable=False),
    Column("written_by", String(200), nullable=False),
    Column("written_at", Utc, nullable=False),
    Column("note", Text, nullable=False, server_default="", info=PROSE),
    Column("acknowledged_on", Date),
    Column("acknowledged_by", String(200), nullable=False, server_default=""),
    Column("acknowledged_at", Utc),
    *voidable(),
    *edited(),
)
Index("ix_handovers_written", handovers.c.written_at)

core_groups = Table(
    "core_groups",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("plan", "cp_plans", required=True),
    Column("held_on", Date, nullable=False),
    *voidable(),
    *edited(),
)
Index("ix_core_groups_plan", core_groups.c.plan)
