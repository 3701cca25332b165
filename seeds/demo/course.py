"""What the course of a family's case is made of: one referral and all that follows, dates past and still to come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .people import Team, Worker


@dataclass(slots=True)
class Work:
    """One assessment as it will run."""

    kind: str
    started: date
    due: date
    seen: date | None
    submitted: date
    authorised: date
    basis: str = ""


@dataclass(slots=True)
class Enquiry:
    """One section 47 enquiry as it will run."""

    started: date
    target: date
    conference: date | None


@dataclass(slots=True)
class PlanRun:
    """One child protection plan as it will run, from its conference on."""

    started: date
    ended: date | None
    """None where it runs on past the date the record is drawn."""
    reviews: list[ReviewRun] = field(default_factory=list)


@dataclass(slots=True)
class ReviewRun:
    """One review conference: booked when the one before it was held; `held` is None where it never was."""

    booked_for: date
    booked_on: date
    held: date | None


@dataclass(slots=True)
class Held:
    """From when a worker, or only a team, holds the case, and why it came to them."""

    team: Team
    worker: Worker | None
    since: date
    reason: str


@dataclass(slots=True)
class Course:
    """One referral as it will run. `closed` is None while nothing says when it will be."""

    referred: date
    decided: date
    decision: str
    team: Team
    works: list[Work] = field(default_factory=list)
    enquiry: Enquiry | None = None
    held: list[Held] = field(default_factory=list)
    closed: date | None = None
    plan: PlanRun | None = None
