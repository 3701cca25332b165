"""Flags for immediate action: raised with why, on top of every list until closed with what was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.cases import Child, Flag
from caseboard.domain.checking import ROWS, check_day, check_line, check_words, known, not_future
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import children_of, edits_of


def raise_flag(snapshot: Snapshot, children: Iterable[int], reason: str, on: date, today: date, who: str) -> Act:
    """Flag each child for immediate action. Raises BadField ("reason", "on", "rows")."""
    why = check_words("reason", reason, "the reason for the flag")
    raised_by = check_line("who", who, "who raises it")

    def edit(child: Child) -> list[Edit]:
        for flag in open_flags(snapshot, child.id):
            raise BadField(ROWS, f"flagged already on {long_date(flag.raised_on)}: close that flag first")
        closed = _closed(snapshot, child.id)
        latest = [not_future(today), *known((closed, "the case was closed"))]
        check_day("on", on, earliest=known((child.born, "the child's birth")), latest=latest)
        values: dict[str, Value] = {"child": child.id, "raised_on": on, "raised_by": raised_by, "reason": why}
        return [Edit(RecordKind.FLAG, values, child=child.id)]

    edits = edits_of(children_of(snapshot, children), lambda child: child, edit)
    return Act(Verb.FLAG, tuple(edits), f"{plural(len(edits), 'child', 'children')} flagged for immediate action", why)


def close_flag(snapshot: Snapshot, children: Iterable[int], done: str, on: date, today: date, who: str) -> Act:
    """Close each child's flag with what was done. Raises BadField ("done", "on", "rows")."""
    what = check_words("done", done, "what was done")
    closed_by = check_line("who", who, "who closes it")

    def edit(child: Child) -> list[Edit]:
        flags = open_flags(snapshot, child.id)
        if not flags:
            raise BadField(ROWS, "the child is not flagged for immediate action: there is nothing to close")
        raised = known(*((flag.raised_on, "the flag was raised") for flag in flags))
        check_day("on", on, earliest=raised, latest=[not_future(today)])
        values: dict[str, Value] = {"closed_on": on, "closed_by": closed_by, "what_was_done": what}
        return [Edit(RecordKind.FLAG, values, flag.id, flag.version, child.id) for flag in flags]

    concerned = children_of(snapshot, children)
    edits = edits_of(concerned, lambda child: child, edit)
    return Act(Verb.CLOSE_FLAG, tuple(edits), f"flag of {plural(len(concerned), 'child', 'children')} closed", what)


def open_flags(snapshot: Snapshot, child: int) -> list[Flag]:
    """The child's flags that are not closed: one, unless two people raised one at the same moment."""
    return [flag for flag in snapshot.flags.get(child, ()) if flag.closed_on is None]


def _closed(snapshot: Snapshot, child: int) -> date | None:
    """When the last of the child's cases was closed; None while one is open or none is known."""
    if any(plan.ended is None for plan in snapshot.plans.get(child, ())):
        return None
    closed = [a.episode_closed for a in snapshot.facts.assessments if a.child == child]
    return max((day for day in closed if day), default=None) if all(closed) else None
