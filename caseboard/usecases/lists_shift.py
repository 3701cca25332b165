"""The list of the shift: its keys, and its rows as an interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from caseboard.domain.counters import Row, Scope
from caseboard.domain.filters import Filter
from caseboard.domain.rows import ActionRow, BoardRow, ChildRow, EnquiryRow, PlanRow, ReferralRow
from caseboard.domain.shift_rows import ShiftRow, breaks_so
from caseboard.domain.shift_words import Breaks, Group
from caseboard.usecases.lists import Listing
from caseboard.usecases.needs import Needs
from caseboard.usecases.viewing import View

_OF_BOARD = (BoardRow, PlanRow, ChildRow, ActionRow, ReferralRow, EnquiryRow)


def shift_rows(view: View, scope: Scope, wanted: Filter) -> Iterable[ShiftRow]:
    """Every row of the shift in view, group after group; empty where the view was read without its shift."""
    rows = view.told.shift.rows if view.told else ()
    return (row for row in rows if scope.holds(row.case) and wanted.passes(_filtered(row)))


def _filtered(row: ShiftRow) -> Row:
    """What a filter reads: the board's own row. Of a flag or a decided referral it asks the case alone."""
    return row.source if isinstance(row.source, _OF_BOARD) else cast(Row, row)


def _states() -> Mapping[str, Callable[[ShiftRow], bool]]:
    def of_group(group: Group) -> Callable[[ShiftRow], bool]:
        return lambda row: row.group is group

    def breaking(breaks: Breaks) -> Callable[[ShiftRow], bool]:
        return lambda row: breaks_so(row, breaks)

    return {**{g.value: of_group(g) for g in Group}, **{b.value: breaking(b) for b in Breaks}}


SHIFT: Listing[ShiftRow] = Listing(
    needs=Needs.SHIFT,
    columns={
        "group": lambda r: r.group.value,
        "child_id": lambda r: r.case.child_id,
        "child": lambda r: r.case.child,
        "team": lambda r: r.case.team,
        "worker": lambda r: r.case.worker,
        "what": lambda r: r.what,
        "due": lambda r: r.due,
        "left": lambda r: r.left,
        "unit": lambda r: r.unit.value if r.unit else None,
        "state": lambda r: r.state.value if r.state else None,
        "breaks": lambda r: r.breaks.value if r.breaks else None,
        "immediate": lambda r: r.case.immediate,
        "grave": lambda r: r.grave,
        "kind": lambda r: r.kind.value if r.kind else None,
        "note": lambda r: r.note or None,
        "born": lambda r: r.case.born,
        "age": lambda r: r.case.age,
    },
    short=("group", "state", "left", "unit", "due", "child", "child_id", "worker", "team", "what"),
    states=_states(),
    rows=shift_rows,
)
