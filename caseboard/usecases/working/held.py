"""What is held: an allocation is of a referral, of one assessment or of one plan."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from caseboard.domain.board import on_board
from caseboard.domain.cases import Allocation, AssessmentFacts
from caseboard.domain.protection import PlanFacts
from caseboard.domain.reviews import is_open
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import plural


class Subject(NamedTuple):
    """What an allocation is of."""

    column: str
    """Of the table of allocations: referral, assessment or plan."""
    id: int


def subject_of(allocation: Allocation) -> Subject:
    """What the allocation is of."""
    if allocation.assessment is not None:
        return Subject("assessment", allocation.assessment)
    if allocation.plan is not None:
        return Subject("plan", allocation.plan)
    assert allocation.episode is not None
    return Subject("referral", allocation.episode)


def subject_of_assessment(snapshot: Snapshot, a: AssessmentFacts, day: date) -> Subject:
    """Where the assessment is held on `day`, or would be."""
    holder = snapshot.holder_of_assessment(a, day)
    if holder is not None:
        return subject_of(holder)
    return Subject("assessment", a.id) if a.episode is None else Subject("referral", a.episode)


def subject_of_plan(snapshot: Snapshot, plan: PlanFacts, day: date) -> Subject:
    """Where the plan is held on `day`, or would be."""
    holder = snapshot.holder_of_plan(plan, day)
    if holder is not None:
        return subject_of(holder)
    return Subject("plan", plan.id) if plan.episode is None else Subject("referral", plan.episode)


def finished(snapshot: Snapshot, day: date) -> set[Subject]:
    """What needs no holder from `day` on. A closed referral with open work, a fault in the data, still needs one."""
    facts = snapshot.facts
    done = {Subject("assessment", a.id) for a in facts.assessments if a.authorised is not None and a.authorised <= day}
    done |= {Subject("plan", p.id) for p in facts.plans if p.ended is not None and p.ended <= day}
    closed = {a.episode for a in facts.assessments if a.episode_closed is not None and a.episode_closed <= day}
    still = {a.episode for a in facts.assessments if on_board(a, day)} | {
        p.episode for p in facts.plans if is_open(p, day)
    }
    return done | {Subject("referral", e) for e in closed - still if e is not None}


def count_moved(snapshot: Snapshot, subjects: Collection[Subject], day: date, today: date) -> str:
    """What is open and changes hands with these subjects: "3 assessments and 1 plan"."""
    facts, then = snapshot.facts, max(day, today)
    open_then = (a for a in facts.assessments if on_board(a, then))
    assessments = sum(subject_of_assessment(snapshot, a, day) in subjects for a in open_then)
    plans = sum(subject_of_plan(snapshot, p, day) in subjects for p in facts.plans if is_open(p, then))
    told = [plural(n, noun) for n, noun in ((assessments, "assessment"), (plans, "plan")) if n]
    return " and ".join(told) or plural(len(subjects), "case")
