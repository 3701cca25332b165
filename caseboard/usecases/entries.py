"""A child's record taken apart into the entries a database keeps, each with what it is recognised by.

A record is recognised in every extract and every format by the same key:

    child        its child id
    referral     child | referral date | order
    assessment, enquiry, plan
                 child | referral date | own start | order
    conference   the enquiry or referral it belongs to | "icpc"
    review, visit
                 the plan it belongs to | its date

A date that is not recorded is "-"; order counts from 0 among records that are otherwise alike. A record made in
caseboard has the same key (`key_of_own`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from caseboard.domain.merging import Value
from caseboard.domain.record import (
    AssessmentRecord,
    ChildRecord,
    EnquiryRecord,
    EpisodeRecord,
    Holder,
    PlanRecord,
)
from caseboard.usecases.extracts import HOLDER, Carries, Kind
from caseboard.usecases.import_ports import Row

BOOKED = "booked"
"""Stands for the date in the key of a review that is booked and not held."""


@dataclass(slots=True)
class Entry:
    """One record on its way into the database. `id` and `key` are set once it is matched with what is stored."""

    kind: Kind
    tail: str
    """Identity without the order; without the owner's key where there is an owner."""
    values: Row
    """Only fields the extract carries."""
    where: str
    owner: Entry | None = None
    links: dict[str, Entry] = field(default_factory=dict)
    """Columns that point at another entry."""
    holder: Holder | None = None
    """None: the extract says nothing of team and worker."""
    id: int = 0
    key: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether several alike may stand side by side, told apart by their order."""
        return self.owner is None and self.kind is not Kind.CHILD

    def key_at(self, order: int) -> str:
        """The key of the record as the `order`th among those alike."""
        if self.owner is not None:
            return f"{self.owner.key}|{self.tail}"
        return f"{self.tail}|{order}" if self.is_numbered else self.tail


def entries_of(child: ChildRecord, carries: Carries) -> Iterator[Entry]:
    """Every entry of one child, each after those it points to. Kinds the extract does not carry are left out."""
    top = _entry(
        Kind.CHILD,
        child.child_id,
        carries,
        child.where,
        {
            "name": child.name,
            "born": child.born,
            "expected": child.expected,
            "died": child.died,
            "sex": child.sex,
            "ethnicity": child.ethnicity,
            "upn": child.upn,
        },
    )
    yield top
    for episode in child.episodes:
        yield from (e for e in _of_episode(top, episode, carries) if e.kind in carries)


def _entry(kind: Kind, tail: str, carries: Carries, where: str, values: Row, always: Row | None = None) -> Entry:
    """An entry with the `values` the extract carries, and those in `always` that make it what it is."""
    carried = carries.get(kind, frozenset())
    told = {name: value for name, value in values.items() if name in carried}
    return Entry(kind, tail, {**told, **always} if always else told, where)


def _of_episode(top: Entry, episode: EpisodeRecord, carries: Carries) -> Iterator[Entry]:
    links = {"child": top}
    base = f"{top.tail}|{_text(episode.referred)}"
    referral = None
    if episode.referred is not None:
        referral = _referral(episode, base, carries)
        referral.links = links
        yield referral
        links = {**links, "referral": referral}
    for assessment in episode.assessments:
        yield _linked(_assessment(assessment, base, carries), links)
    conferences: list[tuple[date, Entry]] = []
    for enquiry in episode.enquiries:
        entry = _linked(_enquiry(enquiry, base, carries), links)
        yield entry
        if enquiry.conference:
            conferences.append((enquiry.conference, _conference(entry, enquiry.conference, links, carries)))
    if referral and episode.conference and episode.conference not in [held for held, _ in conferences]:
        conferences.append((episode.conference, _conference(referral, episode.conference, links, carries)))
    yield from (entry for _, entry in conferences)
    yield from _of_plans(episode, base, links, conferences, carries)


def _linked(entry: Entry, links: dict[str, Entry]) -> Entry:
    entry.links = dict(links)
    return entry


def _referral(episode: EpisodeRecord, base: str, carries: Carries) -> Entry:
    values: Row = {
        "received_at": episode.received_at,
        "referral_source": episode.source,
        "need": episode.need,
        "closed": episode.closed,
        "closure_reason": episode.closure_reason,
        "nfa": episode.nfa,
    }
    entry = _entry(Kind.REFERRAL, base, carries, episode.where, values, {"referred": episode.referred})
    entry.holder = _holder(Kind.REFERRAL, episode.holder, carries)
    return entry


def _assessment(record: AssessmentRecord, base: str, carries: Carries) -> Entry:
    values: Row = {
        "standard": record.standard,
        "start_basis": record.basis,
        "review_on": record.review_on,
        "child_seen": record.child_seen,
        "was_seen": record.was_seen,
        "submitted": record.submitted,
        "authorised": record.authorised,
    }
    always: Row = {"kind": record.kind.value, "started": record.started}
    entry = _entry(Kind.ASSESSMENT, f"{base}|{_text(record.started)}", carries, record.where, values, always)
    entry.holder = _holder(Kind.ASSESSMENT, record.holder, carries)
    return entry


def _enquiry(record: EnquiryRecord, base: str, carries: Carries) -> Entry:
    values: Row = {"conference_target": record.conference_target, "not_required": record.not_required}
    tail = f"{base}|{_text(record.started)}"
    return _entry(Kind.ENQUIRY, tail, carries, record.where, values, {"started": record.started})


def _conference(owner: Entry, held: date, links: dict[str, Entry], carries: Carries) -> Entry:
    entry = _entry(Kind.CONFERENCE, "icpc", carries, owner.where, {}, {"held_on": held})
    entry.owner = owner
    entry.links = {**links, "enquiry": owner} if owner.kind is Kind.ENQUIRY else dict(links)
    return entry


def _of_plans(
    episode: EpisodeRecord,
    base: str,
    links: dict[str, Entry],
    conferences: list[tuple[date, Entry]],
    carries: Carries,
) -> Iterator[Entry]:
    """Plans, each with the conference that made it: the last one since the plan before, on or before its start."""
    previous = date.min
    for record in sorted(episode.plans, key=lambda p: p.started or date.max):
        entry = _linked(_plan(record, base, carries), links)
        made_by = [c for c in conferences if previous < c[0] <= (record.started or date.max)]
        if made_by:
            entry.links["conference"] = max(made_by, key=lambda c: c[0])[1]
        previous = record.started or previous
        yield entry
        yield from _under_plan(entry, record, links, carries)


def _plan(record: PlanRecord, base: str, carries: Carries) -> Entry:
    values: Row = {
        "ended": record.ended,
        "initial_category": record.initial_category,
        "category": record.category or record.initial_category,
        "previous_plans": record.previous_plans,
    }
    tail = f"{base}|{_text(record.started)}"
    entry = _entry(Kind.PLAN, tail, carries, record.where, values, {"started": record.started})
    entry.holder = _holder(Kind.PLAN, record.holder, carries)
    return entry


def _under_plan(plan: Entry, record: PlanRecord, links: dict[str, Entry], carries: Carries) -> Iterator[Entry]:
    for held in sorted(set(record.reviews)):
        review = _entry(Kind.REVIEW, held.isoformat(), carries, record.where, {}, {"held_on": held})
        review.owner, review.links = plan, {"plan": plan}
        yield review
    if record.review_booked:
        booked = _entry(Kind.REVIEW, BOOKED, carries, record.where, {}, {"booked_for": record.review_booked})
        booked.owner, booked.links = plan, {"plan": plan}
        yield booked
    if record.last_visit:
        values: Row = {"seen_alone": record.seen_alone}
        always: Row = {"visited_on": record.last_visit}
        visit = _entry(Kind.VISIT, record.last_visit.isoformat(), carries, record.where, values, always)
        visit.owner, visit.links = plan, {"plan": plan, "child": links["child"]}
        yield visit


def _holder(kind: Kind, holder: Holder, carries: Carries) -> Holder | None:
    return holder if HOLDER in carries.get(kind, ()) else None


def key_of_own(kind: Kind, values: Mapping[str, Value], child_id: str, keys: Mapping[tuple[Kind, int], str]) -> str:
    """The key of a record that was made in caseboard, so that an extract that brings it too does not double it.

    `keys` has those of the child's records it may hang on. A booked review, and what hangs on nothing, matches nothing.
    """

    def owner(of: Kind, column: str) -> str | None:
        link = values.get(column)
        return keys.get((of, link)) if isinstance(link, int) else None

    referral, plan = owner(Kind.REFERRAL, "referral"), owner(Kind.PLAN, "plan")
    if kind is Kind.REFERRAL:
        return f"{child_id}|{values['referred'] or '-'}|0"
    if kind in (Kind.ASSESSMENT, Kind.ENQUIRY, Kind.PLAN):
        base = referral.rpartition("|")[0] if referral else f"{child_id}|-"
        return f"{base}|{values['started'] or '-'}|{values.get('position') or 0}"
    if kind is Kind.CONFERENCE and (of := owner(Kind.ENQUIRY, "enquiry") or referral):
        return f"{of}|icpc"
    day = values.get("held_on") if kind is Kind.REVIEW else values.get("visited_on")
    return f"{plan}|{day}" if plan and day else f"caseboard {values['id']}"


def _text(day: date | None) -> str:
    return day.isoformat() if day else "-"
