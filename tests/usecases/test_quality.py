"""Data quality and signs of gaming read from a real file: what is found, counted once a day, and looked back at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from caseboard.domain.counters import Scope
from caseboard.store.records import StoredRecords
from caseboard.usecases.gaming import read_gaming
from caseboard.usecases.quality import Checked, count_earlier, read_quality
from caseboard.usecases.viewing import load_snapshot, view_board
from caseboard.usecases.working.dates import DateOf, correct
from tests.clock import NOW
from tests.domain.making import on
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import Rows, make_file, opened, seen

MORE: Rows = {
    "children": [{"id": n, "child_id": f"10{n}", "name": f"{name} Marsh"} for n, name in ((8, "Ada"), (9, "Ben"))],
    "referrals": [
        {"id": 8, "child": 8, "referred": on("2009-09-07")},
        {"id": 9, "child": 9, "referred": on("2009-09-07"), "closed": on("2009-09-21")},
    ],
    "assessments": [
        {"id": 8, "child": 8, "referral": 8, "kind": "initial", "standard": "WT2006", "started": on("2009-09-01")},
        {"id": 9, "child": 9, "referral": 9, "kind": "initial", "standard": "WT2006", "started": on("2009-09-08")},
    ],
    "allocations": [
        {"id": n, "child": n, "referral": n, "worker": 1, "team": 1, "starts_on": on("2009-09-07")} for n in (8, 9)
    ],
    "supervisions": [
        {"id": n, "child": n, "worker": 1, "held_on": on("2009-09-14"), "recorded_on": on("2009-09-14"), "note": note}
        for n, note in ((8, "No change.\nVisits go on."), (9, "no change.  Visits go on."))
    ],
}
"""Ada: her assessment starts before her referral. Ben: his is open in a closed episode. Their notes are the same."""


def counts(checked: Checked) -> dict[str, int]:
    return {key: len(some) for key, some in checked.findings.items() if some}


def read(records: StoredRecords, day: date = TODAY, today: date = TODAY) -> Checked:
    view = view_board(load_snapshot(records, day), day, compared=False)
    return read_quality(records, view, today)


def test_what_is_stored_is_checked(tmp_path: Path) -> None:
    with opened(make_file(tmp_path, MORE)) as records:
        found = counts(read(records))
    assert (found["start_before_referral"], found["open_in_closed"], found["same_note"]) == (1, 1, 2)
    assert found["past_limit"] == 2  # Child 1 and Ben; the clock of Ada is unknown
    assert found["no_birth_date"] == 2


def test_findings_are_counted_once_a_day_when_they_are_read_for_today(tmp_path: Path) -> None:
    with opened(make_file(tmp_path, MORE)) as records:
        read(records, TODAY - timedelta(days=3))
        assert records.finding_counts(date.min) == []
        first = read(records)
        kept = records.finding_counts(date.min)
        assert {c.check: c.findings for c in kept if c.findings} == counts(first)
        assert {c.day for c in kept} == {TODAY}
        read(records)
        assert records.finding_counts(date.min) == kept


def test_a_change_is_since_the_last_day_that_was_counted(tmp_path: Path) -> None:
    with opened(make_file(tmp_path, MORE)) as records:
        assert read(records).change("same_note") is None
        records.count_findings(TODAY - timedelta(days=7), {"same_note": 5, "past_limit": 1})
        records.count_findings(TODAY - timedelta(days=14), {"same_note": 9})
        checked = read(records)
        assert [count.findings for count in checked.counted["same_note"]] == [9, 5]
        assert (checked.change("same_note"), checked.change("past_limit")) == (-3, 1)
        assert checked.change("two_open") is None


def test_earlier_days_are_counted_as_they_were(tmp_path: Path) -> None:
    days = [on("2009-09-07"), on("2009-09-14"), on("2009-09-21")]
    with opened(make_file(tmp_path, MORE)) as records:
        view = view_board(load_snapshot(records, TODAY, days[0]), TODAY, compared=False)
        count_earlier(records, view, days, TODAY)
        for day in days:
            kept = {c.check: c.findings for c in records.finding_counts(day) if c.day == day and c.findings}
            assert kept == counts(read(records, day)), day


def test_a_part_of_the_council(tmp_path: Path) -> None:
    with opened(make_file(tmp_path, MORE)) as records:
        checked = read(records)
    of_walsh = {f.case.child for f in checked.of("past_limit", Scope(worker=1))}
    assert of_walsh == {"Child 1", "Ben Marsh"}
    assert checked.of("past_limit", Scope(worker=2)) == []


def test_a_start_corrected_here_is_a_sign_until_it_is_undone(tmp_path: Path) -> None:
    with opened(make_file(tmp_path, MORE)) as records:
        act = correct(seen(records).snapshot, [1], DateOf.STARTED, on("2009-09-04"), "typed wrongly", TODAY)
        records.perform(act, NOW)
        (moved,) = read_gaming(records, seen(records), TODAY).findings["start_moved"]
        assert (moved.case.child, moved.note) == ("Child 1", "typed wrongly")
        assert moved.what == "Initial: start corrected 28 Sep from 1 Sep to 4 Sep"
        records.undo(NOW)
        assert not read_gaming(records, seen(records), TODAY).findings["start_moved"]
        records.redo(NOW)
        assert read_gaming(records, seen(records), TODAY).findings["start_moved"]


def test_signs_are_those_of_the_quarter_in_view(tmp_path: Path) -> None:
    with opened(make_file(tmp_path, MORE)) as records:
        view = seen(records)
        now = read_gaming(records, view, TODAY)
        assert (now.first, now.as_at) == (on("2009-07-01"), TODAY)
        spring = view_board(load_snapshot(records, on("2009-06-30")), on("2009-06-30"))
        then = read_gaming(records, spring, TODAY)
        assert (then.first, then.as_at) == (on("2009-04-01"), on("2009-06-30"))
        assert then.told["last_day"].startswith("0 of 1 authorised")


def test_the_signs_change_nothing_that_is_counted(tmp_path: Path) -> None:
    with opened(make_file(tmp_path, MORE)) as records:
        read_gaming(records, seen(records), TODAY)
        assert records.finding_counts(date.min) == []
        assert replace(seen(records)).checked is None
