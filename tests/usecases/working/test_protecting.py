"""Child protection plans: reviews booked and held, visits, core groups, the end, and every refusal in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from caseboard.domain.acts import Act, RecordKind, Verb
from caseboard.domain.protection import PlanFacts, Review
from caseboard.domain.reviews import next_booked
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.working.protecting import (
    book_review,
    end_plan,
    hold_review,
    late_words,
    record_core_group,
    record_visit,
)
from tests.domain.making import on, plan, snapshot
from tests.usecases.working.making import TODAY, only, refusal, values

HELD = Review(on("2009-05-28"), on("2009-03-02"), on("2009-05-28"), 1)
BOOKED = Review(on("2009-11-02"), on("2009-05-28"), None, 2, 4)
PLAN = plan(conference=on("2009-03-02"), reviews=(HELD, BOOKED))
"""Its next review is to be held by 28 Nov 2009."""
OnADay = Callable[[Snapshot, Iterable[int], date, date], Act]
ON_A_DAY: dict[str, OnADay] = {
    "book": book_review,
    "hold": hold_review,
    "end": end_plan,
    "core group": record_core_group,
    "visit": lambda shot, plans, day, today: record_visit(shot, plans, day, None, today),
}


def shot_of(*plans: PlanFacts) -> Snapshot:
    return snapshot(plans=plans or (PLAN,))


def test_a_review_is_booked_in_the_place_of_the_one_before() -> None:
    act = book_review(shot_of(), [1], on("2009-10-30"), TODAY)
    made = {"plan": 1, "booked_for": on("2009-10-30"), "booked_on": TODAY}
    assert values(act) == [(RecordKind.REVIEW, None, made)]
    assert (act.verb, act.said) == (Verb.BOOK_REVIEW, "1 review booked for Fri 30 Oct 2009")
    booked = PLAN._replace(reviews=(*PLAN.reviews, Review(on("2009-10-30"), TODAY, None, 3)))
    assert next_booked(booked, TODAY) == on("2009-10-30")
    assert next_booked(booked, on("2009-09-27")) == on("2009-11-02"), "as at the day before"


def test_a_review_after_the_statutory_latest_is_booked_and_said() -> None:
    act = book_review(shot_of(), [1], on("2009-11-30"), TODAY)
    assert act.said == "1 review booked for Mon 30 Nov 2009, after the statutory latest, Sat 28 Nov 2009"
    assert only(act).values["booked_for"] == on("2009-11-30")


def test_of_several_it_is_said_how_many_are_late_and_from_when() -> None:
    early = plan(2, child=2, conference=on("2009-07-06"), started=on("2009-07-06"))
    shot = shot_of(PLAN, early)
    assert late_words(shot, [1, 2], on("2009-10-30"), TODAY) == (
        "after the statutory latest of 1 of them, the first Tue 6 Oct 2009"
    )
    assert late_words(shot, [1, 2], on("2009-10-06"), TODAY) == ""
    assert late_words(shot, [1], on("2009-11-28"), TODAY) == "", "the latest itself is in time"


def test_the_review_that_was_booked_is_held() -> None:
    act = hold_review(shot_of(), [1], on("2009-09-25"), TODAY)
    assert values(act) == [(RecordKind.REVIEW, 2, {"held_on": on("2009-09-25")})]
    assert only(act).version == 4
    said = "1 review recorded as held, the next by Thu 25 Mar 2010"
    assert (act.verb, act.said) == (Verb.HOLD_REVIEW, said)


def test_a_review_that_was_not_booked_is_held_all_the_same() -> None:
    act = hold_review(shot_of(PLAN._replace(reviews=(HELD,))), [1], TODAY, TODAY)
    assert values(act) == [(RecordKind.REVIEW, None, {"plan": 1, "held_on": TODAY})]


def test_a_review_held_before_the_last_one_leaves_the_booking_alone() -> None:
    act = hold_review(shot_of(), [1], on("2009-05-01"), TODAY)
    assert values(act) == [(RecordKind.REVIEW, None, {"plan": 1, "held_on": on("2009-05-01")})]


def test_a_plan_ends() -> None:
    act = end_plan(shot_of(), [1], TODAY, TODAY)
    assert values(act) == [(RecordKind.PLAN, 1, {"ended": TODAY})]
    assert (act.verb, act.said) == (Verb.END_PLAN, "1 plan ended on Mon 28 Sep 2009")


@pytest.mark.parametrize(("alone", "seen"), [(None, {}), (True, {"seen_alone": True}), (False, {"seen_alone": False})])
def test_a_visit_says_whether_the_child_was_seen_alone_where_it_is_known(
    alone: bool | None, seen: dict[str, bool]
) -> None:
    act = record_visit(shot_of(), [1], TODAY, alone, TODAY)
    assert values(act) == [(RecordKind.VISIT, None, {"child": 1, "plan": 1, "visited_on": TODAY, **seen})]
    assert (act.verb, act.said) == (Verb.RECORD_VISIT, "1 visit recorded")


def test_a_core_group_is_held() -> None:
    act = record_core_group(shot_of(), [1], on("2009-03-12"), TODAY)
    made = {"child": 1, "plan": 1, "held_on": on("2009-03-12")}
    assert values(act) == [(RecordKind.CORE_GROUP, None, made)]
    assert (act.verb, act.said) == (Verb.RECORD_CORE_GROUP, "1 core group recorded")


@pytest.mark.parametrize(
    ("name", "day", "sentence"),
    [
        ("book", "2009-10-31", "Sat 31 Oct 2009 is at a weekend, when none is held (rule 8875): write a weekday"),
        ("book", "2009-09-25", "Fri 25 Sep 2009 is before today: write a date from Mon 28 Sep 2009"),
        ("book", "2010-09-30", "Thu 30 Sep 2010 is after the end of the year ahead: write a date from Mon 28 Sep"),
        ("book", "2009-11-02", "a review is booked for Mon 2 Nov 2009 already: write another date"),
        ("hold", "2009-09-29", "Tue 29 Sep 2009 is after today: write a date up to Mon 28 Sep 2009"),
        (
            "hold",
            "2009-03-02",
            "the plan started on Mon 2 Mar 2009, and a review is held after that (rule 8841): write",
        ),
        (
            "hold",
            "2009-03-01",
            "the plan started on Mon 2 Mar 2009, and a review is held after that (rule 8841): write",
        ),
        ("hold", "2009-05-28", "a review held on Thu 28 May 2009 is recorded already: write another date"),
        ("end", "2009-03-02", "a plan does not end on the day it starts (rule 8840): write a later date"),
        ("end", "2009-02-27", "Fri 27 Feb 2009 is before the last review held: write a date from Thu 28 May 2009"),
        ("end", "2009-09-29", "Tue 29 Sep 2009 is after today: write a date from Thu 28 May 2009 to Mon 28 Sep"),
        ("visit", "2009-09-29", "Tue 29 Sep 2009 is after today: write a date from Mon 2 Mar 2009 to Mon 28 Sep 2009"),
        ("visit", "2009-03-01", "Sun 1 Mar 2009 is before the start of the plan: write a date from Mon 2 Mar 2009"),
        ("visit", "2009-09-14", "a visit on Mon 14 Sep 2009 is recorded already: write another date"),
        ("core group", "2009-03-01", "Sun 1 Mar 2009 is before the initial conference: write a date from Mon 2 Mar"),
        ("core group", "2009-03-16", "a core group on Mon 16 Mar 2009 is recorded already: write another date"),
        ("core group", "2009-09-29", "Tue 29 Sep 2009 is after today: write a date from Mon 2 Mar 2009"),
    ],
)
def test_a_date_that_cannot_be_is_refused_at_its_field(name: str, day: str, sentence: str) -> None:
    shot = shot_of(PLAN._replace(visits=(on("2009-09-14"),), core_groups=(on("2009-03-16"),)))
    field, said = refusal(lambda: ON_A_DAY[name](shot, [1], on(day), TODAY))
    assert (field, said[: len(sentence)]) == ("day", sentence)


@pytest.mark.parametrize("name", ON_A_DAY)
def test_nothing_is_recorded_on_a_plan_that_has_ended(name: str) -> None:
    shot = shot_of(PLAN._replace(ended=on("2009-09-21")))
    refused = refusal(lambda: ON_A_DAY[name](shot, [1], TODAY, TODAY))
    assert refused == ("rows", "the plan ended on Mon 21 Sep 2009: nothing more is recorded on it")


@pytest.mark.parametrize("name", ON_A_DAY)
def test_of_several_plans_all_are_done_or_none_and_the_one_that_cannot_be_is_named(name: str) -> None:
    sibling = plan(2, child=2, started=TODAY, conference=TODAY)
    later = on("2009-09-28") if name != "book" else on("2009-10-05")
    fine = plan(3, child=3)
    acted = ON_A_DAY[name](shot_of(PLAN, fine), [1, 3], later, TODAY)
    assert {edit.child for edit in acted.edits} == {1, 3}
    if name in ("hold", "end"):
        _, said = refusal(lambda: ON_A_DAY[name](shot_of(PLAN, sibling), [1, 2], later, TODAY))
        assert said.startswith("record 100-2: ")
