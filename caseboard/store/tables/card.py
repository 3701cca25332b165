"""The report card: what is typed on it, cards signed off, assessments marked as of a cohort, findings counted."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from caseboard.store.tables.parts import Utc, edited, id_, link, metadata, voidable

# A row as it is typed for one quarter; a computed row's figures are never here.
card_rows = Table(
    "card_rows",
    metadata,
    id_(),
    # As `domain.periods` writes it.
    Column("quarter", String(10), nullable=False),
    Column("position", Integer, nullable=False),
    Column("reference", String(100), nullable=False),
    Column("title", Text, nullable=False, server_default=""),
    Column("owner", String(200), nullable=False, server_default=""),
    Column("measure", String(200), nullable=False, server_default=""),
    # A value of `card.Polarity`.
    Column("polarity", String(20), nullable=False, server_default=""),
    Column("baseline", String(400), nullable=False, server_default=""),
    Column("last_year", String(400), nullable=False, server_default=""),
    Column("target", String(400), nullable=False, server_default=""),
    Column("result", String(400), nullable=False, server_default=""),
    Column("predicted", String(400), nullable=False, server_default=""),
    Column("data_quality", Text, nullable=False, server_default=""),
    *voidable(),
    *edited(),
)
Index("ix_card_rows_quarter", card_rows.c.quarter)

# A card as it was signed off. Its document never changes; see `domain.card` for what is in it.
cards = Table(
    "cards",
    metadata,
    id_(),
    Column("quarter", String(10), nullable=False),
    # Empty for the whole council.
    Column("team", String(200), nullable=False, server_default=""),
    Column("as_at", Date, nullable=False),
    Column("approved_by", String(200), nullable=False),
    Column("approved_at", Utc, nullable=False),
    Column("document", Text, nullable=False),
    *voidable(),
    *edited(),
)
Index("ix_cards_quarter", cards.c.quarter)

# Assessments looked at together: indicators are shown with them and without.
cohort_marks = Table(
    "cohort_marks",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("assessment", "assessments", required=True),
    Column("cohort", String(100), nullable=False),
    Column("marked_on", Date, nullable=False),
    Column("marked_by", String(200), nullable=False),
    *voidable(),
    *edited(),
)
Index("ix_cohort_marks_assessment", cohort_marks.c.assessment)

# How many findings there were: the records themselves forget a fault once it is mended.
finding_counts = Table(
    "finding_counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("check_key", String(40), primary_key=True),
    Column("findings", Integer, nullable=False),
)
