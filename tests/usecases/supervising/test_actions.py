"""Actions outside a session: closed, carried on and agreed from the board."""

from __future__ import annotations

import pytest

from caseboard.domain.acts import Act, RecordKind, Verb
from caseboard.usecases.supervising.actions import Agreeing, agree_action, carry_action, close_action
from tests.domain.making import on
from tests.usecases.supervising.making import VISIT, council
from tests.usecases.working.making import TODAY, refusal, values

SHOT = council()
LATER = on("2009-10-09")


def test_several_actions_are_closed_with_one_outcome() -> None:
    act = close_action(SHOT, [11, 12], TODAY, "seen at school", TODAY)
    done = {"done_on": TODAY, "outcome": "seen at school"}
    assert values(act) == [(RecordKind.ACTION, 11, done), (RecordKind.ACTION, 12, done)]
    assert (act.verb, act.said, act.edits[0].version) == (Verb.CLOSE_ACTION, "2 actions closed", VISIT.version)


def test_an_action_is_carried_on_from_today_outside_any_session() -> None:
    act = carry_action(SHOT, [11], LATER, "worker ill", TODAY)
    carried = {"action": 11, "session": None, "carried_on": TODAY, "by_when": LATER, "why": "worker ill"}
    assert values(act) == [(RecordKind.CARRY, None, carried)]
    assert [(e.kind, e.record, e.version) for e in act.edits if not e.values] == [(RecordKind.ACTION, 11, 2)]
    assert (act.verb, act.said) == (Verb.CARRY_ACTION, "1 action carried on")


def test_an_action_is_agreed_for_each_child() -> None:
    act = agree_action(SHOT, [1, 3], Agreeing("ring the school", 2, "", LATER), TODAY)
    assert [(e.kind, e.child, e.values["agreed_on"], e.values["by_when"]) for e in act.edits] == [
        (RecordKind.ACTION, 1, TODAY, LATER),
        (RecordKind.ACTION, 3, TODAY, LATER),
    ]
    assert (act.verb, act.said) == (Verb.AGREE_ACTION, "2 actions agreed")


def close(*actions: int) -> Act:
    return close_action(SHOT, actions, TODAY, "x", TODAY)


@pytest.mark.parametrize(
    ("act", "field", "sentence"),
    [
        (lambda: close(13), "rows", "the action was closed on Thu 3 Sep 2009: read it again"),
        (lambda: close(11, 13), "rows", "record 100-1: the action was closed on Thu 3 Sep 2009"),
        (lambda: close(99), "rows", "a row is not there any more: read the board again"),
        (lambda: close(), "rows", "no row is chosen: choose one, or mark several"),
        (lambda: close_action(SHOT, [11], TODAY, " ", TODAY), "outcome", "the outcome is missing"),
        (
            lambda: carry_action(SHOT, [12], on("2009-10-02"), "x", TODAY),
            "by_when",
            "this is the date it is to be done by already: write another",
        ),
        (lambda: carry_action(SHOT, [11], LATER, " ", TODAY), "why", "why it is carried on is missing"),
        (lambda: carry_action(SHOT, [11], on("2009-09-27"), "x", TODAY), "by_when", "Sun 27 Sep 2009 is before it is"),
        (lambda: carry_action(SHOT, [11], None, "x", TODAY), "by_when", "by when it is to be done is missing"),
        (lambda: agree_action(SHOT, [1], Agreeing("x", 1, "", None), TODAY), "by_when", "by when it is to be done is"),
        (lambda: agree_action(SHOT, [], Agreeing("x", 1, "", LATER), TODAY), "rows", "no row is chosen"),
    ],
)
def test_what_cannot_be_is_refused(act: object, field: str, sentence: str) -> None:
    assert callable(act)
    refused = refusal(act)
    assert refused[0] == field
    assert refused[1].startswith(sentence)
