"""What is recorded in a session: the note of a child with its actions, why one was not discussed, the worker's sheet.

Saving one case is one act, so that a note and its actions are there together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, Made, RecordKind, Value, Verb
from caseboard.domain.checking import ROWS, check_day, check_words, known
from caseboard.domain.notes import Part, format_note
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.text import clean_note
from caseboard.domain.words import plural
from caseboard.usecases.supervising.actions import Agreeing as Agreeing
from caseboard.usecases.supervising.actions import Carrying as Carrying
from caseboard.usecases.supervising.actions import Closing as Closing
from caseboard.usecases.supervising.actions import agreed, carried, closed
from caseboard.usecases.supervising.session import Held as Held
from caseboard.usecases.supervising.session import Opened, joined, open_session
from caseboard.usecases.supervising.session import change_session as change_session
from caseboard.usecases.supervising.sheet import Sheet, to_handle

LONGEST_NOTE = 50_000
"""Characters: ten pages of print, and far more than is said of one child."""
DECISION, RATIONALE = "Decision", "Rationale"
"""A note under both headings is not kept with the first alone: no rationale is what inspections find most."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What is typed of one case."""

    held: Held
    parts: tuple[Part, ...]
    closed: tuple[Closing, ...] = ()
    carried: tuple[Carrying, ...] = ()
    agreed: tuple[Agreeing, ...] = ()


def record_note(snapshot: Snapshot, sheet: Sheet, child: int, recording: Recording, today: date, who: str) -> Act:
    """Record that the child (the database's number) was discussed: the note, and every action of last time handled.

    Raises BadField for a field of `Held`, `Closing`, `Carrying` or `Agreeing`, "parts", "actions" or "rows".
    """
    held_on = recording.held.held_on
    _check_child(snapshot, sheet, child, held_on)
    opened = open_session(snapshot, sheet, recording.held, today, who)
    text = _checked_note(recording.parts)
    _check_handled(snapshot, sheet, child, recording)
    actions = _action_edits(snapshot, sheet, child, recording, opened, today)
    note = _note_edit(sheet, child, text, held_on, opened, today, who)
    if note.record is not None and not (note.values or actions or opened.first.values):
        raise BadField(ROWS, "nothing is different from what is recorded: write something first")
    left_out = _no_longer_left_out(sheet, child, today, who)
    edits = joined((opened.first, note, *actions, *left_out, *opened.more))
    counts = ((len(recording.closed), "closed"), (len(recording.carried), "carried"), (len(recording.agreed), "agreed"))
    told = [f"{plural(n, 'action')} {done}" for n, done in counts if n]
    return Act(Verb.SUPERVISE, edits, ", ".join(["case recorded", *told]))


def record_not_discussed(
    snapshot: Snapshot, sheet: Sheet, child: int, why: str, held: Held, today: date, who: str
) -> Act:
    """Record why the child was not discussed. Raises BadField ("why", "held_on", "next_on", "rows")."""
    _check_child(snapshot, sheet, child, held.held_on)
    opened = open_session(snapshot, sheet, held, today, who)
    reason = check_words("why", why, "why the case was not discussed")
    record = sheet.record
    if record and child in record.notes:
        raise BadField(ROWS, "the case is recorded as discussed in this session: change its note, or undo that")
    said = "case not discussed, with why"
    known_row = record.not_discussed.get(child) if record else None
    if known_row is not None:
        edit = Edit(RecordKind.NOT_DISCUSSED, {"why": reason}, known_row.id, known_row.version, child)
    else:
        values: dict[str, Value] = {"session": opened.number, "child": child, "why": reason}
        edit = Edit(RecordKind.NOT_DISCUSSED, values, child=child)
    return Act(Verb.NOT_DISCUSSED, joined((opened.first, edit, *opened.more)), said)


def write_sheet(snapshot: Snapshot, sheet: Sheet, text: str, held: Held, today: date, who: str) -> Act:
    """Write the worker's own record of the session, which is on no child's file.

    Raises BadField ("text", "held_on", "next_on", "rows").
    """
    opened = open_session(snapshot, sheet, held, today, who)
    words = _checked_length("text", clean_note(text).strip())
    if not words:
        raise BadField("text", "nothing is written on the worker's sheet: write something first")
    written = sheet.record.sheet if sheet.record else None
    if written is None:
        edit = Edit(RecordKind.WORKER_SHEET, {"session": opened.number, "text": words})
    else:
        edit = Edit(RecordKind.WORKER_SHEET, {"text": words}, written.id, written.version)
    return Act(Verb.WORKER_SHEET, joined((opened.first, edit, *opened.more)), "worker's own sheet written")


def _check_child(snapshot: Snapshot, sheet: Sheet, child: int, held_on: date) -> None:
    if sheet.case_of(child) is None and not sheet.is_done(child):
        raise BadField(ROWS, "this child is not on the worker's sheet any more: read it again")
    begun = [a.referred or a.started for a in snapshot.facts.assessments if a.child == child]
    begun += [p.started for p in snapshot.plans.get(child, ())]
    begun += [a.agreed_on for a in snapshot.actions.get(child, ())]
    first = min((day for day in begun if day), default=None)
    check_day("held_on", held_on, earliest=known((first, "the case began")), latest=[])


def _checked_note(parts: Iterable[Part]) -> str:
    told = {part.heading: part.text.strip() for part in parts}
    text = _checked_length("parts", format_note(parts))
    if not text:
        raise BadField("parts", "nothing is written: write what was discussed, or say why the case was not")
    if told.get(DECISION) and RATIONALE in told and not told[RATIONALE]:
        raise BadField("parts", f"the decision has no reason: write why under {RATIONALE}")
    return text


def _checked_length(name: str, text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise BadField(name, f"this has {len(text):,} characters: write it in no more than {LONGEST_NOTE:,}")
    return text


def _check_handled(snapshot: Snapshot, sheet: Sheet, child: int, recording: Recording) -> None:
    """Every action of last time is closed or carried, each once."""
    handled = [*(form.action for form in recording.closed), *(form.action for form in recording.carried)]
    of_child = {a.id for a in snapshot.actions.get(child, ())}
    if not of_child.issuperset(handled):
        raise BadField("actions", "an action is not there any more: read the sheet again")
    if len(set(handled)) < len(handled):
        raise BadField("actions", "an action is both closed and carried: do one of them")
    waiting = to_handle(snapshot, sheet, child, recording.held.held_on).keys() - handled
    if waiting:
        left = f"{plural(len(waiting), 'action')} of last time"
        raise BadField("actions", f"{left} not closed or carried: close or carry each before the case is discussed")


def _action_edits(
    snapshot: Snapshot, sheet: Sheet, child: int, recording: Recording, opened: Opened, today: date
) -> list[Edit]:
    by_id = {a.id: a for a in snapshot.actions.get(child, ())}
    held_on = recording.held.held_on
    edits = [closed(by_id[form.action], form, today) for form in recording.closed]
    for carrying in recording.carried:
        edits += carried(by_id[carrying.action], carrying, held_on, today, opened.number)
    note = sheet.record.notes.get(child) if sheet.record else None
    where: dict[str, Value] = {"session": opened.number, "supervision": note.id if note else Made(1)}
    return edits + [agreed(snapshot, child, form, held_on, today, where) for form in recording.agreed]


def _note_edit(sheet: Sheet, child: int, text: str, held_on: date, opened: Opened, today: date, who: str) -> Edit:
    """The note made, or changed in place: its text before stays in the database."""
    note = sheet.record.notes.get(child) if sheet.record else None
    if note is not None:
        return Edit(RecordKind.SUPERVISION, {} if note.text == text else {"note": text}, note.id, note.version, child)
    supervisor = sheet.record.session.supervisor if sheet.record else who
    values: dict[str, Value] = {"child": child, "session": opened.number, "worker": sheet.worker.id}
    values |= {"supervisor": supervisor, "held_on": held_on, "recorded_on": today, "note": text}
    return Edit(RecordKind.SUPERVISION, values, child=child)


def _no_longer_left_out(sheet: Sheet, child: int, today: date, who: str) -> list[Edit]:
    row = sheet.record.not_discussed.get(child) if sheet.record else None
    if row is None:
        return []
    void: dict[str, Value] = {"voided_on": today, "voided_by": who, "void_reason": "discussed after all"}
    return [Edit(RecordKind.NOT_DISCUSSED, void, row.id, row.version, child)]
