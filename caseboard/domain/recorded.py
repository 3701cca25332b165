"""A child's stored facts as the record the data-quality checks read: one set of checks for files and database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from caseboard.domain.cases import AssessmentFacts, Facts, ReferralFacts
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts, PlanFacts
from caseboard.domain.record import AssessmentRecord, ChildRecord, EnquiryRecord, EpisodeRecord, PlanRecord
from caseboard.domain.snapshot import Snapshot

CHILDREN, REFERRALS = "children", "referrals"
Subject = tuple[str, int]
"""A record of the database: the kind (a value of `acts.RecordKind`) and its number."""
F = TypeVar("F", AssessmentFacts, EnquiryFacts, PlanFacts, ConferenceFacts)


def where(kind: str, number: int) -> str:
    """Where a part of the record is: which record of the database."""
    return f"{kind} {number}"


def subject_of(place: str) -> Subject:
    """The record of the database that `where` named."""
    kind, _, number = place.rpartition(" ")
    return kind, int(number)


def recorded(snapshot: Snapshot) -> Iterator[ChildRecord]:
    """Every child of the snapshot, which holds everything of each, as a record."""
    facts = snapshot.facts
    referrals: dict[int, list[ReferralFacts]] = defaultdict(list)
    for r in facts.referrals:
        referrals[r.child].append(r)
    parts = _Parts(facts)
    for child in facts.children.values():
        # What names no referral is an episode of its own, as in an extract.
        loose = [None] if parts.has_loose(child.id) else []
        episodes = (parts.episode(child.id, r) for r in [*referrals.get(child.id, []), *loose])
        yield ChildRecord(
            child.child_id,
            child.name,
            child.born,
            child.expected,
            child.died,
            episodes=tuple(episodes),
            where=where(CHILDREN, child.id),
        )


class _Parts:
    """What stands under each referral."""

    def __init__(self, facts: Facts) -> None:
        self.assessments = _by_episode(facts.assessments)
        self.enquiries = _by_episode(facts.enquiries)
        self.plans = _by_episode(facts.plans)
        self.conferences = _by_episode(facts.conferences)

    def has_loose(self, child: int) -> bool:
        """Whether anything of the child names no referral."""
        kinds = (self.assessments, self.enquiries, self.plans, self.conferences)
        return any((child, None) in parts for parts in kinds)

    def episode(self, child: int, r: ReferralFacts | None) -> EpisodeRecord:
        """One referral with everything under it; of none what names none."""
        key = (child, r.id if r else None)
        conferences = [c.held_on for c in self.conferences.get(key, ()) if c.enquiry is None]
        return EpisodeRecord(
            r.referred if r else None,
            closed=r.closed if r else None,
            nfa=r.no_further_action if r else None,
            conference=min(conferences, default=None),
            assessments=tuple(_assessment(a) for a in self.assessments.get(key, ())),
            enquiries=(*map(_enquiry, self.enquiries.get(key, ())), *_further(conferences, key)),
            plans=tuple(_plan(p) for p in self.plans.get(key, ())),
            where=where(REFERRALS, r.id) if r else where(CHILDREN, child),
        )


def _assessment(a: AssessmentFacts) -> AssessmentRecord:
    return AssessmentRecord(
        a.started,
        a.kind,
        a.standard,
        child_seen=a.child_seen,
        submitted=a.submitted,
        authorised=a.authorised,
        where=where("assessments", a.id),
    )


def _enquiry(e: EnquiryFacts) -> EnquiryRecord:
    return EnquiryRecord(
        e.started, conference=e.conference, not_required=e.not_required, where=where("s47_enquiries", e.id)
    )


def _further(conferences: list[date], key: tuple[int, int | None]) -> Iterator[EnquiryRecord]:
    """Conferences besides the first of an episode that name no enquiry: an extract has room for one only."""
    child, referral = key
    place = where(CHILDREN, child) if referral is None else where(REFERRALS, referral)
    return (EnquiryRecord(None, conference=held_on, where=place) for held_on in sorted(conferences)[1:])


def _plan(p: PlanFacts) -> PlanRecord:
    return PlanRecord(
        p.started,
        p.ended,
        category=p.category,
        previous_plans=p.previous_plans,
        reviews=tuple(r.held_on for r in p.reviews if r.held_on),
        last_visit=max(p.visits, default=None),
        where=where("cp_plans", p.id),
    )


def _by_episode(parts: Sequence[F]) -> dict[tuple[int, int | None], list[F]]:
    found: dict[tuple[int, int | None], list[F]] = defaultdict(list)
    for part in parts:
        found[part.child, part.episode].append(part)
    return found
