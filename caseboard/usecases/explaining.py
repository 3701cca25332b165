"""Every clock explains itself: which start, which standard, which days were counted, which were skipped, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from caseboard.domain.board import read_assessment
from caseboard.domain.calendar import SkippedDay
from caseboard.domain.cases import BASIS_WORDS, EnquiryFacts, PlanFacts
from caseboard.domain.clocks import Clock, Explanation, State, count_days, read_clock, stopped
from caseboard.domain.reviews import is_open, review_clock
from caseboard.domain.rows import BoardRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Timescale, Unit
from caseboard.domain.words import UNIT_WORDS, long_date, short_date, skipped_words, state_words


@dataclass(frozen=True, slots=True)
class ExplainedClock:
    """One clock with the days behind its figures. For an assessment `row` holds every field of the board."""

    child_id: str
    kind: str
    """The step: initial, core, single, icpc, first_review, later_review."""
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
    """Every clock of the children in `snapshot` (one child's facts): assessments begun by `day`, conferences, reviews.

    Finished assessments are read on the day they were authorised. Running clocks come first.
    """
    facts = snapshot.facts
    begun = [a for a in facts.assessments if (a.started or a.referred or day) <= day]
    explained = [explain_assessment(snapshot, read_assessment(snapshot, a, day), day) for a in begun]
    for enquiry in facts.enquiries:
        if enquiry.started and enquiry.started <= day and not enquiry.not_required:
            explained.append(_conference(snapshot, enquiry, day))
    explained += [_review(snapshot, plan, day) for plan in facts.plans if is_open(plan, day)]
    return sorted(explained, key=lambda e: (e.clock.read_on < day, e.clock.start or date.min))


def sentence(explained: ExplainedClock, day: date) -> str:
    """The clock in one sentence: "39 wd since 3 Aug, 35 allowed (WT2006), due Tue 22 Sep 2009, 4 over"."""
    clock = explained.clock
    limit = explained.timescale.limit
    if clock.elapsed is None or clock.due is None or clock.start is None:
        return f"no figures: {explained.fault or 'unknown'}; {limit} allowed ({explained.timescale.standard})"
    by = explained.stopped
    until = f" to {short_date(clock.read_on, day)}, when it was {by}" if by else ""
    ended = "in time" if by and clock.state is not State.OVER else state_words(clock.state, clock.left)
    return (
        f"{clock.elapsed} {limit.unit} since {short_date(clock.start, day)}{until}, {limit.number} allowed"
        f" ({explained.timescale.standard}), due {long_date(clock.due)}, {ended}"
        f"{' (calendar days)' if limit.unit is Unit.MONTHS and clock.left else ''}"
    )


def lines(explained: ExplainedClock, day: date) -> list[str]:
    """The explanation in plain lines: the sentence, the start, the rule and its source, and the days skipped."""
    clock, timescale = explained.clock, explained.timescale
    start = long_date(clock.start) if clock.start else "not recorded"
    told = [
        sentence(explained, day),
        f"counts from {start} ({explained.basis}); the {timescale.title} counts from: {timescale.starts}",
        f"limit {timescale.limit.number} {UNIT_WORDS[timescale.limit.unit]}: {timescale.standard}, {timescale.source}",
    ]
    if timescale.limit.unit is Unit.WORKING_DAYS and clock.elapsed is not None:
        told.append(f"skipped: {skipped_words(explained.skipped, day)}")
    return told


def _days(clock: Clock, snapshot: Snapshot) -> Explanation:
    if clock.start is None or clock.state is State.UNKNOWN:
        return Explanation((), ())
    return count_days(clock.start, clock.read_on, clock.timescale.limit.unit, snapshot.rules)


def _explained(snapshot: Snapshot, child: int, kind: Step, basis: str, clock: Clock) -> ExplainedClock:
    days = _days(clock, snapshot)
    calendar = snapshot.rules.calendar
    unknown = clock.state is State.UNKNOWN
    fault = f"outside the calendar, which runs from {calendar.first} to {calendar.last}" if unknown else None
    child_id = snapshot.facts.children[child].child_id
    return ExplainedClock(child_id, kind, clock.timescale.title, clock, basis, days.counted, days.skipped, fault)


def _conference(snapshot: Snapshot, enquiry: EnquiryFacts, day: date) -> ExplainedClock:
    timescale = snapshot.rules.standards.timescale(Step.ICPC, snapshot.rules.settings.standard)
    held = enquiry.conference if enquiry.conference and enquiry.conference <= day else None
    clock = read_clock(enquiry.started, timescale, held or day, snapshot.rules)
    shown = stopped(clock) if held else clock
    explained = _explained(snapshot, enquiry.child, Step.ICPC, "strategy discussion", shown)
    return replace(explained, stopped="held" if held else "")


def _review(snapshot: Snapshot, plan: PlanFacts, day: date) -> ExplainedClock:
    clock = review_clock(plan, day, snapshot.rules)
    basis = "previous review" if clock.timescale.step is Step.LATER_REVIEW else "initial child protection conference"
    return _explained(snapshot, plan.child, clock.timescale.step, basis, clock)
