"""Opening one case: who the child is, every clock explained, and the timeline; the journal keeps that it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from caseboard.domain.board import read_case
from caseboard.domain.clocks import State
from caseboard.domain.errors import BadInput
from caseboard.domain.happenings import Happening
from caseboard.domain.journal import Entry, Event
from caseboard.domain.rows import Case, ChildRow, PlanRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.timeline import timeline
from caseboard.domain.voiding import Standing
from caseboard.usecases.explaining import ExplainedClock, explain_child
from caseboard.usecases.ports import Records
from caseboard.usecases.reference import rules_from

_WORST = (State.OVER, State.DUE_TODAY, State.CLOSE, State.UNKNOWN, State.ON_TRACK)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One child's case as at one date."""

    as_at: date
    snapshot: Snapshot
    """The child's facts alone, finished work included, with the rules they are read by."""
    entries: Sequence[Entry]
    """What the journal has on the child."""
    case: Case
    discussed: ChildRow | None
    """When the child was last discussed and is to be; None where no assessment or plan is open."""
    plans: Sequence[PlanRow]
    """The child protection plans open on the date."""
    running: Sequence[ExplainedClock]
    """Clocks that had not stopped, worst first."""
    happenings: Sequence[Happening]
    """The timeline, newest first."""
    standing: Sequence[Standing] = ()
    """The records of it a person may want to void, the latest first."""


def open_case(records: Records, child_id: str, day: date, at: datetime) -> CaseFile:
    """The case of the child with record number `child_id` as at `day`, looked at at the moment `at` (UTC).

    The look is entered in the journal before anything is handed out. Raises BadInput where there is no such child,
    StoreError.
    """
    facts = records.facts_of_child(child_id)
    child = next((c for c in facts.children.values() if c.child_id == child_id), None) if facts else None
    if facts is None or child is None:
        raise BadInput("no child in this database has that record number any more: go back and read the list again")
    records.note(Event.VIEW, at, child=child.id, about="case")
    snapshot = Snapshot(facts, rules_from(records.settings_document()))
    read = _read(snapshot, child.id, records.journal(child_id=child_id), day)
    return replace(read, standing=records.standing_of(child.id))


def as_at(file: CaseFile, day: date) -> CaseFile:
    """The same case as at another day: arithmetic on what was read, no second look."""
    return replace(_read(file.snapshot, file.case.child_pk, file.entries, day), standing=file.standing)


def _read(snapshot: Snapshot, child: int, entries: Sequence[Entry], day: date) -> CaseFile:
    case, discussed, plans = read_case(snapshot, child, day)
    running = sorted((c for c in explain_child(snapshot, day) if not c.stopped), key=_urgency)
    happenings = timeline(snapshot, child, day, entries)
    return CaseFile(day, snapshot, entries, case, discussed, plans, running, happenings)


def _urgency(explained: ExplainedClock) -> tuple[int, int]:
    clock = explained.clock
    return (_WORST.index(clock.state), clock.left or 0)
