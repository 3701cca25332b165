"""Facts of child protection: section 47 enquiries, initial conferences, plans with their reviews, visits, core groups.

As in `cases`: frozen rows as the store reads them, with every date and no judgement.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Category(StrEnum):
    """Category of abuse of a child protection plan (CIN census codes)."""

    NEG = "NEG"
    PHY = "PHY"
    SAB = "SAB"
    EMO = "EMO"
    MUL = "MUL"


CATEGORY_WORDS = {
    Category.NEG: "neglect",
    Category.PHY: "physical abuse",
    Category.SAB: "sexual abuse",
    Category.EMO: "emotional abuse",
    Category.MUL: "multiple",
}


class EnquiryFacts(NamedTuple):
    """One section 47 enquiry and the initial conference it led to."""

    id: int
    child: int
    episode: int | None
    started: date | None
    """The strategy discussion that started it."""
    conference: date | None
    """The initial child protection conference held."""
    not_required: bool
    version: int = 1
    conference_id: int | None = None
    """The conference's own record, with its version."""
    conference_version: int = 0
    closed: date | None = None
    """When its referral was closed."""


class ConferenceFacts(NamedTuple):
    """One initial child protection conference, with the enquiry that led to it where that is known."""

    child: int
    episode: int | None
    enquiry: int | None
    held_on: date


class Review(NamedTuple):
    """One review conference of a plan: booked for a date, held on a date, or both."""

    booked_for: date | None
    booked_on: date | None
    """When the booking was made; None: known since before the records begin."""
    held_on: date | None
    id: int = 0
    version: int = 1


class PlanFacts(NamedTuple):
    """One child protection plan with the conference that made it and its reviews."""

    id: int
    child: int
    episode: int | None
    started: date
    ended: date | None
    category: str
    """Latest category of abuse, as its code."""
    conference: date | None
    """Date of the initial child protection conference; None where unrecorded (the plan's start then stands for it)."""
    previous_plans: int | None
    reviews: tuple[Review, ...] = ()
    visits: tuple[date, ...] = ()
    """Dates of the statutory visits known, oldest first."""
    core_groups: tuple[date, ...] = ()
    """Dates of the core groups held, oldest first."""
    version: int = 1
