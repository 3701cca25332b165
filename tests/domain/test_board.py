"""The board as at a date: what is on it, what each row says, and what has not happened yet on that date."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.board import on_board, read_assessment
from caseboard.domain.cases import (
    ActionFacts,
    Allocation,
    AssessmentFacts,
    Carry,
    Child,
    Extension,
    Facts,
    Flag,
    SupervisionFacts,
)
from caseboard.domain.clocks import State
from caseboard.domain.counters import BY_KEY, EVERYTHING, Scope, counted
from caseboard.domain.protection import Review
from caseboard.domain.standards import Step
from caseboard.domain.supervision import LeftOut
from tests.domain.making import LONG_AGO, assessment, board, held_by, on, only_row, plan, snapshot

START = on("2009-09-01")


@pytest.mark.parametrize(
    ("a", "day", "shown"),
    [
        (assessment(), "2009-08-31", False),
        (assessment(), "2009-09-01", True),
        (assessment(authorised=on("2009-09-09")), "2009-09-08", True),
        (assessment(authorised=on("2009-09-09")), "2009-09-09", False),
        (assessment(started=on("2009-09-03")), "2009-09-02", False),
        (assessment(started=on("2009-09-03")), "2009-09-03", True),
        (assessment(started=None), "2009-08-31", False),
        (assessment(started=None), "2009-09-01", True),
        (assessment(started=None, referred=None), "1999-01-01", True),
        (assessment(episode_closed=on("2009-09-02")), "2009-09-20", True),
        (assessment(missing_from=on("2009-09-02")), "2009-09-20", True),
    ],
)
def test_it_is_on_the_board_from_its_recorded_start_until_it_was_authorised(
    a: AssessmentFacts, day: str, shown: bool
) -> None:
    assert on_board(a, on(day)) is shown
    assert bool(board(snapshot(a), day).assessments) is shown


def test_on_a_past_date_one_authorised_since_is_open_and_its_clock_reads_that_date() -> None:
    shot = snapshot(assessment(authorised=on("2009-09-18"), submitted=on("2009-09-17"), child_seen=on("2009-09-03")))
    row = only_row(shot, "2009-09-02")
    assert (row.elapsed, row.left, row.state) == (1, 6, State.ON_TRACK)
    assert (row.submitted, row.authorised, row.child_seen, row.to_authorise) == (None, None, None, False)
    row = only_row(shot, "2009-09-17")
    assert (row.elapsed, row.left, row.state) == (12, -5, State.OVER)
    assert (row.submitted, row.to_authorise, row.child_seen) == (on("2009-09-17"), True, on("2009-09-03"))


def test_looking_ahead_nothing_open_closes() -> None:
    row = only_row(snapshot(assessment(submitted=on("2009-09-04"))), "2009-12-31")
    assert (row.state, row.left, row.to_authorise) == (State.OVER, -78, True)


def test_submitting_does_not_stop_the_clock() -> None:
    row = only_row(snapshot(assessment(submitted=on("2009-09-04"))), "2009-09-11")
    assert (row.state, row.left, row.to_authorise) == (State.OVER, -1, True)


def test_a_finished_assessment_is_read_on_the_day_it_was_authorised() -> None:
    done = assessment(authorised=on("2009-09-11"))
    row = read_assessment(snapshot(done), done, on("2010-01-01"))
    assert (row.elapsed, row.left, row.state, row.authorised) == (8, -1, State.OVER, on("2009-09-11"))


def test_an_extension_shows_from_the_day_it_was_agreed_and_changes_no_figure() -> None:
    extended = Extension(1, on("2009-09-10"), on("2009-09-25"), "why", "who")
    again = Extension(1, on("2009-09-21"), on("2009-10-02"), "why", "who")
    shot = snapshot(assessment(), extensions=[extended, again])
    assert only_row(shot, "2009-09-09").extended_to is None
    row = only_row(shot, "2009-09-14")
    assert (row.extended_to, row.due, row.left, row.state) == (on("2009-09-25"), on("2009-09-10"), -2, State.OVER)
    assert only_row(shot, "2009-09-22").extended_to == on("2009-10-02")


def test_of_two_extensions_agreed_on_one_date_the_last_recorded_is_in_force() -> None:
    longer = Extension(1, on("2009-09-10"), on("2009-10-02"), "why", "who")
    shorter = longer._replace(until=on("2009-09-25"))
    shot = snapshot(assessment(), extensions=[longer, shorter])
    assert only_row(shot, "2009-09-14").extended_to == on("2009-09-25")


def test_who_held_a_case_is_told_for_each_date() -> None:
    shot = snapshot(assessment(), allocations=[held_by(1, 2, "2009-09-02", "2009-09-08"), held_by(2, 3, "2009-09-08")])

    def holder(day: str) -> tuple[str | None, str | None, date | None]:
        case = only_row(shot, day).case
        return case.worker, case.team, case.allocated

    assert holder("2009-09-01") == (None, None, None)
    assert holder("2009-09-02") == ("Rachel Walsh", "East", on("2009-09-02"))
    assert holder("2009-09-07") == ("Rachel Walsh", "East", on("2009-09-02"))
    assert holder("2009-09-08") == ("Joseph Osei", "West", on("2009-09-08"))


def test_a_workers_team_today_does_not_change_where_a_case_was_held() -> None:
    shot = snapshot(assessment(), allocations=[held_by(1, 3)])  # Rachel Walsh sits in East, and held it in West
    assert only_row(shot, "2009-09-02").case.team == "West"


def test_an_undated_allocation_reaches_back_and_one_without_a_team_takes_the_workers() -> None:
    shot = snapshot(assessment(), allocations=[held_by(1, None, None)])
    case = only_row(shot, "2009-09-01").case
    assert (case.worker, case.team, case.allocated) == ("Rachel Walsh", "East", None)


def test_a_case_may_be_held_by_a_team_and_nobody_in_it() -> None:
    case = only_row(snapshot(assessment(), allocations=[held_by(None, 4)]), "2009-09-02").case
    assert (case.worker_pk, case.worker, case.team) == (None, None, "East Duty")


def test_an_assessments_own_allocation_wins_over_its_episodes_while_it_holds() -> None:
    own = Allocation(2, 3, on("2009-09-03"), on("2009-09-07"), assessment=1)
    shot = snapshot(assessment(), allocations=[held_by(1), own])
    workers = [only_row(shot, f"2009-09-0{day}").case.worker for day in (2, 3, 7)]
    assert workers == ["Rachel Walsh", "Joseph Osei", "Rachel Walsh"]


def test_of_two_allocations_that_both_hold_the_later_one_counts() -> None:
    shot = snapshot(assessment(), allocations=[held_by(2, 3, "2009-09-02"), held_by(1, 2, None)])
    assert only_row(shot, "2009-09-03").case.worker == "Joseph Osei"


def test_a_plans_own_allocation_wins_over_its_episodes() -> None:
    own = Allocation(2, 3, on("2009-09-03"), None, plan=1)
    shot = snapshot(plans=[plan()], allocations=[held_by(1), own])
    held = [row.case.worker for day in ("2009-09-02", "2009-09-03") for row in board(shot, day).plans]
    assert held == ["Rachel Walsh", "Joseph Osei"]


@pytest.mark.parametrize(
    ("child", "label", "age", "unborn"),
    [
        (Child(1, "100-1", "Ann", on("2001-09-02")), "Ann", 7, False),
        (Child(1, "100-1", "", on("2001-09-01")), "100-1", 8, False),
        (Child(1, "100-1", "Unborn Ann", None, on("2009-12-01")), "Unborn Ann", None, True),
        (Child(1, "100-1", "Ann", on("2009-09-05")), "Ann", None, True),
        (Child(1, "100-1", "Ann", None), "Ann", None, False),
    ],
)
def test_a_child_has_a_label_and_an_age_on_the_date(child: Child, label: str, age: int | None, unborn: bool) -> None:
    case = only_row(snapshot(assessment(), children={1: child}), "2009-09-01").case
    assert (case.child, case.age, case.unborn) == (label, age, unborn)


def test_supervision_counts_by_when_it_was_held_and_not_when_it_was_typed() -> None:
    shot = snapshot(
        assessment(kind=Step.CORE),
        allocations=[held_by(1)],
        supervisions=[
            SupervisionFacts(1, on("2009-09-10"), on("2009-09-30"), "note"),
            SupervisionFacts(1, on("2009-10-05"), on("2009-10-05"), "note"),
        ],
    )
    row = only_row(shot, "2009-09-09")
    assert (row.last_supervised, row.days_since_supervised, row.supervision_overdue) == (None, None, False)
    row = only_row(shot, "2009-09-14")
    assert (row.last_supervised, row.days_since_supervised) == (on("2009-09-10"), 4)
    assert only_row(shot, "2009-10-06").last_supervised == on("2009-10-05")


@pytest.mark.parametrize(
    ("allocations", "day", "overdue"),
    [
        ([held_by(1, start="2009-09-07")], "2009-10-05", False),
        ([held_by(1, start="2009-09-07")], "2009-10-06", True),
        ([held_by(1, start=None)], "2009-09-29", False),
        ([held_by(1, start=None)], "2009-09-30", True),
        ([held_by(None, 4, "2009-09-20")], "2009-09-30", True),
        ([], "2009-09-30", True),
    ],
)
def test_a_child_never_discussed_counts_from_the_allocation_else_from_the_referral(
    allocations: list[Allocation], day: str, overdue: bool
) -> None:
    (child,) = board(snapshot(assessment(), allocations=allocations), day).children
    assert child.overdue is overdue
    assert child.last_supervised is None


def test_each_child_stands_once_among_the_children_however_many_cases_it_has() -> None:
    shot = snapshot(assessment(1), assessment(2, kind=Step.CORE), plans=[plan()], allocations=[held_by(1)])
    result = board(shot, "2009-09-02")
    assert (len(result.assessments), len(result.plans), len(result.children)) == (2, 1, 1)


def test_an_assessment_shows_its_childs_open_plan() -> None:
    booked = Review(on("2009-11-20"), on("2009-09-01"), None)
    plans = [plan(reviews=(Review(None, None, on("2009-06-01")), booked))]
    row = only_row(snapshot(assessment(), plans=plans), "2009-09-02")
    assert (row.cp_plan, row.cp_started) == ("NEG", on("2009-03-02"))
    assert (row.cp_review_latest, row.cp_review_booked, row.cp_alert) == (on("2009-12-01"), on("2009-11-20"), None)
    row = only_row(snapshot(assessment(), plans=[plan(ended=on("2009-09-02"))]), "2009-09-02")
    assert (row.cp_plan, row.cp_review_latest) == (None, None)


@pytest.mark.parametrize(
    ("day", "shown", "over"),
    [("2009-09-03", False, 0), ("2009-09-04", True, -7), ("2009-09-12", True, 1), ("2009-09-20", False, 0)],
)
def test_an_action_is_open_from_when_it_was_agreed_until_it_was_done(day: str, shown: bool, over: int) -> None:
    action = ActionFacts(5, 1, on("2009-09-04"), "visit", 1, on("2009-09-11"), on("2009-09-20"))
    rows = board(snapshot(actions=[action]), day).actions
    assert [(r.action_id, r.who, r.days_over, r.overdue) for r in rows] == (
        [(5, "Rachel Walsh", over, over > 0)] if shown else []
    )


@pytest.mark.parametrize(
    ("day", "flagged"), [("2009-09-02", False), ("2009-09-03", True), ("2009-09-07", True), ("2009-09-08", False)]
)
def test_a_flag_stands_from_the_day_it_was_raised_to_the_day_before_it_was_closed(day: str, flagged: bool) -> None:
    shot = snapshot(assessment(), flags=[Flag(1, on("2009-09-03"), on("2009-09-08"), "why")])
    assert only_row(shot, day).case.immediate is flagged


def test_flagged_first_then_most_over_then_soonest_due_and_unknown_last() -> None:
    rows = [
        assessment(1, child=1, started=on("2009-09-10"), referred=on("2009-09-10")),
        assessment(2, child=2, started=None, referred=on("2009-09-01")),
        assessment(3, child=3, started=on("2009-07-01"), referred=on("2009-07-01")),
        assessment(4, child=4, started=on("2009-08-20"), referred=on("2009-08-20")),
        assessment(5, child=5, started=on("2009-09-14"), referred=on("2009-09-14")),
    ]
    shot = snapshot(*rows, flags=[Flag(5, on("2009-09-14"), None, "why")])
    assert [r.assessment_id for r in board(shot, "2009-09-15").assessments] == [5, 3, 4, 1, 2]


def test_an_empty_database_is_an_empty_board() -> None:
    result = board(snapshot(), "2009-09-01")
    assert (result.assessments, result.plans, result.children, result.actions) == ((), (), (), ())
    assert Facts(LONG_AGO).assessments == ()


@pytest.mark.parametrize(
    ("day", "by_when", "carried", "days_over"),
    [
        ("2009-09-06", "2009-09-04", 0, 2),
        ("2009-09-07", "2009-09-11", 1, -4),
        ("2009-09-14", "2009-09-18", 2, -4),
        ("2009-09-28", "2009-09-18", 2, 10),
    ],
)
def test_an_action_is_read_as_it_was_carried_by_the_date(day: str, by_when: str, carried: int, days_over: int) -> None:
    to = [("2009-09-07", "2009-09-11"), ("2009-09-14", "2009-09-18"), ("2009-09-21", "2009-09-18")]
    carries = tuple(Carry(on(when), on(until)) for when, until in to)
    action = ActionFacts(1, 1, on("2009-08-25"), "visit", 1, on("2009-09-04"), None, carries=carries)
    (row,) = board(snapshot(assessment(), actions=[action]), day).actions
    assert (row.by_when, row.carried, row.days_over) == (on(by_when), carried, days_over)
    assert (row.first_by_when, row.worker_pk) == (on("2009-09-04"), 1)


@pytest.mark.parametrize(
    ("worker", "agreed_with", "open_", "holder", "team"),
    [
        (None, 1, False, "Rachel Walsh", "East"),
        (2, 1, False, "Joseph Osei", "West"),
        (None, None, False, None, None),
        (None, 1, True, "Joseph Osei", "West"),
        (None, None, True, "Joseph Osei", "West"),
    ],
)
def test_who_an_action_counts_with(
    worker: int | None, agreed_with: int | None, open_: bool, holder: str | None, team: str | None
) -> None:
    action = ActionFacts(5, 1, on("2009-09-04"), "weigh", worker, on("2009-09-11"), None, "school nurse")
    done = None if open_ else on("2009-09-10")
    shot = snapshot(
        assessment(authorised=done), allocations=[held_by(2, 3)], actions=[action._replace(agreed_with=agreed_with)]
    )
    read = board(shot, "2009-09-28")
    (row,) = read.actions
    assert (row.case.worker, row.case.team) == (holder, team)
    in_view = Scope(worker=row.case.worker_pk) if holder else EVERYTHING
    assert counted(read, BY_KEY["actions_overdue"], in_view) == [row]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2009-09-06", None),
        ("2009-09-07", "off sick"),
        ("2009-09-14", "no time"),
        ("2009-09-20", "no time"),
        ("2009-09-21", None),
    ],
)
def test_why_a_child_was_left_out_stands_until_the_child_is_discussed(day: str, why: str | None) -> None:
    left = [LeftOut(1, on("2009-09-14"), "no time"), LeftOut(1, on("2009-09-07"), "off sick")]
    held = [SupervisionFacts(1, on(held), on(held), "") for held in ("2009-09-01", "2009-09-21")]
    (child,) = board(snapshot(assessment(), left_out=left, supervisions=held), day).children
    assert child.not_discussed_why == why


def test_somebody_who_is_no_worker_is_named_as_typed() -> None:
    action = ActionFacts(1, 1, on("2009-08-25"), "visit", None, on("2009-09-04"), None, "school nurse")
    (row,) = board(snapshot(assessment(), actions=[action]), "2009-09-28").actions
    assert (row.who, row.worker_pk) == ("school nurse", None)
