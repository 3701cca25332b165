"""The rows of the workers and teams screen and of `list workers`: each read on the board's date by `workers`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseboard.domain.caseload import Caseload
from caseboard.domain.people import Absence, Team, Worker
from caseboard.domain.sessions import WorkerSessions


class Concern(StrEnum):
    """What of a worker needs somebody's attention, the most urgent first."""

    AWAY = "away_uncovered"
    LEFT = "left_with_cases"
    NOT_BEGUN = "not_begun"
    OVERLOADED = "overloaded"
    CHECK_OVERDUE = "check_overdue"
    COVER_NEEDED = "cover_needed"
    LEAVING = "leaving_with_cases"
    NO_CHECK = "no_check"


CONCERN_WORDS = {
    Concern.AWAY: "away, no cover",
    Concern.LEFT: "left with cases",
    Concern.NOT_BEGUN: "not begun yet",
    Concern.OVERLOADED: "load over 100%",
    Concern.CHECK_OVERDUE: "check overdue",
    Concern.COVER_NEEDED: "cover needed",
    Concern.LEAVING: "leaves soon",
    Concern.NO_CHECK: "no check date",
}


@dataclass(frozen=True, slots=True)
class Away:
    """An absence and who covers it."""

    absence: Absence
    cover: Worker | None
    covered: bool
    """Whether the one who covers is at work: on the date in view, or on the first day away where that is later."""


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker on the date."""

    worker: Worker
    team: str | None
    held: Caseload
    hours: float
    """Hours a week for cases."""
    load: int
    """What they hold, weighted, in per cent of these hours."""
    check_due: date | None
    """When the next criminal records check is due; None where none is recorded."""
    away: Away | None
    """The absence on the date."""
    ahead: Away | None
    """The next one to begin."""
    sessions: WorkerSessions = field(default_factory=WorkerSessions)
    """Their supervision."""
    concerns: tuple[Concern, ...] = ()
    """The most urgent first."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team on the date, with the teams below it."""

    team: Team
    depth: int
    """How many teams are above it."""
    workers: int
    """In post."""
    away: int
    """Of those in post."""
    hours: float
    """Hours a week for cases, of those in post."""
    weight: float
    """Hours a week of the work that its workers hold, those who left among them."""
    load: int | None
    """The weight in per cent of the hours; None where nobody is in post."""
    over: int
    """Assessments over their limit."""
    concerns: Mapping[Concern, int]
    """How many workers each concerns, the most urgent first."""
