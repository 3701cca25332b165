"""Workers' particulars and absences: what changes, and every refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.acts import RecordKind, Value, Verb
from caseboard.domain.people import Absence, Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.working.people import BeingAway, change_absence, edit_workers, record_absence
from tests.domain.making import RULES, assessment, on, snapshot
from tests.usecases.working.making import TODAY, only, refusal, values

PEOPLE = {
    1: Worker(1, "Rachel Walsh", 2, "Social Worker", 37.0, active_from=on("2008-01-07"), version=4),
    2: Worker(2, "Joseph Osei", 3),
    3: Worker(3, "Ann Leaver", 3, active_to=on("2009-09-25")),
}
AWAY = Absence(2, on("2009-09-21"), on("2009-10-02"), "ill", None, 9, 2)
SHOT = Snapshot(replace(snapshot(assessment(), workers=PEOPLE).facts, absences=[AWAY]), RULES)


def test_only_what_is_different_is_changed() -> None:
    wanted: dict[str, Value] = {"grade": "Senior Social Worker", "hours": 37, "checked_on": on("2009-06-01")}
    act = edit_workers(SHOT, [1], wanted, TODAY)
    changed = {"grade": "Senior Social Worker", "checked_on": on("2009-06-01")}
    assert values(act) == [(RecordKind.WORKER, 1, changed)]
    assert (act.verb, act.said, only(act).version) == (Verb.EDIT_WORKER, "1 worker changed", 4)


def test_several_workers_get_one_check_date() -> None:
    act = edit_workers(SHOT, [1, 2], {"checked_on": TODAY}, TODAY)
    assert [e.record for e in act.edits] == [1, 2]
    assert act.said == "2 workers changed"


def test_a_value_can_be_taken_away() -> None:
    act = edit_workers(SHOT, [1], {"hours": None, "grade": " ", "active_from": None, "team": None}, TODAY)
    assert only(act).values == {"hours": None, "grade": "", "active_from": None, "team": None}


@pytest.mark.parametrize(
    ("wanted", "field", "sentence"),
    [
        ({"hours": 0}, "hours", "the hours a week are a number above 0 and up to 60: write for example 37"),
        ({"hours": 61}, "hours", "the hours a week are a number above 0"),
        ({"hours": "full"}, "hours", "the hours a week are a number above 0"),
        ({"hours": True}, "hours", "the hours a week are a number above 0"),
        ({"hours": float("nan")}, "hours", "the hours a week are a number above 0"),
        ({"team": 99}, "team", "there is no such team: choose one from the list"),
        ({"grade": "Senior\x1b"}, "grade", "the grade: holds a control or invisible character"),
        ({"nqsw_until": "next year"}, "nqsw_until", "this is a date: write it as 2009-09-28"),
        ({"checked_on": on("2009-09-29")}, "checked_on", "Tue 29 Sep 2009 is after today: write a date up to Mon 28"),
        ({"active_to": on("2008-01-04")}, "active_to", "Fri 4 Jan 2008 is before the first day in post: write a date"),
        ({"name": "X"}, "name", "this is not changed here: what can be changed is team, grade, hours"),
        ({"grade": "Social Worker"}, "rows", "nothing is different from what is recorded: change a field first"),
        ({}, "rows", "nothing is different from what is recorded: change a field first"),
    ],
)
def test_a_value_that_cannot_be_is_refused(wanted: dict[str, Value], field: str, sentence: str) -> None:
    refused = refusal(lambda: edit_workers(SHOT, [1], wanted, TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_a_first_day_after_the_last_is_refused() -> None:
    refused = refusal(lambda: edit_workers(SHOT, [3], {"active_from": on("2009-09-26")}, TODAY))
    sentence = "Sat 26 Sep 2009 is after the last day in post: write a date up to Fri 25 Sep 2009"
    assert refused == ("active_from", sentence)


FORM = BeingAway(on("2009-10-05"), on("2009-10-16"), "annual leave", 2)


def test_an_absence_is_recorded_with_its_cover() -> None:
    act = record_absence(SHOT, [1], FORM, TODAY)
    wanted = {
        "worker": 1,
        "starts_on": on("2009-10-05"),
        "ends_on": on("2009-10-16"),
        "reason": "annual leave",
        "cover": 2,
    }
    assert values(act) == [(RecordKind.ABSENCE, None, wanted)]
    assert (act.verb, act.said, act.reason) == (Verb.ABSENCE, "absence of 1 worker recorded", "annual leave")


def test_it_says_when_nobody_covers() -> None:
    act = record_absence(SHOT, [1, 2], replace(FORM, cover=None, ends_on=None), TODAY)
    assert act.said == "absence of 2 workers recorded; nobody covers"


@pytest.mark.parametrize(
    ("worker", "form", "field", "sentence"),
    [
        (1, replace(FORM, reason=""), "reason", "the reason for the absence is missing: write it in a few words"),
        (1, replace(FORM, ends_on=on("2009-10-02")), "ends_on", "Fri 2 Oct 2009 is before the first day away: write"),
        (
            1,
            replace(FORM, starts_on=on("2019-10-05")),
            "starts_on",
            "Sat 5 Oct 2019 is after the end of the year",
        ),
        (1, replace(FORM, cover=1), "cover", "nobody covers for themselves: choose another worker, or leave it empty"),
        (1, replace(FORM, cover=99), "cover", "nobody of that name is among the workers: choose one from the list"),
        (1, replace(FORM, cover=3), "cover", "this worker's last day was Fri 25 Sep 2009: choose one who is in post"),
        (
            1,
            BeingAway(on("2009-09-28"), None, "ill", 2),
            "cover",
            "this worker is away too on Mon 28 Sep 2009: choose another",
        ),
        (
            2,
            BeingAway(on("2009-09-14"), None, "ill", 1),
            "starts_on",
            "an absence from Mon 21 Sep 2009 is recorded for those days: end that one first",
        ),
        (3, FORM, "rows", "this worker's last day was Fri 25 Sep 2009: choose one who is in post"),
        (99, FORM, "rows", "a row is not there any more: read the board again"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(worker: int, form: BeingAway, field: str, sentence: str) -> None:
    refused = refusal(lambda: record_absence(SHOT, [worker], form, TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


def test_an_absence_ends_early_or_finds_cover() -> None:
    act = change_absence(SHOT, [9], on("2009-09-25"), None, TODAY)
    assert values(act) == [(RecordKind.ABSENCE, 9, {"ends_on": on("2009-09-25")})]
    assert (act.said, only(act).version) == ("1 absence changed", 2)
    assert only(change_absence(SHOT, [9], AWAY.ends_on, 1, TODAY)).values == {"cover": 1}


@pytest.mark.parametrize(
    ("ends_on", "cover", "field", "sentence"),
    [
        ("2009-09-18", None, "ends_on", "Fri 18 Sep 2009 is before the first day away: write a date from Mon 21 Sep"),
        ("2009-10-02", None, "rows", "nothing is different from what is recorded: change a field first"),
        ("2009-10-02", 2, "cover", "nobody covers for themselves: choose another worker, or leave it empty"),
    ],
)
def test_an_absence_is_not_changed_so(ends_on: str, cover: int | None, field: str, sentence: str) -> None:
    day: date = on(ends_on)
    refused = refusal(lambda: change_absence(SHOT, [9], day, cover, TODAY))
    assert refused[0] == field
    assert refused[1].startswith(sentence)
