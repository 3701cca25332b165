"""`list dates` and `export ics`: the same deadlines as the other lists tell, and the journal that keeps the export."""

from __future__ import annotations

import os
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, run_command

TEAM = ("--team", "East Assessment")
"""A calendar event takes half a millisecond: one team's show as much as everybody's."""


def dates(run: Run, *more: str) -> list[dict[str, Any]]:
    said = run("list", "dates", "--format", "json", *more)
    assert said.code == 0, said.err
    rows: list[dict[str, Any]] = said.data
    return rows


def uids(content: bytes) -> list[str]:
    return [line[4:].decode() for line in content.split(b"\r\n") if line.startswith(b"UID:")]


def test_every_deadline_has_the_keys_in_order_and_a_key_of_its_own(run: Run) -> None:
    rows = dates(run)
    assert list(rows[0])[:10] == [
        *("kind", "day", "key", "child_id", "child", "team", "worker", "what", "state", "left"),
    ]
    assert len({row["key"] for row in rows}) == len(rows) > 500
    known = [row["day"] for row in rows if row["day"]]
    assert known == sorted(known)
    assert [row["state"] for row in rows if row["day"] is None] == ["unknown"] * (len(rows) - len(known))


@pytest.mark.parametrize("day", ["2009-08-29", "2009-12-24"])
def test_the_dates_are_those_of_the_other_lists(run: Run, day: str) -> None:
    at = ("--as-at", day)
    rows = dates(run, *at)

    def listed(name: str, *columns: str) -> Counter[tuple[Any, ...]]:
        found = run("list", name, "--format", "json", *at).data
        return Counter(tuple(row[column] for column in columns) for row in found)

    def told(*kinds: str, with_figures: bool = False) -> Counter[tuple[Any, ...]]:
        of = [row for row in rows if row["kind"] in kinds]
        more = ("state", "left") if with_figures else ()
        return Counter(tuple(row[column] for column in ("child_id", "day", *more)) for row in of)

    board = listed("board", "child_id", "due", "state", "left")
    assert told("initial", "core", "single", with_figures=True) == board
    assert told("review_latest") == listed("plans", "child_id", "review_latest")
    booked = listed("plans", "child_id", "review_booked")
    assert told("review_booked") == Counter({key: n for key, n in booked.items() if key[1]})
    assert told("discussed") == listed("supervision", "child_id", "due")
    assert told("action") == listed("actions", "child_id", "by_when")
    overdue = run("list", "supervision", "--state", "overdue", "--format", "json", *at).data
    assert len(overdue) == sum(row["kind"] == "discussed" and row["state"] == "over" for row in rows)


def test_the_list_is_narrowed_to_a_team_a_worker_a_state_and_a_filter(run: Run) -> None:
    rows = dates(run)
    worker = next(row["worker"] for row in rows if row["kind"] == "session")
    of_worker = dates(run, "--worker", worker)
    assert of_worker == [row for row in rows if row["worker"] and worker.casefold() in row["worker"].casefold()]
    assert {"session", "check"} & {row["kind"] for row in of_worker}
    team = of_worker[0]["team"]
    assert dates(run, "--team", team, "--state", "over") == [
        row for row in rows if row["team"] == team and row["state"] == "over"
    ]
    assert {row["kind"] for row in dates(run, "--filter", "kind:visit")} == {"visit"}
    refused = run("list", "dates", "--state", "passed")
    assert (refused.code, refused.out) == (2, "")


def test_the_calendar_holds_every_dated_row_with_ids_that_stay(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    said = run("export", "ics", *TEAM, "--output", str(path))
    assert (said.code, said.out) == (0, "") and f"written: {path}" in said.err
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = dates(run, *TEAM)
    keys, databases = zip(*(uid.split("@") for uid in uids(path.read_bytes())), strict=True)
    assert list(keys) == [row["key"] for row in rows if row["day"]]
    assert len(set(databases)) == 1
    assert uids(run("export", "ics", *TEAM).raw) == uids(path.read_bytes())
    later = run("export", "ics", *TEAM, "--as-at", "2009-10-12").raw
    assert len(set(uids(later)) & set(uids(path.read_bytes()))) > 50
    again = run("export", "ics", *TEAM, "--output", str(path))
    assert (again.code, "is there already" in again.err) == (2, True)


def test_what_has_no_day_is_named_and_not_dropped_in_silence(run: Run) -> None:
    undated = Counter(row["kind"] for row in dates(run, *TEAM) if row["day"] is None)
    said = run("export", "ics", *TEAM)
    assert undated["initial"] and f"{undated['initial']} initial assessment" in said.err
    assert "left out, because the day is not known" in said.err


def test_no_name_is_in_the_file_unless_asked_for(run: Run) -> None:
    rows = dates(run, *TEAM)
    plain = run("export", "ics", *TEAM).raw.replace(b"\r\n ", b"")
    names = {
        row[who].encode() for row in rows for who in ("child", "worker") if row[who] and row[who] != row["child_id"]
    }
    wrote = {row["wrote"].encode() for row in rows if row["wrote"]}
    assert len(names) > 20 and wrote
    assert not [each for each in names | wrote if each in plain]
    named = run("export", "ics", *TEAM, "--names").raw.replace(b"\r\n ", b"")
    dated = next(row for row in rows if row["day"] and row["child"] != row["child_id"])
    assert dated["child"].encode() in named


def test_team_and_worker_narrow_the_file_and_a_wrong_team_is_refused(run: Run) -> None:
    worker = next(row["worker"] for row in dates(run, *TEAM) if row["kind"] == "session")
    expected = [row["key"] for row in dates(run, *TEAM, "--worker", worker) if row["day"]]
    assert [uid.split("@")[0] for uid in uids(run("export", "ics", *TEAM, "--worker", worker).raw)] == expected
    refused = run("export", "ics", "--team", "nowhere at all")
    assert (refused.code, refused.raw) == (2, b"") and "--team: there is no team" in refused.err


def test_the_journal_keeps_the_export_without_a_name(tmp_path: Path) -> None:
    empty = tmp_path / "ours.db"
    assert run_command("init", "--plain", db=empty).code == 0
    content = run_command("export", "ics", "--worker", "Walsh", db=empty).raw
    assert content.startswith(b"BEGIN:VCALENDAR\r\n") and not uids(content) and b"Walsh" not in content
    told = run_command("journal", "--format", "json", db=empty).out
    assert "calendar of every date, with record numbers, as at 2009-09-28" in told and "Walsh" not in told
    assert run_command("journal", "--verify", db=empty).code == 0
