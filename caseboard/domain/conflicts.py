"""Both versions of a conflict in words: names for the database's numbers, dates and answers as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.acts import Conflict, RecordKind, UndoRefused, Value
from caseboard.domain.cases import Facts
from caseboard.domain.words import long_date

_OF_WORKERS, _OF_TEAMS = ("worker", "cover"), ("team", "parent")


def record_words(conflict: Conflict, facts: Facts) -> str:
    """Whose record it is: a child's by its record number, else the worker's or the team's name; empty if unknown."""
    if conflict.kind is RecordKind.WORKER:
        return str(named(facts, "worker", conflict.record))
    if conflict.kind is RecordKind.TEAM:
        return str(named(facts, "team", conflict.record))
    if conflict.kind is RecordKind.ABSENCE:
        absence = next((a for a in facts.absences if a.id == conflict.record), None)
        return str(named(facts, "worker", absence.worker)) if absence else ""
    child = facts.children.get(conflict.child or 0)
    return child.child_id if child else ""


def named(facts: Facts, field: str, value: Value) -> Value:
    """The name where a field holds the number of a worker or a team; any other value as it is."""
    if not isinstance(value, int):
        return value
    people = facts.workers if field in _OF_WORKERS else facts.teams if field in _OF_TEAMS else {}
    return people[value].name if value in people else value


def value_words(value: Value) -> str:
    """A value as it is read; a dash for none."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return long_date(value) if isinstance(value, date) else str(value)


def field_words(name: str) -> str:
    """A field as it is read."""
    return name.replace("_", " ")


def when_words(conflict: Conflict) -> str:
    """ " on Mon 28 Sep 2009 at 09:30 UTC", when the record was changed; empty where the journal does not know."""
    return f" on {long_date(conflict.at.date())} at {conflict.at:%H:%M} UTC" if conflict.at else ""


def both_versions(conflict: Conflict, whose: str, facts: Facts) -> Iterator[str]:
    """A line on `whose` record it is and who changed it, then one for each field: what it says, and the other value."""
    yield f"record {whose}: changed by {conflict.who or 'a newer extract'}{when_words(conflict)}"
    mine = "your act left" if isinstance(conflict, UndoRefused) else "you asked for"
    for each in conflict.differences:
        theirs, own = (value_words(named(facts, each.name, value)) for value in (each.theirs, each.mine))
        yield f"{field_words(each.name)}: the record says {theirs}; {mine} {own}"
