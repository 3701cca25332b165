"""Every deadline in one list: each kind's day and state as on its row, its key, its order, and what has no day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from caseboard.domain.board import read_board
from caseboard.domain.cases import ActionFacts, Allocation, Carry, ReferralFacts
from caseboard.domain.clocks import State
from caseboard.domain.counters import Scope
from caseboard.domain.deadline_rows import GROUP_OF, WORDS, Deadline, Group, Kind, by_kind, counted_words
from caseboard.domain.deadlines import read_deadlines
from caseboard.domain.filters import parse_filter
from caseboard.domain.people import Worker
from caseboard.domain.protection import EnquiryFacts, Review
from caseboard.domain.sessions import WorkerSessions
from caseboard.domain.shift import read_shift
from caseboard.domain.shift_words import Group as ShiftGroup
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Unit
from caseboard.usecases.reference import rules_from
from tests.domain.making import assessment, on, plan, snapshot

DAY = "2009-09-28"
BOOKED = Review(on("2009-10-05"), on("2009-06-01"), None)


def deadlines(shot: Snapshot, day: str = DAY, sessions: dict[int, WorkerSessions] | None = None) -> Sequence[Deadline]:
    return read_deadlines(read_board(shot, on(day)), shot, sessions)


def only(shot: Snapshot, kind: Kind, day: str = DAY) -> Deadline:
    (found,) = [each for each in deadlines(shot, day) if each.kind is kind]
    return found


def given(*, see_by: str, start: str = "2009-09-21", end: str | None = None) -> Allocation:
    held = Allocation(1, 2, on(start), on(end) if end else None, episode=1, id=44, child=1)
    return held._replace(see_by=on(see_by), to_do="see the child alone")


REFERRAL = ReferralFacts(7, 1, on("2009-09-25"))
ENQUIRY = EnquiryFacts(8, 1, 1, on("2009-09-14"), None, False)
ACTION = ActionFacts(9, 1, on("2009-09-14"), "ring the school", 1, on("2009-09-25"), None)
CASES = [
    (snapshot(referrals=[REFERRAL]), Kind.DECISION, "decision-7", "2009-09-28", State.DUE_TODAY, 0, "wd"),
    (snapshot(enquiries=[ENQUIRY]), Kind.CONFERENCE, "conference-8", "2009-10-05", State.CLOSE, 5, "wd"),
    (snapshot(assessment(3)), Kind.INITIAL, "assessment-3", "2009-09-10", State.OVER, -12, "wd"),
    (snapshot(assessment(3, kind=Step.CORE)), Kind.CORE, "assessment-3", "2009-10-20", State.ON_TRACK, 16, "wd"),
    (snapshot(assessment(3, kind=Step.SINGLE)), Kind.SINGLE, "assessment-3", "2009-11-03", State.ON_TRACK, 26, "wd"),
    (snapshot(plans=[plan(5)]), Kind.REVIEW_LATEST, "review_latest-5", "2009-06-02", State.OVER, -118, "cd"),
    (
        *(snapshot(plans=[plan(5, reviews=(BOOKED,))]), Kind.REVIEW_BOOKED, "review_booked-5"),
        *("2009-10-05", State.ON_TRACK, 7, "cd"),
    ),
    (snapshot(plans=[plan(5, visits=(on("2009-09-17"),))]), Kind.VISIT, "visit-5", "2009-10-01", State.CLOSE, 3, "wd"),
    (
        *(snapshot(plans=[plan(5, started=on("2009-09-21"), conference=on("2009-09-21"))]), Kind.CORE_GROUP),
        *("core_group-5", "2009-10-05", State.CLOSE, 5, "wd"),
    ),
    (snapshot(assessment(3)), Kind.DISCUSSED, "discussed-1", "2009-09-29", State.CLOSE, 1, "cd"),
    (snapshot(actions=[ACTION]), Kind.ACTION, "action-9", "2009-09-25", State.OVER, -3, "cd"),
    (
        *(snapshot(assessment(3), allocations=[given(see_by="2009-09-26")]), Kind.SEEN, "seen-44"),
        *("2009-09-26", State.OVER, -2, "cd"),
    ),
]


@pytest.mark.parametrize(("shot", "kind", "key", "day", "state", "left", "unit"), CASES)
def test_each_kind_has_its_day_its_state_and_a_key(
    shot: Snapshot, kind: Kind, key: str, day: str, state: State, left: int, unit: str
) -> None:
    found = only(shot, kind)
    assert (found.key, found.day, found.state, found.left, found.unit) == (key, on(day), state, left, Unit(unit))
    assert found.case.child_id == "100-1" and found.row is not None


def test_figures_are_those_of_the_rows() -> None:
    shot = snapshot(assessment(1), assessment(2, kind=Step.CORE), plans=[plan(5)], enquiries=[ENQUIRY])
    board = read_board(shot, on(DAY))
    found = {each.key: each for each in deadlines(shot)}
    for a in board.assessments:
        each = found[f"assessment-{a.assessment_id}"]
        assert (each.day, each.state, each.left, each.row) == (a.due, a.state, a.left, a)
    (p,) = board.plans
    assert (found["visit-5"].day, found["visit-5"].left) == (p.visit_due, p.visit_left)
    assert (found["review_latest-5"].day, found["review_latest-5"].left) == (p.review_latest, p.review_left)


def test_a_review_limit_in_working_days_is_counted_in_them_on_the_list_and_on_the_shift() -> None:
    begun, rules = on("2009-06-22"), rules_from('[limits]\nfirst_review = "70 wd"\n')
    shot = snapshot(plans=[plan(5, started=begun, conference=begun)], rules=rules)
    of_list, board = only(shot, Kind.REVIEW_LATEST), read_board(shot, on(DAY))
    of_shift = next(row for row in read_shift(board, shot, on(DAY)).groups[ShiftGroup.PLANS] if row.due == of_list.day)
    assert (of_list.day, of_list.left, of_list.unit, of_list.state) == (on("2009-09-29"), 1, "wd", State.CLOSE)
    assert (of_shift.left, of_shift.unit, of_shift.state) == (of_list.left, of_list.unit, of_list.state)


@pytest.mark.parametrize(
    ("allocation", "seen", "day", "there"),
    [
        (given(see_by="2009-09-30"), None, DAY, True),
        (given(see_by="2009-09-30"), "2009-09-21", DAY, False),
        (given(see_by="2009-09-30"), "2009-09-29", DAY, True),
        (given(see_by="2009-09-30"), "2009-09-29", "2009-09-29", False),
        (given(see_by="2009-09-30", start="2009-09-29"), None, DAY, False),
        (given(see_by="2009-09-30", end="2009-09-28"), None, DAY, False),
    ],
)
def test_a_child_is_to_be_seen_until_seen_while_the_case_is_held(
    allocation: Allocation, seen: str | None, day: str, there: bool
) -> None:
    shot = snapshot(assessment(), allocations=[allocation._replace(seen_on=on(seen) if seen else None)])
    assert (Kind.SEEN in [each.kind for each in deadlines(shot, day)]) is there


def test_nobody_is_to_be_seen_once_nothing_of_the_child_is_open() -> None:
    shot = snapshot(assessment(authorised=on("2009-09-22")), allocations=[given(see_by="2009-09-30")])
    assert deadlines(shot) == ()


def test_a_key_stays_when_the_day_moves_and_no_two_are_alike() -> None:
    carried = ACTION._replace(carries=(Carry(on("2009-09-26"), on("2009-10-09")),))
    before, after = only(snapshot(actions=[ACTION]), Kind.ACTION), only(snapshot(actions=[carried]), Kind.ACTION)
    assert (before.key, before.day) != (after.key, after.day) and before.key == after.key
    assert before.identity == after.identity
    shot = snapshot(assessment(5), plans=[plan(5, reviews=(BOOKED,))], actions=[ACTION._replace(id=5)])
    every = deadlines(shot, sessions={1: WorkerSessions(due=on(DAY))})
    assert len({each.key for each in every}) == len({each.identity for each in every}) == len(every) >= 6


def test_what_has_passed_comes_first_then_by_date_and_what_has_no_day_last() -> None:
    shot = snapshot(
        assessment(1, child=1, started=None),
        assessment(2, child=2, started=on("2009-09-24"), referred=on("2009-09-24")),
        assessment(3, child=3, started=on("2009-08-03"), referred=on("2009-08-03")),
        actions=[ACTION._replace(child=2)],
    )
    every = deadlines(shot)
    days = [each.day or date.max for each in every]
    assert days == sorted(days)
    over = [each.state is State.OVER for each in every]
    assert over == sorted(over, reverse=True)
    assert [each.key for each in every if each.day is None] == ["assessment-1"]
    assert every[-1].state is State.UNKNOWN


def test_a_worker_has_a_session_and_a_records_check_that_are_no_childs() -> None:
    workers = {
        1: Worker(1, "Rachel Walsh", 2, checked_on=on("2006-09-21")),
        2: Worker(2, "Joseph Osei", 3),
        3: Worker(3, "Ann Leaver", 3, active_to=on("2009-09-01"), checked_on=on("2006-01-02")),
    }
    shot = snapshot(workers=workers)
    sessions = {1: WorkerSessions(due=on("2009-10-02")), 2: WorkerSessions(), 3: WorkerSessions()}
    found = [(each.key, each.day, each.state) for each in deadlines(shot, sessions=sessions)]
    assert found == [
        ("check-1", on("2009-09-21"), State.OVER),
        ("session-1", on("2009-10-02"), State.CLOSE),
        ("session-2", None, State.UNKNOWN),
        ("check-2", None, State.UNKNOWN),
    ]
    case = deadlines(shot, sessions=sessions)[0].case
    assert (case.child_id, case.worker, case.team_pk) == ("", "Rachel Walsh", 2)
    assert [each.kind for each in deadlines(shot)] == [Kind.CHECK, Kind.CHECK]
    every = deadlines(shot, sessions=sessions)
    assert {each.key for each in every if Scope(worker=2).holds(each.case)} == {"session-2", "check-2"}
    assert {each.key for each in every if Scope(frozenset({2})).holds(each.case)} == {"session-1", "check-1"}


def test_where_no_check_and_no_core_group_is_ever_recorded_nothing_is_made_of_that() -> None:
    assert deadlines(snapshot(workers={1: Worker(1, "Rachel Walsh", 2)})) == ()
    found = only(snapshot(plans=[plan(5)]), Kind.CORE_GROUP)
    assert (found.day, found.state, found.left) == (None, State.UNKNOWN, None)
    kept = plan(6, child=2)._replace(core_groups=(on("2009-03-09"),))
    shot = snapshot(plans=[plan(5), kept])
    (left_over,) = [each for each in deadlines(shot) if each.kind is Kind.CORE_GROUP]
    assert (left_over.number, left_over.state) == (5, State.OVER)


def test_ahead_nothing_is_closed_and_what_is_booked_stays_unheld() -> None:
    shot = snapshot(plans=[plan(5, reviews=(BOOKED,))])
    assert only(shot, Kind.REVIEW_BOOKED, "2009-10-06").state is State.OVER


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("kind:visit", {"visit-5"}),
        ("kind:review", {"review_latest-5", "review_booked-5"}),
        ("state:over kind:initial", {"assessment-3"}),
        ("over:>12 kind:initial", set()),
        ("over:12 kind:initial", {"assessment-3"}),
        ("left:7", {"review_booked-5"}),
        ("worker:nobodyhere", set()),
    ],
)
def test_the_filter_language_reads_deadlines(text: str, keys: set[str]) -> None:
    wanted = parse_filter(text)
    every = deadlines(snapshot(assessment(3), plans=[plan(5, reviews=(BOOKED,))]))
    assert {each.key for each in every if wanted.passes(each)} == keys


def test_every_kind_has_words_and_a_group_and_is_counted_in_words() -> None:
    assert set(WORDS) == set(GROUP_OF) == set(Kind)
    assert set(GROUP_OF.values()) == set(Group)
    assert counted_words(Kind.VISIT, 2) == "2 CP visits"
    assert counted_words(Kind.SEEN, 2) == "2 children to be seen"
    assert counted_words(Kind.REVIEW_LATEST, 2) == "2 CP reviews (latest)"
    assert counted_words(Kind.CORE, 1) == "1 core assessment"
    every = deadlines(snapshot(assessment(3), assessment(4)))
    assert by_kind(every) == [(Kind.INITIAL, 2), (Kind.DISCUSSED, 1)]


def test_a_limit_in_months_leaves_calendar_days() -> None:
    rules = rules_from('[limits]\ninitial = "2 months"\n')
    found = only(snapshot(assessment(3), rules=rules), Kind.INITIAL)
    assert (found.day, found.left, found.unit) == (on("2009-11-01"), 34, Unit.CALENDAR_DAYS)
