"""Loading after acts: what was undone is as if it had never been, what was made is found again, loads are journaled."""

from __future__ import annotations

from datetime import UTC, date, datetime

from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.domain.journal import Event
from tests.exchange.files import assessment, census, child, episode
from tests.usecases.council import NOW, Council

FIRST, LATER = date(2009, 9, 7), date(2009, 9, 21)
MADE = datetime(2009, 9, 14, 9, tzinfo=UTC)


def _text(*assessments: str) -> str:
    return census(child("7", episode("2009-09-01", *assessments)))


def _start_another(council: Council) -> None:
    values: dict[str, Value] = {
        "child": 1,
        "referral": 1,
        "kind": "single",
        "standard": "WT2013",
        "started": date(2009, 9, 10),
    }
    edit = Edit(RecordKind.ASSESSMENT, {**values, "authorised": date(2009, 9, 11)}, child=1)
    council.records.perform(Act(Verb.START_CORE, (edit,), "1 assessment started"), MADE)


def test_what_was_made_and_undone_is_made_anew_by_an_extract(council: Council) -> None:
    council.load_text(_text(assessment("2009-09-01")), FIRST)
    _start_another(council)
    council.records.undo(MADE)
    report = council.load_text(_text(assessment("2009-09-01"), assessment("2009-09-10")), LATER)
    assert report.added == 1
    assert sorted(a.started or FIRST for a in council.facts("7").assessments) == [date(2009, 9, 1), date(2009, 9, 10)]
    assert [row["voided_by"] for row in council.rows("assessments")] == [None, "amin", None]


def test_what_was_made_is_found_again_and_keeps_what_was_typed(council: Council) -> None:
    council.load_text(_text(assessment("2009-09-01")), FIRST)
    _start_another(council)
    text = _text(assessment("2009-09-01"), assessment("2009-09-10"))
    council.load_text(text, date(2009, 9, 14))
    assert [a.authorised for a in council.facts("7").assessments] == [None, date(2009, 9, 11)]
    assert council.load_text(text, LATER).added == 0
    assert [a.authorised for a in council.facts("7").assessments] == [None, date(2009, 9, 11)]


def test_an_allocation_that_was_undone_holds_nothing_for_the_next_extract(council: Council) -> None:
    council.load_text(_text(assessment("2009-09-01")), FIRST)
    edit = Edit(RecordKind.ALLOCATION, {"child": 1, "referral": 1, "reason": "given"}, child=1)
    council.records.perform(Act(Verb.ALLOCATE, (edit,), "1 case allocated"), MADE)
    council.records.undo(MADE)
    council.load_text(_text(assessment("2009-09-01", "2009-09-09")), LATER)
    assert [row["voided_by"] for row in council.rows("allocations")] == ["amin"]


def test_a_load_is_one_entry_and_a_preview_is_none(council: Council) -> None:
    path = council.folder / "census.xml"
    path.write_text(_text(assessment("2009-09-01")), encoding="utf-8")
    council.load(path, FIRST, dry_run=True)
    assert council.records.journal() == []
    council.load(path, FIRST)
    (entry,) = council.records.journal()
    assert (entry.what, entry.at, entry.child) == (Event.IMPORT, NOW, None)
    assert {name: entry.details[name] for name in ("import", "source", "added")} == {
        "import": 1,
        "source": "cin-census",
        "added": 3,
    }
    council.records.verify_journal()
