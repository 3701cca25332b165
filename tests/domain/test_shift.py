"""The groups of the shift on dated examples: who stands in which, what is grave, in what order, and the line on top."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from caseboard.domain.cases import ActionFacts, Allocation, Child, Flag, ReferralFacts
from caseboard.domain.counters import BY_KEY, Scope, counted
from caseboard.domain.people import Absence, Worker
from caseboard.domain.protection import EnquiryFacts, Review
from caseboard.domain.shift import read_shift
from caseboard.domain.shift_rows import Deadline, Shift, ShiftRow
from caseboard.domain.shift_telling import day_words
from caseboard.domain.shift_words import GROUP_WORDS, Breaks, Group
from caseboard.domain.snapshot import Snapshot
from tests.domain.making import RULES, assessment, board, held_by, on, plan, snapshot

DAY = "2009-09-28"
"""A Monday."""
SINCE = "2009-09-25"
WALSH, OSEI = 1, 2


def shift_of(shot: Snapshot, day: str = DAY, since: str = SINCE) -> Shift:
    return read_shift(board(shot, day), shot, on(since))


def only(shot: Snapshot, group: Group, day: str = DAY, since: str = SINCE) -> ShiftRow:
    (row,) = shift_of(shot, day, since).groups[group]
    return row


def referral(**more: Any) -> ReferralFacts:
    return ReferralFacts(1, 1, **{"referred": on("2009-09-25"), **more})


def enquiry(started: str, **more: Any) -> EnquiryFacts:
    return EnquiryFacts(1, 1, 1, on(started), None, False, **more)


def action(by_when: str, pk: int = 1, **more: Any) -> ActionFacts:
    return ActionFacts(pk, 1, on("2009-08-03"), "Home visit", WALSH, on(by_when), None, **more)


def test_every_group_is_there_in_the_order_of_work_and_has_its_words() -> None:
    shift = shift_of(snapshot())
    assert list(shift.groups) == list(Group) == [words.group for words in GROUP_WORDS]
    assert shift.rows == []
    assert day_words(shift) == "nothing is over; nothing due before Tue 29 Sep 2009 ends; nothing is nobody's"


def test_a_flag_stands_until_it_is_closed_with_why_apart_from_the_words() -> None:
    flag = Flag(1, on("2009-09-24"), on("2009-09-29"), "Kyle was not seen", 1)
    shot = snapshot(assessment(), flags=[flag], allocations=[held_by(WALSH)])
    row = only(shot, Group.IMMEDIATE)
    assert (row.what, row.note, row.grave) == ("flagged for immediate action 24 Sep", "Kyle was not seen", True)
    assert (row.case.worker, row.case.immediate, row.source) == ("Rachel Walsh", True, flag)
    assert shift_of(shot, "2009-09-29").groups[Group.IMMEDIATE] == []
    assert shift_of(shot, "2009-09-23").groups[Group.IMMEDIATE] == []


def test_a_flagged_child_of_whom_nothing_is_open_is_held_by_who_held_it_last() -> None:
    done = assessment(authorised=on("2009-09-10"))
    shot = snapshot(done, flags=[Flag(1, on("2009-09-24"), None, "x", 1)], allocations=[held_by(OSEI)])
    assert only(shot, Group.IMMEDIATE).case.worker == "Joseph Osei"


@pytest.mark.parametrize(
    ("shot", "words"),
    [
        (snapshot(assessment()), ["initial assessment, no worker"]),
        (snapshot(assessment(), allocations=[held_by(None)]), ["initial assessment, no worker"]),
        (
            snapshot(assessment(episode_closed=on("2009-09-18"))),  # what is open on it still needs somebody
            ["initial assessment, no worker, case closed 18 Sep"],
        ),
        (snapshot(assessment(), allocations=[held_by(WALSH)]), []),
        (
            snapshot(
                assessment(),
                allocations=[held_by(WALSH)],
                workers={1: Worker(1, "Rachel Walsh", 2, active_to=on("2009-09-25"))},
            ),
            ["initial assessment, held by a worker who has left"],
        ),
        (snapshot(plans=[plan()]), ["child protection plan, no worker"]),
        (
            snapshot(enquiries=[enquiry("2009-09-21")]),
            ["strategy discussion 21 Sep, conference to be held, no worker"],
        ),
        (snapshot(plans=[plan()], enquiries=[enquiry("2009-09-21")]), ["child protection plan, no worker"]),
        (
            snapshot(referrals=[referral(decided_on=on("2009-09-25"), decision="initial_assessment")]),
            ["referral decided 25 Sep: initial assessment, not begun, no worker"],
        ),
        (
            snapshot(
                referrals=[referral(decided_on=on("2009-09-25"), decision="initial_assessment")],
                allocations=[held_by(WALSH)],
            ),
            [],
        ),
        (snapshot(referrals=[referral(decided_on=on("2009-09-25"), decision="no_further_action")]), []),
        (snapshot(referrals=[referral(decided_on=on("2009-09-25"), decision="other_agency")]), []),
        (snapshot(referrals=[referral()]), []),  # not decided: it is to be decided first
    ],
)
def test_what_belongs_to_nobody(shot: Snapshot, words: list[str]) -> None:
    rows = shift_of(shot).groups[Group.NOBODYS]
    assert [row.what for row in rows] == words
    assert all(row.grave for row in rows)


@pytest.mark.parametrize(
    ("seen", "child", "there"),
    [
        (None, None, True),
        ("2009-09-28", None, False),
        ("2009-09-29", None, True),  # not yet on the date in view
        (None, Child(1, "100-1", "", None, expected=on("2009-12-01")), False),
    ],
)
def test_children_not_seen(seen: str | None, child: Child | None, there: bool) -> None:
    shot = snapshot(assessment(child_seen=on(seen) if seen else None), children={1: child} if child else None)
    assert bool(shift_of(shot).groups[Group.NOT_SEEN]) is there


@pytest.mark.parametrize(
    ("see_by", "words", "grave"),
    [
        (None, "not seen, initial assessment", False),
        ("2009-09-28", "to be seen by 28 Sep, initial assessment", True),
        ("2009-09-29", "to be seen by 29 Sep, initial assessment", False),
    ],
)
def test_a_child_not_seen_by_the_day_agreed_is_grave(see_by: str | None, words: str, grave: bool) -> None:
    given = held_by(WALSH)._replace(see_by=on(see_by) if see_by else None)
    row = only(snapshot(assessment(referred=on(DAY), started=on(DAY)), allocations=[given]), Group.NOT_SEEN)
    assert (row.what, row.grave) == (words, grave)


@pytest.mark.parametrize(
    ("started", "grave", "left"),
    [("2009-09-01", True, -4), ("2009-09-08", True, 1), ("2009-09-14", True, 5), ("2009-09-15", False, 6)],
)
def test_enquiries_are_grave_from_near_day_15_on(started: str, grave: bool, left: int) -> None:
    row = only(snapshot(enquiries=[enquiry(started)]), Group.ENQUIRIES)
    assert (row.grave, row.left, row.kind) == (grave, left, Deadline.CONFERENCE)


@pytest.mark.parametrize(
    ("referred", "there", "grave"),
    [
        ("2009-09-16", True, True),  # over
        ("2009-09-17", True, True),  # due today
        ("2009-09-18", True, False),  # 1 left
        ("2009-09-21", True, False),  # 2 left: close
        ("2009-09-22", False, False),
    ],
)
def test_assessments_at_or_near_their_limit(referred: str, there: bool, grave: bool) -> None:
    shot = snapshot(assessment(referred=on(referred), started=on(referred)))
    rows = shift_of(shot).groups[Group.LIMITS]
    assert [row.grave for row in rows] == ([grave] if there else [])


def test_what_breaks_before_the_next_working_day_ends_is_at_its_limit_whatever_counts_as_close() -> None:
    rules = replace(RULES, settings=replace(RULES.settings, close_initial=0))
    shot = snapshot(assessment(referred=on("2009-09-18"), started=on("2009-09-18")), rules=rules)
    assert only(shot, Group.LIMITS).breaks is Breaks.NEXT


def test_submitted_and_not_authorised() -> None:
    shot = snapshot(assessment(submitted=on("2009-09-22")), assessment(2, submitted=on("2009-09-29"), episode=2))
    assert only(shot, Group.TO_AUTHORISE).what == "initial assessment, submitted 22 Sep"


@pytest.mark.parametrize(
    ("conference", "reviews", "words", "grave"),
    [
        ("2009-06-28", [], ["CP review, none booked"], True),  # latest is today
        ("2009-07-04", [], ["CP review, none booked"], True),  # Sunday of this week
        ("2009-07-05", [], [], True),  # Monday of the next
        ("2009-07-04", [("2009-10-01", None)], ["CP review, booked 1 Oct"], False),
        ("2009-08-20", [("2009-10-01", None)], ["CP review, booked 1 Oct"], False),
        ("2009-08-20", [("2009-09-21", None)], ["CP review, booked 21 Sep and not held"], True),
        ("2009-08-20", [("2009-10-05", None)], [], False),
        ("2009-06-20", [("2009-09-18", "2009-09-18")], [], False),
    ],
)
def test_cp_reviews_of_this_week(
    conference: str, reviews: list[tuple[str, str | None]], words: list[str], grave: bool
) -> None:
    booked = tuple(Review(on(b), on("2009-06-01"), on(h) if h else None) for b, h in reviews)
    start = on(conference)
    made = plan(started=start, conference=start, reviews=booked, visits=(on("2009-09-25"),))
    rows = shift_of(snapshot(plans=[made._replace(core_groups=(start,))])).groups[Group.PLANS]
    assert [(row.what, row.grave) for row in rows] == [(told, grave) for told in words]


def test_core_groups_and_visits_of_this_week() -> None:
    """The first core group 10 working days after the conference, a visit 10 after the last."""
    new = plan(started=on("2009-09-15"), conference=on("2009-09-15"), visits=(on("2009-09-14"), on("2009-09-15")))
    kept = plan(2, child=2, visits=(on("2009-09-28"),), reviews=(Review(None, None, on("2009-09-01")),), episode=2)
    shot = snapshot(plans=[new, kept._replace(core_groups=(on("2009-03-09"),))])
    rows = shift_of(shot).groups[Group.PLANS]
    assert [(row.kind, row.due, row.breaks) for row in rows] == [
        (Deadline.CORE_GROUP, on("2009-09-29"), Breaks.NEXT),
        (Deadline.VISIT, on("2009-09-29"), Breaks.NEXT),
    ]


@pytest.mark.parametrize(
    ("absences", "words", "grave"),
    [
        ([Absence(WALSH, on("2009-09-21"), on("2009-10-02"))], "nobody covers, away until 2 Oct", True),
        ([Absence(WALSH, on("2009-09-21"), None)], "nobody covers, away until further notice", True),
        ([Absence(WALSH, on("2009-09-21"), None, "", OSEI)], "covered by J. Osei, away until further notice", False),
        (
            [Absence(WALSH, on("2009-09-21"), None, "", OSEI), Absence(OSEI, on(DAY), on(DAY))],
            "nobody covers, away until further notice",
            True,
        ),
        ([Absence(WALSH, on("2009-09-21"), on("2009-09-27"))], "", False),
    ],
)
def test_cases_of_workers_away(absences: list[Absence], words: str, grave: bool) -> None:
    shot = snapshot(assessment(), plans=[plan()], allocations=[held_by(WALSH)])
    shot = Snapshot(replace(shot.facts, absences=absences), RULES)
    rows = shift_of(shot).groups[Group.ABSENT]
    # One row for the child, though both an assessment and a plan are open.
    assert [(row.what, row.grave) for row in rows] == ([(f"{words}, initial assessment", grave)] if words else [])


@pytest.mark.parametrize(
    ("by_when", "grave", "left"),
    [("2009-09-25", True, -3), ("2009-09-28", False, 0), ("2009-09-29", False, 1), ("2009-09-30", None, None)],
)
def test_actions_overdue_and_calmly_those_about_to_be(by_when: str, grave: bool | None, left: int | None) -> None:
    rows = shift_of(snapshot(actions=[action(by_when)])).groups[Group.ACTIONS]
    assert [(row.grave, row.left, row.note) for row in rows] == (
        [] if grave is None else [(grave, left, "Home visit (Rachel Walsh)")]
    )


def test_flagged_children_are_on_top_of_every_group_then_what_is_grave_then_what_is_due_first() -> None:
    shot = snapshot(
        *(assessment(n, child=n, episode=n, referred=on(d), started=on(d)) for n, d in enumerate(REFERRED, 1)),
        flags=[Flag(4, on("2009-09-20"), None, "x", 1)],
    )
    assert [row.case.child_pk for row in shift_of(shot).groups[Group.LIMITS]] == [4, 1, 2, 3]


REFERRED = ("2009-09-08", "2009-09-17", "2009-09-18", "2009-09-21")


def everything() -> Snapshot:
    """One of each thing that can be over or due, and what makes groups show it twice."""
    return snapshot(
        *(assessment(n, child=n, episode=n, referred=on(d), started=on(d)) for n, d in enumerate(REFERRED, 1)),
        plans=[plan(child=1)],
        actions=[action("2009-09-25"), action("2009-09-29", 2)],
        enquiries=[enquiry("2009-09-01")],
        referrals=[ReferralFacts(9, 2, on("2009-09-24"))],
        allocations=[Allocation(OSEI, 3, None, None, episode=n) for n in (1, 2)],
    )


def test_every_deadline_that_breaks_is_counted_once_and_adds_up_with_the_counters() -> None:
    shot = everything()
    shift, of_board = shift_of(shot), board(shot, DAY)
    over = shift.kinds(Breaks.OVER)
    assert over[Deadline.ASSESSMENT] == len(counted(of_board, BY_KEY["overdue"])) == 1
    assert over[Deadline.ACTION] == len(counted(of_board, BY_KEY["actions_overdue"])) == 1
    assert over == {kind: 1 for kind in Deadline if kind is not Deadline.CORE_GROUP}
    assert shift.kinds(Breaks.NEXT) == {Deadline.ASSESSMENT: 2, Deadline.ACTION: 1}
    assert len({(row.kind, row.source) for row in shift.breaking(Breaks.OVER)}) == 6
    assert day_words(shift) == (
        "6 over now (1 decision, 1 conference, 1 assessment, 1 CP review, 1 CP visit, 1 action); "
        "3 due before Tue 29 Sep 2009 ends; 2 nobody's"
    )


def test_a_shift_narrowed_to_a_team_counts_only_its_own() -> None:
    shift = shift_of(everything()).narrowed(Scope(frozenset({3})))
    assert {row.case.team_pk for row in shift.rows} == {3}
    assert shift.count(Group.NOBODYS) == 0
    assert shift.grave(Group.LIMITS) == shift.count(Group.LIMITS) == 2


def test_before_a_weekend_what_breaks_over_it_is_among_what_is_due_before_monday_ends() -> None:
    shift = shift_of(snapshot(actions=[action("2009-09-27"), action("2009-09-28", 2)]), "2009-09-25")
    assert (len(shift.breaking(Breaks.GAP)), len(shift.breaking(Breaks.NEXT))) == (1, 2)
    assert "2 due before Mon 28 Sep 2009 ends, 1 of them over the weekend" in day_words(shift)
