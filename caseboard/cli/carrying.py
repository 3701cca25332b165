"""Carrying an act out from the command line; who meets somebody else's change is told both versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from caseboard.domain.acts import Act, Conflict, Done, UndoRefused
from caseboard.domain.conflicts import both_versions, record_words
from caseboard.usecases.ports import Records


def carried_out(records: Records, act: Act, at: datetime) -> Done:
    """Carry out `act` at that moment. Raises Conflict, which tells both versions, or BadInput."""
    with both_told(records):
        return records.perform(act, at)


@contextmanager
def both_told(records: Records) -> Iterator[None]:
    """Put both versions, a line each field, under a conflict: `ending.exit_code` prints its notes."""
    try:
        yield
    except Conflict as conflict:
        for line in _both_versions(records, conflict):
            conflict.add_note(line)
        if not isinstance(conflict, UndoRefused):
            conflict.add_note("run the command again to do it all the same")
        raise


def _both_versions(records: Records, conflict: Conflict) -> list[str]:
    facts = records.facts(date.max)  # for the names behind numbers: all workers and teams are in it, and open work
    child = conflict.child
    # The child's work may be finished by now, and out of these facts.
    number = None if child is None else records.record_numbers({child}).get(child)
    whose = record_words(conflict, facts) or number or str(conflict.record)
    return "\n".join(both_versions(conflict, whose, facts)).split("\n")
