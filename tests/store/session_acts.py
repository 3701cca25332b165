"""Acts of supervision on the case of `rows.one_case`, as the use cases of a session hand them over."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseboard.domain.acts import Act, Edit, Made, RecordKind, Value, Verb
from caseboard.domain.supervision import Draft
from tests.clock import NOW
from tests.store.acts import TODAY

NOTE = "# Decision\nStay with grandmother until the hearing."
NEXT_WEEK = date(2009, 10, 5)


def begin(note: str = NOTE, *, worker_version: int = 1) -> Act:
    """Begin a session, write the child's note in it and agree on an action."""
    dates: dict[str, Value] = {"held_on": TODAY, "recorded_on": TODAY}
    session: dict[str, Value] = {"worker": 1, "supervisor": "R. Amin", **dates}
    said: dict[str, Value] = {"child": 1, "session": Made(0), "worker": 1, "supervisor": "R. Amin", "note": note}
    agreed: dict[str, Value] = {"child": 1, "session": Made(0), "supervision": Made(2), "what": "Home visit"}
    return Act(
        Verb.SUPERVISE,
        (
            Edit(RecordKind.SESSION, session),
            Edit(RecordKind.WORKER, {}, 1, worker_version),
            Edit(RecordKind.SUPERVISION, {**said, **dates}, child=1),
            Edit(RecordKind.ACTION, {**agreed, "worker": 1, "agreed_on": TODAY, "by_when": NEXT_WEEK}, child=1),
        ),
        "1 case discussed",
    )


def rewrite(note: str, version: int = 1) -> Act:
    """Write the note anew, having seen it at that version."""
    return Act(Verb.SUPERVISE, (Edit(RecordKind.SUPERVISION, {"note": note}, 1, version, child=1),), "1 note changed")


def sheet(text: str) -> Act:
    """Write the worker's own sheet of the session."""
    return Act(Verb.WORKER_SHEET, (Edit(RecordKind.WORKER_SHEET, {"session": 1, "text": text}),), "sheet written")


def sign(version: int = 1, by: str = "manager") -> Act:
    """Sign the session."""
    values: dict[str, Value] = {f"{by}_initials": "RA", f"{by}_signed_at": NOW}
    return Act(Verb.SIGN, (Edit(RecordKind.SESSION, values, 1, version),), "session signed")


def add_to_note(text: str) -> Act:
    """Add to the note."""
    values: dict[str, Value] = {"supervision": 1, "text": text, "added_by": "R. Amin", "added_at": NOW}
    return Act(Verb.ADD_TO_NOTE, (Edit(RecordKind.ADDITION, values, child=1),), "1 addition")


def carry(on: date, to: date, version: int = 1) -> Act:
    """Carry the action to a later date."""
    values: dict[str, Any] = {"action": 1, "carried_on": on, "by_when": to, "why": "no answer"}
    seen = Edit(RecordKind.ACTION, {}, 1, version, child=1)
    return Act(Verb.CARRY_ACTION, (Edit(RecordKind.CARRY, values, child=1), seen), "1 action carried")


def draft(text: str = "half a sent", name: str = "note:1:1") -> Draft:
    return Draft(name, text, NOW)
