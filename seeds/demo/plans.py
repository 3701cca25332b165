"""Child protection plans written down: category, reviews and visits, up to today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .council import Council
from .course import Course, PlanRun
from .dice import Dice
from .families import Child
from .records import Clerk

YEAR = timedelta(days=365)


class Plans:
    """Writes plans into the tables."""

    def __init__(self, council: Council, dice: Dice, clerk: Clerk) -> None:
        """Shuffle what a plan is filled with."""
        self._council = council
        self._dice = dice
        self._clerk = clerk
        self._category = council.deck(("NEG", 44), ("EMO", 36), ("PHY", 9), ("SAB", 5), ("MUL", 6))
        self._earlier = council.deck((0, 84), (1, 13), (2, 3))
        self._alone = council.deck((True, 7), (False, 2), (None, 1))

    def write(self, course: Course, child: Child, referral: int, conference: int | None) -> None:
        """The plan of the course, if it has begun."""
        run, council = course.plan, self._council
        if run is None or run.started > council.as_at:
            return
        first = self._category.draw()
        latest = first if not council.chance(0.08) else self._category.draw()
        plan = self.add(child, referral, conference, run.started, run.ended, first, latest)
        for review in run.reviews:
            self.review(plan, review.booked_for, review.booked_on, review.held)
        self._visits(child, plan, run)
        if council.chance(0.2):
            holder = [held for held in course.held if held.since <= run.started][-1]
            own = replace(holder, since=run.started, reason="holds the plan")
            self._clerk.allocate(child.id, own, run.ended, {"plan": plan})

    def add(
        self,
        child: Child,
        referral: int | None,
        conference: int | None,
        started: date,
        ended: date | None,
        first: str,
        latest: str,
    ) -> int:
        """Add a plan's row and count it for the child."""
        earlier = child.plans + self._earlier.draw()
        child.plans += 1
        return self._council.add(
            "cp_plans",
            child=child.id,
            referral=referral,
            conference=conference,
            started=started,
            ended=ended,
            initial_category=first,
            category=latest,
            previous_plans=earlier,
        )

    def review(self, plan: int, booked_for: date | None, booked_on: date | None, held: date | None) -> None:
        """Add a review's row."""
        self._council.add("cp_reviews", plan=plan, booked_for=booked_for, booked_on=booked_on, held_on=held)

    def _visits(self, child: Child, plan: int, run: PlanRun) -> None:
        """Visits of the last year, about every ten working days; now and then one is late."""
        council = self._council
        last = run.ended or council.as_at
        day = council.working(max(run.started, council.as_at - YEAR), self._dice.visit_gap.draw())
        while day <= last:
            alone = self._alone.draw() if child.can_be_seen(day) else None
            council.add("visits", child=child.id, plan=plan, visited_on=day, seen_alone=alone)
            day = council.working(day, self._dice.visit_gap.draw())
