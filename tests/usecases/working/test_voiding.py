"""Voiding on a real file: gone from every reading, told in the journal, undone; what may not be says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseboard.domain.acts import BadField, Conflict, RecordKind, Verb
from caseboard.domain.timeline import timeline
from caseboard.domain.voiding import VOIDABLE, Standing
from caseboard.store.records import StoredRecords
from caseboard.usecases.casefile import open_case
from caseboard.usecases.working.voiding import WHAT, void
from tests.clock import NOW
from tests.domain.making import on
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import Rows, counts, make_file, opened, seen

HELD: dict[str, Any] = {"held_on": on("2009-09-21"), "recorded_on": on("2009-09-21")}
SIGNED = {"manager_initials": "RA", "manager_signed_at": NOW}
MORE: Rows = {
    "sessions": [
        {"id": 1, "worker": 1, "supervisor": "R. Amin", **HELD},
        {"id": 2, "worker": 1, "supervisor": "R. Amin", **HELD, **SIGNED},
    ],
    "supervisions": [
        {"id": 1, "child": 4, "session": 1, "worker": 1, "note": "Of the wrong child.", **HELD},
        {"id": 2, "child": 4, "session": 2, "worker": 1, "note": "Signed.", **HELD},
        {"id": 3, "child": 1, "worker": 1, "note": "Loaded from elsewhere.", **HELD},
    ],
    "actions": [
        {"id": 1, "child": 4, "worker": 1, "what": "visit", "agreed_on": on("2009-09-14"), "by_when": on("2009-09-21")}
    ],
    "visits": [
        {"id": 1, "child": 4, "plan": 1, "visited_on": on("2009-09-10")},
        {"id": 2, "child": 4, "plan": 1, "visited_on": on("2009-09-01"), "source": "annex-a", "source_key": "x"},
    ],
    "cp_reviews": [{"id": 1, "plan": 1, "booked_for": on("2009-10-12"), "booked_on": on("2009-09-10")}],
    "core_groups": [{"id": 1, "child": 4, "plan": 1, "held_on": on("2009-06-10")}],
    "decision_reviews": [
        {"id": 1, "child": 7, "referral": 7, "reviewed_on": TODAY, "reviewed_by": "osei", "outcome": "agreed"}
    ],
    "extensions": [
        {
            **{"id": 1, "assessment": 1, "agreed_on": TODAY, "until": on("2009-10-09"), "reason": "wrong one"},
            "agreed_by": "B. Marsh",
        }
    ],
    "handovers": [{"id": 1, "written_on": TODAY, "written_by": "amin", "written_at": NOW, "note": "About a child."}],
    "card_rows": [{"id": 1, "quarter": "2009-Q2", "position": 1, "reference": "NI 59", "polarity": "Rise"}],
}
OF = {RecordKind.DECISION_REVIEW: "107", RecordKind.EXTENSION: "101", RecordKind.FLAG: "105"}
"""The child of each kind where it is not 104, who is on a plan."""
_COUNTED = {
    RecordKind.ACTION: ("actions_overdue", -1),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_file(tmp_path, MORE)


@pytest.fixture
def records(path: Path) -> Iterator[StoredRecords]:
    with opened(path) as found:
        yield found


def _read(records: StoredRecords, kind: RecordKind) -> str:
    """Everything the record may be read in, without versions."""
    facts = records.facts_of_child(OF.get(kind, "104"))
    return f"{facts} {records.decisions(date.min)} {records.handovers()} {records.card_rows()}".replace("version=3", "")


def _void(records: StoredRecords, kind: RecordKind, number: int = 1) -> str:
    act = void(records.standing(kind, number), "entered on the wrong child", TODAY, "amin")
    return records.perform(act, NOW).said


@pytest.mark.parametrize("kind", VOIDABLE)
def test_a_voided_record_is_read_nowhere_told_in_the_journal_and_undone(
    kind: RecordKind, records: StoredRecords
) -> None:
    before, counted = _read(records, kind), counts(seen(records))
    said = _void(records, kind)
    assert said.startswith(f"{VOIDABLE[kind]} 1") and said.endswith(" voided")
    after = _read(records, kind)
    assert after != before and len(after) < len(before)
    counter, by = _COUNTED.get(kind, ("overdue", 0))
    assert counts(seen(records))[counter] == counted[counter] + by
    entry = records.journal()[-1]
    assert (entry.what, entry.details["said"], entry.details["reason"]) == (
        Verb.VOID,
        said,
        "entered on the wrong child",
    )
    assert records.undo(NOW).said == f"undone: {said}"
    standing = records.standing(kind, 1)
    assert standing is not None and not standing.refusal
    assert counts(seen(records)) == counted


def test_every_kind_is_listed_of_its_child_the_latest_first(records: StoredRecords) -> None:
    listed = records.standing_of(4)
    told = [(each.kind, each.record) for each in listed]
    kinds = RecordKind
    assert told[:3] == [(kinds.REVIEW, 1), (kinds.SUPERVISION, 2), (kinds.SUPERVISION, 1)]
    assert set(told[3:]) == {(kinds.ACTION, 1), (kinds.VISIT, 1), (kinds.VISIT, 2), (kinds.CORE_GROUP, 1)}
    assert all(each.child == 4 for each in listed)
    assert [each.kind for n in (1, 5, 7) for each in records.standing_of(n)] == [
        *(kinds.EXTENSION, kinds.SUPERVISION, kinds.FLAG, kinds.DECISION_REVIEW)
    ]
    _void(records, RecordKind.VISIT)
    assert (RecordKind.VISIT, 1) not in [(each.kind, each.record) for each in records.standing_of(4)]


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        (RecordKind.SUPERVISION, 2, "is in a signed session, and stays: add to the note"),
        (RecordKind.VISIT, 2, "came with an extract: put it right in the record system"),
        (RecordKind.VISIT, 99, "there is no such record"),
        (RecordKind.ASSESSMENT, 1, "there is no such record"),
        (RecordKind.WORKER, 1, "there is no such record"),
    ],
)
def test_what_is_not_voided_says_what_to_do(records: StoredRecords, kind: RecordKind, number: int, words: str) -> None:
    with pytest.raises(BadField, match=words) as refused:
        void(records.standing(kind, number), "wrong", TODAY, "amin")
    assert refused.value.field == WHAT


def test_a_record_is_voided_once_and_for_a_reason(records: StoredRecords) -> None:
    with pytest.raises(BadField, match="reason is missing"):
        void(records.standing(RecordKind.FLAG, 1), " ", TODAY, "amin")
    _void(records, RecordKind.FLAG)
    with pytest.raises(BadField, match="voided already"):
        void(records.standing(RecordKind.FLAG, 1), "wrong", TODAY, "amin")


def test_of_two_who_void_the_second_meets_the_first(path: Path, records: StoredRecords) -> None:
    looked = records.standing(RecordKind.ACTION, 1)
    with opened(path, "osei") as other:
        _void(other, RecordKind.ACTION)
    with pytest.raises(Conflict):
        records.perform(void(looked, "wrong", TODAY, "amin"), NOW)


def test_a_note_signed_between_look_and_act_stays(records: StoredRecords) -> None:
    looked = records.standing(RecordKind.SUPERVISION, 2)
    assert looked is not None
    unsigned = Standing(*looked[:-1], is_signed=False)
    with pytest.raises(Exception, match="signed meanwhile"):
        records.perform(void(unsigned, "wrong", TODAY, "amin"), NOW)


def test_the_timeline_tells_that_it_was_voided_and_why(records: StoredRecords) -> None:
    _void(records, RecordKind.VISIT)
    file = open_case(records, "104", TODAY, NOW)
    told = timeline(file.snapshot, 4, TODAY, file.entries)
    (voided,) = [h for h in told if "voided" in h.words]
    assert (voided.words, voided.note) == ("Visit 1 of Thu 10 Sep 2009 voided by amin", "entered on the wrong child")
    assert not any(h.words.startswith("Statutory visit") and h.day == on("2009-09-10") and not h.coming for h in told)
