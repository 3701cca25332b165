"""The columns of the workers and of the teams, one declaration each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseboard.tui import people_figures as cell
from caseboard.tui.column import Column
from caseboard.tui.columns import ListOf, dated, folded, number
from caseboard.tui.figures import WORKER_WIDTH

LOAD: Column[Any] = Column(
    "load", "Load", cell.load, lambda r, s: r.load, 9, 2, grow=8, down_first=True, measure=cell.load_width
)

WORKERS: tuple[Column[Any], ...] = (
    Column("state", "State", cell.state, cell.urgency, 19, 0),
    Column("worker", "Worker", cell.name, lambda r, s: folded(r.worker.name), WORKER_WIDTH, 1, wish=18, grow=8),
    Column("team", "Team", cell.team, lambda r, s: folded(r.team), 12, 7, wish=18, grow=6),
    Column("grade", "Grade", cell.grade, lambda r, s: folded(r.worker.grade), 12, 9, wish=20, grow=16),
    Column("hours", "Hours", cell.hours, lambda r, s: r.worker.hours, 5, 8, right=True, down_first=True),
    number("children", "Children", lambda r: r.held.children, 3),
    number("assessments", "Assessments", lambda r: r.held.assessments, 11, short="Asmts"),
    number("plans", "Plans", lambda r: r.held.plans, 10),
    number("over", "Over", lambda r: r.held.over, 6),
    LOAD,
    Column("away", "Away", cell.away, lambda r, s: cell.away_date(r), 11, 4, measure=cell.away_width),
    Column("cover", "Cover", cell.cover, lambda r, s: cell.cover_name(r), WORKER_WIDTH, 5, wish=16, grow=6),
    Column("check", "Check due", cell.check, lambda r, s: r.check_due, 9, 6, measure=cell.check_width),
    dated("nqsw", "NQSW until", lambda r: r.worker.nqsw_until, 12, "quiet"),
    dated("from", "First day", lambda r: r.worker.active_from, 14, "quiet"),
    dated("to", "Last day", lambda r: r.worker.active_to, 13),
)

TEAMS: tuple[Column[Any], ...] = (
    Column("team", "Team", cell.team_name, lambda r, s: folded(r.team.name), 20, 0, wish=26, grow=6),
    number("workers", "Workers", lambda r: r.workers, 1),
    number("away", "Away", lambda r: r.away, 5),
    Column("hours", "Hours", cell.figure(lambda r: r.hours), lambda r, s: r.hours, 5, 6, right=True, down_first=True),
    Column("work", "Work", cell.figure(lambda r: r.weight), lambda r, s: r.weight, 5, 7, right=True, down_first=True),
    LOAD,
    number("over", "Over", lambda r: r.over, 4),
    Column("attention", "Needs attention", cell.attention, cell.worst, 18, 3, wish=60, grow=60),
)

ROLES: tuple[Column[Any], ...] = (
    Column("login", "Signs in as", cell.login, lambda r, s: folded(r.login), 16, 0, wish=24, grow=6),
    Column("role", "Role", cell.role, lambda r, s: r.rank, 15, 1),
    Column("managed", "Manages", cell.managed, lambda r, s: folded(r.teams), 20, 2, wish=40, grow=40),
)

LISTS: Mapping[str, ListOf] = {
    "workers": ListOf("Workers", WORKERS, lambda r: r.worker.id),
    "teams": ListOf("Teams", TEAMS, lambda r: r.team.id),
    "roles": ListOf("Roles", ROLES, lambda r: r.account.id),
}
