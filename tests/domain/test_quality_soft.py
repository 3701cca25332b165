"""Each soft check on dated examples: one that is found, and one that just is not."""

from __future__ import annotations

from typing import Any

import pytest

from caseboard.domain.card_words import left_out_words
from caseboard.domain.cases import ActionFacts, Carry, Child, ReferralFacts, SupervisionFacts
from caseboard.domain.counters import BY_KEY as COUNTERS
from caseboard.domain.counters import counted
from caseboard.domain.findings import Finding
from caseboard.domain.people import Worker
from caseboard.domain.protection import EnquiryFacts, Review
from caseboard.domain.quality import HARD_CHECKS
from caseboard.domain.quality_nfa import nfa_activity
from caseboard.domain.quality_soft import BY_CHECK
from caseboard.domain.quality_supervision import NoteDigest, digest_of, families, same_note
from caseboard.domain.quality_words import CHECKS, HARD, SOFT, rule_words
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from tests.domain.making import assessment, board, held_by, on, plan, snapshot

DAY = on("2009-09-28")
"""A Monday."""
HELD = [held_by(1)]


def enquiry(started: str, **more: Any) -> EnquiryFacts:
    return EnquiryFacts(1, 1, 1, on(started), **{"conference": None, "not_required": False, **more})


def action(by_when: str, *carried_to: str) -> ActionFacts:
    carries = tuple(Carry(on("2009-09-01"), on(to)) for to in carried_to)
    return ActionFacts(1, 1, on("2009-08-24"), "Visit", 1, on(by_when), None, carries=carries)


def supervised(held_on: str, typed_on: str) -> SupervisionFacts:
    return SupervisionFacts(1, on(held_on), on(typed_on), "")


def walsh(last_day: str) -> dict[int, Worker]:
    return {1: Worker(1, "Rachel Walsh", 2, active_to=on(last_day))}


def booked(day: str | None) -> tuple[Review, ...]:
    return (Review(on(day), on("2009-09-01"), None),) if day else ()


def single(started: str) -> Snapshot:
    return snapshot(assessment(kind=Step.SINGLE, started=on(started), referred=on(started)), allocations=HELD)


def initial(started: str) -> Snapshot:
    return snapshot(assessment(started=on(started), referred=on(started)), allocations=HELD)


def child(**more: Any) -> dict[int, Child]:
    return {1: Child(1, "100-1", "Child 1", **{"born": None, **more})}


A = assessment()
TABLE: list[tuple[str, Snapshot, Snapshot]] = [
    ("no_worker", snapshot(A, allocations=[held_by(None)]), snapshot(A, allocations=HELD)),
    ("no_worker", snapshot(plans=[plan()]), snapshot(plans=[plan()], allocations=HELD)),
    (
        "worker_left",
        snapshot(A, allocations=HELD, workers=walsh("2009-09-27")),
        snapshot(A, allocations=HELD, workers=walsh("2009-09-28")),
    ),
    ("no_team", snapshot(A, allocations=[held_by(None, None)]), snapshot(A, allocations=[held_by(1, None)])),
    ("past_limit", initial("2009-09-16"), initial("2009-09-17")),  # due Fri 25 and Mon 28 Sep
    ("past_limit", single("2009-07-23"), single("2009-07-24")),  # 45 working days: due Fri 25 and Mon 28 Sep
    ("no_conference", snapshot(enquiries=[enquiry("2009-09-04")]), snapshot(enquiries=[enquiry("2009-09-07")])),
    (
        "no_conference",
        snapshot(enquiries=[enquiry("2009-09-04")]),
        snapshot(enquiries=[enquiry("2009-09-04", not_required=True)]),
    ),
    (
        "to_authorise",
        snapshot(assessment(submitted=on("2009-09-21"))),  # five working days ago
        snapshot(assessment(submitted=on("2009-09-22"))),
    ),
    (
        "recorded_late",
        snapshot(A, supervisions=[supervised("2009-09-14", "2009-09-22")]),  # six working days later
        snapshot(A, supervisions=[supervised("2009-09-14", "2009-09-21")]),
    ),
    (
        "recorded_late",
        snapshot(A, supervisions=[supervised("2009-08-03", "2009-08-28")]),
        snapshot(A, supervisions=[supervised("2009-08-03", "2009-08-28"), supervised("2009-09-01", "2009-09-01")]),
    ),
    ("no_review_booked", snapshot(plans=[plan()]), snapshot(plans=[plan(reviews=booked("2009-10-05"))])),
    (
        "not_supervised",
        snapshot(A, supervisions=[supervised("2009-08-30", "2009-08-30")]),  # four weeks: until Sun 27 Sep
        snapshot(A, supervisions=[supervised("2009-08-31", "2009-08-31")]),
    ),
    (
        "not_visited",
        snapshot(plans=[plan(visits=(on("2009-09-11"),))]),  # ten working days: until Fri 25 Sep
        snapshot(plans=[plan(visits=(on("2009-09-14"),))]),
    ),
    ("action_overdue", snapshot(actions=[action("2009-09-27")]), snapshot(actions=[action("2009-09-28")])),
    (
        "action_carried",
        snapshot(actions=[action("2009-09-04", "2009-09-11", "2009-10-02")]),
        snapshot(actions=[action("2009-09-04", "2009-10-02", "2009-10-02")]),  # the second time to the same date
    ),
    (
        "no_birth_date",
        snapshot(A, children=child()),
        snapshot(A, children=child(expected=on("2009-12-01"))),
    ),
    ("no_birth_date", snapshot(A, children=child()), snapshot(A, children=child(born=on("2009-09-28")))),
]


def found(check: str, shot: Snapshot) -> list[Finding]:
    return list(BY_CHECK[check](board(shot, DAY), shot))


@pytest.mark.parametrize(("check", "faulty", "sound"), TABLE)
def test_a_check_finds_its_fault_and_not_what_is_just_sound(check: str, faulty: Snapshot, sound: Snapshot) -> None:
    (finding,) = found(check, faulty)
    assert (finding.check, finding.case.child_id) == (check, "100-1")
    assert finding.what and "Child 1" not in finding.what
    assert found(check, sound) == []


def test_every_check_has_an_example_and_words() -> None:
    elsewhere = {"same_note", "nfa_activity"}
    assert {check for check, *_ in TABLE} | elsewhere == {check.key for check in SOFT}
    assert set(BY_CHECK) | elsewhere == {check.key for check in SOFT}
    for check in CHECKS:
        assert check.title and check.mend and check.words.endswith(".")
        assert rule_words(check).endswith(f"(rule {check.rule})" if check.rule else ".")
    assert len({check.key for check in CHECKS}) == len(CHECKS)


def test_the_hard_checks_are_those_that_are_reckoned_by_the_same_numbers() -> None:
    assert {(c.key, c.rule) for c in HARD} - {("child_twice", "8510")} == {(c.key, c.rule) for c in HARD_CHECKS}
    assert all(left_out_words(c.key) != c.key for c in HARD)


@pytest.mark.parametrize(
    ("check", "counter"),
    [("past_limit", "overdue"), ("not_supervised", "not_discussed"), ("action_overdue", "actions_overdue")],
)
def test_what_a_counter_counts_a_check_finds(check: str, counter: str) -> None:
    shot = snapshot(A, assessment(2, child=2, started=on("2009-09-25"), referred=on("2009-09-25"), episode=2))
    shot = Snapshot(shot.facts, shot.rules)
    rows = counted(board(shot, DAY), COUNTERS[counter])
    assert [f.source for f in found(check, shot)] == rows


def test_what_is_found_says_how_it_stands_and_since_when() -> None:
    (over,) = found("past_limit", initial("2009-09-16"))
    assert (over.what, over.since) == ("Initial: 1 wd over, 7 allowed", on("2009-09-25"))
    (late,) = found("recorded_late", snapshot(A, supervisions=[supervised("2009-09-14", "2009-09-22")]))
    assert (late.what, late.since) == ("Typed 22 Sep, 6 wd after it was held", on("2009-09-14"))
    (overdue,) = found("action_overdue", snapshot(actions=[action("2009-09-27")]))
    assert (overdue.what, overdue.note) == ("By 27 Sep, 1 day over", "Visit")


# The same note


MARSHES = {1: Child(1, "100-1", "Ada Marsh", None), 2: Child(2, "100-2", "Ben Marsh", None)}
LONG = "Mother engages. " * 20


def same(first: str, second: str, *, held_on: str = "2009-09-14", **more: Any) -> list[str]:
    """The children whose notes are found to be the same; the first is held by team 2."""
    names, team = more.get("names", MARSHES), more.get("team", 2)
    cases = [assessment(n, child=n, episode=n) for n in (1, 2)]
    allocations = [held_by(1)._replace(episode=1), held_by(1, team)._replace(episode=2)]
    notes = [NoteDigest(7, 1, on("2009-09-14"), digest_of(first)), NoteDigest(8, 2, on(held_on), digest_of(second))]
    findings = same_note(board(snapshot(*cases, children=names, allocations=allocations), DAY), notes)
    return [f"{f.case.child} {f.record} {f.note}" for f in findings]


def test_the_same_note_on_brother_and_sister_is_found_on_both() -> None:
    both = ["Ada Marsh 7 Ben Marsh", "Ben Marsh 8 Ada Marsh"]
    assert sorted(same("No change.", "No  change.\n")) == both
    assert sorted(same(LONG, LONG.upper())) == both
    assert sorted(same("No change.", "No change.", held_on="2009-06-28")) == both


def test_what_is_not_the_same_note_of_a_family_is_not_found() -> None:
    assert same(LONG + "He was seen.", LONG + "She was seen.") == []
    assert same("No change.", "No change.", held_on="2009-06-27") == []  # more than three months ago
    assert same("No change.", "No change.", team=3) == []
    assert same("No change.", "No change.", names={**MARSHES, 2: Child(2, "100-2", "Ben Reeve", None)}) == []
    nameless = {n: Child(n, f"100-{n}", "", None) for n in (1, 2)}
    assert same("No change.", "No change.", names=nameless) == []


def test_one_child_is_no_family() -> None:
    assert families(board(snapshot(A), DAY)) == {}


# No further action


def nfa(**more: Any) -> list[Finding]:
    closed = {"no_further_action": True, "decided_on": on("2009-09-02"), **more}
    referral = ReferralFacts(1, 1, on("2009-09-01"), **closed)
    return list(nfa_activity(snapshot(A, referrals=[referral], enquiries=[enquiry("2009-09-09")]), DAY))


def test_activity_under_a_referral_that_needed_none_is_found_once() -> None:
    (finding,) = nfa()
    assert (finding.kind, finding.record, finding.since) == ("referrals", 1, on("2009-09-01"))
    assert finding.what == "Under it: initial assessment 1 Sep, section 47 enquiry 9 Sep"


def test_another_decision_or_one_still_to_come_is_not_found() -> None:
    assert nfa(no_further_action=False) == []
    assert nfa(decided_on=on("2009-09-29")) == []
