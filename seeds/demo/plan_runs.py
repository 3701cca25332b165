"""The review conferences of a child protection plan, one booked when the one before it was held."""

from __future__ import annotations

from datetime import date

from caseboard.domain.calendar import add_months

from .council import Council
from .course import ReviewRun
from .dice import Dice

MISSED_WITHIN = 40
"""A missed review has passed its latest date by at most so many days: nobody leaves one for half a year."""


def draw_reviews(council: Council, dice: Dice, conference: date, ended: date | None) -> list[ReviewRun]:
    """Reviews held until the plan ended, or until today and then the next one booked, late or not at all."""
    reviews: list[ReviewRun] = []
    before, months = conference, 3
    while True:
        latest = add_months(before, months)
        booked = council.working(latest, -dice.review_lead.draw())
        if booked > (ended or council.as_at):
            return reviews if ended else reviews + _next(council, dice, latest, booked, before)
        passed = (council.as_at - latest).days
        if ended is None and 0 < passed <= MISSED_WITHIN and dice.missed.draw():
            return [*reviews, ReviewRun(booked, before, None)]
        reviews.append(ReviewRun(booked, before, booked))
        before, months = booked, 6


def _next(council: Council, dice: Dice, latest: date, booked: date, before: date) -> list[ReviewRun]:
    fate = dice.booking.draw()
    if fate == "none":
        return []
    late = council.working(latest, 4 + int(council.rng.random() * 9))
    return [ReviewRun(late if fate == "late" else booked, before, None)]
