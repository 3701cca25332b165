"""Northbridge: an invented council's year, as rows ready to be inserted. No real person, place or record."""

from __future__ import annotations

from datetime import date

from caseboard.domain.calendar import WorkingCalendar
from caseboard.domain.errors import BadInput

from .absences import add_absences, add_checks
from .card import add_card
from .core_groups import add_core_groups
from .council import Council, Row
from .courses import Courses
from .decided import Desk
from .dice import Dice
from .families import Register
from .faults import add_hard_faults
from .flags import add_flags
from .followed import follow_actions
from .handed_over import add_handovers
from .intake import Intake
from .odd_cases import add_drift, add_soft_faults
from .paper_quarter import settle_paper_quarter
from .people import DUTY, EAST, EAST_PLANS, WEST, make_teams
from .plans import Plans
from .records import Clerk
from .sessions import Sessions
from .supervision import Supervision
from .words import Words
from .workshop import Workshop

YEARS_BEFORE, YEARS_AFTER = 5, 1
"""How much of the calendar the demo needs around its date: plans reach back, booked reviews and due dates forward."""


def build_council(*, seed: int, as_at: date, scale: int = 1, calendar: WorkingCalendar) -> dict[str, list[Row]]:
    """The council's record as it stands on `as_at`: table name to rows, in the order they can be inserted.

    The same seed, date and scale give the same rows. `scale` multiplies children, workers and their work; the six teams
    stay. Raises BadInput where the calendar does not reach far enough around `as_at`, or for a scale below 1.
    """
    first, last = date(calendar.first.year + YEARS_BEFORE, 1, 1), date(calendar.last.year - YEARS_AFTER, 12, 31)
    if not first <= as_at <= last:
        raise BadInput(f"demo: {as_at} is out of reach of the calendar; choose a date from {first} to {last}")
    if scale < 1:
        raise BadInput("demo: the scale is a whole number from 1")
    council = Council(seed, as_at, scale, calendar)
    teams = make_teams(council)
    words, register = Words(council), Register(council)
    clerk = Clerk(council, teams, words)
    plans = Plans(council, Dice(council), clerk)
    intake = Intake(council, register, Courses(council, teams), clerk, plans)
    supervision = Supervision(council, teams, words)
    shop = Workshop(council, register, clerk, plans)

    intake.take_in_history()
    add_hard_faults(shop, teams[EAST], teams[WEST], teams[EAST_PLANS])
    add_soft_faults(shop, teams[DUTY], teams[EAST], teams[WEST])
    intake.take_in_earlier_plans()
    add_core_groups(council)
    supervision.write(register.children)
    add_drift(shop, supervision, teams[WEST])
    add_flags(council, words, teams[DUTY].manager)
    add_absences(council, teams)
    add_checks(council)
    Sessions(council).write(supervision.left_out)
    follow_actions(council)
    Desk(council, teams).write()
    add_handovers(council, teams[DUTY])
    settle_paper_quarter(council)
    add_card(council)
    return council.tables
