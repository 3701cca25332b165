"""The points of a case in supervision: what its clocks, plan, actions and record give reason to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from caseboard.domain.cases import AssessmentFacts
from caseboard.domain.clocks import State, read_clock
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.reviews import Alert
from caseboard.domain.rows import ActionRow, BoardRow, Case, ChildRow, PlanRow
from caseboard.domain.settings import Rules
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step, Unit
from caseboard.domain.words import KIND_WORDS, plural, short_date, state_words

_TIMES = {1: "once", 2: "twice"}
_PAST = (State.OVER, State.DUE_TODAY)
_PRESSING = (*_PAST, State.CLOSE)


class Point(NamedTuple):
    """One thing to talk about, in words that hold no child's name."""

    words: str
    grave: bool
    """Past its day, or a child at risk."""
    note: str = ""
    """What somebody wrote about the child: hidden where names are."""


def carried_words(times: int) -> str:
    """ "carried once", "carried twice", "carried 3 times"; empty for never."""
    return f"carried {_TIMES.get(times) or f'{times} times'}" if times else ""


def flag_points(snapshot: Snapshot, child: int, day: date) -> Iterator[Point]:
    """What the child is flagged for."""
    for flag in snapshot.flags.get(child, ()):
        if flag.is_open(day):
            yield Point(f"flagged for immediate action {short_date(flag.raised_on, day)}", True, flag.reason)


def assessment_points(rows: Sequence[BoardRow], day: date) -> Iterator[Point]:
    """Clocks that are over or near, what waits for the manager, and whether the child was seen."""
    for row in rows:
        name = f"{KIND_WORDS[row.kind].lower()} assessment"
        yield from _clock_point(row, name, day)
        if row.to_authorise and row.submitted:
            which = f"{name} " if len(rows) > 1 else ""
            yield Point(f"{which}submitted {short_date(row.submitted, day)}, not authorised", True)
        if row.missing_from:
            yield Point(f"{name} not in the extract of {short_date(row.missing_from, day)}", False)
    if any(row.child_seen is None for row in rows) and not rows[0].case.unborn:
        yield Point("child not seen yet", any(row.state is State.OVER for row in rows))


def _clock_point(row: BoardRow, name: str, day: date) -> Iterator[Point]:
    if row.state is State.UNKNOWN:
        yield Point(f"{name} without figures: {row.fault}", False)
    elif row.state is not State.ON_TRACK:
        over = row.state is State.OVER
        extended = f", extended to {short_date(row.extended_to, day)}" if row.extended_to else ""
        reason = ", no reason for delay" if over and not row.delay_reason else ""
        grave = over or row.state is State.DUE_TODAY
        words = f"{name} {state_words(row.state, row.left)}{extended}{reason}"
        yield Point(words, grave, row.delay_reason or "" if over else "")


def action_points(actions: Sequence[ActionRow], worker: int, day: date) -> Iterator[Point]:
    """Every open action: how late or by when, how often carried, and who is to do it where it is not `worker`."""
    for row in actions:
        late = f"{plural(row.days_over, 'day')} late" if row.overdue else f"by {short_date(row.by_when, day)}"
        told = ", ".join(part for part in (f"action{_whose(row, worker)} {late}", carried_words(row.carried)) if part)
        outside = row.who if row.worker_pk is None else None
        yield Point(told, row.overdue, f"{row.what} ({outside})" if outside else row.what)


def _whose(row: ActionRow, worker: int) -> str:
    """Who is no worker of the council was typed, and so belongs to what somebody wrote."""
    if row.worker_pk is None:
        return " of somebody else" if row.who else " of nobody named"
    return "" if row.worker_pk == worker else f" of {row.who}"


def plan_points(plans: Sequence[PlanRow], rules: Rules, day: date) -> Iterator[Point]:
    """The review, the visits, the first core group, a plan that is getting long, and one that is not the first."""
    for plan in plans:
        yield _review_point(plan, day)
        if plan.visit_state is State.OVER:
            last = f"last on {short_date(plan.last_visit, day)}" if plan.last_visit else "none recorded on this plan"
            yield Point(f"visit {state_words(plan.visit_state, plan.visit_left)}, {last}", True)
        yield from _core_group_point(plan, day)
        if plan.getting_long(day):
            long = plan.two_years_on
            yield Point(f"{plural(plan.weeks, 'week')} on the plan, two years on {short_date(long, day)}", day >= long)
        if plan.second_or_more:
            yield Point(f"{plural(plan.previous_plans or 0, 'earlier plan')} with this council", False)


def _core_group_point(plan: PlanRow, day: date) -> Iterator[Point]:
    """A first core group that is over or due; none where it was held, or where nobody can tell."""
    if plan.core_group_held is None and plan.core_group_due and plan.core_group_state in _PRESSING:
        over = plan.core_group_state is State.OVER
        told = f"{state_words(plan.core_group_state, plan.core_group_left)}, {'was ' if over else ''}due"
        yield Point(f"first core group {told} {short_date(plan.core_group_due, day)}", plan.core_group_state in _PAST)


def _review_point(plan: PlanRow, day: date) -> Point:
    latest = short_date(plan.review_latest, day) if plan.review_latest else "unknown"
    booked = short_date(plan.review_booked, day) if plan.review_booked else ""
    if plan.alert is Alert.PASSED:
        return Point(f"statutory latest of the review passed {latest}{f', booked {booked}' if booked else ''}", True)
    if plan.alert is Alert.BOOKED_LATE:
        return Point(f"review booked after the statutory latest: {booked}, latest {latest}", True)
    if plan.alert is Alert.NONE_BOOKED:
        return Point(f"no review booked, statutory latest {latest}", True)
    return Point(f"review booked {booked}, statutory latest {latest}", False)


def enquiry_points(waiting: Sequence[EnquiryFacts], rules: Rules, day: date) -> Iterator[Point]:
    """Strategy discussions whose conference is still to be held (see `step_clocks.awaits_conference`)."""
    timescale = rules.standards.timescale(Step.ICPC, rules.settings.standard)
    for enquiry in waiting:
        clock = read_clock(enquiry.started, timescale, day, rules)
        if clock.elapsed is not None and clock.left is not None:
            unit = timescale.limit.unit
            past = {State.OVER: f"{-clock.left} {unit} over", State.DUE_TODAY: "due today"}
            told = past.get(clock.state, f"due in {clock.left} {_left_unit(unit)}")
            yield Point(f"strategy discussion {clock.elapsed} {unit} ago, conference {told}", clock.state in past)


def _left_unit(unit: Unit) -> str:
    """What is left of months is counted in calendar days (see `clocks.Clock`)."""
    return Unit.CALENDAR_DAYS if unit is Unit.MONTHS else unit


def discussed_points(child: ChildRow | None, day: date) -> Iterator[Point]:
    """Never discussed, or not within the interval."""
    if child is None or child.counted_from is None:
        return
    since = short_date(child.counted_from, day)
    if child.last_supervised is None:
        event = "allocated" if child.counted_from == child.case.allocated else "the case began"
        yield Point(f"never discussed since {event} {since}", child.overdue)
    elif child.overdue and child.due:
        yield Point(f"not discussed since {since}, was due by {short_date(child.due, day)}", True)


def data_points(
    snapshot: Snapshot, case: Case, rows: Sequence[BoardRow], facts: Iterable[AssessmentFacts], day: date
) -> Iterator[Point]:
    """What is missing or cannot be right in the record. `facts` are the child's assessments, `rows` the open ones."""
    child = snapshot.facts.children[case.child_pk]
    if child.born is None and child.expected is None:
        yield Point("no date of birth", False)
    if case.team is None:
        yield Point("no team", False)
    numbers = {row.assessment_id for row in rows}
    open_ = [a for a in facts if a.id in numbers]
    episodes = [a.episode for a in open_ if a.episode is not None]
    if len(set(episodes)) < len(episodes):
        yield Point("more than one open assessment of the referral (rule 8896)", False)
    closed = [a.episode_closed for a in open_ if a.episode_closed is not None and a.episode_closed <= day]
    if closed:
        yield Point(f"referral closed {short_date(min(closed), day)} with an assessment open (rule 8867)", False)
