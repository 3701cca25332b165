"""The start of a shift: since when it reckons, what it is told, and what changed since by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from caseboard.domain.board import read_board
from caseboard.domain.changes import Changes, read_changes
from caseboard.domain.counters import EVERYTHING, Counted, Scope, count_board
from caseboard.domain.handovers import Handover, last_acknowledged, shift_since, waiting_handover
from caseboard.domain.settings import Rules
from caseboard.domain.shift import cases_on, read_shift
from caseboard.domain.shift_rows import Shift
from caseboard.domain.work import Work, read_work
from caseboard.usecases.ports import Records
from caseboard.usecases.viewing import View, collector_at_rest, load_snapshot, view_board

HANDOVERS = 400
"""How many hand-overs are read: two a working day for most of a year back."""


@dataclass(frozen=True, slots=True)
class ShiftTold:
    """The shift of a view's date."""

    shift: Shift
    taken: Handover | None
    """The hand-over acknowledged last; None where none counts (see `handovers.shift_since`)."""
    waiting: Handover | None
    """The note that nobody has acknowledged."""
    changes: Changes | None = None
    """Since the last shift; None until `compare_shift` read it."""
    counted_then: Counted | None = None
    """What the counters counted as at the last shift."""
    work: Sequence[Work] = ()
    """Who did what since; empty until `with_work` read it."""


def since_of(handovers: Iterable[Handover], day: date, rules: Rules) -> date:
    """The date the shift on `day` reckons from."""
    return shift_since(last_acknowledged(handovers, day), rules.calendar.previous_working_day(day), day)


def with_shift(view: View, handovers: Sequence[Handover]) -> View:
    """The same view with its shift, not compared. Pure arithmetic, no query.

    The snapshot should reach back to the shift's `since` (see `viewing.reaches`).
    """
    day, rules = view.as_at, view.snapshot.rules
    since = since_of(handovers, day, rules)
    taken = last_acknowledged(handovers, day)
    counts = taken is not None and taken.acknowledged_on == since
    with collector_at_rest():
        shift = read_shift(view.board, view.snapshot, since)
    return replace(view, told=ShiftTold(shift, taken if counts else None, waiting_handover(handovers, day)))


def compare_shift(view: View) -> View:
    """The same view with what is new since the last shift. Reads the board a second time, as at that date."""
    told = view.told
    if told is None:
        return view
    with collector_at_rest():
        then = read_board(view.snapshot, told.shift.since)
        before = read_shift(then, view.snapshot, told.shift.since)
        changes = read_changes(told.shift, before, view.snapshot)
        return replace(view, told=replace(told, changes=changes, counted_then=count_board(then)))


def with_work(view: View, records: Records) -> View:
    """The same view with who did what since the last shift, as the journal has it. Raises StoreError."""
    told = view.told
    if told is None:
        return view
    work = read_work(records.journal(since=_moment(told)), view.as_at)
    return replace(view, told=replace(told, work=work))


def load_shift(records: Records, day: date, *, compared: bool = False) -> View:
    """The board of `day` with its shift; `compared` with what is new since the last. Raises StoreError or BadInput."""
    handovers = records.handovers(limit=HANDOVERS)
    # A hand-over counts for weeks: only where one does must more be read than the board itself needs.
    taken = last_acknowledged(handovers, day)
    snapshot = load_snapshot(records, day, shift_since(taken, day, day))
    view = with_shift(view_board(snapshot, day, compared=compared), handovers)
    return with_work(compare_shift(view), records) if compared else view


def work_in(view: View, scope: Scope) -> list[Work]:
    """Who did what to the cases in `scope`: acts on no child of it are left out, unless the whole council is meant."""
    work = view.told.work if view.told else ()
    if scope == EVERYTHING:
        return list(work)
    inside = {child for child, case in cases_on(view.board).items() if scope.holds(case)}
    kept = (replace(each, acts=tuple(act for act in each.acts if act & inside)) for each in work)
    return [each for each in kept if each.acts]


def _moment(told: ShiftTold) -> datetime:
    """When the last hand-over was acknowledged, else the beginning of the day it reckons from."""
    if told.taken is not None and told.taken.acknowledged_at is not None:
        return told.taken.acknowledged_at
    return datetime.combine(told.shift.since, time()).astimezone()
