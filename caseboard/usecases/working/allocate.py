"""Who holds a case: allocated, handed on, or everything of one worker handed on. Nothing is left without a holder.

A case is allocated where it is held: an assessment or plan with an allocation of its own by that, any other by its
referral's, which also holds whatever else hangs on the referral and has no allocation of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.cases import Allocation, AssessmentFacts
from caseboard.domain.checking import (
    FURTHEST_AHEAD,
    ROWS,
    Bound,
    away_words,
    check_can_hold,
    check_day,
    check_words,
    known,
    not_far_ahead,
)
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date
from caseboard.usecases.working.held import (
    Subject,
    count_moved,
    finished,
    subject_of,
    subject_of_assessment,
    subject_of_plan,
)
from caseboard.usecases.working.rows import as_seen, chosen, edits_of


@dataclass(frozen=True, slots=True)
class Allocating:
    """Who is to hold the cases from `start` on: a worker, or a team without one."""

    worker: int | None
    team: int | None
    """Left empty, the worker's own team."""
    start: date
    reason: str
    see_by: date | None = None
    """The plan given with the cases: by when the child is to be seen."""
    to_do: str = ""
    """What is to be done first."""
    review_on: date | None = None
    """When the manager looks at it again."""


class _Case(NamedTuple):
    subject: Subject
    child: int
    begun: date | None
    closed: date | None
    """From when on it needs no holder; None while work is open on it, though its referral may be closed."""
    seen: AssessmentFacts | None
    """The assessment, where the case was chosen by one."""
    seen_as: Edit | None = None
    """What the person saw of a referral or enquiry, where the case was chosen by that."""


class _Holder(NamedTuple):
    worker: int | None
    team: int | None


def allocate(
    snapshot: Snapshot,
    form: Allocating,
    today: date,
    *,
    assessments: Iterable[int] = (),
    plans: Iterable[int] = (),
    referrals: Iterable[int] = (),
    enquiries: Iterable[int] = (),
) -> Act:
    """Give the cases of these assessments, plans, referrals and enquiries to another holder, with the plan of `form`.

    Those who held them until then do so no more. Open work of a closed referral can be given too.

    Raises BadField for a field of `Allocating`, or "rows". Rows that holder has already are left as they are.
    """
    to, reason, away = _holder(snapshot, form, today)
    cases = _cases(snapshot, list(assessments), list(plans), list(referrals), list(enquiries), form.start)
    plan = _plan(form)
    edits = edits_of(
        cases,
        lambda case: snapshot.facts.children[case.child],
        lambda case: _hand_over(snapshot, case, to, form.start, {**plan, "reason": reason}, today),
    )
    if not edits:
        raise BadField(ROWS, "these cases are held so already: choose another worker or team")
    begun = [edit.values for edit in edits if edit.record is None]
    changed = [case.subject for case in cases if any(v.get(case.subject.column) == case.subject.id for v in begun)]
    said = f"{count_moved(snapshot, changed, form.start, today)} allocated{away}"
    return Act(Verb.ALLOCATE, tuple(edits), said, reason)


def reassign_all(
    snapshot: Snapshot, worker: int, form: Allocating, today: date, besides: Sequence[Allocation] = ()
) -> Act:
    """Give everything `worker` holds on `form.start` or is to hold later to another holder: a leaver's, or one away's.

    `besides`: the worker's allocations of cases without open work, which a snapshot does not hold.
    Raises BadField for a field of `Allocating`, or "rows" where the worker holds nothing.
    """
    to, reason, away = _holder(snapshot, form, today)
    if to.worker == worker:
        raise BadField("worker", "this is the worker whose cases are handed on: choose another")
    done = finished(snapshot, form.start)
    known_of = {a.id: a for a in (*besides, *snapshot.facts.allocations)}
    theirs = [
        a
        for a in known_of.values()
        if a.worker == worker and (a.end is None or a.end > max(form.start, a.start or form.start))
    ]
    moving = [a for a in theirs if subject_of(a) not in done]
    if not moving:
        raise BadField(ROWS, f"this worker holds nothing from {long_date(form.start)} on: there is nothing to hand on")
    referred = {a.episode: a.referred for a in snapshot.facts.assessments}
    said: dict[str, Value] = {"reason": reason}
    edits: list[Edit] = []
    for allocation in moving:
        begins = max(form.start, allocation.start or referred.get(allocation.episode or 0) or form.start)
        edits.append(_end(allocation, begins, allocation.child))
        edits.append(_begin(subject_of(allocation), allocation.child, to, begins, allocation.end, said))
    counted = count_moved(snapshot, {subject_of(a) for a in moving}, form.start, today)
    return Act(Verb.ALLOCATE, tuple(edits), f"{counted} handed on{away}", reason)


def _holder(snapshot: Snapshot, form: Allocating, today: date) -> tuple[_Holder, str, str]:
    """The holder to be, the reason, and what to add to what is said: that the worker is away."""
    facts = snapshot.facts
    reason = check_words("reason", form.reason, "the reason for the allocation")
    check_day("start", form.start, earliest=[], latest=[not_far_ahead(today)])
    if form.team is not None and form.team not in facts.teams:
        raise BadField("team", "there is no such team: choose one from the list")
    if form.worker is None:
        if form.team is None:
            raise BadField("worker", "nobody would hold the case: choose a worker, or a team without a worker")
        return _Holder(None, form.team), reason, ""
    worker = check_can_hold("worker", facts.workers.get(form.worker), form.start)
    away = away_words(facts.absences, worker.id, max(form.start, today))
    team = form.team if form.team is not None else worker.team
    return _Holder(worker.id, team), reason, f"; {away}" if away else ""


def _plan(form: Allocating) -> dict[str, Value]:
    """The plan given with the cases, where one is."""
    given: dict[str, Value] = {}
    last = [Bound(form.start + FURTHEST_AHEAD, "the end of the year from then on")]
    for name, day in (("see_by", form.see_by), ("review_on", form.review_on)):
        if day is not None:
            check_day(name, day, earliest=[Bound(form.start, "the allocation")], latest=last)
            given[name] = day
    if form.to_do.strip():
        given["to_do"] = check_words("to_do", form.to_do, "what is to be done")
    return given


def _cases(
    snapshot: Snapshot,
    assessments: Sequence[int],
    plans: Sequence[int],
    referrals: Sequence[int],
    enquiries: Sequence[int],
    day: date,
) -> list[_Case]:
    """Each case once, where it is held on `day`."""
    facts = snapshot.facts
    cases = []
    if assessments or not (plans or referrals or enquiries):
        for a in chosen({a.id: a for a in facts.assessments}, assessments):
            if a.authorised is not None and a.authorised <= day:
                raise BadField(ROWS, "the assessment is authorised already: reopen it first")
            subject = subject_of_assessment(snapshot, a, day)
            cases.append(_Case(subject, a.child, a.referred or a.started, None, a))
    episodes = {a.episode: a for a in facts.assessments if a.episode is not None}
    for p in chosen({p.id: p for p in facts.plans}, plans) if plans else []:
        if p.ended is not None and p.ended <= day:
            raise BadField(ROWS, f"the plan ended on {long_date(p.ended)}: choose one that is open")
        of, subject = episodes.get(p.episode or 0), subject_of_plan(snapshot, p, day)
        cases.append(_Case(subject, p.child, of.referred if of else None, None, of))
    if referrals:
        cases += _of_referrals(snapshot, referrals)
    if enquiries:
        cases += _of_enquiries(snapshot, enquiries)
    return list({case.subject: case for case in cases}.values())


def _of_referrals(snapshot: Snapshot, referrals: Sequence[int]) -> Iterator[_Case]:
    """Referrals that wait for their decision, or were decided lately."""
    by_episode = {a.episode: a for a in snapshot.facts.assessments}
    for r in chosen({r.id: r for r in snapshot.facts.referrals}, referrals):
        if r.no_further_action:
            raise BadField(ROWS, "this referral led to no further action: there is no case to allocate")
        seen = Edit(RecordKind.REFERRAL, {}, r.id, r.version, r.child)
        yield _Case(Subject("referral", r.id), r.child, r.referred, r.closed, by_episode.get(r.id), seen)


def _of_enquiries(snapshot: Snapshot, enquiries: Sequence[int]) -> Iterator[_Case]:
    """Enquiries that wait for their conference, each held with its referral."""
    by_episode = {a.episode: a for a in snapshot.facts.assessments}
    for e in chosen({e.id: e for e in snapshot.facts.enquiries}, enquiries):
        if e.episode is None:
            raise BadField(ROWS, "this enquiry belongs to no referral, by which it would be held: it cannot be given")
        seen = Edit(RecordKind.ENQUIRY, {}, e.id, e.version, e.child)
        of = by_episode.get(e.episode)
        yield _Case(Subject("referral", e.episode), e.child, of.referred if of else None, None, of, seen)


def _hand_over(
    snapshot: Snapshot, case: _Case, to: _Holder, day: date, said: Mapping[str, Value], today: date
) -> list[Edit]:
    latest = [not_far_ahead(today), *known((case.closed, "the case was closed"))]
    check_day("start", day, earliest=known((case.begun, "the referral")), latest=latest)
    those = [a for a in snapshot.facts.allocations if subject_of(a) == case.subject]
    holding = [a for a in those if a.holds_on(day)]
    later = [a.start for a in those if a.start is not None and a.start > day and (a.end is None or a.end > a.start)]
    begun = max((start for start in later if start <= today), default=None)
    if begun is not None:
        raise BadField("start", f"the present allocation began on {long_date(begun)}: write that date or a later one")
    if holding and all((a.worker, a.team) == to for a in holding):
        return []
    before = [_end(a, day, case.child) for a in holding]
    if not holding and case.seen_as is not None:
        before.append(case.seen_as)
    elif not holding and case.seen is not None:
        before.append(as_seen(case.seen))
    return [*before, _begin(case.subject, case.child, to, day, min(later, default=None), said)]


def _end(allocation: Allocation, day: date, child: int) -> Edit:
    return Edit(RecordKind.ALLOCATION, {"ends_on": day}, allocation.id, allocation.version, child)


def _begin(subject: Subject, child: int, to: _Holder, day: date, end: date | None, said: Mapping[str, Value]) -> Edit:
    values = {"child": child, subject.column: subject.id, "worker": to.worker, "team": to.team, "starts_on": day}
    return Edit(RecordKind.ALLOCATION, {**values, "ends_on": end, **said}, child=child)
