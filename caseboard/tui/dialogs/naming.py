"""What stands behind the database's numbers in a conflict: record numbers, workers and teams."""

from __future__ import annotations

from caseboard.domain.acts import Act, Conflict, RecordKind, Value
from caseboard.domain.cases import Facts

_OF_WORKERS, _OF_TEAMS = ("worker", "cover"), ("team", "parent")


def record_words(act: Act, conflict: Conflict, facts: Facts) -> str:
    """Whose record it is: a child's by its record number, else the worker's or the team's name."""
    if conflict.kind is RecordKind.WORKER:
        return str(named(facts, "worker", conflict.record))
    if conflict.kind is RecordKind.TEAM:
        return str(named(facts, "team", conflict.record))
    if conflict.kind is RecordKind.ABSENCE:
        absence = next((a for a in facts.absences if a.id == conflict.record), None)
        return str(named(facts, "worker", absence.worker)) if absence else ""
    hit = (edit.child for edit in act.edits if (edit.kind, edit.record) == (conflict.kind, conflict.record))
    child = facts.children.get(next(hit, None) or 0)
    return child.child_id if child else ""


def named(facts: Facts, field: str, value: Value) -> Value:
    """The name where a field holds the number of a worker or a team; any other value as it is."""
    if not isinstance(value, int):
        return value
    people = facts.workers if field in _OF_WORKERS else facts.teams if field in _OF_TEAMS else {}
    return people[value].name if value in people else value
