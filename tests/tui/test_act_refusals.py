"""What a form refuses: at the field, in one sentence that says what would be right; what was typed stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.domain.making import on
from tests.tui.on_file import NOBODYS, OVER, SUBMITTED, act, facts_in, file_board, go, go_to, refusals, told
from tests.tui.support import press, screen_of, settled, text_of
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import Rows, make_file, opened

CLOSED = 16
MORE: Rows = {
    "workers": [{"id": 3, "name": "G. Past", "team": 1, "active_to": on("2009-08-31")}],
    "children": [{"id": 16, "child_id": "116", "name": "Child 16"}],
    "referrals": [{"id": 16, "child": 16, "referred": on("2009-09-14"), "closed": on("2009-09-18")}],
    "assessments": [
        {"id": 16, "child": 16, "referral": 16, "started": on("2009-09-14"), "kind": "initial", "standard": "WT2006"}
    ],
}
"""A worker who has left, and an assessment still open in a case that was closed."""

FAULTS = {
    "before birth": (OVER, ["f", *"x", "tab", *"5 may 2001"], "on", "Sat 5 May 2001 is before the child's birth"),
    "before the referral": (OVER, ["y", *"31 aug"], "discussed", "Mon 31 Aug 2009 is before the referral"),
    "in the future": (OVER, ["w", *"29 sep"], "day", "Tue 29 Sep 2009 is after today"),
    "authorised before the start": (
        *(OVER, ["u", *"31 aug", "tab", "tab", *"away"], "day"),
        "Mon 31 Aug 2009 is before the start",
    ),
    "authorised before it was submitted": (
        *(SUBMITTED, ["u", *"24 sep"], "day"),
        "Thu 24 Sep 2009 is before it was submitted: write a date from Fri 25 Sep 2009 to Mon 28 Sep 2009",
    ),
    "seen after today": (NOBODYS, ["v", *"1 oct"], "day", "Thu 1 Oct 2009 is after today"),
    "no date at all": (NOBODYS, ["v", *"soon"], "day", '"soon" cannot be read as a date'),
    "a day there never was": (NOBODYS, ["v", *"31 sep"], "day", '"31 sep" is no date in the calendar'),
    "unknown worker": (OVER, ["a", *"nobody"], "worker", "no worker has this in their name"),
    "a worker who has left": (
        *(OVER, ["a", *"past", "tab", "tab", "tab", *"x"], "worker"),
        "this worker's last day was Mon 31 Aug 2009",
    ),
    "two workers": (OVER, ["a", *"s"], "worker", "2 workers have this in their name"),
    "a worker and a team": (OVER, ["a", *"osei", "tab", "down"], "team", "a worker and a team without one cannot both"),
    "nobody to hold it": (
        *(OVER, ["a", "tab", "tab", "tab", *"x"], "worker"),
        "nobody would hold the case: choose a worker, or a team without a worker",
    ),
    "handed on to themselves": (
        *(OVER, ["A", *"walsh", "tab", "tab", "tab", *"left"], "worker"),
        "this is the worker whose cases are handed on",
    ),
    "late without its reason": (
        *(OVER, ["u", "tab", *"3 sep"], "delay"),
        'this is late: choose the reason for delay from the list, for example "waiting for another agency"',
    ),
    "words without a reason of the list": (
        *(OVER, ["u", "tab", *"3 sep", "tab", "tab", "tab", *"no reply"], "delay"),
        "reasons are counted by their list",
    ),
    "extended to before it is due": (
        *(OVER, ["e", *"10 sep", "tab", *"x", "tab", *"y"], "until"),
        "due on Thu 10 Sep 2009 without any extension: write a later date",
    ),
    "extended by nobody": (OVER, ["e", *"9 oct", "tab", *"x"], "agreed_by", "the name of the manager who agreed is"),
    "an extension agreed tomorrow": (
        *(OVER, ["e", *"9 oct", "tab", *"x", "tab", *"y", "tab", *"29 sep"], "agreed_on"),
        "Tue 29 Sep 2009 is after today",
    ),
    "corrected to before the referral": (
        *(OVER, ["m", "tab", *"31 aug", "tab", *"x"], "day"),
        "Mon 31 Aug 2009 is before the referral",
    ),
    "a start taken away": (OVER, ["m", "tab", "tab", *"x"], "day", "an assessment has a start"),
    "corrected without a reason": (OVER, ["m", "tab", *"2 sep"], "reason", "the reason for the correction is missing"),
    "nothing there to correct": (OVER, ["m", "down", "tab", *"2 sep", "tab", *"x"], "rows", "no such date is recorded"),
    "a conference at a weekend": (NOBODYS, ["Y", *"26 sep"], "held", "Sat 26 Sep 2009 is at a weekend"),
    "a conference held and not required": (
        *(NOBODYS, ["Y", *"28 sep", "tab", *"x"], "not_required"),
        "a date and a reason for none cannot both be right",
    ),
    "a conference of which nothing is said": (NOBODYS, ["Y"], "held", "nothing is said yet"),
    "a conference without an enquiry": (OVER, ["Y", *"28 sep"], "rows", "no section 47 enquiry waits"),
    "authorised after the case was closed": (
        *(CLOSED, ["u", "tab", "tab", *"away"], "day"),
        "Mon 28 Sep 2009 is after the case was closed: write a date from Mon 14 Sep 2009 to Fri 18 Sep 2009",
    ),
    "an enquiry after the case was closed": (
        CLOSED,
        ["y"],
        "discussed",
        "Mon 28 Sep 2009 is after the case was closed",
    ),
}


@pytest.mark.parametrize(("row", "keys", "field", "sentence"), FAULTS.values(), ids=FAULTS)
async def test_it_is_refused_at_its_field_and_what_was_typed_stays(
    row: int, keys: Sequence[str], field: str, sentence: str, tmp_path: Path
) -> None:
    path = make_file(tmp_path, MORE)
    before = facts_in(path)
    async with file_board(path, (80, 24)) as pilot:
        go_to(pilot, row)
        await press(pilot, *keys)
        await settled(pilot)
        entries = list(pilot.app.screen.query(Input)), list(pilot.app.screen.query(OptionList))
        typed = [entry.value for entry in entries[0]], [entry.highlighted for entry in entries[1]]
        await press(pilot, "enter")
        await settled(pilot)
        (said,) = refusals(pilot).items()
        assert said[0] == field
        assert said[1].startswith(sentence)
        assert ([entry.value for entry in entries[0]], [entry.highlighted for entry in entries[1]]) == typed
        focused = pilot.app.focused
        assert focused is not None
        assert field == "rows" or focused.id == f"field-{field}"
        assert " ".join(said[1].split()[:4]) in text_of(pilot), "the sentence is not in sight"
        assert told(pilot) == []
    assert facts_in(path) == before


async def test_who_may_be_meant_is_told_with_the_cover_and_two_of_one_name_by_their_references(tmp_path: Path) -> None:
    twins = [{"id": n, "name": "A. Lee", "key": f"SW{n}", "team": 1} for n in (4, 5)]
    away = [
        {"id": 2, "worker": 2, "starts_on": TODAY, "ends_on": None, "reason": "ill", "cover": 1},
        {"id": 3, "worker": 4, "starts_on": TODAY, "ends_on": on("2009-10-02"), "reason": "ill", "cover": None},
    ]
    path = make_file(tmp_path, {"workers": twins, "absences": away})
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await go(pilot, "a", *"osei")
        assert refusals(pilot)["worker"] == "J. Osei (away until further notice, R. Walsh covers)"
        await go(pilot, *["backspace"] * 4, *"lee")
        both = "A. Lee (SW4, away until Fri 2 Oct 2009, nobody covers), A. Lee (SW5)"
        assert " ".join(refusals(pilot)["worker"].split()) == both
        await go(pilot, "enter")
        assert refusals(pilot)["worker"].endswith("write one of the names in full, or the reference")
        await go(pilot, *["backspace"] * 3, *"sw5", "tab", "tab", "tab", *"duty")
        await act(pilot, "enter")
    assert 5 in {allocation.worker for allocation in facts_in(path).allocations}


@pytest.mark.parametrize("key", ["R", "C"])
async def test_what_needs_an_authorised_assessment_says_where_to_go(key: str, tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        await go(pilot, key)
        assert pilot.app.screen is screen_of(pilot)
        (sentence,) = told(pilot)
        assert sentence.startswith("this act needs an authorised") and "enter its case" in sentence


async def test_nobodys_case_has_no_worker_to_hand_on_from_but_the_tree_names_one(tmp_path: Path) -> None:
    async with file_board(make_file(tmp_path)) as pilot:
        go_to(pilot, NOBODYS)
        await go(pilot, "A")
        assert told(pilot) == ["nobody holds this: choose a row somebody holds, or a worker in the tree"]
        shown = await go(pilot, "h", "home", "j", "right", "j", "A")
        assert "Hand on everything of a worker" in shown and "R. Walsh" in shown


async def test_a_leaver_leaves_no_quiet_case_behind(tmp_path: Path) -> None:
    quiet: Rows = {
        "children": [{"id": 17, "child_id": "117"}],
        "referrals": [{"id": 17, "child": 17, "referred": on("2009-07-01")}],
        "allocations": [{"id": 17, "child": 17, "referral": 17, "worker": 1, "starts_on": on("2009-07-01")}],
    }
    path = make_file(tmp_path, quiet)
    async with file_board(path) as pilot:
        go_to(pilot, OVER)
        await press(pilot, "A", *"osei", "tab", "tab", "tab", *"has left")
        await act(pilot, "enter")
        assert told(pilot) == ["2 assessments and 1 plan handed on"]
    with opened(path) as records:
        assert records.held_by(1, TODAY) == []
        assert 17 in {held.episode for held in records.held_by(2, TODAY)}
