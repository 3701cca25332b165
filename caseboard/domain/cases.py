"""The facts a screen is made from: frozen rows as the store reads them, with every date and no judgement.

Ids are the database's own whole numbers unless a field says `child_id`, which is the record system's id for the child.
Voided records are never handed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from caseboard.domain.notes import plain
from caseboard.domain.people import Absence, Team, Worker
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts, PlanFacts
from caseboard.domain.standards import Step
from caseboard.domain.supervision import LeftOut

if TYPE_CHECKING:
    from caseboard.domain.decisions import DecisionReview


class Basis(StrEnum):
    """Which event an assessment's clock counts from."""

    REFERRAL = "referral"
    OWN_START = "own_start"
    INITIAL_ENDED = "initial_ended"
    STRATEGY_DISCUSSION = "strategy_discussion"
    NEW_INFORMATION = "new_information"
    ALLOCATION_DECISION = "allocation_decision"


BASIS_WORDS = {
    Basis.REFERRAL: "referral",
    Basis.OWN_START: "its own start",
    Basis.INITIAL_ENDED: "initial assessment ended",
    Basis.STRATEGY_DISCUSSION: "strategy discussion",
    Basis.NEW_INFORMATION: "new information",
    Basis.ALLOCATION_DECISION: "allocation decision",
}


class Child(NamedTuple):
    """A child as the record system knows them."""

    id: int
    child_id: str
    name: str
    """Empty where the extract has no names (the CIN census); then the record number stands for it."""
    born: date | None
    expected: date | None = None
    """Expected date of birth of an unborn child."""
    died: date | None = None

    @property
    def label(self) -> str:
        """What the child is called on a screen: the name, else the record number."""
        return self.name if self.name.strip() else self.child_id


class AssessmentFacts(NamedTuple):
    """One initial, core or single assessment with its referral's date."""

    id: int
    child: int
    episode: int | None
    """The referral it belongs to; None only where the extract could name none."""
    referred: date | None
    kind: Step
    standard: str
    started: date | None
    """Its own recorded start, which is not always where its clock counts from."""
    first_of_episode: bool
    """Whether it is the episode's first initial or single assessment by recorded start, then order in the record."""
    basis: Basis | None
    """For a core or later assessment: what started it, where recorded."""
    submitted: date | None
    authorised: date | None
    child_seen: date | None
    delay_reason: str | None
    episode_closed: date | None = None
    missing_from: date | None = None
    """Date of the extract in which the record no longer stood; None while it stands."""
    version: int = 1
    """Of the record: an act names the one the person saw."""
    delay_code: str = ""
    """Why it is late, as a code of `delays.Delay`; `delay_reason` says it in words."""
    not_seen_reason: str = ""
    """Why it was authorised without the child having been seen."""
    decided: date | None = None
    """When it was decided on the referral: what its allocation counts from."""
    was_seen: bool | None = None
    """Whether the child was seen, where the record says so without a date; None where it says nothing."""


class ReferralFacts(NamedTuple):
    """One referral: when it came, what was decided on it by whom, and when its episode was closed."""

    id: int
    child: int
    referred: date | None
    decided_on: date | None = None
    decision: str = ""
    """In the record's own words; empty where none is recorded."""
    decided_by: str = ""
    no_further_action: bool = False
    received_at: datetime | None = None
    """With the time of day, where the record has one."""
    closed: date | None = None
    missing_from: date | None = None
    version: int = 1
    decision_reason: str = ""
    """Why no further action, or which agency: said when it was decided."""
    decided_at: datetime | None = None
    """With the time of day, where it was said: of the council's own clocks, as `received_at`."""


class Allocation(NamedTuple):
    """Who holds a case from one date to another. Exactly one of episode, assessment and plan is set."""

    worker: int | None
    """None: the team holds the case and nobody in it does."""
    team: int | None
    start: date | None
    """None (an undated imported allocation) reaches back to the referral."""
    end: date | None
    """The first day it no longer holds; None while it does."""
    episode: int | None = None
    assessment: int | None = None
    plan: int | None = None
    id: int = 0
    version: int = 1
    child: int = 0
    see_by: date | None = None
    """The plan given with the case: by when the child is to be seen."""
    to_do: str = ""
    """What is to be done first."""
    review_on: date | None = None
    """When the manager looks at it again."""
    seen_on: date | None = None
    """Where `see_by` is given: the first day from `start` on that the child is known to have been seen, for an
    assessment or on a plan visit, also of work that is not read because it was finished long ago.
    """

    def holds_on(self, day: date) -> bool:
        """Whether the case is held by this allocation on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def seen_by(self, day: date) -> bool:
        """Whether the child had been seen by `day`, since the case was given."""
        return self.seen_on is not None and self.seen_on <= day


class Extension(NamedTuple):
    """An agreed later date for one assessment. It changes no due date, lateness or indicator."""

    assessment: int
    agreed_on: date
    until: date
    reason: str
    agreed_by: str


class SupervisionFacts(NamedTuple):
    """A supervision of one child: held on one date, typed on another."""

    child: int
    held_on: date
    recorded_on: date
    beginning: str
    """Of the note, as `notes` stores it."""

    @property
    def summary(self) -> str:
        """The first words of the note, without headings. Made when asked for: a board reads thousands, shows one."""
        return plain(self.beginning)


class Carry(NamedTuple):
    """An action carried on in a supervision, to a later date or, while it is not due, to the same."""

    carried_on: date
    to: date
    """By when it is to be done from then on; the date before stays in the record."""
    session: int | None = None
    """None: carried outside a session."""
    id: int = 0
    version: int = 1
    why: str = ""


class ActionFacts(NamedTuple):
    """Something agreed in supervision: what, who, by when."""

    id: int
    child: int
    agreed_on: date
    what: str
    worker: int | None
    by_when: date
    """As first agreed; the last of `carries` tells by when it is to be done."""
    done_on: date | None
    who: str = ""
    """Who is to do it where that is no worker of the council: a school nurse, the manager."""
    version: int = 1
    carries: tuple[Carry, ...] = ()
    """Oldest first."""
    session: int | None = None
    """The session in which it was agreed; None outside one, or where that is not known."""
    outcome: str = ""
    """What came of it, said when it was closed."""
    agreed_with: int | None = None
    """The worker in whose supervision it was agreed; None outside one."""

    def is_open(self, day: date) -> bool:
        """Whether it was agreed and not done on `day`."""
        return self.agreed_on <= day and (self.done_on is None or self.done_on > day)

    def due_by(self, day: date) -> date:
        """By when it was to be done as agreed on `day`: as first agreed, or as last carried by then."""
        if not self.carries:
            return self.by_when
        return ([self.by_when] + [carry.to for carry in self.carries if carry.carried_on <= day])[-1]

    def carried(self, day: date) -> int:
        """How many times it had been put off by `day`; carried on to the same date is not put off."""
        if not self.carries:
            return 0
        dates = [self.by_when] + [carry.to for carry in self.carries if carry.carried_on <= day]
        return sum(to > before for before, to in pairwise(dates))


class Flag(NamedTuple):
    """A child flagged for immediate action, on top of every list until closed."""

    child: int
    raised_on: date
    closed_on: date | None
    reason: str
    id: int = 0
    version: int = 1
    raised_by: str = ""
    closed_by: str = ""
    what_was_done: str = ""

    def is_open(self, day: date) -> bool:
        """Whether it was raised and not closed on `day`."""
        return self.raised_on <= day and (self.closed_on is None or self.closed_on > day)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the board reads, in one snapshot: sorting, filtering, counting and moving the date need no more.

    `authorised_since`: assessments authorised and plans ended on or before this date were not read, so the board can be
    shown as at any date from the day itself onwards.
    """

    authorised_since: date
    children: Mapping[int, Child] = field(default_factory=dict)
    teams: Mapping[int, Team] = field(default_factory=dict)
    workers: Mapping[int, Worker] = field(default_factory=dict)
    assessments: Sequence[AssessmentFacts] = ()
    allocations: Sequence[Allocation] = ()
    extensions: Sequence[Extension] = ()
    enquiries: Sequence[EnquiryFacts] = ()
    plans: Sequence[PlanFacts] = ()
    supervisions: Sequence[SupervisionFacts] = ()
    left_out: Sequence[LeftOut] = ()
    actions: Sequence[ActionFacts] = ()
    flags: Sequence[Flag] = ()
    absences: Sequence[Absence] = ()
    referrals: Sequence[ReferralFacts] = ()
    """For a board those that wait for a decision, and those that came or were decided after `authorised_since`."""
    conferences: Sequence[ConferenceFacts] = ()
    """For a board those that name no enquiry."""
    decision_reviews: Sequence[DecisionReview] = ()
    """Of the decisions on these referrals, oldest first; of earlier ones `ports.Records.decisions` reads them."""
    core_groups_since: date | None = None
    """The first core group of any child that is recorded as held; None where none is."""
