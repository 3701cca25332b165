"""Workers: their particulars, and their absences with who covers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.checking import (
    ROWS,
    check_can_hold,
    check_day,
    check_line,
    check_words,
    known,
    not_far_ahead,
    not_future,
)
from caseboard.domain.people import Worker, absence_of
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import chosen

EDITABLE = ("team", "grade", "hours", "nqsw_until", "active_from", "active_to", "checked_on")
"""What of a worker can be changed, by field and column."""
_MOST_HOURS = 60.0


@dataclass(frozen=True, slots=True)
class BeingAway:
    """An absence: from when, until and with which day (None: until further notice), why, and who covers."""

    starts_on: date
    ends_on: date | None
    reason: str
    cover: int | None


def edit_workers(snapshot: Snapshot, workers: Iterable[int], values: Mapping[str, Value], today: date) -> Act:
    """Give the workers these values; `values` names fields of `EDITABLE`, None (hours, dates, team) takes one away.

    Raises BadField for a field of `EDITABLE`, or "rows" where nothing would change. A last day is not refused for the
    cases still held: `allocate.reassign_all` hands those on.
    """
    edits = []
    for worker in chosen(snapshot.facts.workers, workers):
        wanted = checked_values(snapshot, worker, values, today)
        changed = {name: value for name, value in wanted.items() if getattr(worker, name) != value}
        if changed:
            edits.append(Edit(RecordKind.WORKER, changed, worker.id, worker.version))
    if not edits:
        raise BadField(ROWS, "nothing is different from what is recorded: change a field first")
    return Act(Verb.EDIT_WORKER, tuple(edits), f"{plural(len(edits), 'worker')} changed")


def record_absence(snapshot: Snapshot, workers: Iterable[int], form: BeingAway, today: date) -> Act:
    """Record that the workers are away, and who covers; the cases stay theirs.

    Raises BadField for a field of `BeingAway`, or "rows".
    """
    facts = snapshot.facts
    reason = check_words("reason", form.reason, "the reason for the absence")
    check_day("starts_on", form.starts_on, earliest=[], latest=[not_far_ahead(today)])
    if form.ends_on is not None:
        first = known((form.starts_on, "the first day away"))
        check_day("ends_on", form.ends_on, earliest=first, latest=[])
    edits = []
    for worker in chosen(facts.workers, workers):
        check_can_hold(ROWS, worker, form.starts_on)
        last = form.ends_on or date.max
        for other in facts.absences:
            if other.worker == worker.id and other.starts_on <= last and form.starts_on <= (other.ends_on or date.max):
                began = long_date(other.starts_on)
                raise BadField("starts_on", f"an absence from {began} is recorded for those days: end that one first")
        _check_cover(snapshot, worker, form)
        values: dict[str, Value] = {"worker": worker.id, "starts_on": form.starts_on, "ends_on": form.ends_on}
        edits.append(Edit(RecordKind.ABSENCE, {**values, "reason": reason, "cover": form.cover}))
    covered = "" if form.cover else "; nobody covers"
    return Act(Verb.ABSENCE, tuple(edits), f"absence of {plural(len(edits), 'worker')} recorded{covered}", reason)


def change_absence(
    snapshot: Snapshot, absences: Iterable[int], ends_on: date | None, cover: int | None, today: date
) -> Act:
    """Set the last day away and the cover of absences recorded. Raises BadField ("ends_on", "cover", "rows")."""
    facts = snapshot.facts
    edits = []
    for absence in chosen({a.id: a for a in facts.absences}, absences):
        form = BeingAway(absence.starts_on, ends_on, absence.reason, cover)
        if ends_on is not None:
            first = known((absence.starts_on, "the first day away"))
            check_day("ends_on", ends_on, earliest=first, latest=[not_far_ahead(today)])
        _check_cover(snapshot, facts.workers[absence.worker], form)
        wanted: dict[str, Value] = {"ends_on": ends_on, "cover": cover}
        changed = {name: value for name, value in wanted.items() if getattr(absence, name) != value}
        if changed:
            edits.append(Edit(RecordKind.ABSENCE, changed, absence.id, absence.version))
    if not edits:
        raise BadField(ROWS, "nothing is different from what is recorded: change a field first")
    return Act(Verb.ABSENCE, tuple(edits), f"{plural(len(edits), 'absence')} changed")


def checked_values(snapshot: Snapshot, worker: Worker, values: Mapping[str, Value], today: date) -> dict[str, Value]:
    """The values as they are kept, once `worker` has them. Raises BadField for a field of `EDITABLE`."""
    wanted = {name: _checked(snapshot, name, value, today) for name, value in values.items()}
    _check_dates(worker, wanted)
    return wanted


def _checked(snapshot: Snapshot, name: str, value: Value, today: date) -> Value:
    """The value as it is kept."""
    if name not in EDITABLE:
        raise BadField(name, f"this is not changed here: what can be changed is {', '.join(EDITABLE)}")
    if name == "grade":
        return check_line(name, value, "the grade") if isinstance(value, str) and value.strip() else ""
    if value is None:
        return None
    if name == "hours":
        return _hours(value)
    if name == "team":
        if value not in snapshot.facts.teams:
            raise BadField(name, "there is no such team: choose one from the list")
        return value
    if not isinstance(value, date):
        raise BadField(name, "this is a date: write it as 2009-09-28")
    if name == "checked_on":
        check_day(name, value, earliest=[], latest=[not_future(today)])
    return value


def _hours(value: Value) -> float:
    number = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
    if not 0 < number <= _MOST_HOURS:
        raise BadField(
            "hours", f"the hours a week are a number above 0 and up to {_MOST_HOURS:g}: write for example 37"
        )
    return number


def _check_dates(worker: Worker, wanted: Mapping[str, Value]) -> None:
    begins, ends = wanted.get("active_from", worker.active_from), wanted.get("active_to", worker.active_to)
    if isinstance(begins, date) and isinstance(ends, date):
        name = "active_to" if "active_to" in wanted else "active_from"
        day, earliest, latest = (
            (ends, known((begins, "the first day in post")), [])
            if name == "active_to"
            else (begins, [], known((ends, "the last day in post")))
        )
        check_day(name, day, earliest=earliest, latest=latest)


def _check_cover(snapshot: Snapshot, worker: Worker, form: BeingAway) -> None:
    if form.cover is None:
        return
    if form.cover == worker.id:
        raise BadField("cover", "nobody covers for themselves: choose another worker, or leave it empty")
    cover = check_can_hold("cover", snapshot.facts.workers.get(form.cover), form.starts_on)
    if absence_of(snapshot.facts.absences, cover.id, form.starts_on) is not None:
        raise BadField("cover", f"this worker is away too on {long_date(form.starts_on)}: choose another")
