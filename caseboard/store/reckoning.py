"""What is reckoned (`domain.reckoning`), kept up to date and read: figures of ten years in a fraction of a second.

The journal tells whose records changed since: those children are reckoned anew before anything is read. After an
extract was loaded, by other rules, or where nothing is kept yet, it is everybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select

from caseboard.domain.indicators import STEP_OF, Indicator, Judged
from caseboard.domain.journal import Event
from caseboard.domain.periods import quarter_at, quarter_of
from caseboard.domain.reckoning import EDITION, HardFault, Reckoned, plain_number, reckon
from caseboard.domain.settings import Rules
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Unit
from caseboard.domain.tallies import Asked, Tally
from caseboard.store.backend import backend_of
from caseboard.store.facts import read_cases
from caseboard.store.reach import reach_of_children
from caseboard.store.tables import children, cohort_marks, hard_faults, journal, judged, reckonings, workers
from caseboard.usecases.viewing import collector_at_rest

_PORTION = 5_000
"""Children reckoned at once: more would hold a big authority's whole record in memory."""
_MANY = 1_000
"""Changed children from which on it is quicker to reckon everybody."""
_FUTURE = "future"
"""The check whose findings pass with time: a date that has not come yet comes."""


class _Kept(NamedTuple):
    """How far what is kept is up to date."""

    rules: str
    entry: int
    day: date


def is_reckoned(connection: Connection, rules: Rules, today: date) -> bool:
    """Whether nothing changed since what is kept was reckoned."""
    kept = _kept(connection)
    return kept is not None and _stale(connection, kept, rules, today) == ()


def bring_up_to_date(connection: Connection, rules: Rules, today: date) -> None:
    """Reckon anew whoever changed since. `connection` may write; `today` is what "in the future" is measured by."""
    kept = _kept(connection)
    stale = None if kept is None else _stale(connection, kept, rules, today)
    if stale == ():
        return
    twice = _twice(connection)
    if stale is None:
        connection.execute(delete(judged))
        connection.execute(delete(hard_faults))
        highest = connection.execute(select(func.max(children.c.id))).scalar() or 0
        for first in range(1, highest + 1, _PORTION):
            _keep(connection, _reckon(connection, first, first + _PORTION - 1, rules, today, twice))
    else:
        for child in stale:
            connection.execute(delete(judged).where(judged.c.child == child))
            connection.execute(delete(hard_faults).where(hard_faults.c.child == child))
            _keep(connection, _reckon(connection, child, child, rules, today, twice))
    now = {"id": 1, "rules": _fingerprint(rules), "entry": _last_entry(connection), "day": today}
    connection.execute(delete(reckonings))
    connection.execute(insert(reckonings), now)


def differing(connection: Connection, rules: Rules, today: date) -> int | None:
    """Of how many children what is kept is not what reckoning them anew gives; whoever changed since is left out.

    None where nothing is kept that is up to these rules: the next reading reckons everybody.
    """
    kept = _kept(connection)
    stale = None if kept is None else _stale(connection, kept, rules, today)
    if stale is None:
        return None
    twice, found = _twice(connection), set[int]()
    highest = connection.execute(select(func.max(children.c.id))).scalar() or 0
    for first in range(1, highest + 1, _PORTION):
        last = first + _PORTION - 1
        reckoned = _rows_of(_reckon(connection, first, last, rules, today, twice))
        for table, rows in zip((judged, hard_faults), reckoned, strict=True):
            names = [column.name for column in table.c]
            anew: set[tuple[Any, ...]] = {tuple(row[name] for name in names) for row in rows}
            stored = connection.execute(select(table).where(table.c.child.between(first, last)))
            found.update(row[names.index("child")] for row in anew.symmetric_difference(map(tuple, stored)))
    return len(found.difference(stale))


def forget(connection: Connection) -> None:
    """Have everybody reckoned anew at the next reading: for who writes past the journal."""
    connection.execute(delete(reckonings))


def read_tallies(connection: Connection, asked: Asked) -> list[Tally]:
    """What was judged, counted by indicator, quarter, team and worker."""
    j = judged.c
    met = func.count().filter(j.met_on <= asked.as_at)
    missed, late = func.count(j.late), func.coalesce(func.sum(j.late), 0)
    by = (j.indicator, j.quarter, j.team, j.worker, j.left_out)
    statement = select(*by, func.count(), met, missed, late, func.max(j.unit)).where(*_asked(asked)).group_by(*by)
    sits_in = _where_workers_sit(connection)
    return [
        Tally(Indicator(indicator), quarter_at(quarter), sits_in.get(worker) if team is None else team, worker, *others)
        for indicator, quarter, team, worker, *others in connection.execute(statement)
    ]


def read_judged(connection: Connection, asked: Asked) -> list[Judged]:
    """What was judged, one by one: exactly what `read_tallies` counts, in the order of the dates."""
    j = judged.c
    columns = (j.indicator, j.subject, j.child, j.on_day, j.met_on, j.left_out, j.team, j.worker)
    more = (j.started, j.due, j.late, j.unit)
    rows = connection.execute(select(*columns, *more).where(*_asked(asked)).order_by(j.on_day, j.indicator, j.subject))
    sits_in = _where_workers_sit(connection)
    read = (_judged(asked.as_at, *row) for row in rows)
    return [j if j.team is not None else j._replace(team=sits_in.get(j.worker)) for j in read]


def read_faults(connection: Connection) -> list[HardFault]:
    """Every hard fault in what is stored."""
    f = hard_faults.c
    columns = (f.check_key, f.kind, f.record, f.child)
    return [HardFault(*row) for row in connection.execute(select(*columns).order_by(*columns))]


def _where_workers_sit(connection: Connection) -> dict[int | None, int | None]:
    """The team of what a worker holds for no team, as on the board: that of today, and so kept with nothing."""
    return {row.id: row.team for row in connection.execute(select(workers.c.id, workers.c.team))}


def _judged(as_at: date, indicator: str, *row: Any) -> Judged:
    read = Judged(Indicator(indicator), *row)
    read = read._replace(unit=Unit(read.unit) if read.unit else None)
    return read if read.met_on and read.met_on <= as_at else read._replace(met_on=None)


def _asked(asked: Asked) -> list[ColumnElement[bool]]:
    j = judged.c
    narrowed: list[ColumnElement[bool]] = [
        j.indicator.in_([i.value for i in asked.indicators]),
        j.on_day.between(asked.first, asked.last),
    ]
    if asked.without_cohort:
        c = cohort_marks.c
        marked: Select[Any] = select(c.assessment).where(c.cohort == asked.without_cohort, c.voided_on.is_(None))
        # Of a plan or a referral the number is another record's.
        narrowed.append(j.indicator.not_in([i.value for i in STEP_OF]) | j.subject.not_in(marked))
    return narrowed


def _kept(connection: Connection) -> _Kept | None:
    row = connection.execute(select(reckonings.c.rules, reckonings.c.entry, reckonings.c.day)).one_or_none()
    return None if row is None else _Kept(*row)


def _stale(connection: Connection, kept: _Kept, rules: Rules, today: date) -> Sequence[int] | None:
    """Who is to be reckoned anew; None: everybody."""
    if kept.rules != _fingerprint(rules) or today < kept.day:
        return None
    j = journal.c
    # Who only looks leaves many entries: they are not even read.
    changing = j.what.not_in((Event.VIEW, Event.EXPORT))
    since = select(j.what, j.child, j.details).where(j.id > kept.entry, changing)
    stale: set[int] = set()
    for what, child, details in connection.execute(since):
        if what == Event.IMPORT:
            return None
        stale.update([child] if child is not None else json.loads(details).get("children", ()))
    if today > kept.day:
        coming = select(hard_faults.c.child).where(hard_faults.c.check_key == _FUTURE)
        stale.update(connection.execute(coming).scalars())
    return tuple(sorted(stale)) if len(stale) < _MANY else None


def _fingerprint(rules: Rules) -> str:
    calendar = rules.calendar
    days = (calendar.first, calendar.last, sorted(calendar.days_off))
    # In words and numbers alone: what Python says of an object may hold its place in memory, another each time.
    limits = sorted((str(step), standard, str(limit)) for (step, standard), limit in rules.standards.limits.items())
    told = (EDITION, days, limits, rules.settings.standard, rules.settings.day_count.value)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _last_entry(connection: Connection) -> int:
    return connection.execute(select(func.max(journal.c.id))).scalar() or 0


def _reckon(
    connection: Connection, first: int, last: int, rules: Rules, today: date, twice: frozenset[int]
) -> Reckoned:
    with collector_at_rest():
        return reckon(Snapshot(read_cases(connection, reach_of_children(first, last)), rules), today, twice)


def _keep(connection: Connection, reckoned: Reckoned) -> None:
    backend = backend_of(connection)
    for table, rows in zip((judged, hard_faults), _rows_of(reckoned), strict=True):
        if rows:
            backend.insert(connection, table, rows)


def _rows_of(reckoned: Reckoned) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What is kept of it: the rows of `judged` and those of `hard_faults`."""
    faults = {(f.check, f.kind, f.record): f.child for f in reckoned.faults}
    names = ("check_key", "kind", "record")
    found = [{**dict(zip(names, key, strict=True)), "child": child} for key, child in faults.items()]
    return [_as_row(j) for j in reckoned.judged], found


def _as_row(j: Judged) -> dict[str, object]:
    return {
        "indicator": j.indicator.value,
        "on_day": j.on,
        "subject": j.subject,
        "child": j.child,
        "quarter": quarter_of(j.on).ordinal,
        "met_on": j.met_on,
        "left_out": j.left_out,
        "team": j.team,
        "worker": j.worker,
        "started": j.started,
        "due": j.due,
        "late": j.late,
        "unit": j.unit.value if j.unit else "",
    }


def _twice(connection: Connection) -> frozenset[int]:
    """Children whose record number is another's but for leading noughts and capitals (rule 8510)."""
    first: dict[str, int] = {}
    found: set[int] = set()
    for child, number in connection.execute(select(children.c.id, children.c.child_id)):
        plain = plain_number(number)
        if plain in first:
            found.update((child, first[plain]))
        first.setdefault(plain, child)
    return frozenset(found)
