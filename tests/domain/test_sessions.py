"""Workers' sessions: when the next is due, what was kept to, on dated examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.people import Worker
from caseboard.domain.sessions import WorkerSessions, read_worker_sessions
from caseboard.domain.settings import Rules
from caseboard.domain.supervision import SessionFacts
from caseboard.usecases.reference import rules_from
from tests.domain.making import RULES, on

WALSH = Worker(1, "Rachel Walsh", 2, active_from=on("2009-02-02"))
# The newly qualified year began on 1 September 2009.
BEGINNER = replace(WALSH, nqsw_until=on("2010-08-31"), active_from=on("2009-09-01"))
DAY = on("2009-09-28")


def session(pk: int, held: str, next_on: str | None = None, worker: int = 1) -> SessionFacts:
    return SessionFacts(pk, worker, "amin", on(held), on(held), on(next_on) if next_on else None)


def read(*held: SessionFacts, worker: Worker = WALSH, day: date = DAY, rules: Rules = RULES) -> WorkerSessions:
    return read_worker_sessions(held, [worker], day, rules)[1]


@pytest.mark.parametrize(
    ("worker", "last", "due"),
    [
        (WALSH, "2009-09-07", "2009-10-07"),
        (WALSH, "2009-08-31", "2009-09-30"),
        (WALSH, None, "2009-03-02"),
        (replace(WALSH, active_from=None), None, None),
        (replace(WALSH, active_to=on("2009-09-25")), "2009-09-07", None),
        (BEGINNER, None, "2009-09-08"),
        (BEGINNER, "2009-09-21", "2009-09-28"),
        (BEGINNER, "2009-10-12", "2009-10-19"),  # the last of the first 42 days
        (BEGINNER, "2009-10-13", "2009-10-27"),
        (BEGINNER, "2010-02-28", "2010-03-14"),
        (BEGINNER, "2010-03-01", "2010-04-01"),  # six months have passed
        (BEGINNER, "2010-09-01", "2010-10-01"),
    ],
)
def test_the_next_session_is_due_by_the_employers_standard(worker: Worker, last: str | None, due: str | None) -> None:
    held = [session(1, last)] if last else []
    found = read(*held, worker=worker, day=max(DAY, on(last) if last else DAY))
    assert (found.last, found.due) == (on(last) if last else None, on(due) if due else None)


def test_the_intervals_are_settings() -> None:
    rules = rules_from(
        '[supervision.sessions]\nevery = "6 months"\nnqsw_first = "2 cd"\nnqsw_first_for = "10 wd"\n'
        'nqsw = "3 cd"\nnqsw_for = "28 cd"\n'
    )

    def due(worker: Worker, last: str) -> date | None:
        return read(session(1, last), worker=worker, day=on("2010-01-01"), rules=rules).due

    # 10 working days from Tue 1 Sep end on Tue 15 Sep.
    assert due(WALSH, "2009-09-07") == on("2010-03-07")
    assert due(BEGINNER, "2009-09-14") == on("2009-09-16")
    assert due(BEGINNER, "2009-09-15") == on("2009-09-18")
    assert due(BEGINNER, "2009-09-29") == on("2010-03-29")


@pytest.mark.parametrize(
    ("held", "kept", "planned"),
    [
        ([], 0, 0),
        ([session(1, "2009-08-03")], 0, 0),
        ([session(1, "2009-08-03", "2009-08-31"), session(2, "2009-08-31")], 1, 1),
        ([session(1, "2009-08-03", "2009-08-31"), session(2, "2009-08-24")], 1, 1),
        ([session(1, "2009-08-03", "2009-08-31"), session(2, "2009-09-01")], 0, 1),
        ([session(1, "2009-08-03", "2009-08-31")], 0, 1),
        ([session(1, "2009-09-07", "2009-09-28")], 0, 0),  # today's is not missed yet
        ([session(1, "2009-09-07", "2009-09-27")], 0, 1),
        ([session(1, "2008-09-01", "2008-09-28"), session(2, "2008-09-26")], 1, 1),  # twelve months ago to the day
        ([session(1, "2008-09-01", "2008-09-27"), session(2, "2008-09-26")], 0, 0),
        ([session(1, "2009-08-03", "2009-08-31"), session(2, "2009-08-24", worker=2)], 0, 1),
        (
            [
                session(3, "2009-09-07", "2009-10-05"),
                session(2, "2009-08-10", "2009-09-04"),
                session(1, "2009-07-13", "2009-08-10"),
            ],
            1,
            2,
        ),
    ],
)
def test_a_session_is_kept_when_held_by_the_day_agreed(held: list[SessionFacts], kept: int, planned: int) -> None:
    found = read(*held)
    assert (found.kept, found.planned) == (kept, planned)
    assert found.share == (100 * kept / planned if planned else None)


def test_as_at_a_date_a_later_session_had_not_been_held() -> None:
    held = (session(1, "2009-08-03", "2009-08-31"), session(2, "2009-08-31", "2009-09-28"))
    then = read(*held, day=on("2009-08-28"))
    assert (then.last, then.next, then.planned) == (on("2009-08-03"), on("2009-08-31"), 0)
    now = read(*held)
    assert (now.last, now.next, now.kept) == (on("2009-08-31"), on("2009-09-28"), 1)


def test_a_session_is_overdue_or_missed_only_after_its_day() -> None:
    found = read(session(1, "2009-08-28", "2009-09-25"))
    assert found.due == on("2009-09-28")
    assert [found.overdue(on(day)) for day in ("2009-09-28", "2009-09-29")] == [False, True]
    assert [found.missed(on(day)) for day in ("2009-09-25", "2009-09-26")] == [False, True]
    assert not read().missed(DAY)
