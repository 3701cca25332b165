"""The row of a plan: bookings made anew, core groups that are known or not, visits, and siblings together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.agenda_points import plan_points
from caseboard.domain.cases import Child
from caseboard.domain.clocks import State
from caseboard.domain.protection import PlanFacts, Review
from caseboard.domain.reviews import next_booked
from caseboard.domain.rows import PlanRow
from caseboard.domain.siblings import siblings_on_plans
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.timeline import timeline
from tests.domain.making import RULES, board, on, plan, snapshot

FIRST = Review(on("2009-05-20"), on("2009-03-02"), None, 1)
SECOND = Review(on("2009-06-10"), on("2009-04-01"), None, 2)


def row_of(day: str, made: PlanFacts, *others: PlanFacts) -> PlanRow:
    return next(row for row in board(snapshot(plans=[made, *others]), day).plans if row.plan_id == made.id)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2009-03-31", "2009-05-20"), ("2009-04-01", "2009-06-10"), ("2009-05-20", "2009-06-10")],
)
def test_the_booking_made_last_stands_from_the_day_it_was_made(day: str, expected: str) -> None:
    assert next_booked(plan(reviews=(FIRST, SECOND)), on(day)) == on(expected)


def test_of_two_bookings_made_on_one_day_the_second_stands() -> None:
    again = FIRST._replace(booked_for=on("2009-05-27"), id=2)
    assert next_booked(plan(reviews=(FIRST, again)), on("2009-03-02")) == on("2009-05-27")
    assert next_booked(plan(reviews=(again, FIRST)), on("2009-03-02")) == on("2009-05-27")


def test_what_a_held_booking_took_the_place_of_does_not_come_back() -> None:
    held = SECOND._replace(held_on=on("2009-05-10"))
    assert next_booked(plan(reviews=(FIRST, held)), on("2009-05-10")) is None


def test_a_booking_is_done_with_when_an_extract_brings_a_review_held_on_its_day() -> None:
    brought = Review(None, None, on("2009-05-20"), 3)
    assert next_booked(plan(reviews=(FIRST, brought)), on("2009-05-20")) is None
    assert next_booked(plan(reviews=(FIRST, brought)), on("2009-05-19")) == on("2009-05-20")


def test_after_a_booking_made_here_was_held_the_next_one_of_an_extract_stands() -> None:
    held = SECOND._replace(held_on=on("2009-06-10"))
    following = Review(on("2009-12-01"), None, None, 3)
    assert next_booked(plan(reviews=(SECOND, following)), on("2009-06-09")) == on("2009-06-10")
    assert next_booked(plan(reviews=(held, following)), on("2009-06-10")) == on("2009-12-01")
    brought = Review(None, None, on("2009-06-10"), 4)
    assert next_booked(plan(reviews=(SECOND, following, brought)), on("2009-06-10")) == on("2009-12-01")


def test_the_timeline_tells_of_both_bookings_and_waits_for_the_one_that_stands() -> None:
    shot = snapshot(plans=[plan(reviews=(FIRST, SECOND))])
    told = [(h.day, h.words) for h in timeline(shot, 1, on("2009-05-25"))]
    assert (on("2009-03-02"), "Review conference booked for Wed 20 May 2009") in told
    assert (on("2009-04-01"), "Review conference booked for Wed 10 Jun 2009") in told
    assert (on("2009-06-10"), "Review conference booked") in told
    assert not any(words.endswith("not held by then") and "booked" in words for _, words in told)


GROUP = on("2009-03-12")
"""Within ten working days of the conference on 2 Mar 2009, which end on 16 Mar."""


@pytest.mark.parametrize(
    ("day", "groups", "state", "left"),
    [
        ("2009-03-09", (), State.CLOSE, 5),
        ("2009-03-16", (), State.DUE_TODAY, 0),
        ("2009-03-17", (), State.UNKNOWN, None),
        ("2009-03-11", (GROUP,), State.CLOSE, 3),
        ("2009-03-12", (GROUP,), State.ON_TRACK, 2),
        ("2009-09-28", (GROUP,), State.ON_TRACK, 2),
    ],
)
def test_a_first_core_group_stops_its_clock_when_it_is_held(
    day: str, groups: tuple[date, ...], state: State, left: int | None
) -> None:
    row = row_of(day, plan()._replace(core_groups=groups))
    assert (row.core_group_due, row.core_group_state, row.core_group_left) == (on("2009-03-16"), state, left)
    assert row.core_group_held == next((met for met in groups if met <= on(day)), None)


def test_a_core_group_is_late_only_from_the_first_one_recorded_here_on() -> None:
    before = plan(1, conference=on("2009-02-16"))
    holding = plan(2, child=2)._replace(core_groups=(GROUP,))
    after = plan(3, child=3)
    assert row_of("2009-04-01", before, holding, after).core_group_state is State.UNKNOWN
    assert row_of("2009-04-01", after, holding, before).core_group_state is State.OVER
    alone = snapshot(plans=[after])
    known = Snapshot(replace(alone.facts, core_groups_since=GROUP), RULES)
    assert board(known, "2009-04-01").plans[0].core_group_state is State.OVER, "as the case of one child reads it"


def test_the_first_one_recorded_on_an_old_plan_is_not_told_to_be_late() -> None:
    row = row_of("2009-09-28", plan()._replace(core_groups=(on("2009-09-21"),)))
    assert (row.core_group_held, row.core_group_state, row.core_group_left) == (on("2009-09-21"), State.UNKNOWN, None)


def test_the_timeline_tells_of_core_groups_held_and_of_a_first_one_that_was_late() -> None:
    late = plan()._replace(core_groups=(on("2009-03-18"), on("2009-04-20")))
    known = plan(2, child=2)._replace(core_groups=(GROUP,))
    told = [(h.day, h.words, h.grave) for h in timeline(snapshot(plans=[late, known]), 1, on("2009-05-25"))]
    assert (on("2009-03-18"), "Core group held", False) in told
    assert (on("2009-04-20"), "Core group held", False) in told
    assert (on("2009-03-16"), "First core group due, not held by then", True) in told


def test_a_visit_is_told_against_its_interval() -> None:
    row = row_of("2009-03-25", plan(visits=(on("2009-03-09"),)))
    assert (row.visit_elapsed, row.visit_unit, row.visit_left, row.visit_state) == (12, "wd", -2, State.OVER)


@pytest.mark.parametrize(
    ("day", "near"), [("2010-12-01", False), ("2010-12-02", True), ("2011-03-02", True), ("2012-01-01", True)]
)
def test_a_plan_is_getting_long_from_21_months_on(day: str, near: bool) -> None:
    row = row_of(day, plan())
    assert row.getting_long(on(day)) is near
    assert row.two_years_on == on("2011-03-02")


def named(*names: str) -> dict[int, Child]:
    return {pk: Child(pk, f"100-{pk}", name, None) for pk, name in enumerate(names, 1)}


def families() -> Snapshot:
    """Two siblings, one of them with a review passed, between three others."""
    late = on("2009-01-05")
    plans = [
        plan(1, child=1, reviews=(Review(on("2009-06-01"), None, None),)),
        plan(2, child=2),
        plan(3, child=3, started=late, conference=late),
        plan(4, child=4, reviews=(Review(on("2009-06-01"), None, None),), started=late, conference=late),
        plan(5, child=5, reviews=(Review(on("2009-06-01"), None, None),)),
    ]
    names = ("Ann Brook", "Bea Carr", "Cal Dale", "Dot DALE", "Eli Dale")
    return snapshot(plans=plans, children=named(*names))


def test_siblings_stand_together_where_the_worst_of_them_stands() -> None:
    rows = board(families(), "2009-05-01").plans
    assert [row.plan_id for row in rows] == [3, 4, 2, 1, 5]
    assert rows[0].siblings == rows[1].siblings == ("dale", "2009-01-05")


def test_only_those_of_one_surname_and_conference_are_siblings() -> None:
    shot = families()
    (row, *_) = board(shot, "2009-05-01").plans
    others = siblings_on_plans(shot, row.case.child_pk, row.siblings, on("2009-05-01"))
    assert [child.name for child in others] == ["Dot DALE"]
    assert list(siblings_on_plans(shot, 1, (), on("2009-05-01"))) == []


def test_without_names_nobody_is_tied_to_anybody() -> None:
    nameless = snapshot(plans=[plan(1), plan(2, child=2)], children=named("", ""))
    assert [row.siblings for row in board(nameless, "2009-05-01").plans] == [(), ()]


def points(day: str, made: PlanFacts) -> list[tuple[str, bool]]:
    row = row_of(day, made, plan(9, child=9, conference=on("2009-01-05"))._replace(core_groups=(on("2009-01-12"),)))
    return [(point.words, point.grave) for point in plan_points([row], RULES, on(day))]


def test_supervision_is_told_of_a_core_group_that_is_due_or_over_and_of_an_earlier_plan() -> None:
    assert ("first core group due today, due 16 Mar", True) in points("2009-03-16", plan())
    assert ("first core group 2 over, was due 16 Mar", True) in points("2009-03-18", plan())
    held = plan()._replace(core_groups=(GROUP,), previous_plans=1)
    told = points("2009-03-18", held)
    assert ("1 earlier plan with this council", False) in told
    assert not any("core group" in words for words, _ in told)
