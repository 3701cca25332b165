"""Hard faults of what is stored as findings: the words, whose they are, and as at a date."""

from __future__ import annotations

from typing import Any

import pytest

from caseboard.domain.cases import Child, ReferralFacts
from caseboard.domain.findings import Finding
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts, Review
from caseboard.domain.quality_hard import hard_findings
from caseboard.domain.reckoning import HardFault, reckon
from caseboard.domain.snapshot import Snapshot
from tests.domain.making import assessment, board, held_by, on, plan, snapshot

DAY = on("2009-09-28")
CAME = ReferralFacts(1, 1, on("2009-09-01"))
MARCH = ReferralFacts(1, 1, on("2009-03-02"))
CLOSED = CAME._replace(closed=on("2009-09-14"))


def found(shot: Snapshot, day: str = "2009-09-28", twice: tuple[int, ...] = ()) -> list[Finding]:
    faults = reckon(shot, DAY, twice).faults
    return list(hard_findings(shot, faults, board(shot, day), DAY))


def told(shot: Snapshot, **more: Any) -> dict[str, str]:
    return {finding.check: finding.what for finding in found(shot, **more)}


def enquiry(started: str, conference: str) -> EnquiryFacts:
    return EnquiryFacts(1, 1, 1, on(started), on(conference), False)


def conference(day: str) -> ConferenceFacts:
    return ConferenceFacts(1, 1, None, on(day))


TABLE: list[tuple[str, Snapshot, str]] = [
    (
        "start_before_referral",
        snapshot(assessment(started=on("2009-08-28")), referrals=[CAME]),
        "Initial: started 28 Aug, referred 1 Sep",
    ),
    (
        "start_after_authorised",
        snapshot(assessment(started=on("2009-09-08"), authorised=on("2009-09-07")), referrals=[CAME]),
        "Initial: started 8 Sep, authorised 7 Sep",
    ),
    (
        "future",
        snapshot(assessment(authorised=on("2009-10-09")), referrals=[CAME]),
        "Initial: authorised Fri 9 Oct 2009",
    ),
    (
        "after_closure",
        snapshot(
            assessment(authorised=on("2009-09-15"), episode_closed=on("2009-09-14")),
            referrals=[CLOSED],
        ),
        "Initial: closed 14 Sep, started 1 Sep, authorised 15 Sep",
    ),
    (
        "plan_not_on_conference",
        snapshot(plans=[plan(conference=on("2009-02-27"))], conferences=[conference("2009-02-27")], referrals=[MARCH]),
        "CP plan: started 2 Mar, conference 27 Feb",
    ),
    (
        "review_before_plan",
        snapshot(plans=[plan(reviews=(Review(None, None, on("2009-02-27")),))], referrals=[MARCH]),
        "CP plan: started 2 Mar, review held 27 Feb",
    ),
    (
        "weekend_conference",
        snapshot(enquiries=[enquiry("2009-08-24", "2009-08-29")], referrals=[MARCH]),
        "Section 47: conference Sat 29 Aug 2009",
    ),
    (
        "conference_before_enquiry",
        snapshot(enquiries=[enquiry("2009-08-27", "2009-08-26")], referrals=[MARCH]),
        "Section 47: conference 26 Aug, started 27 Aug",
    ),
]


@pytest.mark.parametrize(("check", "shot", "words"), TABLE)
def test_a_fault_is_told_by_the_dates_that_are_at_fault(check: str, shot: Snapshot, words: str) -> None:
    assert told(shot)[check] == words


def test_a_child_under_two_numbers_is_told_the_other() -> None:
    children = {1: Child(1, "0412", "Ada", None), 2: Child(2, "412", "Ada", None)}
    shot = snapshot(assessment(), assessment(2, child=2, episode=2), children=children)
    both = found(shot, twice=(1, 2))
    assert [finding.what for finding in both] == ["Also recorded as 412", "Also recorded as 0412"]


def test_what_was_finished_is_whose_it_was_last() -> None:
    allocation = held_by(1, end="2009-09-14")
    done = assessment(authorised=on("2009-09-15"), episode_closed=on("2009-09-14"))
    (finding,) = found(snapshot(done, referrals=[CLOSED], allocations=[allocation]))
    assert (finding.case.worker, finding.case.team, finding.source) == ("Rachel Walsh", "East", None)


def test_what_is_open_has_the_row_of_the_board() -> None:
    (finding,) = found(snapshot(assessment(started=on("2009-08-28")), referrals=[CAME], allocations=[held_by(1)]))
    assert finding.source is not None and finding.source.case == finding.case


def test_a_record_that_had_not_begun_is_no_finding_of_that_date_but_a_date_to_come_always_is() -> None:
    early = snapshot(assessment(started=on("2009-08-28")), referrals=[CAME])
    assert found(early, "2009-08-28") and not found(early, "2009-08-27")
    coming = snapshot(assessment(started=on("2009-10-09"), referred=on("2009-09-01")), referrals=[CAME])
    assert told(coming, day="2009-08-03") == {"future": "Initial: started Fri 9 Oct 2009"}


def test_a_fault_in_a_record_that_is_not_read_is_left_out() -> None:
    shot = snapshot(assessment())
    assert list(hard_findings(shot, [HardFault("future", "assessments", 99, 1)], board(shot, DAY), DAY)) == []


def test_two_plans_each_on_a_conference_of_its_own_are_no_fault_of_their_starts() -> None:
    plans = [plan(), plan(2, started=on("2009-08-12"), conference=on("2009-08-12"))]
    held = [conference("2009-03-02"), conference("2009-08-12")]
    assert set(told(snapshot(plans=plans, conferences=held, referrals=[MARCH]))) == {"two_plans"}


def test_a_second_conference_is_looked_at_too() -> None:
    held = [conference("2009-03-02"), conference("2009-08-15")]
    shot = snapshot(plans=[plan()], conferences=held, referrals=[MARCH])
    assert told(shot) == {"weekend_conference": "Referral: conference Sat 15 Aug 2009"}
