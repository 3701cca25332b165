"""Families arriving day by day through the history, and the plans that began before it."""

from __future__ import annotations

from datetime import timedelta

from .council import HISTORY, Council
from .course import Course
from .courses import Courses
from .dice import NFA
from .families import Family, Register
from .plans import Plans
from .records import Clerk

OPEN_PLANS = 160
LONG_AGO = HISTORY.days + 40
"""Days since the conference of the youngest of the plans that began before the history."""


class Intake:
    """Takes families in, draws the course of each and writes it down for every child."""

    def __init__(self, council: Council, register: Register, courses: Courses, clerk: Clerk, plans: Plans) -> None:
        """Shuffle how many come on a day."""
        self._council = council
        self._register = register
        self._courses = courses
        self._clerk = clerk
        self._plans = plans

    def take_in_history(self) -> None:
        """Every family referred from the start of the history until today."""
        council = self._council
        weekday = council.deck((16, 1), (17, 2), (18, 3), (19, 3), (21, 2))
        weekend = council.deck((0, 1), (1, 2), (2, 1))
        day = council.as_at - HISTORY
        while day <= council.as_at:
            deck = weekday if council.calendar.is_working(day) else weekend
            for _ in range(deck.draw() * council.scale):
                family = self._register.come_back(day) or self._register.new_family(day)
                self._take_in(family, self._courses.draw(day))
            day += timedelta(days=1)

    def take_in_earlier_plans(self) -> None:
        """Plans from before the history: some that ended within it, the rest so many that 160 are open today."""
        council = self._council
        ended = council.deck((430, 1), (560, 3), (680, 3), (760, 1), (900, 1))
        for _ in range(70 * council.scale):
            days = ended.draw()
            began = days + int(council.rng.random() * 350)
            if began > LONG_AGO:
                self._take_in_planned(began, days)
        rows = council.tables["cp_plans"]
        missing = OPEN_PLANS * council.scale - sum(row["ended"] is None for row in rows)
        age = council.deck((LONG_AGO, 4), (LONG_AGO + 60, 4), (LONG_AGO + 130, 3), (LONG_AGO + 230, 2), (760, 1))
        for _ in range(missing):
            self._take_in_planned(age.draw() + int(council.rng.random() * 60), 99_999)

    def _take_in_planned(self, days_ago: int, lasting: int) -> None:
        council = self._council
        conference = council.working(council.days_ago(days_ago))
        child = self._register.new_family(conference).children[0]
        self._take_in(Family([child]), self._courses.draw_planned(conference, lasting))

    def _take_in(self, family: Family, course: Course) -> None:
        for child in family.children:
            referral, conference = self._clerk.write(course, child)
            self._plans.write(course, child, referral, conference)
        family.closed = course.closed
        if course.closed is not None and (course.decision != NFA or self._council.chance(0.3)):
            self._register.remember(family)
