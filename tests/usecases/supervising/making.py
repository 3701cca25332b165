"""What the tests of sessions share: a worker with two cases, one of them with actions, and their sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from caseboard.domain.agenda import make_agenda
from caseboard.domain.cases import ActionFacts, Allocation, Carry
from caseboard.domain.notes import Part
from caseboard.domain.people import Absence, Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.supervision import NotDiscussed, NoteFacts, SessionFacts, SessionRecord, WorkerSheet
from caseboard.usecases.supervising.record import Held, Recording
from caseboard.usecases.supervising.sheet import Sheet
from tests.domain.making import assessment, board, on, snapshot
from tests.usecases.working.making import TODAY

AT = datetime(2009, 9, 28, 15, 30)
HELD = Held(on("2009-09-25"), on("2009-10-23"))
UPDATE = Part("Update since last time", "Mother kept both appointments.")
PEOPLE = {
    1: Worker(1, "Rachel Walsh", 2, active_from=on("2008-01-07"), version=3),
    2: Worker(2, "Joseph Osei", 3),
    3: Worker(3, "Ann Leaver", 3, active_to=on("2009-08-31")),
}
VISIT = ActionFacts(
    11, 1, on("2009-08-28"), "home visit", 1, on("2009-09-11"), None, version=2,
    carries=(Carry(on("2009-09-11"), on("2009-09-18"), None, 5),),
)  # fmt: skip
RING = ActionFacts(12, 1, on("2009-08-28"), "ring the school", 2, on("2009-10-02"), None)
DONE = ActionFacts(13, 1, on("2009-08-28"), "write", 1, on("2009-09-04"), on("2009-09-03"))
LATER = ActionFacts(14, 1, on("2009-09-26"), "ask the nurse", None, on("2009-10-09"), None, "school nurse")
ACTIONS = (VISIT, RING, DONE, LATER)
BEFORE = SessionFacts(7, 1, "amin", on("2009-08-28"), on("2009-08-31"), on("2009-09-25"), "RA", AT, "RW", AT)
RUNNING = SessionFacts(8, 1, "amin", on("2009-09-25"), on("2009-09-25"), on("2009-10-23"), version=4)
NOTE = NoteFacts(21, 1, 8, 1, "amin", on("2009-09-25"), on("2009-09-25"), "# Update since last time\nSeen.", 2)
LEFT_OUT = NotDiscussed(31, 2, "no time", 3)
WRITTEN = WorkerSheet(41, "leave in October", 5)


def council(*actions: ActionFacts, absences: Sequence[Absence] = ()) -> Snapshot:
    """Children 1 and 2 are Rachel Walsh's, child 3 is Joseph Osei's; `actions` instead of the usual ones."""
    cases = [assessment(pk, child=pk, episode=pk, child_seen=on("2009-09-03")) for pk in (1, 2, 3)]
    held = [Allocation(1 if pk < 3 else 2, 2, on("2009-09-01"), None, episode=pk) for pk in (1, 2, 3)]
    shot = snapshot(*cases, allocations=held, actions=actions or ACTIONS, workers=PEOPLE)
    return Snapshot(replace(shot.facts, absences=absences), shot.rules)


def sheet_of(
    shot: Snapshot,
    record: SessionRecord | None = None,
    *,
    worker: int = 1,
    last: SessionFacts | None = BEFORE,
    day: date = TODAY,
) -> Sheet:
    """The sheet of the worker; no session goes on unless one is given."""
    return Sheet(PEOPLE[worker], day, record, last, make_agenda(board(shot, day), shot, worker))


def going_on(
    *notes: NoteFacts, left_out: tuple[NotDiscussed, ...] = (), sheet: WorkerSheet | None = None
) -> SessionRecord:
    """The session that goes on, with what is recorded in it."""
    return SessionRecord(RUNNING, {n.child: n for n in notes}, {row.child: row for row in left_out}, sheet)


def recording(held: Held = HELD, *parts: Part) -> Recording:
    """A note without any action."""
    return Recording(held, parts or (UPDATE,))
