"""Acts carried out, undone and done again: each one transaction with one entry in the journal, whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection

from caseboard.domain.acts import Act, Conflict, Difference, Done, Edit, Made, RecordKind, UndoRefused, Verb
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Entry, Event
from caseboard.domain.supervision import Draft
from caseboard.store.accounts import refuse_account_twice, refuse_deed, refuse_nobody_left
from caseboard.store.carding import refuse_row_twice
from caseboard.store.changes import Change, alter, current, make, read_change, table_of, turn_round
from caseboard.store.drafts import drop_draft
from caseboard.store.history import act_behind, last_done, last_undone, passed_over, touching
from caseboard.store.journal import Writer
from caseboard.store.prose import with_words
from caseboard.store.resealing import TAKEN_OUT
from caseboard.store.signed import refuse_another_begun, refuse_closed, refuse_signed, refuse_written_in
from caseboard.store.tables import metadata

_REFUSED = {Event.UNDO: Event.UNDO_REFUSED, Event.REDO: Event.REDO_REFUSED}
_NEXT = {
    Event.UNDO: "undo again takes back what you did before it",
    Event.REDO: "redo again does what you took back before it",
}


def perform(connection: Connection, writer: Writer, act: Act, at: datetime, draft: Draft | None = None) -> Done:
    """Carry out `act`, and forget this person's draft, which the act saves.

    Raises Conflict where a record is not at the version the act names, BadInput for a bad field, NotOffered where this
    person's role is not offered the act.
    """
    refuse_deed(connection, writer.who, act.verb, act.edits, _day(at))
    changes: list[Change] = []
    for edit in act.edits:
        changes.append(_carry_out(connection, writer.who, act.verb, _numbered(edit, changes), _day(at)))
    refuse_nobody_left(connection, act.verb)
    if draft is not None:
        drop_draft(connection, writer.who, draft)
    told = {"said": act.said, "reason": act.reason}
    number = writer.append(connection, at, act.verb, **_about(changes, told))
    return Done(number, act.said)


def undo(connection: Connection, writer: Writer, at: datetime) -> Done | UndoRefused | BadInput:
    """Take back this person's last act that stands, or say why it stays. Raises BadInput where there is none."""
    entry = last_done(connection, writer.who)
    if entry is None:
        raise BadInput("there is nothing of yours to undo")
    return _turn_or_pass_over(connection, writer, entry, Event.UNDO, at)


def redo(connection: Connection, writer: Writer, at: datetime) -> Done | UndoRefused | BadInput:
    """Do again what this person last undid, or say why not. Raises BadInput where there is nothing."""
    entry = last_undone(connection, writer.who)
    if entry is None:
        raise BadInput("there is nothing of yours to redo")
    return _turn_or_pass_over(connection, writer, entry, Event.REDO, at)


def _turn_or_pass_over(
    connection: Connection, writer: Writer, entry: Entry, event: Event, at: datetime
) -> Done | UndoRefused | BadInput:
    """Take back the changes of `entry`; where that is refused, enter it as passed over and return the refusal.

    Returned and not raised: the transaction that keeps the entry has to be committed. Raises NotOffered where this
    person's role is not offered what is turned round: that is not passed over, for the role may be given back.
    """
    verb = Verb(act_behind(connection, entry).what)
    refuse_deed(connection, writer.who, verb, _edits_of(entry), _day(at))
    try:
        with connection.begin_nested():
            done = _turn_round(connection, writer, entry, event, at)
            refuse_nobody_left(connection, verb, undone=event is Event.UNDO)
            return done
    except (UndoRefused, BadInput) as refused:
        said = entry.details.get("said", "what was removed")
        writer.append(connection, at, _REFUSED[event], details={"said": said}, undoes=entry.number)
        words = f'"{said}" is passed over: {_NEXT[event]}'
        if not isinstance(refused, UndoRefused):
            return BadInput(f"{refused}; {words}")
        refused.passed_over = words
        return refused


def _edits_of(entry: Entry) -> list[Edit]:
    """What the entry changed, as edits of records that are there."""
    changes = map(read_change, entry.details.get("changes", ()))  # none of what was removed for good
    return [Edit(RecordKind(change.table), {}, change.record, child=change.child) for change in changes]


def _numbered(edit: Edit, changes: Sequence[Change]) -> Edit:
    """The edit with the numbers of the records that those before it made."""
    values = {
        name: changes[value.edit].record if isinstance(value, Made) else value for name, value in edit.values.items()
    }
    return replace(edit, values=values)


def _carry_out(connection: Connection, who: str, verb: str, edit: Edit, on: date) -> Change:
    table = table_of(edit)
    if edit.record is None:
        refuse_closed(connection, verb, table, edit.values)
        refuse_row_twice(connection, table, edit.values)
        refuse_account_twice(connection, table, edit.values)
        return make(connection, edit, who, on)
    row = current(connection, table, edit.record)
    if row["version"] != edit.version:
        raise _conflict(connection, edit, edit.record, row)
    if edit.values:
        refuse_closed(connection, verb, table, {**row, **edit.values})
    return alter(connection, edit, row, who, on)


def _turn_round(connection: Connection, writer: Writer, entry: Entry, event: Event, at: datetime) -> Done:
    """Take back the changes of `entry`, the last first: an undo of an act, and a redo of an undo, are the same.

    A record the act only named as seen was not changed by it and is left alone.
    """
    if removal := entry.details.get(TAKEN_OUT):
        raise BadInput(
            f"records of it were removed for good (journal, entry {removal}): it cannot be undone or done again"
        )
    kept = [change for change in map(read_change, entry.details["changes"]) if change.before is None or change.before]
    passed = passed_over(connection, writer.who, _REFUSED[event])
    for change in {(change.table, change.record): change for change in kept}.values():
        _refuse_changed(connection, writer.who, entry, change, passed)
    changes = []
    for change in reversed(kept):
        table = metadata.tables[change.table]
        row = current(connection, table, change.record)
        if change.before is None:
            refuse_written_in(connection, table, change.record)
        elif "voided_on" in change.before:
            refuse_another_begun(connection, table, change.record)
            refuse_row_twice(connection, table, row)
            refuse_account_twice(connection, table, row)
        changes.append(turn_round(connection, change, row, writer.who, _day(at)))
    said = entry.details["said"]
    told = {"said": said, "reason": entry.details["reason"]}
    number = writer.append(connection, at, event, undoes=entry.number, **_about(changes, told))
    return Done(number, f"{'undone' if event is Event.UNDO else 'done again'}: {said}")


def _refuse_changed(connection: Connection, who: str, entry: Entry, change: Change, passed: Collection[int]) -> None:
    """Raise UndoRefused unless only this person, whose later acts are all taken back, touched the record since.

    A later one that was passed over is not taken back, and stands in the way as somebody else's does. Raises BadInput
    where the record was signed. `change` is the last one of it in `entry`; a version the journal knows nothing of comes
    from an extract.
    """
    table = metadata.tables[change.table]
    row = current(connection, table, change.record)
    refuse_signed(connection, table, row)
    since = list(touching(connection, change.table, change.record, after=entry.number))
    other = next((later for later, _ in since if later.who != who or later.number in passed), None)
    last = since[0][1] if since else change
    if other is None and row["version"] == last.version:
        return
    whom, when = (other.who, other.at) if other else ("", None)
    left = with_words(connection, table, change.record, change.after)
    kind, found = RecordKind(change.table), tuple(_differences(left, row))
    raise UndoRefused(kind, change.record, row["version"], whom, when, found, change.child)


def _conflict(connection: Connection, edit: Edit, record: int, row: Mapping[str, Any]) -> Conflict:
    """What this person wanted or saw beside what is there, and who made it so, where the journal knows."""
    touched = touching(connection, edit.kind, record)  # newest first, and versions only rise
    later = list(takewhile(lambda found: found[1].version > edit.version, touched))
    mine: dict[str, Any] = {}
    for _, change in later:  # newest first: what stands at the end is what was there when this person looked
        mine.update(change.before or {})
    mine = with_words(connection, table_of(edit), record, mine) | dict(edit.values)
    latest = later[0] if later and later[0][1].version == row["version"] else None
    who, at = (latest[0].who, latest[0].at) if latest else ("", None)
    found = tuple(_differences(mine, row))
    return Conflict(edit.kind, record, row["version"], who, at, found, edit.child)


def _differences(mine: Mapping[str, Any], row: Mapping[str, Any]) -> list[Difference]:
    return [Difference(name, value, row[name]) for name, value in mine.items() if row[name] != value]


def _about(changes: Sequence[Change], told: Mapping[str, str]) -> dict[str, Any]:
    """The child and the details of an entry."""
    concerned = sorted({change.child for change in changes if change.child is not None})
    details: dict[str, Any] = {**told, "changes": [change.as_json() for change in changes]}
    if len(concerned) > 1:
        details["children"] = concerned
    return {"child": concerned[0] if len(concerned) == 1 else None, "details": details}


def _day(at: datetime) -> date:
    """The day it is for the person at this moment: a typed value is dated by it, as extracts are by theirs."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone().date()
