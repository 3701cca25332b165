"""The decision on a referral, due within one working day, and the second person's look at it.

Every decision is reviewed by somebody who did not make it. Until then it awaits its review; afterwards it was agreed,
changed, or found to need urgent action. Coverage counts decisions made from a start date on.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.cases import Allocation, Child, ReferralFacts


class Decision(StrEnum):
    """What can be decided on a referral."""

    INITIAL_ASSESSMENT = "initial_assessment"
    STRATEGY_DISCUSSION = "strategy_discussion"
    NO_FURTHER_ACTION = "no_further_action"
    OTHER_AGENCY = "other_agency"


DECISION_WORDS = {
    Decision.INITIAL_ASSESSMENT: "initial assessment",
    Decision.STRATEGY_DISCUSSION: "strategy discussion",
    Decision.NO_FURTHER_ACTION: "no further action",
    Decision.OTHER_AGENCY: "other agency",
}


def decision_words(decision: str) -> str:
    """The decision in words: ours by their code, one of the record's own as it stands there."""
    return DECISION_WORDS[Decision(decision)] if decision in {d.value for d in Decision} else decision


BY_TEXT = {**{d.value: d for d in Decision}, **{words: d for d, words in DECISION_WORDS.items()}}
"""Ours by code, and the record's own where it says the same in words (in small letters)."""
LEADS_ON = tuple(
    text for text, d in BY_TEXT.items() if d in (Decision.INITIAL_ASSESSMENT, Decision.STRATEGY_DISCUSSION)
)
"""Texts of decisions because of which somebody has to begin something."""


class Outcome(StrEnum):
    """What a second person found. `AWAITING`: nobody has looked yet."""

    AWAITING = "awaiting"
    AGREED = "agreed"
    CHANGED = "changed"
    URGENT_ACTION = "urgent_action"


OUTCOME_WORDS = {
    Outcome.AWAITING: "awaiting review",
    Outcome.AGREED: "agreed",
    Outcome.CHANGED: "changed",
    Outcome.URGENT_ACTION: "urgent action",
}


class DecisionReview(NamedTuple):
    """A second person's look at one decision."""

    id: int
    child: int
    referral: int
    reviewed_on: date
    reviewed_by: str
    outcome: Outcome
    changed_to: str = ""
    """A code of `Decision`; empty unless it was changed."""
    words: str = ""
    version: int = 1

    def changed_by(self, day: date) -> bool:
        """Whether it changed the decision, by `day`."""
        return self.outcome is Outcome.CHANGED and self.reviewed_on <= day


class DecisionFacts(NamedTuple):
    """A decision made, with whose child it is about and its reviews."""

    referral: ReferralFacts
    child: Child
    reviews: tuple[DecisionReview, ...] = ()
    """Oldest first; the last one counts."""
    allocations: tuple[Allocation, ...] = ()
    """Who holds the referral and who held it, the one begun first at the top."""
    assessed: bool = False
    """Whether an assessment stands because of the referral."""
    enquired: bool = False
    """Whether a section 47 enquiry does."""

    def last_review(self, day: date) -> DecisionReview | None:
        """The review that counts on `day`; None while the decision awaits one."""
        return next((review for review in reversed(self.reviews) if review.reviewed_on <= day), None)

    def last_holder(self, day: date) -> Allocation | None:
        """Who was given the referral last, by `day`: also where nobody holds it any more."""
        return next((a for a in reversed(self.allocations) if a.start is None or a.start <= day), None)

    def decision_on(self, day: date) -> str:
        """What stands on `day`: as last changed by then, else as it was decided."""
        return next((r.changed_to for r in reversed(self.reviews) if r.changed_by(day)), self.referral.decision)


def is_no_further_action(decision: str) -> bool:
    """Whether the decision, as a code or in the record's own words, is to do nothing."""
    return decision_words(decision).strip().casefold() == DECISION_WORDS[Decision.NO_FURTHER_ACTION]
