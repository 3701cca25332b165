"""The workers and teams read on the board's date: what each holds, against which hours, who is away and who covers, and
what needs somebody's attention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from caseboard.domain.calendar import WorkingCalendar
from caseboard.domain.caseload import Caseload, check_due, hours_for_cases, load, read_caseloads
from caseboard.domain.people import Absence, Team, Worker, team_and_below
from caseboard.domain.rows import Board
from caseboard.domain.sessions import WorkerSessions
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.worker_rows import Away, Concern, TeamRow, WorkerRow

SOON = 5
"""Working days ahead in which an absence without cover, or a last day, needs attention: as many as in the counter
"Next 5 days".
"""
_RANK = {concern: rank for rank, concern in enumerate(Concern)}


def read_workers(
    board: Board, snapshot: Snapshot, sessions: Mapping[int, WorkerSessions] | None = None, *, leavers: bool = False
) -> list[WorkerRow]:
    """The workers who are not gone on the board's date or still hold something; with `leavers` everybody.

    What needs attention comes first, of what is alike the highest load; who left with nothing comes last. That no check
    is recorded needs attention only where some are. `sessions`: each worker's supervision, by id, where it was read.
    """
    facts, day = snapshot.facts, board.as_at
    weights = snapshot.rules.settings.weights
    caseloads = read_caseloads(board, weights)
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in facts.absences:
        absences[absence.worker].append(absence)
    supervised = sessions or {}
    checks_kept = any(worker.checked_on for worker in facts.workers.values())
    rows = []
    for worker in facts.workers.values():
        held = caseloads.get(worker.id, Caseload())
        if worker.has_left(day) and not held.children and not leavers:
            continue
        hours = hours_for_cases(worker, weights, day)
        team = facts.teams.get(worker.team) if worker.team is not None else None
        away, ahead = away_on(worker, facts.workers, absences, day), _ahead(worker, facts.workers, absences, day)
        percent = load(held.weight, hours)
        row = WorkerRow(worker, team.name if team else None, held, hours, percent, check_due(worker), away, ahead)
        found = _concerns(row, day, snapshot.rules.calendar)
        concerns = tuple(c for c in found if checks_kept or c is not Concern.NO_CHECK)
        rows.append(replace(row, sessions=supervised.get(worker.id, row.sessions), concerns=concerns))
    return sorted(rows, key=lambda row: _urgency(row, day))


def read_teams(rows: Sequence[WorkerRow], teams: Mapping[int, Team], day: date) -> list[TeamRow]:
    """Every team after the one above it, by name, with the figures of its workers and those of the teams below it."""
    found = []
    for team, depth in _in_order(teams):
        inside = team_and_below(teams, team.id)
        found.append(_team_row(team, depth, [row for row in rows if row.worker.team in inside], day))
    return found


def away_on(
    worker: Worker, workers: Mapping[int, Worker], absences: Mapping[int, Sequence[Absence]], day: date
) -> Away | None:
    """The worker's absence on `day` with who covers it, None while they are at work. `absences`: by worker."""
    current = next((a for a in absences.get(worker.id, ()) if a.holds_on(day)), None)
    return _away(current, workers, absences, day) if current else None


def _ahead(
    worker: Worker, workers: Mapping[int, Worker], absences: Mapping[int, Sequence[Absence]], day: date
) -> Away | None:
    """The next absence to begin."""
    coming = (a for a in absences.get(worker.id, ()) if a.starts_on > day)
    first = min(coming, key=lambda a: a.starts_on, default=None)
    return _away(first, workers, absences, first.starts_on) if first else None


def _away(
    absence: Absence, workers: Mapping[int, Worker], absences: Mapping[int, Sequence[Absence]], day: date
) -> Away:
    """Whether who covers is at work on `day`."""
    cover = workers.get(absence.cover) if absence.cover is not None else None
    busy = cover is not None and any(a.holds_on(day) for a in absences.get(cover.id, ()))
    return Away(absence, cover, cover is not None and cover.in_post(day) and not busy)


def _concerns(row: WorkerRow, day: date, calendar: WorkingCalendar) -> Iterator[Concern]:
    """What needs attention. Of one who left only that they still hold cases."""
    worker, holds = row.worker, row.held.children > 0
    if worker.has_left(day):
        if holds:
            yield Concern.LEFT
        return
    if row.away and not row.away.covered and holds:
        yield Concern.AWAY
    if holds and not worker.in_post(day):
        yield Concern.NOT_BEGUN
    if row.load > 100:
        yield Concern.OVERLOADED
    if row.check_due is not None and row.check_due < day:
        yield Concern.CHECK_OVERDUE
    if row.ahead and not row.ahead.covered and holds and _is_soon(row.ahead.absence.starts_on, day, calendar):
        yield Concern.COVER_NEEDED
    if worker.active_to is not None and holds and _is_soon(worker.active_to, day, calendar):
        yield Concern.LEAVING
    if row.check_due is None:
        yield Concern.NO_CHECK


def _is_soon(event: date, day: date, calendar: WorkingCalendar) -> bool:
    until = calendar.elapsed(day, event)
    return until is not None and until <= SOON


def _urgency(row: WorkerRow, day: date) -> tuple[object, ...]:
    rank = _RANK[row.concerns[0]] if row.concerns else len(_RANK) + row.worker.has_left(day)
    return rank, -row.load, (row.team or "").casefold(), row.worker.name.casefold(), row.worker.id


def _in_order(teams: Mapping[int, Team]) -> list[tuple[Team, int]]:
    """Every team with how many are above it. Teams that stand in a loop, a fault in the data, come at the top."""
    below: dict[int | None, list[Team]] = defaultdict(list)
    for team in sorted(teams.values(), key=lambda t: (t.name.casefold(), t.id)):
        below[team.parent if team.parent in teams else None].append(team)
    found: dict[int, tuple[Team, int]] = {}

    def walk(team: Team, depth: int) -> None:
        if team.id not in found:
            found[team.id] = (team, depth)
            for under in below[team.id]:
                walk(under, depth + 1)

    for team in [*below[None], *teams.values()]:
        walk(team, 0)
    return list(found.values())


def _team_row(team: Team, depth: int, rows: Sequence[WorkerRow], day: date) -> TeamRow:
    here = [row for row in rows if row.worker.in_post(day)]
    hours, weight = sum(row.hours for row in here), sum(row.held.weight for row in rows)
    found = [concern for row in rows for concern in row.concerns]
    return TeamRow(
        team,
        depth,
        len(here),
        sum(row.away is not None for row in here),
        hours,
        weight,
        load(weight, hours) if hours else None,
        sum(row.held.over for row in rows),
        {concern: found.count(concern) for concern in Concern if concern in found},
    )
