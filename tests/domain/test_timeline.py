"""The timeline: what is told of each kind, on which date, and what is not told because it had not happened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from caseboard.domain.cases import ActionFacts, Carry, Extension, Flag, ReferralFacts, SupervisionFacts
from caseboard.domain.happenings import Happening, Kind, says
from caseboard.domain.journal import Entry
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts, Review
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
TO_DISCUSS = ("2009-09-29", "> To be discussed in supervision")
MISSED = ("2009-09-10", "! Initial assessment due, not done by then")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2009-08-31", []),
        ("2009-09-01", [TO_DISCUSS, ("2009-09-10", "> Initial assessment due"), *STARTED]),
        ("2009-09-10", [TO_DISCUSS, ("2009-09-10", "> Initial assessment due"), SEEN, *STARTED]),
        ("2009-09-11", [TO_DISCUSS, MISSED, SEEN, *STARTED]),
        ("2009-09-14", [TO_DISCUSS, ("2009-09-14", "Initial assessment submitted"), MISSED, SEEN, *STARTED]),
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
            ("2009-03-30", "! To be discussed in supervision, not done by then"),
            ("2009-03-24", "! Statutory visit due, not done by then"),
            ("2009-03-16", "First core group was due by this day"),
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
        [("2009-09-02", "Discussed in supervision, recorded 1 day later")],
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
    shot = snapshot(assessment(), enquiries=[enquiry])

    def conference(day: str) -> list[tuple[str, str]]:
        return [pair for pair in told(shot, day) if "conference" in pair[1]]

    words = "Initial child protection conference"
    assert conference("2009-09-02") == [("2009-09-22", f"> {words} due")]
    assert conference("2009-09-23") == [("2009-09-22", f"! {words} due, not held by then")]
    assert conference("2009-09-28")[0] == ("2009-09-25", f"{words} held")


REFERRAL = ReferralFacts(1, 1, on("2009-09-01"), on("2009-09-03"), "initial assessment", "V. Uddin")
DECIDED = ("2009-09-03", "! Decision on the referral: initial assessment, by V. Uddin, 1 over")
DECISION_MISSED = ("2009-09-02", "! Decision on the referral due, not made by then")


@pytest.mark.parametrize(
    ("referral", "day", "expected"),
    [
        (REFERRAL, "2009-09-01", [("2009-09-02", "> Decision on the referral due"), ("2009-09-01", "Referral")]),
        (REFERRAL, "2009-09-03", [DECIDED, DECISION_MISSED, ("2009-09-01", "Referral")]),
        (
            REFERRAL._replace(decided_on=on("2009-09-02"), decided_by="", received_at=datetime(2009, 9, 1, 16, 10)),
            "2009-09-04",
            [
                ("2009-09-02", "Decision on the referral: initial assessment"),
                ("2009-09-01", "Referral, received at 16:10"),
            ],
        ),
        (
            ReferralFacts(1, 1, on("2009-09-01"), no_further_action=True, closed=on("2009-09-04")),
            "2009-09-04",
            [("2009-09-04", "Case closed"), ("2009-09-01", "Referral, no further action")],
        ),
        (
            ReferralFacts(1, 1, on("2009-09-01"), missing_from=on("2009-09-30")),
            "2009-09-30",
            [
                ("2009-09-30", "The referral no longer stood in the extract of this day"),
                DECISION_MISSED,
                ("2009-09-01", "Referral"),
            ],
        ),
    ],
)
def test_a_referral_is_told_with_its_decision_also_where_nothing_came_of_it(
    referral: ReferralFacts, day: str, expected: list[tuple[str, str]]
) -> None:
    assert told(snapshot(referrals=[referral]), day) == expected


def test_a_referral_that_was_read_is_told_once_beside_its_assessment() -> None:
    words = [words for _, words in told(snapshot(assessment(), referrals=[REFERRAL]), "2009-09-01")]
    assert words.count("Referral") == 1
    assert "> Decision on the referral due" not in words, "the assessment that began shows that it was decided"


def test_who_holds_a_referral_nothing_came_of_is_told() -> None:
    shot = snapshot(referrals=[REFERRAL], allocations=[held_by(1)])
    assert ("2009-09-01", "Rachel Walsh (East) holds the case") in told(shot, "2009-09-01")


def test_a_conference_is_told_once_and_also_where_it_led_to_nothing() -> None:
    conferences = [ConferenceFacts(1, 1, None, on(day)) for day in ("2009-03-02", "2009-09-02")]
    shot = snapshot(plans=[plan()], conferences=conferences)
    held = [day for day, words in told(shot, "2009-09-09") if words == "Initial child protection conference held"]
    assert held == ["2009-09-02", "2009-03-02"]


def test_the_first_core_group_is_a_deadline_and_then_only_a_day_by_which_it_was_due() -> None:
    def group(day: str) -> list[tuple[str, str]]:
        return [pair for pair in told(snapshot(plans=[plan()]), day) if "core group" in pair[1]]

    assert group("2009-03-16") == [("2009-03-16", "> First core group due")]
    assert group("2009-03-17") == [("2009-03-16", "First core group was due by this day")]


def test_an_extension_is_told_when_agreed_and_its_day_while_it_runs() -> None:
    agreed = Extension(1, on("2009-09-08"), on("2009-09-18"), "family away", "R. Amin")
    shot = snapshot(assessment(), extensions=[agreed])
    assert ("2009-09-18", "> Initial assessment extended to this day") in told(shot, "2009-09-11")
    words = "Initial assessment extended to Fri 18 Sep 2009, agreed by R. Amin"
    assert ("2009-09-08", words) in told(shot, "2009-09-11")
    assert not [pair for pair in told(shot, "2009-09-07") if "extended" in pair[1]]


def test_of_several_extensions_only_the_one_in_force_is_still_to_come() -> None:
    longer = Extension(1, on("2009-09-08"), on("2009-10-02"), "family away", "R. Amin")
    shot = snapshot(
        assessment(), extensions=[longer, longer._replace(agreed_on=on("2009-09-10"), until=on("2009-09-18"))]
    )
    coming = [day for day, words in told(shot, "2009-09-11") if words == "> Initial assessment extended to this day"]
    assert coming == ["2009-09-18"]


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


@pytest.mark.parametrize(
    ("table", "before", "after", "words"),
    [
        (
            *("s47_enquiries", {"started": "2009-09-01"}, {"started": "2009-09-02"}),
            "Section 47 enquiry: start corrected from Tue 1 Sep 2009 to Wed 2 Sep 2009, by amin",
        ),
        (
            *("conferences", {"held_on": "2009-09-14"}, {"held_on": "2009-09-15"}),
            "Initial child protection conference: date held corrected from Mon 14 Sep 2009 to Tue 15 Sep 2009, by amin",
        ),
        (
            *("conferences", {"voided_on": None}, {"voided_on": "2009-09-28"}),
            "Initial child protection conference: taken away, it was not held, by amin",
        ),
    ],
)
def test_a_correction_of_an_enquiry_is_not_taken_for_one_of_the_assessment_of_its_number(
    table: str, before: dict[str, str | None], after: dict[str, str], words: str
) -> None:
    change = {"table": table, "record": 1, "child": 1, "before": before, "after": after}
    entries = [entry("correct", changes=[change], reason="typed wrongly")]
    (found,) = [h for h in timeline(snapshot(assessment()), 1, NOW.date(), entries) if h.kind is Kind.CORRECTION]
    assert (found.words, found.note) == (words, "typed wrongly")


def test_undone_and_reopened_are_told_on_their_day_only_the_last_first() -> None:
    entries = [
        entry("reopen", said="1 assessment reopened", reason="not finished"),
        entry("undo", said="1 case allocated"),
        entry("view"),
    ]
    shot = snapshot(assessment())
    found = [h.words for h in timeline(shot, 1, NOW.date(), entries) if h.kind is Kind.CORRECTION]
    assert found == ["Undone by amin: 1 case allocated", "Reopened by amin"]
    assert not [h for h in timeline(shot, 1, on("2009-09-25"), entries) if h.kind is Kind.CORRECTION]


def test_nothing_of_another_child_is_told() -> None:
    shot = snapshot(assessment(), assessment(2, child=2, episode=2), plans=[plan(child=2, episode=2)])
    assert told(shot, "2009-09-09") == told(snapshot(assessment()), "2009-09-09")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", True),
        ("visit", True),
        ("VISIT home", True),
        ("visit school", False),
        ('"home visit"', True),
        ('"visit home"', False),
        ('"home vi', True),
        ("-school", True),
        ("-home", False),
        ('-"home school" visit', True),
        ("-", True),
        ('"', True),
        ("16:10", True),
    ],
)
def test_every_word_must_be_met(wanted: str, found: bool) -> None:
    assert says("Home visit at 16:10", wanted) is found
