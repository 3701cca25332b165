"""The agenda of a session: whose cases, in which order, with which points, on dated examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from caseboard.domain.agenda import AgendaCase, Place, make_agenda
from caseboard.domain.cases import ActionFacts, Allocation, Carry, Child, Flag, SupervisionFacts
from caseboard.domain.people import Absence
from caseboard.domain.protection import EnquiryFacts, Review
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from tests.domain.making import assessment, board, held_by, on, plan, snapshot

TODAY = "2009-09-28"
HELD = [held_by(1)]
SEEN = on("2009-09-03")
SPOKEN = [SupervisionFacts(1, on("2009-09-21"), on("2009-09-21"), "")]


def agenda(shot: Snapshot, worker: int = 1, day: str = TODAY) -> tuple[AgendaCase, ...]:
    return make_agenda(board(shot, day), shot, worker)


def told(shot: Snapshot, day: str = TODAY, worker: int = 1) -> list[str]:
    """The points of the only case: `!` before what is grave, what somebody wrote in quotes."""
    (case,) = agenda(shot, worker, day)
    return [f"{'! ' if p.grave else ''}{p.words}{f' “{p.note}”' if p.note else ''}" for p in case.points]


def with_enquiry(shot: Snapshot, *enquiries: EnquiryFacts, absences: Sequence[Absence] = ()) -> Snapshot:
    return Snapshot(replace(shot.facts, enquiries=enquiries, absences=absences), shot.rules)


def action(pk: int, by_when: str, what: str = "home visit", *, worker: int | None = 1, **more: Any) -> ActionFacts:
    return ActionFacts(pk, 1, on("2009-08-25"), what, worker, on(by_when), None, **more)


def carried(*dates: tuple[str, str]) -> tuple[Carry, ...]:
    return tuple(Carry(on(when), on(to)) for when, to in dates)


# Core from 3 Aug: 35 wd over the bank holiday end on 22 Sep; on 28 Sep it is 4 over.
BEFORE = on("2009-07-20")
CORE = assessment(kind=Step.CORE, started=on("2009-08-03"), referred=BEFORE, child_seen=SEEN)
ON_TRACK = assessment(kind=Step.CORE, started=on("2009-09-14"), referred=on("2009-09-01"), child_seen=SEEN)
POINTS: dict[str, tuple[Any, dict[str, Any], str, list[str]]] = {
    "nothing to say": (ON_TRACK, {}, TODAY, []),
    "over, unexplained": (CORE, {}, TODAY, ["! core assessment 4 over, no reason for delay"]),
    "over, explained": (
        CORE._replace(delay_reason="police asked to wait"),
        {},
        TODAY,
        ["! core assessment 4 over “police asked to wait”"],
    ),
    "due today": (CORE, {}, "2009-09-22", ["! core assessment due today"]),
    "close": (CORE, {}, "2009-09-21", ["core assessment 1 left"]),
    "no start": (
        CORE._replace(started=None),
        {},
        TODAY,
        ["core assessment without figures: no start date is recorded"],
    ),
    "submitted": (
        ON_TRACK._replace(submitted=on("2009-09-18")),
        {},
        TODAY,
        ["! submitted 18 Sep, not authorised"],
    ),
    "not seen": (ON_TRACK._replace(child_seen=None), {}, TODAY, ["child not seen yet"]),
    "seen only later": (ON_TRACK._replace(child_seen=on("2009-09-29")), {}, TODAY, ["child not seen yet"]),
    "unborn": (
        ON_TRACK._replace(child_seen=None),
        {"children": {1: Child(1, "100-1", "", None, on("2009-12-01"))}},
        TODAY,
        [],
    ),
    "no date of birth": (ON_TRACK, {"children": {1: Child(1, "100-1", "", None)}}, TODAY, ["no date of birth"]),
    "gone from the extract": (
        ON_TRACK._replace(missing_from=on("2009-09-25")),
        {},
        TODAY,
        ["core assessment not in the extract of 25 Sep"],
    ),
    "two open": (
        ON_TRACK,
        {"more": [assessment(2, started=on("2009-09-24"), referred=on("2009-09-24"), child_seen=SEEN)]},
        TODAY,
        ["more than one open assessment of the referral (rule 8896)"],
    ),
    "closed": (
        ON_TRACK._replace(episode_closed=on("2009-09-25")),
        {},
        TODAY,
        ["referral closed 25 Sep with an assessment open (rule 8867)"],
    ),
    "flag": (
        ON_TRACK,
        {"flags": [Flag(1, on("2009-09-24"), None, "burns")]},
        TODAY,
        ["! flagged for immediate action 24 Sep “burns”"],
    ),
    "action carried twice": (
        ON_TRACK,
        {
            "actions": [
                action(1, "2009-09-04", carries=carried(("2009-09-07", "2009-09-11"), ("2009-09-14", "2009-09-18")))
            ]
        },
        TODAY,
        ["! action 10 days late, carried twice “home visit”"],
    ),
    "action carried once by then": (
        ON_TRACK._replace(started=on("2009-09-07")),
        {
            "actions": [
                action(1, "2009-09-04", carries=carried(("2009-09-07", "2009-09-11"), ("2009-09-14", "2009-09-18")))
            ]
        },
        "2009-09-09",
        ["action by 11 Sep, carried once “home visit”"],
    ),
    "actions of others": (
        ON_TRACK,
        {
            "actions": [
                action(1, "2009-10-02", worker=2),
                action(2, "2009-10-05", "ring", worker=None, who="school nurse"),
                action(3, "2009-10-06", "write", worker=None),
            ]
        },
        TODAY,
        [
            "action of Joseph Osei by 2 Oct “home visit”",
            "action of somebody else by 5 Oct “ring (school nurse)”",
            "action of nobody named by 6 Oct “write”",
        ],
    ),
}


@pytest.mark.parametrize("name", POINTS)
def test_each_point_is_told_in_its_words(name: str) -> None:
    first, facts, day, expected = POINTS[name]
    facts = {"supervisions": SPOKEN, "allocations": HELD, **facts}
    spoken = [s for s in facts.pop("supervisions") if s.held_on <= on(day)]
    shot = snapshot(first, *facts.pop("more", ()), supervisions=spoken, **facts)
    expected = expected if spoken else [*expected, "never discussed since allocated 1 Sep"]
    assert told(shot, day) == expected


PLAN = plan(conference=on("2009-03-02"), visits=(on("2009-09-24"),))
PLANS: dict[str, tuple[Any, str, list[str]]] = {
    # First review 3 months after the conference: 2 June; held, the next within 6 months.
    "passed": (PLAN, TODAY, ["! statutory latest of the review passed 2 Jun"]),
    "booked late": (
        PLAN._replace(reviews=(Review(None, None, on("2009-05-26")), Review(on("2009-12-01"), None, None))),
        TODAY,
        ["! review booked after the statutory latest: 1 Dec, latest 26 Nov"],
    ),
    "none booked": (
        PLAN._replace(reviews=(Review(None, None, on("2009-05-26")),)),
        TODAY,
        ["! no review booked, statutory latest 26 Nov"],
    ),
    "booked": (
        PLAN._replace(reviews=(Review(None, None, on("2009-05-26")), Review(on("2009-11-20"), None, None))),
        TODAY,
        ["review booked 20 Nov, statutory latest 26 Nov"],
    ),
    # 10 working days from Thu 3 Sep end on Thu 17 Sep.
    "visit late": (
        PLAN._replace(visits=(on("2009-09-03"),)),
        "2009-09-28",
        ["! statutory latest of the review passed 2 Jun", "! visit 7 over, last on 3 Sep"],
    ),
    "never visited": (
        PLAN._replace(visits=()),
        "2009-03-17",
        ["! no review booked, statutory latest 2 Jun", "! visit 1 over, none recorded on this plan"],
    ),
    "long": (
        PLAN._replace(started=on("2007-12-03"), conference=on("2009-06-30")),
        TODAY,
        ["! no review booked, statutory latest 30 Sep", "95 weeks on the plan, two years on 3 Dec"],
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_the_points_of_a_plan_come_from_its_row(name: str) -> None:
    of, day, expected = PLANS[name]
    spoken = [SupervisionFacts(1, on("2009-03-02"), on("2009-03-02"), ""), *SPOKEN]
    shot = snapshot(plans=[of], supervisions=spoken, allocations=[held_by(1, start=None)])
    assert told(shot, day) == expected


@pytest.mark.parametrize(
    ("discussed", "day", "expected"),
    [
        # 15 working days from Thu 10 Sep end on Thu 1 Oct.
        ("2009-09-10", "2009-09-28", ["strategy discussion 12 wd ago, conference due in 3 wd"]),
        ("2009-09-10", "2009-10-01", ["! strategy discussion 15 wd ago, conference due today"]),
        ("2009-09-10", "2009-10-05", ["! strategy discussion 17 wd ago, conference 2 wd over"]),
        ("2009-09-29", "2009-09-28", []),
    ],
)
def test_a_strategy_discussion_waits_for_its_conference(discussed: str, day: str, expected: list[str]) -> None:
    shot = snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD)
    assert told(with_enquiry(shot, EnquiryFacts(1, 1, 1, on(discussed), None, False)), day) == expected


@pytest.mark.parametrize(
    "enquiry",
    [
        EnquiryFacts(1, 1, 1, on("2009-09-10"), on("2009-09-25"), False),
        EnquiryFacts(1, 1, 1, on("2009-09-10"), None, True),
        EnquiryFacts(1, 1, 9, on("2008-09-10"), None, False, closed=on("2008-11-03")),
    ],
    ids=["held", "not required", "its referral was closed"],
)
def test_an_enquiry_that_waits_for_nothing_is_no_point(enquiry: EnquiryFacts) -> None:
    shot = with_enquiry(snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD), enquiry)
    assert told(shot) == []
    assert agenda(shot)[0].place is Place.REST


@pytest.mark.parametrize(
    ("allocated", "held", "day", "expected"),
    [
        ("2009-09-01", None, "2009-09-15", ["never discussed since allocated 1 Sep"]),
        ("2009-08-03", None, "2009-09-28", ["! never discussed since allocated 3 Aug"]),
        (None, None, "2009-09-15", ["never discussed since the case began 1 Sep"]),
        ("2009-08-03", "2009-08-31", "2009-09-28", []),
        ("2009-08-03", "2009-08-31", "2009-09-29", ["! not discussed since 31 Aug, was due by 28 Sep"]),
    ],
)
def test_when_the_child_was_discussed(allocated: str | None, held: str | None, day: str, expected: list[str]) -> None:
    spoken = [SupervisionFacts(1, on(held), on(held), "")] if held else []
    shot = snapshot(
        assessment(kind=Step.CORE, started=on("2009-09-14"), child_seen=SEEN),
        supervisions=spoken,
        allocations=[held_by(1, start=allocated)],
    )
    assert told(shot, day) == expected


def test_the_cases_stand_in_the_order_to_discuss() -> None:
    open_ = [
        ON_TRACK._replace(id=pk, child=pk, episode=pk, referred=BEFORE, started=on("2009-09-14")) for pk in range(1, 10)
    ]
    open_[1] = open_[1]._replace(started=on("2009-08-03"))  # child 2: 4 over
    open_[2] = open_[2]._replace(started=on("2009-07-20"))  # child 3: more over
    shot = snapshot(
        *open_,
        allocations=[Allocation(1, 2, on("2009-09-14"), None, episode=pk) for pk in range(1, 10)],
        flags=[Flag(9, on("2009-09-25"), None, "hurt")],
        actions=[action(1, "2009-09-18")._replace(child=8), action(2, "2009-09-11")._replace(child=7)],
        plans=[plan(1, child=6, episode=6)],
        supervisions=[
            SupervisionFacts(child, on(held), on(held), "")
            for child, held in ((5, "2009-08-17"), (4, "2009-08-03"), (1, "2009-09-01"))
        ],
    )
    assert [(c.case.child_pk, c.place) for c in agenda(with_enquiry(shot))] == [
        (9, Place.IMMEDIATE),
        (3, Place.OVERDUE),
        (2, Place.OVERDUE),
        (7, Place.ACTIONS_OVERDUE),
        (8, Place.ACTIONS_OVERDUE),
        (6, Place.PROTECTION),
        (4, Place.LONGEST),
        (5, Place.LONGEST),
        (1, Place.REST),
    ]


def test_among_plans_what_is_grave_comes_before_the_next_review() -> None:
    held = [Review(on("2009-06-01"), None, on("2009-05-26"))]
    soon, later = (Review(on(day), None, None) for day in ("2009-11-20", "2009-11-24"))
    plans = [
        PLAN._replace(id=1, child=1, episode=1, reviews=(*held, soon)),
        PLAN._replace(id=2, child=2, episode=2, reviews=(*held, later), visits=(on("2009-09-03"),)),
    ]
    spoken = [SupervisionFacts(child, on("2009-09-21"), on("2009-09-21"), "") for child in (1, 2)]
    owned = [Allocation(1, 2, None, None, episode=pk) for pk in (1, 2)]
    shot = snapshot(plans=plans, supervisions=spoken, allocations=owned)
    assert [(c.case.child_pk, len(c.points)) for c in agenda(shot)] == [(2, 2), (1, 1)]


def test_a_strategy_discussion_puts_a_case_under_protection() -> None:
    shot = with_enquiry(
        snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD),
        EnquiryFacts(1, 1, 1, on("2009-09-10"), None, False),
    )
    assert [c.place for c in agenda(shot)] == [Place.PROTECTION]


def test_a_worker_is_asked_about_a_case_of_another_in_which_they_are_to_do_something() -> None:
    shot = snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD, actions=[action(1, "2009-10-02", worker=2)])
    (case,) = agenda(shot, 2)
    assert (case.case.worker, [a.action_id for a in case.actions], len(case.assessments)) == ("Rachel Walsh", [1], 1)
    assert told(shot, worker=2) == ["action by 2 Oct “home visit”"]


def test_an_action_is_on_the_agenda_when_nothing_of_the_child_is_open_any_more() -> None:
    done = ON_TRACK._replace(authorised=on("2009-09-25"))
    shot = snapshot(done, allocations=HELD, actions=[action(1, "2009-09-21")])
    (case,) = agenda(shot)
    assert (case.place, case.child, case.assessments) == (Place.ACTIONS_OVERDUE, None, ())


@pytest.mark.parametrize(("agreed_with", "asked"), [(1, [1]), (2, [2]), (None, [])])
def test_what_an_outsider_is_to_do_is_asked_of_whom_it_was_agreed_with_when_nothing_else_is_open(
    agreed_with: int | None, asked: list[int]
) -> None:
    nurse = action(1, "2009-09-21", "weigh", worker=None, who="school nurse", agreed_with=agreed_with)
    shot = snapshot(ON_TRACK._replace(authorised=on("2009-09-25")), allocations=HELD, actions=[nurse])
    assert [worker for worker in (1, 2) if agenda(shot, worker)] == asked
    for worker in asked:
        assert told(shot, worker=worker) == ["! action of somebody else 7 days late “weigh (school nurse)”"]


def test_what_an_outsider_is_to_do_is_asked_of_the_worker_who_holds_the_child() -> None:
    nurse = action(1, "2009-09-21", "weigh", worker=None, who="school nurse", agreed_with=2)
    shot = snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD, actions=[nurse])
    assert [worker for worker in (1, 2) if agenda(shot, worker)] == [1]


def test_what_another_holds_or_is_finished_is_not_on_the_agenda() -> None:
    shot = snapshot(
        ON_TRACK,
        assessment(2, child=2, episode=2, authorised=on("2009-09-10")),
        allocations=[*HELD, Allocation(2, 3, on("2009-09-01"), None, episode=2)],
        actions=[ActionFacts(1, 2, on("2009-09-01"), "ring", 2, on("2009-09-08"), on("2009-09-07"))],
    )
    assert agenda(shot, 2) == ()
    assert [c.case.child_pk for c in agenda(shot, 1)] == [1]


def test_the_cases_of_an_absent_worker_are_covered_and_named() -> None:
    away = Absence(1, on("2009-09-21"), on("2009-10-02"), "ill", 2)
    shot = with_enquiry(snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD), absences=[away])
    (covered,) = agenda(shot, 2)
    assert covered.covered_for == "Rachel Walsh"
    assert told(shot, worker=2) == ["covered for Rachel Walsh, away until 2 Oct"]
    assert told(shot) == ["worker away until 2 Oct, Joseph Osei covers"]
    assert agenda(shot)[0].covered_for == ""
    assert agenda(shot, 2, "2009-10-03") == ()


def test_an_absence_nobody_covers_is_grave() -> None:
    away = Absence(1, on("2009-09-21"), None, "ill")
    shot = with_enquiry(snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD), absences=[away])
    assert told(shot) == ["! worker away until further notice, nobody covers"]


def test_what_was_left_out_last_time_is_said_with_its_reason() -> None:
    shot = snapshot(ON_TRACK, supervisions=SPOKEN, allocations=HELD)
    (case,) = make_agenda(board(shot, TODAY), shot, 1, left_out={1: "no time"})
    assert [(p.words, p.note) for p in case.points] == [("not discussed last time", "no time")]
