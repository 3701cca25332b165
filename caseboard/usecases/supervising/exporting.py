"""Supervision on its way to paper: the journal tells of every child's record first, and its end stands on each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.domain.notes import parse_note
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.supervision import SessionFacts, SessionRecord
from caseboard.domain.words import long_date, plural
from caseboard.usecases.ports import Records
from caseboard.usecases.reference import rules_from
from caseboard.usecases.supervising.printed import PrintedRecord, PrintedSession, Printout
from caseboard.usecases.supervising.printing import print_not_discussed, print_note, standing_of

_EVERY_NOTE = 10_000
_SHEET = ", with the worker's own sheet"


@dataclass(frozen=True, slots=True)
class Printing:
    """How something is printed: by whom and when (`at`, with its zone), in which format, with numbers for names."""

    who: str
    at: datetime
    form: str
    numbers: bool = False


def print_child(records: Records, child_id: str, how: Printing, *, held_on: date | None = None) -> Printout:
    """The supervision records of the child with record number `child_id`, first held first; or the one of a date.

    Raises BadInput where there is no such child or record, StoreError also where the journal is not whole.
    """
    facts = records.facts_of_child(child_id)
    if facts is None:
        raise BadInput("no child in this database has that record number: check it, or see caseboard list board")
    (child,) = facts.children.values()
    snapshot = Snapshot(facts, rules_from(records.settings_document()))
    held = records.notes(child.id, limit=_EVERY_NOTE)
    notes = [note for note in reversed(held) if held_on in (None, note.held_on)]
    if not notes:
        when = f" on {long_date(held_on)}" if held_on else ""
        raise BadInput(f"no supervision of this child{when} is recorded: see caseboard list supervision")
    sessions = {number: records.session(number) for number in {n.session for n in notes if n.session is not None}}
    printed = []
    for note in notes:
        record = sessions.get(note.session) if note.session is not None else None
        printed.append(print_note(snapshot, note, record.session if record else None, numbers=how.numbers))
    records.note(Event.EXPORT, how.at, child=child.id, about=f"{plural(len(notes), 'supervision record')}, {how.form}")
    return Printout(tuple(printed), records.verify_journal(), how.at, how.who, how.numbers)


def print_session(records: Records, number: int, how: Printing, *, with_sheet: bool = False) -> Printout:
    """A session with the record of each of its children; the worker's own sheet only `with_sheet`.

    Raises BadInput where there is no session of that number, StoreError also where the journal is not whole.
    """
    whole = records.session(number)
    if whole is None:
        raise BadInput(f"no session has the number {number}: name the worker instead")
    session, children = whole.session, [*whole.notes, *whole.not_discussed]
    about = f"supervision session {number}, {how.form}"
    rules = rules_from(records.settings_document())
    nobodys = Snapshot(records.facts(session.held_on), rules)
    printed = []
    for child, child_id in records.record_numbers(children).items():
        facts = records.facts_of_child(child_id)
        assert facts is not None, "a child is never deleted"
        printed.append(_record(Snapshot(facts, rules), whole, child, how.numbers))
        records.note(Event.EXPORT, how.at, child=child, about=about)
    sheet = whole.sheet if with_sheet else None
    records.note(Event.EXPORT, how.at, about=f"{about}{_SHEET if sheet else ''}")
    return Printout(
        tuple(sorted(printed, key=lambda r: (r.not_discussed is not None, r.child.casefold(), r.child_id))),
        records.verify_journal(),
        how.at,
        how.who,
        how.numbers,
        PrintedSession(standing_of(nobodys, session), session.next_on, parse_note(sheet.text) if sheet else None),
    )


def last_session(records: Records, worker: int, held_on: date | None = None) -> SessionFacts:
    """The session of the worker (the database's number) held last, or the one of a date. Raises BadInput for none."""
    held = [s for s in records.sessions(held_on or date.min, worker=worker) if held_on in (None, s.held_on)]
    if not held:
        when = f" on {long_date(held_on)}" if held_on else ""
        raise BadInput(f"no supervision session of this worker{when} is recorded")
    return held[-1]


def _record(snapshot: Snapshot, whole: SessionRecord, child: int, numbers: bool) -> PrintedRecord:
    if child in whole.notes:
        return print_note(snapshot, whole.notes[child], whole.session, numbers=numbers)
    return print_not_discussed(snapshot, whole.not_discussed[child], whole.session, numbers=numbers)
