"""The rows a board is made of: an open assessment, plan, child or action, each with its figures read on one date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from caseboard.domain.calendar import add_months
from caseboard.domain.cases import Basis
from caseboard.domain.clocks import State
from caseboard.domain.decisions import DecisionFacts, Outcome
from caseboard.domain.reviews import Alert
from caseboard.domain.standards import Limit, Step, Unit

LONG_PLAN = 24
"""Months after which a plan counts as long (NI 64)."""
LONG_PLAN_NEAR = 21
"""Months on a plan from which on it is said that it is getting long."""


class Case(NamedTuple):
    """What every kind of row knows: the child, and who holds the case on the date."""

    child_pk: int
    child_id: str
    child: str
    """The child's name, else the record number."""
    born: date | None
    age: int | None
    """Whole years on the date; None for an unborn child or an unknown birth date."""
    unborn: bool
    team_pk: int | None
    team: str | None
    worker_pk: int | None
    worker: str | None
    allocated: date | None
    """Since when this worker or team holds it; None for an undated allocation or none."""
    immediate: bool
    """Flagged for immediate action on the date."""


class BoardRow(NamedTuple):
    """One open assessment on the date in view. Figures are in `unit`, and None when the state is unknown."""

    case: Case
    assessment_id: int
    kind: Step
    standard: str
    started: date | None
    start_basis: Basis
    limit: int
    unit: Unit
    elapsed: int | None
    due: date | None
    left: int | None
    state: State
    fault: str | None
    """Why the state is unknown, in words."""
    recorded_start: date | None
    child_seen: date | None
    submitted: date | None
    authorised: date | None
    extended_to: date | None
    delay_reason: str | None
    last_supervised: date | None
    days_since_supervised: int | None
    """Calendar days."""
    supervision_overdue: bool
    cp_plan: str | None
    cp_started: date | None
    cp_review_latest: date | None
    cp_review_booked: date | None
    cp_alert: Alert | None
    missing_from: date | None

    @property
    def to_authorise(self) -> bool:
        """Submitted and not authorised: the clock keeps running."""
        return self.submitted is not None and self.authorised is None


class PlanRow(NamedTuple):
    """One child protection plan open on the date."""

    case: Case
    plan_id: int
    category: str
    started: date
    weeks: int
    """Whole weeks on the plan."""
    last_review: date | None
    review_latest: date | None
    review_booked: date | None
    review_left: int | None
    """Calendar days to the statutory latest, negative after it."""
    alert: Alert | None
    last_visit: date | None
    previous_plans: int | None
    visit_due: date | None = None
    visit_left: int | None = None
    """In the visit interval's own unit, negative when over."""
    visit_state: State = State.UNKNOWN
    core_group_due: date | None = None
    """By when the first core group is to be held."""
    core_group_held: date | None = None
    core_group_left: int | None = None
    core_group_state: State = State.UNKNOWN
    """As it stopped where the group was held; unknown where its day has passed and no core group is ever recorded."""
    siblings: tuple[str, ...] = ()
    """What ties the child to brothers and sisters on plans (see `siblings`); rows with the same belong together."""
    visit_elapsed: int | None = None
    """Since the last visit, or since the plan began, in the visit interval's own unit."""
    visit_unit: Unit = Unit.WORKING_DAYS
    review_state: State = State.UNKNOWN
    review_unit: Unit = Unit.MONTHS
    core_group_unit: Unit = Unit.WORKING_DAYS

    @property
    def two_years_on(self) -> date:
        """The day on which the plan has lasted two years (NI 64)."""
        return add_months(self.started, LONG_PLAN)

    def getting_long(self, day: date) -> bool:
        """Whether the plan nears two years on `day`, or has lasted them."""
        return day >= add_months(self.started, LONG_PLAN_NEAR)

    @property
    def second_or_more(self) -> bool:
        """Whether the child had an earlier plan with this council (NI 65)."""
        return bool(self.previous_plans)


class ChildRow(NamedTuple):
    """One child with an open assessment or plan on the date, and when they were last discussed in supervision."""

    case: Case
    last_supervised: date | None
    counted_from: date | None
    """Last supervision held, else the allocation, else the referral or start: what the interval counts from."""
    due: date | None
    days: int | None
    """Calendar days since `counted_from`."""
    overdue: bool
    interval: Limit
    """How often the child is to be discussed: the shortest interval that applies."""
    interval_why: str
    """What makes it so often: "every case", "CP plan", "core assessment", "newly qualified worker", "team East"."""
    not_discussed_why: str | None = None
    """Why the child was left out of the last session; None where discussed since, or never left out."""


class ActionRow(NamedTuple):
    """One supervision action open on the date."""

    case: Case
    action_id: int
    what: str
    who: str | None
    agreed_on: date
    by_when: date
    """As at the date in view: where it was carried, the last date agreed."""
    days_over: int
    """Calendar days after `by_when`, 0 or less when not overdue."""
    carried: int = 0
    """How many times it was carried to a later date."""
    first_by_when: date | None = None
    """By when it was to be done as first agreed."""
    worker_pk: int | None = None
    """Who is to do it, by the database's number; None where that is no worker of the council."""

    @property
    def overdue(self) -> bool:
        """Its by-when is before the date in view."""
        return self.days_over > 0


class ReferralRow(NamedTuple):
    """One referral waiting for its decision on the date."""

    case: Case
    referral_id: int
    referred: date | None
    received_at: datetime | None
    """With the time of day, of the council's own clocks; None where only the date is known."""
    elapsed: int | None
    due: date | None
    left: int | None
    state: State
    unit: Unit


class DecisionRow(NamedTuple):
    """One decision on a referral, with the review that counts on the date."""

    case: Case
    referral_id: int
    referred: date | None
    received_at: datetime | None
    decision: str
    """As it stands on the date: a code of `Decision`, or the record's own words; empty where none are recorded."""
    first_decision: str
    """As it was decided."""
    decided_on: date
    decided_by: str
    reason: str
    """Why no further action, or which agency."""
    days_taken: int | None
    """In `unit`, as `due` and `left` (negative when it came too late)."""
    due: date | None
    left: int | None
    in_time: bool | None
    """None where its clock has no figures."""
    unit: Unit | None
    hours: float | None
    """From receipt to decision, where both times are known."""
    review: Outcome
    reviewed_on: date | None
    reviewed_by: str
    words: str
    """Of the reviewer: why changed, or what is urgent."""
    facts: DecisionFacts


class EnquiryRow(NamedTuple):
    """One section 47 enquiry on the date whose initial conference is still to be held."""

    case: Case
    enquiry_id: int
    started: date
    """The strategy discussion."""
    elapsed: int | None
    due: date | None
    left: int | None
    state: State
    unit: Unit


@dataclass(frozen=True, slots=True)
class Board:
    """Everything open as at one date, in the order a manager should look at it."""

    as_at: date
    assessments: tuple[BoardRow, ...]
    plans: tuple[PlanRow, ...]
    children: tuple[ChildRow, ...]
    actions: tuple[ActionRow, ...]
    referrals: tuple[ReferralRow, ...] = ()
    enquiries: tuple[EnquiryRow, ...] = ()
