"""Flags for immediate action: raised, closed with what was done, and every refusal with its sentence."""

from __future__ import annotations

import pytest

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.cases import Child, Flag
from caseboard.usecases.working.flag import close_flag, raise_flag
from tests.domain.making import assessment, on, plan, snapshot
from tests.usecases.working.making import TODAY, only, refusal

RAISED = Flag(1, on("2009-09-25"), None, "missing from home", id=5, version=2)
CLOSED = on("2009-09-18")


def test_children_are_flagged() -> None:
    shot = snapshot(assessment(), assessment(2, child=2, episode=2))
    act = raise_flag(shot, [1, 2, 1], "police called", TODAY, TODAY, "amin")
    assert (act.verb, act.said) == (Verb.FLAG, "2 children flagged for immediate action")
    assert [(e.kind, e.record, e.child) for e in act.edits] == [(RecordKind.FLAG, None, 1), (RecordKind.FLAG, None, 2)]
    wanted = {"child": 1, "raised_on": TODAY, "raised_by": "amin", "reason": "police called"}
    assert act.edits[0].values == wanted


def test_a_flag_is_closed_with_what_was_done() -> None:
    act = close_flag(snapshot(assessment(), flags=[RAISED]), [1], "found, seen at home", TODAY, TODAY, "amin")
    edit = only(act)
    assert (edit.kind, edit.record, edit.version, edit.child) == (RecordKind.FLAG, 5, 2, 1)
    assert edit.values == {"closed_on": TODAY, "closed_by": "amin", "what_was_done": "found, seen at home"}
    assert (act.verb, act.said) == (Verb.CLOSE_FLAG, "flag of 1 child closed")


def test_a_child_whose_flag_was_closed_can_be_flagged_again() -> None:
    shot = snapshot(assessment(), flags=[RAISED._replace(closed_on=on("2009-09-26"))])
    assert raise_flag(shot, [1], "again", TODAY, TODAY, "amin").edits


@pytest.mark.parametrize(
    ("reason", "day", "field", "sentence"),
    [
        (" ", "2009-09-28", "reason", "the reason for the flag is missing: write it in a few words"),
        ("x", "2009-09-29", "on", "Tue 29 Sep 2009 is after today: write a date from Sun 6 May 2001"),
        ("x", "2001-05-05", "on", "Sat 5 May 2001 is before the child's birth: write a date from Sun 6 May 2001"),
    ],
)
def test_a_flag_that_cannot_be_is_refused(reason: str, day: str, field: str, sentence: str) -> None:
    refused = refusal(lambda: raise_flag(snapshot(assessment()), [1], reason, on(day), TODAY, "amin"))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_a_flag_is_raised_once_and_on_an_open_case() -> None:
    flagged = snapshot(assessment(), flags=[RAISED])
    refused = refusal(lambda: raise_flag(flagged, [1], "x", TODAY, TODAY, "amin"))
    assert refused == ("rows", "flagged already on Fri 25 Sep 2009: close that flag first")
    closed = snapshot(assessment(episode_closed=CLOSED))
    refused = refusal(lambda: raise_flag(closed, [1], "x", TODAY, TODAY, "amin"))
    assert refused[0] == "on"
    assert refused[1].startswith("Mon 28 Sep 2009 is after the case was closed: write a date from")
    with_plan = snapshot(assessment(episode_closed=CLOSED), plans=[plan()])
    assert raise_flag(with_plan, [1], "x", TODAY, TODAY, "amin").edits


@pytest.mark.parametrize(
    ("done", "day", "field", "sentence"),
    [
        ("", "2009-09-28", "done", "what was done is missing: write it in a few words"),
        ("x", "2009-09-24", "on", "Thu 24 Sep 2009 is before the flag was raised: write a date from Fri 25 Sep 2009"),
        ("x", "2009-09-29", "on", "Tue 29 Sep 2009 is after today: write a date from Fri 25 Sep 2009"),
    ],
)
def test_a_flag_that_cannot_be_closed_so_stays(done: str, day: str, field: str, sentence: str) -> None:
    shot = snapshot(assessment(), flags=[RAISED])
    refused = refusal(lambda: close_flag(shot, [1], done, on(day), TODAY, "amin"))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_without_a_flag_there_is_nothing_to_close_and_no_child_no_act() -> None:
    shot = snapshot(assessment(), children={2: Child(2, "100-2", "Child 2", None)})
    refused = refusal(lambda: close_flag(shot, [1], "x", TODAY, TODAY, "amin"))
    assert refused == ("rows", "the child is not flagged for immediate action: there is nothing to close")
    assert refusal(lambda: close_flag(shot, [], "x", TODAY, TODAY, "amin"))[0] == "rows"
    assert refusal(lambda: close_flag(shot, [9], "x", TODAY, TODAY, "amin"))[0] == "rows"
