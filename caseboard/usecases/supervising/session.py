"""The session behind what is recorded: begun with the first of it, changed while nobody has signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from caseboard.domain.acts import Act, BadField, Edit, Made, RecordKind, Value, Verb
from caseboard.domain.cases import ActionFacts
from caseboard.domain.checking import ROWS, check_day, check_line, known, not_far_ahead, not_future
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.supervision import SessionFacts
from caseboard.domain.words import long_date
from caseboard.usecases.supervising.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Held:
    """When supervision was held, which is not always when it is typed, and when it is to be held next."""

    held_on: date
    next_on: date | None


class Opened(NamedTuple):
    """The edits by which a session is there to write in."""

    first: Edit
    """The session itself: made, changed, or as this person saw it. It comes first in the act."""
    number: int | Made
    """What is written in it names the session so."""
    more: tuple[Edit, ...]


def open_session(snapshot: Snapshot, sheet: Sheet, held: Held, today: date, who: str) -> Opened:
    """Begin the worker's session, or take up the one that goes on. Raises BadField ("held_on", "next_on", "rows").

    Two people who begin one at once meet at the worker's record, two who write in one at once at the session's.
    """
    check_held(sheet, held, today)
    if sheet.record is None:
        values: dict[str, Value] = {"worker": sheet.worker.id, "supervisor": check_line("who", who, "the supervisor")}
        values |= {"held_on": held.held_on, "recorded_on": today, "next_on": held.next_on}
        as_seen = Edit(RecordKind.WORKER, {}, sheet.worker.id, sheet.worker.version)
        return Opened(Edit(RecordKind.SESSION, values), Made(0), (as_seen,))
    session = sheet.record.session
    refuse_signed(session)
    wanted: dict[str, Value] = {"held_on": held.held_on, "next_on": held.next_on}
    changed = {name: value for name, value in wanted.items() if getattr(session, name) != value}
    first = Edit(RecordKind.SESSION, changed, session.id, session.version)
    moved = tuple(_moved(snapshot, sheet, held.held_on)) if "held_on" in changed else ()
    return Opened(first, session.id, moved)


def change_session(snapshot: Snapshot, sheet: Sheet, held: Held, today: date) -> Act:
    """Put right when the session was held, and with it what was recorded in it, or when the next is to be.

    Raises BadField ("held_on", "next_on", "rows").
    """
    if sheet.record is None:
        raise BadField(ROWS, "nothing is recorded of this session yet: the dates are kept with the first case")
    opened = open_session(snapshot, sheet, held, today, sheet.record.session.supervisor)
    if not opened.first.values:
        raise BadField(ROWS, "nothing is different from what is recorded: change a date first")
    return Act(Verb.SUPERVISE, (opened.first, *opened.more), "dates of the session changed")


def check_held(sheet: Sheet, held: Held, today: date) -> None:
    """Raise BadField unless the session can have been held then, and the next be held when it is to be."""
    worker = sheet.worker
    earliest = known(
        (worker.active_from, "the worker's first day in post"),
        (sheet.last.held_on if sheet.last else None, "the session before"),
    )
    latest = [not_future(today), *known((worker.active_to, "the worker's last day in post"))]
    check_day("held_on", held.held_on, earliest=earliest, latest=latest)
    if held.next_on is not None:
        if held.next_on <= held.held_on:
            raise BadField("next_on", f"the next session is after {long_date(held.held_on)}: write a later date")
        check_day("next_on", held.next_on, earliest=[], latest=[not_far_ahead(today)])


def refuse_signed(session: SessionFacts) -> None:
    """Raise BadField where the session is signed."""
    if session.signed:
        raise BadField(ROWS, "the session is signed: what was recorded in it is corrected by an addition to the note")


def joined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits with those of one record made one, where the first of them stands: an act changes a record once."""
    found: dict[object, Edit] = {}
    for place, edit in enumerate(edits):
        key = (edit.kind, edit.record) if edit.record is not None else place
        before = found.get(key)
        found[key] = replace(edit, values={**before.values, **edit.values}) if before else edit
    return tuple(found.values())


def _moved(snapshot: Snapshot, sheet: Sheet, held_on: date) -> Iterator[Edit]:
    """What was recorded in the session, dated anew: notes, actions agreed and actions carried."""
    assert sheet.record is not None
    session = sheet.record.session.id
    for note in sheet.record.notes.values():
        yield Edit(RecordKind.SUPERVISION, {"held_on": held_on}, note.id, note.version, note.child)
    for action in snapshot.facts.actions:
        _check_moved(action, session, held_on)
        if action.session == session:
            yield Edit(RecordKind.ACTION, {"agreed_on": held_on}, action.id, action.version, action.child)
        for carry in action.carries:
            if carry.session == session:
                yield Edit(RecordKind.CARRY, {"carried_on": held_on}, carry.id, carry.version, action.child)


def _check_moved(action: ActionFacts, session: int, held_on: date) -> None:
    dates = [action.by_when] if action.session == session else []
    dates += [carry.to for carry in action.carries if carry.session == session]
    if dates and min(dates) < held_on:
        due = long_date(min(dates))
        raise BadField("held_on", f"an action of this session is to be done by {due}: write a date up to then")
