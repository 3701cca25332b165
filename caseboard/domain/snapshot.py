"""The facts, indexed once, so that a board as at any date is arithmetic: no query, no search.

Everything that does not depend on the date in view (which date a clock counts from, its due date) is worked out here
once per snapshot; `board.read_board` then reads it on a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from caseboard.domain.cases import (
    ActionFacts,
    Allocation,
    AssessmentFacts,
    Basis,
    Extension,
    Facts,
    Flag,
    SupervisionFacts,
)
from caseboard.domain.intervals import shortest_interval
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts, PlanFacts
from caseboard.domain.settings import Rules
from caseboard.domain.siblings import sibling_key
from caseboard.domain.standards import Standards, Step, Timescale
from caseboard.domain.supervision import LeftOut

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Started:
    """Where an assessment's clock counts from, or why it cannot be known."""

    start: date | None
    basis: Basis
    fault: str | None
    """Why the clock has no figures, in words; None when it has."""


def clock_start(a: AssessmentFacts, standards: Standards) -> Started:
    """The date an assessment counts from: an episode's first initial or single assessment from the referral, a core,
    a later one and one without a known referral from its own recorded start.
    """
    if not standards.has(a.kind, a.standard):
        fault = f"its standard has no limit for {a.kind} assessments"
        return Started(a.started, a.basis or Basis.OWN_START, fault)
    if a.started is None:
        return Started(None, a.basis or Basis.OWN_START, "no start date is recorded")
    if a.referred is not None and a.started < a.referred:
        return Started(a.started, a.basis or Basis.OWN_START, "the recorded start is before the referral (rule 1103)")
    if a.kind is not Step.CORE and a.first_of_episode and a.referred is not None:
        return Started(a.referred, Basis.REFERRAL, None)
    return Started(a.started, a.basis or Basis.OWN_START, None)


class Snapshot:
    """Facts and rules together, with the look-ups a screen needs. Immutable once built."""

    def __init__(self, facts: Facts, rules: Rules) -> None:
        """Index `facts`. Raises nothing on bad data: a fault becomes an unknown clock."""
        self.facts = facts
        self.rules = rules
        self.extensions: dict[int, list[Extension]] = _by(facts.extensions, lambda e: e.assessment)
        self.supervisions: dict[int, list[SupervisionFacts]] = _by(facts.supervisions, lambda s: s.child)
        self.left_out: dict[int, list[LeftOut]] = _by(facts.left_out, lambda o: o.child)
        self.actions: dict[int, list[ActionFacts]] = _by(facts.actions, lambda a: a.child)
        self.flags: dict[int, list[Flag]] = _by(facts.flags, lambda f: f.child)
        self.plans: dict[int, list[PlanFacts]] = _by(facts.plans, lambda p: p.child)
        self.timescales: dict[tuple[Step, str], Timescale] = {
            each: _timescale(rules, *each) for each in {(a.kind, a.standard) for a in facts.assessments}
        }
        """By kind and standard, what assessments are judged by."""
        self.starts: dict[int, Started] = {a.id: clock_start(a, rules.standards) for a in facts.assessments}
        self.unnamed_conferences: dict[int, list[ConferenceFacts]] = _by(
            (c for c in facts.conferences if c.enquiry is None), lambda c: c.child
        )
        """By child, the conferences that name no enquiry."""
        self.siblings = {p.id: sibling_key(facts.children[p.child], p) for p in facts.plans}
        """By plan, what ties its child to brothers and sisters on plans."""
        self.usual_interval = shortest_interval(None, (), rules)
        """How often a child is to be discussed where no case of it asks for more."""
        self.has_intervals = rules.settings.supervision.has_intervals
        """Whether any can."""
        self.begun = _begun(facts)
        """By referral, when the first work because of it began: what is undated counts as long ago."""
        known = [facts.core_groups_since, *(day for plan in facts.plans for day in plan.core_groups)]
        self.core_groups_since = min((day for day in known if day), default=None)
        """From when on core groups are recorded here: of one due before that nobody can tell whether it was held."""
        self._of_assessment: dict[int, list[Allocation]] = defaultdict(list)
        self._of_episode: dict[int, list[Allocation]] = defaultdict(list)
        self._of_plan: dict[int, list[Allocation]] = defaultdict(list)
        for allocation in facts.allocations:
            if allocation.assessment is not None:
                self._of_assessment[allocation.assessment].append(allocation)
            elif allocation.plan is not None:
                self._of_plan[allocation.plan].append(allocation)
            elif allocation.episode is not None:
                self._of_episode[allocation.episode].append(allocation)

    def timescale(self, a: AssessmentFacts) -> Timescale:
        """The timescale the assessment, one of the snapshot's, is judged by: its kind under the standard it stores.

        Where that standard has none for the kind (a fault, which `clock_start` names) the one of the kind stands in.
        """
        return self.timescales[a.kind, a.standard]

    def extended_to(self, a: AssessmentFacts, day: date) -> date | None:
        """The agreed later date in force on `day`: agreed last, of several agreed on one date the last recorded."""
        if a.id not in self.extensions:
            return None
        agreed = [e for e in self.extensions[a.id] if e.agreed_on <= day]
        return max(reversed(agreed), key=lambda e: e.agreed_on).until if agreed else None

    def holder_of_assessment(self, a: AssessmentFacts, day: date) -> Allocation | None:
        """Who holds the assessment on `day`: its own allocation first, else its episode's."""
        own = self._of_assessment.get(a.id)
        found = _holding(own, day) if own else None
        return found or self.holder_of_episode(a.episode, day)

    def holder_of_plan(self, plan: PlanFacts, day: date) -> Allocation | None:
        """Who holds the plan on `day`: its own allocation first, else its episode's."""
        return _holding(self._of_plan.get(plan.id, ()), day) or self.holder_of_episode(plan.episode, day)

    def holder_of_episode(self, episode: int | None, day: date) -> Allocation | None:
        """Who holds the referral on `day`."""
        return _holding(self._of_episode.get(episode, ()), day) if episode is not None else None


def _timescale(rules: Rules, kind: Step, standard: str) -> Timescale:
    stored = rules.standards.has(kind, standard)
    return rules.standards.timescale(kind, standard if stored else rules.standard_of(kind))


def _holding(allocations: Iterable[Allocation], day: date) -> Allocation | None:
    """The allocation that holds on `day`; of several (a fault in the data) the one that began last."""
    found = [a for a in allocations if a.holds_on(day)]
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=lambda a: a.start or date.min)


def _begun(facts: Facts) -> dict[int, date]:
    begun: dict[int, date] = {}
    work: tuple[Sequence[AssessmentFacts | EnquiryFacts | PlanFacts], ...] = (
        *(facts.assessments, facts.enquiries, facts.plans),
    )
    for each in chain.from_iterable(work):
        if each.episode is not None:
            start = each.started or date.min
            begun[each.episode] = min(start, begun.get(each.episode, start))
    return begun


def _by(items: Iterable[_T], key: Callable[[_T], int]) -> dict[int, list[_T]]:
    grouped: dict[int, list[_T]] = defaultdict(list)
    for item in items:
        grouped[key(item)].append(item)
    return dict(grouped)
