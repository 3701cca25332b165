"""The timeline: what is told of each kind, on which date, and what is not told because it had not happened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from caseboard.domain.cases import ActionFacts, Carry, EnquiryFacts, Extension, Flag, Review, SupervisionFacts
from caseboard.domain.happenings import Happening, Kind
from caseboard.domain.journal import Entry
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.timeline import timeline
from tests.clock import NOW
from tests.domain.making import assessment, held_by, on, plan, snapshot


def told(shot: Snapshot, day: str, *entries: Entry) -> list[tuple[str, str]]:
    """Dates and words, `>` before what is coming and `!` before what is grave."""
    return [(str(h.day), _sign(h) + h.words) for h in timeline(shot, 1, on(day), entries)]


def _sign(h: Happening) -> str:
    return "> " if h.coming else "! " if h.grave else ""


DONE = assessment(submitted=on("2009-09-14"), authorised=on("2009-09-15"), child_seen=on("2009-09-04"))
STARTED = [("2009-09-01", "Initial assessment started"), ("2009-09-01", "Referral")]
SEEN = ("2009-09-04", "Child seen for the initial assessment")
MISSED = ("2009-09-10", "! Initial assessment due, not done by then")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2009-08-31", []),
        ("2009-09-01", [("2009-09-10", "> Initial assessment due"), *STARTED]),
        ("2009-09-10", [("2009-09-10", "> Initial assessment due"), SEEN, *STARTED]),
        ("2009-09-11", [MISSED, SEEN, *STARTED]),
        ("2009-09-14", [("2009-09-14", "Initial assessment submitted"), MISSED, SEEN, *STARTED]),
        (
            "2009-09-15",
            [
                ("2009-09-15", "! Initial assessment authorised, 3 over"),
                ("2009-09-14", "Initial assessment submitted"),
                *(MISSED, SEEN, *STARTED),
            ],
        ),
    ],
)
def test_an_assessment_is_told_as_it_stood_on_the_day(day: str, expected: list[tuple[str, str]]) -> None:
    assert told(snapshot(DONE), day) == expected


PLAN = plan(
    reviews=(
        Review(on("2009-05-25"), on("2009-03-02"), on("2009-05-26")),
        Review(on("2009-11-20"), on("2009-06-01"), None),
    ),
    visits=(on("2009-03-10"),),
)
CASES: dict[str, tuple[dict[str, Any], str, list[tuple[str, str]]]] = {
    "plan": (
        {"plans": [PLAN]},
        "2009-06-01",
        [
            ("2009-11-26", "> Latest date for the review conference"),
            ("2009-11-20", "> Review conference booked"),
            ("2009-06-01", "Review conference booked for Fri 20 Nov 2009"),
            ("2009-05-26", "Review conference held"),
            ("2009-03-10", "Statutory visit"),
            ("2009-03-02", "Review conference booked for Mon 25 May 2009"),
            ("2009-03-02", "! Child protection plan started: neglect"),
            ("2009-03-02", "Initial child protection conference held"),
        ],
    ),
    "actions": (
        {
            "actions": [
                ActionFacts(1, 1, on("2009-09-01"), "visit", 1, on("2009-09-08"), None),
                ActionFacts(2, 1, on("2009-09-01"), "ring", None, on("2009-09-20"), None),
                ActionFacts(3, 1, on("2009-09-01"), "write", 1, on("2009-09-08"), on("2009-09-07")),
            ]
        },
        "2009-09-10",
        [
            ("2009-09-20", "> Action to be done by nobody named"),
            ("2009-09-08", "! Action to be done by Rachel Walsh, not done by then"),
            ("2009-09-07", "Action done (Rachel Walsh)"),
            ("2009-09-01", "Action agreed for Rachel Walsh, by Tue 8 Sep 2009"),
            ("2009-09-01", "Action agreed for nobody named, by Sun 20 Sep 2009"),
            ("2009-09-01", "Action agreed for Rachel Walsh, by Tue 8 Sep 2009"),
        ],
    ),
    "an action carried on": (
        {
            "actions": [
                ActionFacts(
                    *(1, 1, on("2009-08-28"), "visit", None, on("2009-09-04"), None, "school nurse"),
                    carries=tuple(
                        Carry(on(day), on(to))
                        for day, to in (("2009-09-07", "2009-09-11"), ("2009-09-14", "2009-09-18"))
                    ),
                )
            ]
        },
        "2009-09-10",
        [
            ("2009-09-11", "> Action to be done by somebody else"),
            ("2009-09-07", "Action of somebody else carried on, by Fri 11 Sep 2009"),
            ("2009-08-28", "Action agreed for somebody else, by Fri 4 Sep 2009"),
        ],
    ),
    "supervision, later ones not": (
        {
            "supervisions": [
                SupervisionFacts(1, on("2009-09-02"), on("2009-09-03"), "seen"),
                SupervisionFacts(1, on("2009-09-20"), on("2009-09-20"), "later"),
            ]
        },
        "2009-09-10",
        [("2009-09-02", "Discussed in supervision")],
    ),
    "an open flag stands out": (
        {"flags": [Flag(1, on("2009-09-02"), on("2009-09-20"), "hurt")]},
        "2009-09-10",
        [("2009-09-02", "! Flagged for immediate action")],
    ),
    "a closed flag": (
        {"flags": [Flag(1, on("2009-09-02"), on("2009-09-05"), "hurt")]},
        "2009-09-10",
        [("2009-09-05", "Immediate action closed"), ("2009-09-02", "Flagged for immediate action")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_is_told_in_its_words(name: str) -> None:
    facts, day, expected = CASES[name]
    assert told(snapshot(**facts), day) == expected


def test_what_was_said_of_an_action_is_in_the_note() -> None:
    facts = ActionFacts(
        *(1, 1, on("2009-08-28"), "visit", None, on("2009-09-04"), on("2009-09-09"), "school nurse"),
        carries=(Carry(on("2009-09-07"), on("2009-09-11"), why="ill"),),
        outcome="seen",
    )
    notes = [h.note for h in timeline(snapshot(actions=[facts]), 1, on("2009-09-10"))]
    assert notes == ["visit (school nurse): seen", "visit (school nurse): ill", "visit (school nurse)"]


def test_a_case_handed_on_is_told_once_and_an_end_without_a_successor_is_told() -> None:
    held = [held_by(1, end="2009-09-05"), held_by(2, 3, "2009-09-05", "2009-09-08")]
    found = [
        h for h in timeline(snapshot(assessment(), allocations=held), 1, on("2009-09-09")) if h.kind is Kind.WORKER
    ]
    assert [(str(h.day), h.words) for h in found] == [
        ("2009-09-08", "Joseph Osei (West) no longer holds the case"),
        ("2009-09-05", "Joseph Osei (West) holds the case, from Rachel Walsh (East)"),
        ("2009-09-01", "Rachel Walsh (East) holds the case"),
    ]


def test_an_undated_allocation_is_told_last_without_a_date() -> None:
    last = timeline(snapshot(assessment(), allocations=[held_by(None, start=None)]), 1, on("2009-09-09"))[-1]
    assert (last.day, last.words) == (None, "East (no worker) holds the case")


def test_an_enquiry_has_its_conference_coming_then_missed_then_held() -> None:
    enquiry = EnquiryFacts(1, 1, 1, on("2009-09-01"), on("2009-09-25"), False)
    empty = snapshot(assessment())
    shot = Snapshot(replace(empty.facts, enquiries=[enquiry]), empty.rules)

    def conference(day: str) -> list[tuple[str, str]]:
        return [pair for pair in told(shot, day) if "conference" in pair[1]]

    words = "Initial child protection conference"
    assert conference("2009-09-02") == [("2009-09-22", f"> {words} due")]
    assert conference("2009-09-23") == [("2009-09-22", f"! {words} due, not held by then")]
    assert conference("2009-09-28")[0] == ("2009-09-25", f"{words} held")


def test_an_extension_is_told_when_agreed_and_its_day_while_it_runs() -> None:
    agreed = Extension(1, on("2009-09-08"), on("2009-09-18"), "family away", "R. Amin")
    shot = snapshot(assessment(), extensions=[agreed])
    assert ("2009-09-18", "> Initial assessment extended to this day") in told(shot, "2009-09-11")
    words = "Initial assessment extended to Fri 18 Sep 2009, agreed by R. Amin"
    assert ("2009-09-08", words) in told(shot, "2009-09-11")
    assert not [pair for pair in told(shot, "2009-09-07") if "extended" in pair[1]]


def entry(what: str, **details: Any) -> Entry:
    """A journal entry made at the tests' time."""
    return Entry(1, NOW, "amin", "", what, 1, details)


def test_a_correction_tells_the_old_value_of_this_child_alone() -> None:
    mine = {"record": 1, "child": 1, "before": {"started": "2009-09-01"}, "after": {"started": "2009-09-02"}}
    other = {"record": 9, "child": 2, "before": {"started": "2009-01-01"}, "after": {"started": "2009-01-02"}}
    corrected = entry("correct", changes=[mine, other], reason="typed wrongly")
    (found,) = [h for h in timeline(snapshot(assessment()), 1, NOW.date(), [corrected]) if h.kind is Kind.CORRECTION]
    words = "Initial assessment: start corrected from Tue 1 Sep 2009 to Wed 2 Sep 2009, by amin"
    assert (found.words, found.note, found.day) == (words, "typed wrongly", NOW.date())


def test_undone_and_reopened_are_told_on_their_day_only() -> None:
    entries = [
        entry("reopen", said="1 assessment reopened", reason="not finished"),
        entry("undo", said="1 case allocated"),
        entry("view"),
    ]
    shot = snapshot(assessment())
    found = [h.words for h in timeline(shot, 1, NOW.date(), entries) if h.kind is Kind.CORRECTION]
    assert found == ["Reopened by amin", "Undone by amin: 1 case allocated"]
    assert not [h for h in timeline(shot, 1, on("2009-09-25"), entries) if h.kind is Kind.CORRECTION]


def test_nothing_of_another_child_is_told() -> None:
    shot = snapshot(assessment(), assessment(2, child=2, episode=2), plans=[plan(child=2, episode=2)])
    assert told(shot, "2009-09-09") == told(snapshot(assessment()), "2009-09-09")
