"""Every clock explains itself: which start, which standard, which days were counted, which were skipped, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseboard.domain.board import read_assessment
from caseboard.domain.calendar import SkippedDay
from caseboard.domain.cases import BASIS_WORDS
from caseboard.domain.clocks import Clock, Explanation, State, count_days
from caseboard.domain.clocks_of_child import clocks_of_child, clocks_of_plan
from caseboard.domain.rows import BoardRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Timescale, Unit
from caseboard.domain.step_clocks import Reading
from caseboard.domain.words import UNIT_WORDS, long_date, plural, short_date, skipped_words, state_words


@dataclass(frozen=True, slots=True)
class ExplainedClock:
    """One clock with the days behind its figures. For an assessment `row` holds every field of the board."""

    child_id: str
    kind: str
    """The step (`Step`): core, icpc, first_review, supervision."""
    title: str
    clock: Clock
    basis: str
    """What the clock counts from, in words."""
    counted: tuple[date, ...]
    """The days counted up to the date it is read on: as many as `elapsed` where the unit is working days."""
    skipped: tuple[SkippedDay, ...]
    fault: str | None
    """Why there are no figures, in words."""
    row: BoardRow | None = None
    stopped: str = ""
    """What stopped the clock on the date it is read on ("authorised", "held"); empty while it runs."""

    @property
    def timescale(self) -> Timescale:
        """The limit, its standard and its source."""
        return self.clock.timescale


def explain_assessment(snapshot: Snapshot, row: BoardRow, day: date) -> ExplainedClock:
    """The clock of one assessment on the board as at `day`, or of a finished one, which stopped when authorised."""
    timescale = snapshot.rules.standards.timescale(row.kind, row.standard)
    read_on = min(day, row.authorised) if row.authorised else day
    clock = Clock(timescale, row.started, read_on, row.elapsed, row.due, row.left, row.state)
    days = _days(clock, snapshot)
    basis = BASIS_WORDS[row.start_basis]
    by = "authorised" if row.authorised else ""
    return ExplainedClock(
        row.case.child_id, row.kind, timescale.title, clock, basis, days.counted, days.skipped, row.fault, row, by
    )


def explain_child(snapshot: Snapshot, day: date) -> list[ExplainedClock]:
    """Every clock of the child in `snapshot` (one child's facts) that had begun by `day`, the running ones first.

    What was finished by then is read on the day it was: an assessment authorised, a decision made, a conference held.
    """
    facts = snapshot.facts
    begun = [a for a in facts.assessments if (a.started or a.referred or day) <= day]
    explained = [explain_assessment(snapshot, read_assessment(snapshot, a, day), day) for a in begun]
    for child in facts.children:
        explained += [_explained(snapshot, child, reading) for reading in clocks_of_child(snapshot, child, day)]
    return sorted(explained, key=lambda e: (e.clock.read_on < day, e.clock.start or date.min))


def explain_plan(snapshot: Snapshot, plan: int, day: date) -> list[ExplainedClock]:
    """The clocks of one open plan, by the database's number: its review, the last visit, the first core group."""
    (facts,) = (p for p in snapshot.facts.plans if p.id == plan)
    readings = sorted(clocks_of_plan(snapshot, facts, day), key=lambda r: r.clock.timescale.step is Step.CORE_GROUP)
    return [_explained(snapshot, facts.child, reading) for reading in readings]


def sentence(explained: ExplainedClock, day: date) -> str:
    """The clock in one sentence: "39 wd since 3 Aug, 35 allowed (WT2006), due Tue 22 Sep 2009, 4 over"."""
    clock = explained.clock
    if clock.elapsed is None:
        return figures(explained, day)
    in_time = explained.stopped and clock.state is not State.OVER
    ended = "in time" if in_time else state_words(clock.state, clock.left)
    months = explained.timescale.limit.unit is Unit.MONTHS
    return f"{figures(explained, day)}, {ended}{' (calendar days)' if months and clock.left else ''}"


def figures(explained: ExplainedClock, day: date) -> str:
    """The sentence without how the clock stands: for where that is said beside it."""
    clock = explained.clock
    limit = explained.timescale.limit
    if clock.elapsed is None or clock.due is None or clock.start is None:
        return f"no figures: {explained.fault or 'unknown'}; {limit} allowed ({explained.timescale.standard})"
    by = explained.stopped
    until = f" to {short_date(clock.read_on, day)}, when it was {by}" if by else ""
    unit = "month" if limit.unit is Unit.MONTHS and clock.elapsed == 1 else limit.unit
    return (
        f"{clock.elapsed} {unit} since {short_date(clock.start, day)}{until}, {limit.number} allowed"
        f" ({explained.timescale.standard}), due {long_date(clock.due)}"
    )


def months_added(clock: Clock) -> str:
    """How the due date of a limit in months came about; the clock has one."""
    assert clock.start and clock.due
    number = clock.timescale.limit.number
    told = f"{plural(number, 'calendar month')} on from {long_date(clock.start)} is {long_date(clock.due)}"
    if clock.due.day != clock.start.day:
        told += f", the last day of its month, which has no day {clock.start.day}"
    return f"{told}; a weekend or a holiday moves nothing"


def lines(explained: ExplainedClock, day: date) -> list[str]:
    """The explanation in plain lines: the sentence, the start, the rule and its source, the days skipped or months."""
    clock, timescale = explained.clock, explained.timescale
    start = long_date(clock.start) if clock.start else "not recorded"
    told = [
        sentence(explained, day),
        f"counts from {start} ({explained.basis}); the {timescale.title} counts from: {timescale.starts}",
        f"limit {timescale.limit.number} {UNIT_WORDS[timescale.limit.unit]}: {timescale.standard}, {timescale.source}",
    ]
    if timescale.limit.unit is Unit.WORKING_DAYS and clock.elapsed is not None:
        told.append(f"skipped: {skipped_words(explained.skipped, day)}")
    if timescale.limit.unit is Unit.MONTHS and clock.due:
        told.append(months_added(clock))
    return told


def _days(clock: Clock, snapshot: Snapshot) -> Explanation:
    if clock.start is None or clock.state is State.UNKNOWN:
        return Explanation((), ())
    return count_days(clock.start, clock.read_on, clock.timescale.limit.unit, snapshot.rules)


def _explained(snapshot: Snapshot, child: int, reading: Reading) -> ExplainedClock:
    clock = reading.clock
    days = _days(clock, snapshot)
    child_id = snapshot.facts.children[child].child_id
    kind, title = clock.timescale.step, clock.timescale.title
    fault = _fault(snapshot, clock)
    return ExplainedClock(
        child_id, kind, title, clock, reading.basis, days.counted, days.skipped, fault, stopped=reading.stopped
    )


def _fault(snapshot: Snapshot, clock: Clock) -> str | None:
    if clock.state is not State.UNKNOWN:
        return None
    if clock.start is None:
        return "no date to count from is recorded"
    calendar = snapshot.rules.calendar
    return f"outside the calendar, which runs from {calendar.first} to {calendar.last}"
