"""The session sheet of a worker: what to go through, what was recorded so far, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseboard.domain.agenda import AgendaCase, make_agenda
from caseboard.domain.cases import ActionFacts
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.supervision import SessionFacts, SessionRecord
from caseboard.usecases.ports import Records
from caseboard.usecases.viewing import View


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one worker as at a date."""

    worker: Worker
    as_at: date
    record: SessionRecord | None
    """The session that goes on: the last one, while nobody has signed it. None: the first case saved begins one."""
    last: SessionFacts | None
    """The session before it."""
    agenda: tuple[AgendaCase, ...]

    def case_of(self, child: int) -> AgendaCase | None:
        """The case of the child by the database's number; None where it is not on the agenda."""
        return next((case for case in self.agenda if case.case.child_pk == child), None)

    def is_done(self, child: int) -> bool:
        """Whether the child has a note in this session, or it is said why not."""
        return self.record is not None and (child in self.record.notes or child in self.record.not_discussed)

    def missing(self) -> tuple[AgendaCase, ...]:
        """The cases that stand in the way of signing: neither discussed nor said why not.

        Left out are cases covered for somebody else, and those the worker was only given after the session.
        """
        held = self.record.session.held_on if self.record else self.as_at
        return tuple(
            case
            for case in self.agenda
            if not case.covered_for and _begun(case) <= held and not self.is_done(case.case.child_pk)
        )


def read_sheet(view: View, records: Records, worker: int) -> Sheet:
    """The sheet of the worker (the database's number) as at the view's date.

    Raises BadInput where there is no such worker, StoreError.
    """
    of = view.snapshot.facts.workers.get(worker)
    if of is None:
        raise BadInput("this worker is not in the database any more: read the board again")
    held = [s for s in records.sessions(date.min, worker=worker) if s.held_on <= view.as_at]
    record = records.session(held[-1].id) if held and not held[-1].signed else None
    before = held[:-1] if record else held
    last = before[-1] if before else None
    recorded = {*record.notes, *record.not_discussed} if record else ()
    left_out = _left_out(records, last)
    agenda = make_agenda(view.board, view.snapshot, worker, left_out=left_out, recorded=recorded)
    return Sheet(of, view.as_at, record, last, agenda)


def to_handle(snapshot: Snapshot, sheet: Sheet, child: int, held_on: date) -> dict[int, ActionFacts]:
    """The child's actions of last time, by number, that were neither closed nor carried in this session.

    Those are what was open before the session held on `held_on`, whoever agreed it and wherever.
    """
    session = sheet.record.session.id if sheet.record else None
    return {
        a.id: a
        for a in snapshot.actions.get(child, ())
        if a.done_on is None
        and a.agreed_on <= held_on
        and not (session is not None and a.session == session)
        and not (session is not None and any(c.session == session for c in a.carries))
    }


def _left_out(records: Records, last: SessionFacts | None) -> Mapping[int, str]:
    record = records.session(last.id) if last else None
    return {child: row.why for child, row in record.not_discussed.items()} if record else {}


def _begun(case: AgendaCase) -> date:
    """Since when the case, or the first of its actions, is the worker's; the beginning of time where not known."""
    if case.child is None:
        return min((action.agreed_on for action in case.actions), default=date.min)
    return case.case.allocated or date.min
