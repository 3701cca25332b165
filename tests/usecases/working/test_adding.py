"""A worker added or taken on again: what is recorded, and every refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseboard.domain.acts import Act, RecordKind, Value, Verb
from caseboard.domain.people import Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.working.adding import add_worker
from tests.domain.making import RULES, on, snapshot
from tests.usecases.working.making import TODAY, only, refusal, values

PEOPLE = {
    1: Worker(1, "Rachel Walsh", 2, key="SW1"),
    2: Worker(2, "Ann Leaver", 3, "Social Worker", 37.0, active_to=on("2009-09-25"), version=6),
    3: Worker(3, "Two Alike", 3, active_to=on("2009-03-31"), key="SW3"),
    4: Worker(4, "Two Alike", 3, key="SW4"),
}
SHOT = Snapshot(replace(snapshot().facts, workers=PEOPLE), RULES)


def add(name: str, key: str = "", **given: Value) -> Act:
    return add_worker(SHOT, name, key, given, TODAY)


def test_a_worker_is_added_with_what_is_known() -> None:
    act = add(" Jo  Novak ", "SW9", team=2, hours=18.5, active_from=on("2009-10-05"))
    made = {"name": "Jo Novak", "key": "SW9", "team": 2, "hours": 18.5, "active_from": on("2009-10-05")}
    assert values(act) == [(RecordKind.WORKER, None, made)]
    assert (act.verb, act.said) == (Verb.ADD_WORKER, "1 worker added")
    assert only(add("Jo Novak")).values == {"name": "Jo Novak", "key": ""}


def test_who_comes_back_is_the_same_worker() -> None:
    act = add("ann leaver", active_from=TODAY, team=2)
    assert values(act) == [(RecordKind.WORKER, 2, {"active_to": None, "team": 2, "active_from": TODAY})]
    assert (act.said, only(act).version) == ("1 worker taken on again", 6)


def test_another_of_the_same_name_has_another_reference() -> None:
    assert only(add("Rachel Walsh", "SW2")).record is None
    assert only(add("Two Alike", "SW3")).record == 3


@pytest.mark.parametrize(
    ("name", "key", "given", "field", "sentence"),
    [
        ("", "", {}, "name", "the name is missing: write it in a few words"),
        ("a\x1bb", "", {}, "name", "the name: holds a control or invisible character"),
        ("rachel walsh", "", {}, "name", "a worker of this name is here already: write the reference from the record"),
        ("Two Alike", "", {}, "name", "a worker of this name is here already"),
        ("Rachel Walsh", "SW1", {}, "key", "a worker of this name is here already: it must differ"),
        ("Jo Novak", "x" * 201, {}, "key", "the reference has 201 characters"),
        ("Jo Novak", "", {"hours": 0.0}, "hours", "the hours a week are a number above 0"),
        ("Jo Novak", "", {"team": 99}, "team", "there is no such team: choose one from the list"),
        (
            "Jo Novak",
            "",
            {"active_from": on("2009-10-05"), "active_to": on("2009-10-02")},
            "active_to",
            "Fri 2 Oct 2009 is before the first day in post: write a date from Mon 5 Oct 2009 on",
        ),
    ],
)
def test_a_worker_is_not_added_so(name: str, key: str, given: dict[str, Value], field: str, sentence: str) -> None:
    refused = refusal(lambda: add(name, key, **given))
    assert refused[0] == field
    assert refused[1].startswith(sentence)
