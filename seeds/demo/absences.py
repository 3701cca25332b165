"""Who of Northbridge is away or soon will be, and who covers; and when everybody's records check was made."""

from __future__ import annotations

from .council import Council
from .people import DUTY, EAST, EAST_PLANS, WEST, Team

_LONGEST_SINCE_CHECK = 1150
"""Days: a little more than three years, so that some few are overdue."""


def add_absences(council: Council, teams: dict[str, Team]) -> None:
    """One on leave and covered, one ill whom nobody covers, one soon away without cover, one later with."""
    _away(council, teams[EAST], 3, "annual leave", begins=-7, lasts=11, cover=1)
    _away(council, teams[WEST], 2, "ill", begins=-10)
    _away(council, teams[DUTY], 1, "training", begins=3, lasts=2)
    _away(council, teams[EAST_PLANS], 0, "annual leave", begins=16, lasts=13, cover=2)


def _away(
    council: Council,
    team: Team,
    worker: int,
    reason: str,
    *,
    begins: int,
    lasts: int | None = None,
    cover: int | None = None,
) -> None:
    """`begins` in days from the date, `lasts` days beyond the first; workers by their place in the team."""
    council.add(
        "absences",
        worker=team.workers[worker].id,
        starts_on=council.days_ago(-begins),
        ends_on=None if lasts is None else council.days_ago(-begins - lasts),
        reason=reason,
        cover=None if cover is None else team.workers[cover].id,
    )


def add_checks(council: Council) -> None:
    """A date for everybody but one in twenty-three."""
    for number, worker in enumerate(council.tables["workers"], 1):
        days = 10 + number * 151 % _LONGEST_SINCE_CHECK
        worker["checked_on"] = None if number % 23 == 0 else council.days_ago(days)
