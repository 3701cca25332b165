"""A worker added, or taken on again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.checking import check_line
from caseboard.domain.people import Worker
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.working.people import checked_values


def add_worker(snapshot: Snapshot, name: str, key: str, values: Mapping[str, Value], today: date) -> Act:
    """Add a worker; `key` is the reference in the extracts, which may be empty, `values` names fields of `EDITABLE`.

    Who has left and comes back is the same worker with another first day: their record is given these values.
    Raises BadField for "name", "key" or a field of `EDITABLE`.
    """
    name = check_line("name", name, "the name")
    key = check_line("key", key, "the reference") if key.strip() else ""
    before = _alike(snapshot, name, key)
    if before is not None and not before.has_left(today):
        also = "write the reference from the record system, which tells them apart" if not key else "it must differ"
        raise BadField("key" if key else "name", f"a worker of this name is here already: {also}")
    blank = Worker(0, name, None)
    wanted = checked_values(snapshot, blank, {"active_to": None, **values}, today)
    if before is not None:
        changed = {field: value for field, value in wanted.items() if getattr(before, field) != value}
        return Act(
            Verb.ADD_WORKER, (Edit(RecordKind.WORKER, changed, before.id, before.version),), "1 worker taken on again"
        )
    made: dict[str, Value] = {field: value for field, value in wanted.items() if value is not None}
    return Act(Verb.ADD_WORKER, (Edit(RecordKind.WORKER, {"name": name, "key": key, **made}),), "1 worker added")


def _alike(snapshot: Snapshot, name: str, key: str) -> Worker | None:
    """Who has this name and reference. Without a reference any of the name, one who is here before one who left."""
    found = [
        worker
        for worker in snapshot.facts.workers.values()
        if worker.name.casefold() == name.casefold() and (not key or worker.key == key)
    ]
    return max(found, key=lambda w: w.active_to or date.max, default=None)
