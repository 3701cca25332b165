"""A real file with a worker's three cases, their actions and an earlier session, and what two readings differ in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from caseboard.store.records import StoredRecords
from caseboard.usecases.supervising.sheet import Sheet, read_sheet
from caseboard.usecases.viewing import View, load_snapshot, view_board
from tests.domain.making import on
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import ROWS, Rows, make_file

SIGNED = datetime(2009, 8, 28, 15)
WALSH = 1
_SESSION = {"worker": WALSH, "supervisor": "amin", "held_on": on("2009-08-28"), "recorded_on": on("2009-08-31")}
_BOTH_SIGNED = {
    **{"manager_initials": "RA", "manager_signed_at": SIGNED, "worker_initials": "RW", "worker_signed_at": SIGNED},
}
_ACTION = {"child": 1, "worker": WALSH, "agreed_on": on("2009-09-07")}

# R. Walsh has children 1 (assessment over) and 2 (to authorise), and child 4, on a plan and never discussed.
SESSIONS: Rows = {
    **ROWS,
    "sessions": [{"id": 1, **_SESSION, **_BOTH_SIGNED, "next_on": on("2009-09-28")}],
    "supervisions": [
        {
            **{"id": 1, "child": 5, "session": 1, "worker": WALSH, "supervisor": "amin"},
            **{"held_on": on("2009-08-28"), "recorded_on": on("2009-08-31"), "note": "# Decision\nclose"},
        }
    ],
    "actions": [
        {"id": 1, **_ACTION, "what": "home visit", "by_when": on("2009-09-18")},
        {"id": 2, **_ACTION, "what": "ring the school", "worker": 2, "by_when": on("2009-10-02")},
        {"id": 3, **_ACTION, "child": 4, "what": "core group", "by_when": on("2009-09-21")},
    ],
}


def make_sessions_file(folder: Path) -> Path:
    """A plain database with the cases, actions and session."""
    return make_file(folder, SESSIONS)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees: the board, the worker's sheet, and everything ever written in their sessions."""

    view: View
    sheet: Sheet
    written: Mapping[tuple[str, int], Any]
    """By kind and number: sessions, notes, children left out, sheets, actions and carries."""


def see(records: StoredRecords, day: date = TODAY) -> Seen:
    """Read everything anew."""
    view = view_board(load_snapshot(records, day), day)
    return Seen(view, read_sheet(view, records, WALSH), _written(records, view))


def _written(records: StoredRecords, view: View) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    for session in records.sessions(date.min):
        record = records.session(session.id)
        assert record is not None
        found["session", session.id] = session
        found |= {("note", note.id): note for note in record.notes.values()}
        found |= {("left out", row.id): row for row in record.not_discussed.values()}
        found |= {("sheet", record.sheet.id): record.sheet} if record.sheet else {}
    for action in view.snapshot.facts.actions:
        found["action", action.id] = action._replace(carries=())
        found |= {("carry", carry.id): carry for carry in action.carries}
    return found


def changes(before: Seen, after: Seen) -> list[str]:
    """What was made, taken away ("gone") or changed, field by field; versions left out."""
    told = [f"{kind} made" for kind, _ in after.written.keys() - before.written.keys()]
    told += [f"{kind} {number} gone" for kind, number in before.written.keys() - after.written.keys()]
    for key in before.written.keys() & after.written.keys():
        was, is_ = before.written[key], after.written[key]
        names = [n for n in was._fields if n != "version" and getattr(was, n) != getattr(is_, n)]
        told += [f"{key[0]} {key[1]}: {' '.join(names)}"] if names else []
    return sorted(told)
