"""The field of a form that asks for a worker, and what to know of those who may be meant."""

from __future__ import annotations

from collections import Counter
from datetime import date

from caseboard.domain.people import Worker, absence_of
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date
from caseboard.tui.forms import Chosen, Field, Kind


def worker_field(snapshot: Snapshot, chosen: Chosen, name: str, label: str, value: str = "", hint: str = "") -> Field:
    """One of the workers who have not left; not the worker the form is about."""
    workers = snapshot.facts.workers.values()
    here = [worker for worker in workers if worker.id != chosen.worker and not worker.has_left(chosen.today)]
    named = Counter(worker.name.casefold() for worker in here)
    notes = {}
    for worker in here:
        twin = worker.key if named[worker.name.casefold()] > 1 else ""
        known = ", ".join(words for words in (twin, _away(snapshot, worker, chosen.today)) if words)
        notes[worker.id] = f" ({known})" if known else ""
    return Field(name, label, Kind.WORKER, value, hint=hint, workers=here, notes=notes)


def _away(snapshot: Snapshot, worker: Worker, day: date) -> str:
    """Until when the worker is away, and who covers; empty when they are at work."""
    away = absence_of(snapshot.facts.absences, worker.id, day)
    if away is None:
        return ""
    until = f"until {long_date(away.ends_on)}" if away.ends_on else "until further notice"
    cover = snapshot.facts.workers.get(away.cover) if away.cover is not None else None
    return f"away {until}, {f'{cover.name} covers' if cover else 'nobody covers'}"
