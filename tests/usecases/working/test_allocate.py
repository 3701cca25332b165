"""Allocating and handing on: who holds what afterwards, on every date, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.acts import Act, RecordKind
from caseboard.domain.cases import Allocation
from caseboard.domain.people import Absence, Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.usecases.working.allocate import Allocating, allocate, reassign_all
from tests.domain.making import RULES, WORKERS, assessment, board, on, plan, snapshot
from tests.usecases.working.making import TODAY, refusal, values

TO_OSEI = Allocating(2, None, TODAY, "leave")
OF_EPISODE = Allocation(1, 2, on("2009-09-01"), None, episode=1, id=11, version=3, child=1)
OF_ASSESSMENT = Allocation(1, 2, on("2009-09-05"), None, assessment=2, id=12, version=1, child=1)
OF_PLAN = Allocation(1, 2, None, None, plan=1, id=13, version=1, child=1)


def after(shot: Snapshot, act: Act) -> Snapshot:
    """The snapshot with the act's allocations in it, as the store would read them again."""
    rows = {a.id: a for a in shot.facts.allocations}
    for number, edit in enumerate(act.edits, 100):
        if edit.kind is RecordKind.ASSESSMENT:
            assert edit.values == {}
            continue
        fields = {_FIELDS.get(name, name): value for name, value in edit.values.items() if name != "reason"}
        if edit.record is None:
            rows[number] = Allocation(**{"start": None, "end": None, **fields}, id=number)  # type: ignore[arg-type]
        else:
            assert rows[edit.record].version == edit.version
            rows[edit.record] = rows[edit.record]._replace(**fields)  # type: ignore[arg-type]
    return Snapshot(replace(shot.facts, allocations=tuple(rows.values())), RULES)


_FIELDS = {"starts_on": "start", "ends_on": "end", "referral": "episode"}


def holders(shot: Snapshot, day: date) -> list[int | None]:
    """Who holds each open assessment and plan on `day`, in the order of their ids."""
    shown = board(shot, day)
    rows = sorted(shown.assessments, key=lambda r: r.assessment_id)
    return [r.case.worker_pk for r in rows] + [p.case.worker_pk for p in shown.plans]


def test_a_case_is_handed_over_on_the_day_and_not_before() -> None:
    shot = snapshot(assessment(), allocations=[OF_EPISODE])
    act = allocate(shot, TO_OSEI, TODAY, assessments=[1])
    assert values(act) == [
        (RecordKind.ALLOCATION, 11, {"ends_on": TODAY}),
        (
            RecordKind.ALLOCATION,
            None,
            {
                "child": 1,
                "referral": 1,
                "worker": 2,
                "team": 3,
                "starts_on": TODAY,
                "ends_on": None,
                "reason": "leave",
            },
        ),
    ]
    assert [(e.version, e.child) for e in act.edits] == [(3, 1), (0, 1)]
    assert (act.said, act.reason) == ("1 assessment allocated", "leave")
    done = after(shot, act)
    assert [holders(done, on(d)) for d in ("2009-09-27", "2009-09-28", "2010-03-01")] == [[1], [2], [2]]


def test_what_nobody_held_is_given_to_its_referral() -> None:
    shot = snapshot(assessment(), assessment(2, child=2, episode=None))
    act = allocate(shot, TO_OSEI, TODAY, assessments=[1, 2])
    assert [(e.kind, e.record, sorted({"referral", "assessment"} & set(e.values))) for e in act.edits] == [
        (RecordKind.ASSESSMENT, 1, []),  # refused where somebody else allocated it meanwhile
        (RecordKind.ALLOCATION, None, ["referral"]),
        (RecordKind.ASSESSMENT, 2, []),
        (RecordKind.ALLOCATION, None, ["assessment"]),
    ]
    assert act.said == "2 assessments allocated"
    assert holders(after(shot, act), TODAY) == [2, 2]


def test_an_assessment_with_an_allocation_of_its_own_moves_alone() -> None:
    shot = snapshot(assessment(), assessment(2, kind=Step.CORE), allocations=[OF_EPISODE, OF_ASSESSMENT])
    act = allocate(shot, TO_OSEI, TODAY, assessments=[2])
    assert act.said == "1 assessment allocated"
    assert holders(after(shot, act), TODAY) == [1, 2]


def test_a_case_moves_whole_and_says_so() -> None:
    shot = snapshot(assessment(), assessment(2, kind=Step.CORE), plans=[plan()], allocations=[OF_EPISODE])
    act = allocate(shot, TO_OSEI, TODAY, assessments=[1, 2], plans=[1])
    assert len(act.edits) == 2
    assert act.said == "2 assessments and 1 plan allocated"
    assert holders(after(shot, act), TODAY) == [2, 2, 2]


def test_a_plan_is_allocated_by_its_own_allocation() -> None:
    shot = snapshot(assessment(), plans=[plan()], allocations=[OF_EPISODE, OF_PLAN])
    act = allocate(shot, TO_OSEI, TODAY, plans=[1])
    assert act.said == "1 plan allocated"
    assert holders(after(shot, act), TODAY) == [1, 2]


def test_a_team_may_hold_a_case_without_a_worker() -> None:
    shot = snapshot(assessment(), allocations=[OF_EPISODE])
    act = allocate(shot, Allocating(None, 3, TODAY, "waits"), TODAY, assessments=[1])
    row = board(after(shot, act), TODAY).assessments[0]
    assert (row.case.worker, row.case.team) == (None, "West")


def test_what_is_planned_for_later_stays_planned() -> None:
    ends = OF_EPISODE._replace(end=on("2009-10-05"))
    planned = Allocation(None, 3, on("2009-10-05"), None, episode=1, id=14, child=1)
    shot = snapshot(assessment(), allocations=[ends, planned])
    done = after(shot, allocate(shot, TO_OSEI, TODAY, assessments=[1]))
    assert [holders(done, on(d)) for d in ("2009-09-27", "2009-10-04", "2009-10-05")] == [[1], [2], [None]]


def test_of_several_rows_those_held_so_already_are_left_and_not_counted() -> None:
    theirs = Allocation(2, 3, on("2009-09-01"), None, episode=2, id=15, child=2)
    shot = snapshot(assessment(), assessment(2, child=2, episode=2), allocations=[OF_EPISODE, theirs])
    act = allocate(shot, TO_OSEI, TODAY, assessments=[1, 2])
    assert act.said == "1 assessment allocated"
    assert {e.record for e in act.edits} == {11, None}


def test_being_away_is_told_and_not_refused() -> None:
    shot = snapshot(assessment(), allocations=[OF_EPISODE])
    away = Absence(2, on("2009-09-21"), on("2009-10-02"), "ill", 1)
    shot = Snapshot(replace(shot.facts, absences=[away]), RULES)
    said = allocate(shot, TO_OSEI, TODAY, assessments=[1]).said
    assert said == "1 assessment allocated; the worker is away until Fri 2 Oct 2009, and somebody covers"


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (replace(TO_OSEI, reason=" "), "reason", "the reason for the allocation is missing: write it in a few words"),
        (replace(TO_OSEI, worker=99), "worker", "nobody of that name is among the workers: choose one from the list"),
        (replace(TO_OSEI, worker=3), "worker", "this worker's last day was Fri 25 Sep 2009: choose one who is in post"),
        (
            replace(TO_OSEI, worker=None),
            "worker",
            "nobody would hold the case: choose a worker, or a team without a worker",
        ),
        (replace(TO_OSEI, team=99), "team", "there is no such team: choose one from the list"),
        (
            replace(TO_OSEI, start=on("2009-08-31")),
            "start",
            "Mon 31 Aug 2009 is before the referral: write a date from Tue 1 Sep 2009",
        ),
        (replace(TO_OSEI, start=on("2109-09-28")), "start", "Sat 28 Sep 2109 is after the end of the year ahead"),
        (
            replace(TO_OSEI, start=on("2009-09-05")),
            "start",
            "the present allocation began on Mon 7 Sep 2009: write that date or a later one",
        ),
        (Allocating(1, None, TODAY, "x"), "rows", "these cases are held so already: choose another worker or team"),
    ],
)
def test_what_cannot_be_allocated_so_is_refused(form: Allocating, field: str, sentence: str) -> None:
    held = OF_EPISODE._replace(start=on("2009-09-07"))
    people = {**WORKERS, 3: Worker(3, "Ann Leaver", 2, active_to=on("2009-09-25"))}
    shot = snapshot(assessment(), allocations=[held], workers=people)
    refused = refusal(lambda: allocate(shot, form, TODAY, assessments=[1]))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize(
    ("assessments", "plans", "sentence"),
    [
        ([], [], "no row is chosen: choose one, or mark several"),
        ([77], [], "a row is not there any more: read the board again"),
        ([], [77], "a row is not there any more: read the board again"),
        ([1], [], "the assessment is authorised already: reopen it first"),
        ([], [1], "the plan ended on Thu 24 Sep 2009: choose one that is open"),
    ],
)
def test_finished_or_missing_work_is_not_allocated(assessments: list[int], plans: list[int], sentence: str) -> None:
    shot = snapshot(assessment(authorised=on("2009-09-10")), plans=[plan(ended=on("2009-09-24"))])
    assert refusal(lambda: allocate(shot, TO_OSEI, TODAY, assessments=assessments, plans=plans)) == ("rows", sentence)


def test_open_work_of_a_closed_case_is_allocated() -> None:
    closed = on("2009-09-18")
    shot = snapshot(assessment(episode_closed=closed), plans=[plan(episode=1)])
    for chosen in ({"assessments": [1]}, {"plans": [1]}):
        assert allocate(shot, TO_OSEI, TODAY, **chosen).edits


def everything() -> Snapshot:
    """Walsh holds a referral with an initial assessment, a core one, a plan, and a case planned for October."""
    coming = Allocation(1, 2, on("2009-10-12"), None, episode=3, id=16, child=3)
    duty = Allocation(None, 4, on("2009-09-01"), on("2009-10-12"), episode=3, id=17, child=3)
    past = Allocation(1, 2, on("2009-06-01"), on("2009-08-01"), episode=4, id=18, child=4)
    return snapshot(
        assessment(),
        assessment(2, episode=2, kind=Step.CORE),
        assessment(3, child=3, episode=3),
        assessment(4, child=4, episode=4, referred=on("2009-06-01"), started=on("2009-06-01")),
        plans=[plan(episode=2)],
        allocations=[OF_EPISODE, OF_ASSESSMENT, OF_PLAN, coming, duty, past],
    )


def test_everything_of_a_leaver_is_handed_on_and_nothing_is_orphaned() -> None:
    shot = everything()
    assert holders(shot, on("2009-10-12")) == [1, 1, 1, None, 1]
    act = reassign_all(shot, 1, replace(TO_OSEI, reason="left"), TODAY)
    assert act.said == "3 assessments and 1 plan handed on"  # one of them only from October
    done = after(shot, act)
    assert holders(done, on("2009-09-27")) == holders(shot, on("2009-09-27"))
    assert holders(done, TODAY) == [2, 2, None, None, 2]
    assert holders(done, on("2009-10-12")) == [2, 2, 2, None, 2]
    assert 1 not in holders(done, on("2010-06-01"))


def test_from_a_day_to_come_the_leaver_holds_until_then() -> None:
    shot = everything()
    done = after(shot, reassign_all(shot, 1, replace(TO_OSEI, start=on("2009-10-05")), TODAY))
    assert holders(done, on("2009-10-04")) == [1, 1, None, None, 1]
    assert holders(done, on("2009-10-05")) == [2, 2, None, None, 2]


def test_a_leavers_case_without_open_work_is_handed_on_where_it_is_known() -> None:
    quiet = Allocation(1, 2, on("2009-01-05"), None, episode=9, id=19, child=9)
    shot = snapshot(assessment())
    act = reassign_all(shot, 1, TO_OSEI, TODAY, besides=[quiet])
    assert act.said == "1 case handed on"
    assert [e.child for e in act.edits] == [9, 9]


def test_open_work_of_a_closed_referral_is_handed_on_and_finished_work_is_not() -> None:
    closed = on("2009-09-18")
    shot = snapshot(
        assessment(episode_closed=closed),
        assessment(2, episode=2, authorised=closed),
        assessment(3, episode=3, authorised=closed, episode_closed=closed),
        allocations=[
            OF_EPISODE,
            OF_ASSESSMENT,
            Allocation(1, 2, None, None, episode=3, id=20, child=1),
        ],
    )
    act = reassign_all(shot, 1, TO_OSEI, TODAY)
    assert [e.record for e in act.edits] == [11, None]


@pytest.mark.parametrize(
    ("worker", "form", "field", "sentence"),
    [
        (2, Allocating(1, None, TODAY, "x"), "rows", "this worker holds nothing from Mon 28 Sep 2009 on"),
        (1, Allocating(1, None, TODAY, "x"), "worker", "this is the worker whose cases are handed on: choose another"),
        (1, Allocating(None, None, TODAY, "x"), "worker", "nobody would hold the case"),
        (1, Allocating(2, None, TODAY, ""), "reason", "the reason for the allocation is missing"),
    ],
)
def test_what_cannot_be_handed_on_is_refused(worker: int, form: Allocating, field: str, sentence: str) -> None:
    refused = refusal(lambda: reassign_all(everything(), worker, form, TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)
