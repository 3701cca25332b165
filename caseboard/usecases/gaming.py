"""Signs of gaming in the quarter in view up to its date: the records they are looked for in, and what is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from caseboard.domain import gaming, gaming_starts
from caseboard.domain.acts import Verb
from caseboard.domain.calendar import add_months
from caseboard.domain.gaming import Period
from caseboard.domain.gaming_words import SIGNS, USUAL_MONTHS
from caseboard.domain.indicators import STEP_OF
from caseboard.domain.journal import Entry, Event
from caseboard.domain.periods import quarter_of
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.tallies import Asked
from caseboard.domain.work import taken_back
from caseboard.usecases.ports import Records
from caseboard.usecases.quality import Checked, by_check, whole_cases
from caseboard.usecases.viewing import View, collector_at_rest

_LOOKED_FOR = (
    *(gaming_starts.start_moved, gaming_starts.clock_restarted, gaming.last_day, gaming.not_seen),
    *(gaming.same_day, gaming_starts.nfa_late, gaming.many_on_one_day),
)


def read_gaming(records: Records, view: View, today: date) -> Checked:
    """Every sign of `gaming_words` from the first day of the quarter in view to its date. Raises StoreError."""
    with collector_at_rest():
        period = _period(records, view, today)
        findings = by_check(SIGNS, (finding for sign in _LOOKED_FOR for finding in sign(period)))
    told = {
        "last_day": gaming.last_day_words(period),
        "many_on_one_day": gaming.many_words(findings["many_on_one_day"]),
    }
    return Checked(view.as_at, SIGNS, findings, period.first, told=told)


def with_gaming(view: View, records: Records, today: date) -> View:
    """The same view with the signs of gaming. Raises StoreError."""
    return replace(view, checked=read_gaming(records, view, today))


def _period(records: Records, view: View, today: date) -> Period:
    last = view.as_at
    first = quarter_of(last).first
    corrections = _corrections(records, first, last)
    corrected = {change["child"] for entry in corrections for change in entry.details.get("changes", ())}
    some = whole_cases(records, view, {*records.changed_between(first, last), *corrected} - {None}).facts
    done = records.authorised_between(first, last)
    assessments = {a.id: a for a in (*done.assessments, *some.assessments)}
    facts = replace(some, children={**done.children, **some.children}, assessments=tuple(assessments.values()))
    judged = records.judged(view.snapshot.rules, Asked(tuple(STEP_OF), first, last, last), today)
    per_day = records.authorised_per_day(add_months(last, -USUAL_MONTHS), last)
    return Period(first, last, Snapshot(facts, view.snapshot.rules), judged, per_day, corrections, assessments)


def _corrections(records: Records, first: date, last: date) -> list[Entry]:
    since = datetime.combine(first, time()).astimezone()
    entries = records.journal(since=since, what=(Verb.CORRECT, Event.UNDO, Event.REDO))
    undone = taken_back(entries)
    standing = (e for e in entries if e.what == Verb.CORRECT and e.number not in undone)
    return [e for e in standing if e.at.astimezone().date() <= last]
