"""Child protection plan reviews: the statutory latest, the next booked one, and the three alerts (domain: CP reviews).

The first review is due 3 months after the initial child protection conference, each later one 6 months after the last
review held. A booking moves nothing: the statutory latest counts from what was held.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from caseboard.domain.clocks import Clock, read_clock
from caseboard.domain.protection import PlanFacts, Review
from caseboard.domain.settings import Rules
from caseboard.domain.standards import Step


class Alert(StrEnum):
    """What is wrong with a plan's next review; the first that applies is the one shown."""

    PASSED = "passed"
    BOOKED_LATE = "booked_late"
    NONE_BOOKED = "none_booked"


ALERT_WORDS = {
    Alert.PASSED: "latest date passed",
    Alert.BOOKED_LATE: "booked too late",
    Alert.NONE_BOOKED: "no review booked",
}


def is_open(plan: PlanFacts, day: date) -> bool:
    """Whether the plan had started and not ended on `day`."""
    return plan.started <= day and (plan.ended is None or plan.ended > day)


def last_held(plan: PlanFacts, day: date) -> date | None:
    """The latest review held on or before `day`."""
    held = [r.held_on for r in plan.reviews if r.held_on and r.held_on <= day]
    return max(held) if held else None


def next_booked(plan: PlanFacts, day: date) -> date | None:
    """For when the next review is booked, as known on `day`; in the past where it was missed."""
    standing = standing_booking(plan, day)
    return standing.booked_for if standing else None


def standing_booking(plan: PlanFacts, day: date) -> Review | None:
    """The booking that holds on `day` and was not held by then: a later booking takes the place of those made before.

    Of several made at one time (none is known to have been made last) the earliest still to come, else the last one
    missed. A booking is done with when any review was held on its day or after it.
    """
    last = last_held(plan, day) or date.min
    known = [r for r in plan.reviews if r.booked_for and (r.booked_on is None or r.booked_on <= day)]
    waiting = [r for r in known if (r.held_on is None or r.held_on > day) and r.booked_for and r.booked_for > last]
    if len(known) < 2:
        return waiting[0] if waiting else None
    # What a booking took the place of does not come back once that one was held; an extract's own does, as the next.
    standing = {
        r.booked_for: r
        for r in waiting
        if r.booked_for and _made(r) >= max(map(_made, known if r.booked_on else waiting))
    }
    to_come = [booked for booked in standing if booked >= day]
    return standing[min(to_come) if to_come else max(standing)] if standing else None


def _made(review: Review) -> tuple[date, int]:
    """When a booking was made: of one day in the order they were recorded, before any date where none is known."""
    return (review.booked_on, review.id) if review.booked_on else (date.min, 0)


def review_clock(plan: PlanFacts, day: date, rules: Rules) -> Clock:
    """The clock of the next review read on `day`; its due date is the statutory latest."""
    held = last_held(plan, day)
    step = Step.FIRST_REVIEW if held is None else Step.LATER_REVIEW
    timescale = rules.standards.timescale(step, rules.settings.standard)
    return read_clock(held or plan.conference or plan.started, timescale, day, rules)


def alert(latest: date | None, booked: date | None, day: date) -> Alert | None:
    """The alert for a plan whose statutory latest is `latest` (None: unknown) and next booked review is `booked`."""
    if latest is not None and latest < day:
        return Alert.PASSED
    if booked is None:
        return Alert.NONE_BOOKED
    return Alert.BOOKED_LATE if latest is not None and booked > latest else None
