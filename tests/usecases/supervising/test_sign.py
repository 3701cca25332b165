"""Signing: who, when, and what must be there first; additions afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.cases import Allocation
from caseboard.domain.people import Absence
from caseboard.usecases.supervising.record import LONGEST_NOTE
from caseboard.usecases.supervising.sheet import Sheet
from caseboard.usecases.supervising.sign import add_to_note, sign
from tests.domain.making import on
from tests.usecases.supervising.making import (
    AT,
    BEFORE,
    LEFT_OUT,
    NOTE,
    RUNNING,
    council,
    going_on,
    sheet_of,
)
from tests.usecases.working.making import refusal, values

SHOT = council()
COMPLETE = sheet_of(SHOT, going_on(NOTE, left_out=(LEFT_OUT,)))
HALF = BEFORE._replace(id=8, worker_initials="", worker_signed_at=None)


def test_both_sign_with_initials_and_the_moment() -> None:
    act = sign(COMPLETE, "r.a.", "rw", AT)
    by_manager = {"manager_initials": "RA", "manager_signed_at": AT}
    assert values(act) == [
        (RecordKind.SESSION, 8, {**by_manager, "worker_initials": "RW", "worker_signed_at": AT}),
    ]
    assert (act.verb, act.said, act.edits[0].version) == (Verb.SIGN, "session signed by the manager and worker", 4)


def test_one_signs_and_the_other_later() -> None:
    first = sign(COMPLETE, "RA", "", AT)
    assert (dict(first.edits[0].values), first.said) == (
        {"manager_initials": "RA", "manager_signed_at": AT},
        "session signed by the manager",
    )
    second = sign(replace(sheet_of(SHOT, last=HALF), agenda=SHEET_WITH_WORK.agenda), "", "RW", AT)
    assert (second.edits[0].record, dict(second.edits[0].values)) == (
        8,
        {"worker_initials": "RW", "worker_signed_at": AT},
    )


SHEET_WITH_WORK = sheet_of(SHOT)


def test_the_moment_is_kept_in_utc() -> None:
    summer = datetime(2009, 9, 28, 16, 30, tzinfo=timezone(timedelta(hours=1)))
    assert sign(COMPLETE, "RA", "", summer).edits[0].values["manager_signed_at"] == AT
    assert sign(COMPLETE, "RA", "", AT.replace(tzinfo=UTC)).edits[0].values["manager_signed_at"] == AT


@pytest.mark.parametrize(
    ("sheet", "manager", "worker", "field", "sentence"),
    [
        (COMPLETE, "", " ", "manager", "nobody signs: write the initials of the manager, of the worker, or of both"),
        (COMPLETE, "RA1", "", "manager", "initials are 1 to 5 letters: write them like RW"),
        (COMPLETE, "RA", "RWALSH", "worker", "initials are 1 to 5 letters: write them like RW"),
        (COMPLETE, "...", "", "manager", "initials are 1 to 5 letters: write them like RW"),
        (sheet_of(SHOT), "RA", "", "rows", "there is nothing to sign: record a case first"),
        (sheet_of(SHOT, last=HALF), "RA", "", "manager", "the manager has signed already: leave this empty"),
        (
            sheet_of(SHOT, going_on(NOTE)),
            "RA",
            "RW",
            "rows",
            "1 case of this worker is not discussed: record each, or say why it was not",
        ),
        (sheet_of(SHOT, going_on()), "RA", "RW", "rows", "2 cases of this worker are not discussed: record each"),
    ],
)
def test_what_cannot_be_signed_is_refused(sheet: Sheet, manager: str, worker: str, field: str, sentence: str) -> None:
    refused = refusal(lambda: sign(sheet, manager, worker, AT))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_a_case_given_to_the_worker_after_the_session_does_not_stand_in_its_way() -> None:
    shot = council()
    held = [
        a if a.episode != 2 else Allocation(1, 2, on("2009-09-28"), None, episode=2) for a in shot.facts.allocations
    ]
    later = type(shot)(replace(shot.facts, allocations=held), shot.rules)
    sheet = sheet_of(later, going_on(NOTE))
    assert [case.case.child_pk for case in sheet.agenda] == [1, 2]
    assert sheet.missing() == ()


def test_a_case_covered_for_another_does_not_stand_in_its_way() -> None:
    shot = council(absences=[Absence(2, on("2009-09-21"), None, "ill", 1)])
    sheet = sheet_of(shot, going_on(NOTE, left_out=(LEFT_OUT,)))
    assert [case.covered_for for case in sheet.agenda if case.case.child_pk == 3] == ["Joseph Osei"]
    assert sheet.missing() == ()


SIGNED = RUNNING._replace(manager_signed_at=AT)


def test_a_signed_note_is_added_to() -> None:
    act = add_to_note(NOTE, SIGNED, "The date was the 24th.\r\n", "amin", AT)
    added = {"supervision": 21, "text": "The date was the 24th.", "added_by": "amin", "added_at": AT}
    assert values(act) == [(RecordKind.ADDITION, None, added)]
    assert (act.verb, act.edits[0].child) == (Verb.ADD_TO_NOTE, 1)


def test_a_note_without_its_session_is_added_to() -> None:
    assert add_to_note(NOTE._replace(session=None), None, "x", "amin", AT).verb is Verb.ADD_TO_NOTE


@pytest.mark.parametrize(
    ("session", "text", "field", "sentence"),
    [
        (RUNNING, "x", "rows", "the session is not signed: change the note itself"),
        (SIGNED, " ", "text", "nothing is written: write what is to be added"),
        (SIGNED, "x" * (LONGEST_NOTE + 1), "text", "this has 50,001 characters: write it in no more than 50,000"),
    ],
)
def test_an_addition_that_cannot_be_is_refused(session: object, text: str, field: str, sentence: str) -> None:
    assert session is RUNNING or session is SIGNED
    of = RUNNING if session is RUNNING else SIGNED
    assert refusal(lambda: add_to_note(NOTE, of, text, "amin", AT)) == (field, sentence)
