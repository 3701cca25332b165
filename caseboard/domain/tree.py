"""The team tree beside the board: each team and worker with how many assessments are late and due on the date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseboard.domain.clocks import State
from caseboard.domain.counters import EVERYTHING, Scope
from caseboard.domain.people import Team, team_and_below
from caseboard.domain.rows import Board, BoardRow


@dataclass(frozen=True, slots=True)
class Tally:
    """How many open assessments there are, and how many of them are over their limit or due on the date."""

    open: int = 0
    late: int = 0
    due: int = 0

    def with_row(self, row: BoardRow) -> Tally:
        """The tally with one more assessment in it."""
        return Tally(self.open + 1, self.late + (row.state is State.OVER), self.due + (row.state is State.DUE_TODAY))

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.open + other.open, self.late + other.late, self.due + other.due)


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree."""

    key: str
    """"all", "team:ID", "worker:TEAM:ID" or "nobody:TEAM": stable from one date to the next."""
    name: str
    scope: Scope
    tally: Tally
    children: tuple[Node, ...] = ()


_Tallies = dict[tuple[int | None, int | None], Tally]


def read_tree(board: Board, teams: Mapping[int, Team], council: str = "All teams") -> Node:
    """The tree of teams, in each the workers who hold open assessments and what belongs to nobody.

    The top line is everything, what no team holds included: a team's line, even the only one at the top, counts what
    `--team` with its name counts on the command line.
    """
    tallies, workers = _tallies(board)
    below: dict[int | None, list[Team]] = {}
    for team in sorted(teams.values(), key=lambda t: t.name.casefold()):
        below.setdefault(team.parent if team.parent in teams else None, []).append(team)
    tops = below.get(None, [])
    homeless = _people(None, tallies, workers)
    nodes = tuple(_team_node(t, teams, below, tallies, workers) for t in tops) + homeless
    return Node("all", council, EVERYTHING, _total(Tally(), nodes), nodes)


def _tallies(board: Board) -> tuple[_Tallies, dict[int, str]]:
    tallies: _Tallies = {}
    workers: dict[int, str] = {}
    for row in board.assessments:
        key = (row.case.team_pk, row.case.worker_pk)
        tallies[key] = tallies.get(key, Tally()).with_row(row)
        if row.case.worker_pk is not None and row.case.worker is not None:
            workers[row.case.worker_pk] = row.case.worker
    return tallies, workers


def _team_node(
    team: Team,
    teams: Mapping[int, Team],
    below: Mapping[int | None, list[Team]],
    tallies: _Tallies,
    workers: Mapping[int, str],
) -> Node:
    under = tuple(_team_node(t, teams, below, tallies, workers) for t in below.get(team.id, []))
    people = _people(team.id, tallies, workers)
    children = under + people
    return Node(
        f"team:{team.id}", team.name, Scope(team_and_below(teams, team.id)), _total(Tally(), children), children
    )


def _people(team: int | None, tallies: _Tallies, workers: Mapping[int, str]) -> tuple[Node, ...]:
    only = frozenset({team})
    holders = sorted(
        ((w, t) for (k, w), t in tallies.items() if k == team and w is not None), key=lambda p: workers[p[0]].casefold()
    )
    nodes = [Node(f"worker:{team}:{w}", workers[w], Scope(only, worker=w), tally) for w, tally in holders]
    nobody = tallies.get((team, None))
    if nobody:
        name = "unallocated" if team is not None else "no team, no worker"
        nodes.append(Node(f"nobody:{team}", name, Scope(only, unallocated=True), nobody))
    return tuple(nodes)


def _total(first: Tally, nodes: tuple[Node, ...]) -> Tally:
    return sum((node.tally for node in nodes), first)
