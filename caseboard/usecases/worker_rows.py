"""The workers as a list shows them: what each holds on the date, their absence and their supervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseboard.domain.caseload import Caseload, check_due, load, read_caseloads
from caseboard.domain.counters import Scope
from caseboard.domain.people import Absence, Worker, absence_of
from caseboard.domain.sessions import WorkerSessions
from caseboard.usecases.viewing import View


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker and what they hold on the date."""

    worker: Worker
    team: str | None
    open_assessments: int
    open_plans: int
    open_cases: int
    """Children among them, each counted once."""
    load: int
    """What they hold, weighted, in per cent of the hours they have for cases."""
    check_due: date | None
    """When the next criminal records check is due; None where none is recorded."""
    absence: Absence | None
    cover: str | None
    """Who covers the absence."""
    sessions: WorkerSessions
    """Their supervision."""


def worker_rows(view: View, scope: Scope) -> list[WorkerRow]:
    """Workers by team and name: those not gone on the date, and those who are and still hold something."""
    caseloads = read_caseloads(view.board, view.snapshot.rules.settings.weights)
    rows = []
    for worker in view.snapshot.facts.workers.values():
        if scope.teams is not None and worker.team not in scope.teams:
            continue
        caseload = caseloads.get(worker.id)
        if caseload or not worker.has_left(view.as_at):
            rows.append(_worker(view, worker, caseload or Caseload()))
    return sorted(rows, key=lambda r: ((r.team or "").casefold(), r.worker.name.casefold(), r.worker.id))


def _worker(view: View, worker: Worker, held: Caseload) -> WorkerRow:
    facts = view.snapshot.facts
    team = facts.teams.get(worker.team) if worker.team is not None else None
    absence = absence_of(facts.absences, worker.id, view.as_at)
    cover = facts.workers.get(absence.cover) if absence and absence.cover is not None else None
    return WorkerRow(
        worker,
        team.name if team else None,
        held.assessments,
        held.plans,
        held.children,
        load(held, worker, view.snapshot.rules.settings.weights, view.as_at),
        check_due(worker),
        absence,
        cover.name if cover else None,
        view.sessions.get(worker.id, WorkerSessions()),
    )
