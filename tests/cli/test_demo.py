"""The demo's own today: the day it was made for, on whatever day somebody practises in it."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from caseboard.cli.call import Call, board_call, now
from tests.cli.conftest import TODAY, Said, run_command

LATER = date(2026, 11, 22)
CENSUS = Path(__file__).parents[1] / "data" / "cin-census-2022.xml"


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Path:
    """A demo database a test may change."""
    copy = tmp_path / "own.db"
    shutil.copy(demo, copy)
    return copy


def later(path: Path, *arguments: str) -> Said:
    """A command run years after the demo's day."""
    return run_command(*arguments, db=path, today=LATER)


@pytest.mark.parametrize("day", [date(2009, 1, 14), date(2009, 9, 28)])
def test_what_is_done_in_the_demo_happens_on_its_today_at_this_time_of_day(day: date) -> None:
    before, at, after = datetime.now(), now(day), datetime.now()
    assert at.utcoffset() == timedelta(0)
    if before.date() == after.date():
        assert at.astimezone().date() == day
        assert before.time() <= at.astimezone().time().replace(tzinfo=None) <= after.time()


def test_years_later_the_demo_shows_its_own_today(demo: Path) -> None:
    asked = ("list", "board", "--format", "json")
    assert later(demo, *asked).data == run_command(*asked, db=demo).data
    assert later(demo, *asked, "--as-at", "today").data == run_command(*asked, db=demo).data
    call = board_call(["--as-at", "today", "--db", str(demo)], LATER)
    assert call and (call.today, call.as_at) == (TODAY, TODAY)


def test_years_later_acts_and_undo_are_of_the_demos_day(own: Path) -> None:
    rows = later(own, "list", "board", "--format", "json").data
    row = next(r for r in rows if r["state"] == "on_track" and not r["submitted"])
    said = later(own, "submit", str(row["assessment_id"]))
    assert (said.code, said.err) == (0, "1 assessment submitted\n")
    after = later(own, "list", "board", "--format", "json").data
    assert {r["assessment_id"]: r["submitted"] for r in after}[row["assessment_id"]] == "2009-09-28"
    assert later(own, "undo").err == "undone: 1 assessment submitted\n"
    entries = later(own, "journal", "--format", "json").data
    acts = [datetime.fromisoformat(e["at"]) for e in entries if e["what"] in ("submit", "undo")]
    assert [at.astimezone().date() for at in acts] == [TODAY, TODAY]
    ahead = later(own, "submit", str(row["assessment_id"]), "--as-at", "2009-09-29")
    assert ahead.code == 2


def test_a_database_of_ones_own_has_the_machines_today(tmp_path: Path) -> None:
    path = tmp_path / "ours.db"
    assert later(path, "init", "--plain").code == 0
    call = Call(LATER, db=str(path))
    assert (call.demo_day, call.today) == (None, LATER)
    assert abs(call.now() - now()) < timedelta(minutes=5)
    server = Call(LATER, db="postgresql://localhost/caseboard")
    assert (server.demo_day, server.today) == (None, LATER)


def test_an_extract_loaded_into_the_demo_makes_an_ordinary_database_of_it_and_a_preview_does_not(own: Path) -> None:
    assert later(own, "import", str(CENSUS), "--dry-run").code in (0, 1)
    assert Call(LATER, db=str(own)).demo_day is not None
    assert later(own, "import", str(CENSUS)).code in (0, 1)
    call = Call(LATER, db=str(own))
    assert (call.demo_day, call.today) == (None, LATER)
    assert later(own, "counters").code == 0
