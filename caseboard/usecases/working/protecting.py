"""Child protection plans: a review booked or held, a visit, a core group, and the end of a plan.

Each act is of one plan or of several at once, such as those of brothers and sisters, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.cases import Child
from caseboard.domain.checking import ROWS, Bound, check_day, known, not_far_ahead, not_future
from caseboard.domain.protection import PlanFacts, Review
from caseboard.domain.reviews import last_held, next_booked, review_clock, standing_booking
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import chosen, edits_of
from caseboard.usecases.working.starting import check_weekday

_A_DAY = timedelta(days=1)


class _Plan(NamedTuple):
    facts: PlanFacts
    child: Child


def book_review(snapshot: Snapshot, plans: Iterable[int], day: date, today: date) -> Act:
    """Book the next review of each plan. Raises BadField ("day", "rows"): a weekend is refused, as of a conference.

    After the statutory latest it is allowed, and said. It takes the place of an earlier booking, which stays on record.
    """
    check_weekday("day", day)

    def edit(plan: _Plan) -> list[Edit]:
        facts = plan.facts
        if next_booked(facts, today) == day:
            raise BadField("day", f"a review is booked for {long_date(day)} already: write another date")
        held = known((last_held(facts, today), "the last review held"))
        earliest = [Bound(today, "today"), _after_start(facts), *_days_after(held)]
        check_day("day", day, earliest=earliest, latest=[not_far_ahead(today)])
        return [_as_seen(facts), _review(facts, {"booked_for": day, "booked_on": today})]

    found = _open_plans(snapshot, plans, today)
    late = late_words(snapshot, [plan.facts.id for plan in found], day, today)
    said = f"{plural(len(found), 'review')} booked for {long_date(day)}{f', {late}' if late else ''}"
    return Act(Verb.BOOK_REVIEW, tuple(_edits(found, edit)), said)


def late_words(snapshot: Snapshot, plans: Iterable[int], day: date, today: date) -> str:
    """How a review booked for `day` stands to the statutory latest of these plans; empty where it is in time."""
    wanted = set(plans)
    latest = [latest_review(snapshot, p, today) for p in snapshot.facts.plans if p.id in wanted]
    passed = [each for each in latest if each and each < day]
    if not passed:
        return ""
    which = f" of {len(passed)} of them, the first" if len(latest) > 1 else ","
    return f"after the statutory latest{which} {long_date(min(passed))}"


def latest_review(snapshot: Snapshot, plan: PlanFacts, day: date) -> date | None:
    """The statutory latest of the plan's next review as at `day`."""
    return review_clock(plan, day, snapshot.rules).due


def hold_review(snapshot: Snapshot, plans: Iterable[int], day: date, today: date) -> Act:
    """Record a review held of each plan: the one that was booked, if any. Raises BadField ("day", "rows").

    On or before the start of the plan is refused (census rule 8841).
    """

    def edit(plan: _Plan) -> list[Edit]:
        facts = plan.facts
        if any(review.held_on == day for review in facts.reviews):
            raise BadField("day", f"a review held on {long_date(day)} is recorded already: write another date")
        if day <= facts.started:
            begun = f"the plan started on {long_date(facts.started)}, and a review is held after that (rule 8841)"
            raise BadField("day", f"{begun}: write a later date")
        check_day("day", day, earliest=(), latest=[not_future(today)])
        booking = standing_booking(facts, today)
        last = last_held(facts, today)
        if booking is None or (last is not None and day < last):
            return [_as_seen(facts), _review(facts, {"held_on": day})]
        held = Edit(RecordKind.REVIEW, {"held_on": day}, booking.id, booking.version, facts.child)
        return [_as_seen(facts), held]

    found = _open_plans(snapshot, plans, today)
    edits = _edits(found, edit)
    after = [p.facts._replace(reviews=(*p.facts.reviews, Review(None, None, day))) for p in found]
    latest = min((due for p in after if (due := latest_review(snapshot, p, today))), default=None)
    following = f", the next by {long_date(latest)}" if latest else ""
    return Act(Verb.HOLD_REVIEW, tuple(edits), f"{plural(len(found), 'review')} recorded as held{following}")


def end_plan(snapshot: Snapshot, plans: Iterable[int], day: date, today: date) -> Act:
    """End each plan. Raises BadField ("day", "rows"): a plan does not end on the day it starts (census rule 8840)."""

    def edit(plan: _Plan) -> list[Edit]:
        facts = plan.facts
        if day == facts.started:
            raise BadField("day", "a plan does not end on the day it starts (rule 8840): write a later date")
        earliest = [_after_start(facts), *known((last_held(facts, today), "the last review held"))]
        check_day("day", day, earliest=earliest, latest=[not_future(today)])
        return [Edit(RecordKind.PLAN, {"ended": day}, facts.id, facts.version, facts.child)]

    found = _open_plans(snapshot, plans, today)
    return Act(Verb.END_PLAN, tuple(_edits(found, edit)), f"{plural(len(found), 'plan')} ended on {long_date(day)}")


def record_visit(snapshot: Snapshot, plans: Iterable[int], day: date, alone: bool | None, today: date) -> Act:
    """Record a statutory visit to each plan's child; `alone`: whether the child was seen alone, None where not said.

    Raises BadField ("day", "rows").
    """

    def edit(plan: _Plan) -> list[Edit]:
        facts = plan.facts
        if day in facts.visits:
            raise BadField("day", f"a visit on {long_date(day)} is recorded already: write another date")
        check_day("day", day, earliest=_from_start(facts), latest=[not_future(today)])
        seen: dict[str, Value] = {} if alone is None else {"seen_alone": alone}
        return [_as_seen(facts), _of_plan(RecordKind.VISIT, facts, {"visited_on": day, **seen})]

    found = _open_plans(snapshot, plans, today)
    return Act(Verb.RECORD_VISIT, tuple(_edits(found, edit)), f"{plural(len(found), 'visit')} recorded")


def record_core_group(snapshot: Snapshot, plans: Iterable[int], day: date, today: date) -> Act:
    """Record a core group held of each plan. Raises BadField ("day", "rows")."""

    def edit(plan: _Plan) -> list[Edit]:
        facts = plan.facts
        if day in facts.core_groups:
            raise BadField("day", f"a core group on {long_date(day)} is recorded already: write another date")
        conference = known((facts.conference, "the initial conference"))
        check_day("day", day, earliest=conference or _from_start(facts), latest=[not_future(today)])
        return [_as_seen(facts), _of_plan(RecordKind.CORE_GROUP, facts, {"held_on": day})]

    found = _open_plans(snapshot, plans, today)
    return Act(Verb.RECORD_CORE_GROUP, tuple(_edits(found, edit)), f"{plural(len(found), 'core group')} recorded")


def _open_plans(snapshot: Snapshot, plans: Iterable[int], today: date) -> Sequence[_Plan]:
    found = chosen({plan.id: plan for plan in snapshot.facts.plans}, plans)
    for plan in found:
        if plan.started > today:
            raise BadField(ROWS, f"the plan starts on {long_date(plan.started)}: record this from then on")
        if plan.ended is not None:
            raise BadField(ROWS, f"the plan ended on {long_date(plan.ended)}: nothing more is recorded on it")
    return [_Plan(plan, snapshot.facts.children[plan.child]) for plan in found]


def _edits(plans: Sequence[_Plan], edit: Callable[[_Plan], Sequence[Edit]]) -> list[Edit]:
    return edits_of(plans, lambda plan: plan.child, edit)


def _as_seen(plan: PlanFacts) -> Edit:
    """Lets nothing be done where somebody recorded something on the plan since it was seen."""
    return Edit(RecordKind.PLAN, {}, plan.id, plan.version, plan.child)


def _review(plan: PlanFacts, values: Mapping[str, Value]) -> Edit:
    return Edit(RecordKind.REVIEW, {"plan": plan.id, **values}, child=plan.child)


def _of_plan(kind: RecordKind, plan: PlanFacts, values: Mapping[str, Value]) -> Edit:
    return Edit(kind, {"child": plan.child, "plan": plan.id, **values}, child=plan.child)


def _from_start(plan: PlanFacts) -> list[Bound]:
    return [Bound(plan.started, "the start of the plan")]


def _after_start(plan: PlanFacts) -> Bound:
    return Bound(plan.started + _A_DAY, "the day after the plan started")


def _days_after(bounds: Iterable[Bound]) -> list[Bound]:
    return [Bound(bound.day + _A_DAY, f"the day after {bound.event}") for bound in bounds]
