"""`list dates`: every deadline of any kind, with the keys of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from caseboard.domain.clocks import State
from caseboard.domain.counters import Scope
from caseboard.domain.deadline_rows import Deadline
from caseboard.domain.deadlines import read_deadlines
from caseboard.domain.filters import Filter
from caseboard.usecases.lists import Listing
from caseboard.usecases.needs import Needs
from caseboard.usecases.viewing import View


def deadlines_of(view: View, scope: Scope, wanted: Filter) -> Iterator[Deadline]:
    """The deadlines in view, in the order of the screen; `view` with the workers' sessions."""
    every = read_deadlines(view.board, view.snapshot, view.sessions)
    return (each for each in every if scope.holds(each.case) and wanted.passes(each))


def _in_state(state: State) -> Callable[[Deadline], bool]:
    return lambda row: row.state is state


DATES: Listing[Deadline] = Listing(
    needs=Needs.SESSIONS,
    columns={
        "kind": lambda r: r.kind.value,
        "day": lambda r: r.day,
        "key": lambda r: r.key,
        "child_id": lambda r: r.case.child_id or None,
        "child": lambda r: r.case.child or None,
        "team": lambda r: r.case.team,
        "worker": lambda r: r.case.worker,
        "what": lambda r: r.what,
        "state": lambda r: r.state.value,
        "left": lambda r: r.left,
        "unit": lambda r: r.unit.value,
        "wrote": lambda r: r.wrote or None,
        "immediate": lambda r: r.case.immediate,
    },
    short=("day", "state", "left", "unit", "what", "child", "child_id", "worker", "team"),
    states={state.value: _in_state(state) for state in State},
    rows=deadlines_of,
)
