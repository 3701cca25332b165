"""Each worker's supervision sessions: the last, the next as agreed, when one is due, and how many were kept to.

A session agreed for a day was *kept* when the next one was held on that day or before it. The share counts the sessions
agreed for days of the twelve months before the date in view; today's is not missed yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseboard.domain.calendar import add_months
from caseboard.domain.clocks import due_date
from caseboard.domain.people import Worker
from caseboard.domain.settings import Rules
from caseboard.domain.standards import Limit
from caseboard.domain.supervision import SessionFacts

YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class WorkerSessions:
    """One worker's supervision on the date."""

    last: date | None = None
    """When the last session was held."""
    next: date | None = None
    """The next as it was agreed in the last; before the date in view it was missed."""
    due: date | None = None
    """The last day to hold the next one; None for who has neither had one nor a first day in post."""
    kept: int = 0
    planned: int = 0
    """Of how many: none of none is no share."""

    @property
    def share(self) -> float | None:
        """Sessions kept in per cent of those agreed; None where none was agreed."""
        return 100 * self.kept / self.planned if self.planned else None

    def overdue(self, day: date) -> bool:
        """Whether a session should have been held before `day`."""
        return self.due is not None and self.due < day

    def missed(self, day: date) -> bool:
        """Whether the next one agreed was to be before `day`."""
        return self.next is not None and self.next < day


def read_worker_sessions(
    sessions: Iterable[SessionFacts], workers: Iterable[Worker], day: date, rules: Rules
) -> dict[int, WorkerSessions]:
    """The supervision of each worker as at `day`, by the worker's id. `sessions` in any order, later ones left out."""
    held: dict[int, list[SessionFacts]] = defaultdict(list)
    for session in sorted(sessions, key=lambda s: (s.held_on, s.id)):
        if session.held_on <= day:
            held[session.worker].append(session)
    return {worker.id: _of_worker(worker, held.get(worker.id, ()), day, rules) for worker in workers}


def session_interval(worker: Worker, start: date, rules: Rules) -> Limit:
    """How long after a session held on `start`, or the first day in post, the next is due."""
    every = rules.settings.supervision.sessions
    if worker.nqsw_until is None or start > worker.nqsw_until:
        return every.every
    begun = add_months(worker.nqsw_until, -YEAR_MONTHS) + timedelta(days=1)
    for interval, lasts in ((every.nqsw_first, every.nqsw_first_for), (every.nqsw, every.nqsw_for)):
        until = due_date(begun, lasts, rules)
        if until is not None and start < until:
            return interval
    return every.every


def _of_worker(worker: Worker, held: Sequence[SessionFacts], day: date, rules: Rules) -> WorkerSessions:
    last = held[-1] if held else None
    start = last.held_on if last else worker.active_from
    due = due_date(start, session_interval(worker, start, rules), rules) if start and not worker.has_left(day) else None
    kept, planned = _kept(held, day)
    return WorkerSessions(last.held_on if last else None, last.next_on if last else None, due, kept, planned)


def _kept(held: Sequence[SessionFacts], day: date) -> tuple[int, int]:
    since, kept, planned = add_months(day, -YEAR_MONTHS), 0, 0
    for place, session in enumerate(held):
        if session.next_on is not None and since <= session.next_on < day:
            planned += 1
            kept += place + 1 < len(held) and held[place + 1].held_on <= session.next_on
    return kept, planned
