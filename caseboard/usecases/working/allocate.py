"""Who holds a case: allocated, handed on, or everything of one worker handed on. Nothing is left without a holder.

A case is allocated where it is held: an assessment or plan with an allocation of its own by that, any other by its
referral's, which also holds whatever else hangs on the referral and has no allocation of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Verb
from caseboard.domain.cases import Allocation, AssessmentFacts
from caseboard.domain.checking import ROWS, away_words, check_can_hold, check_day, check_words, known, not_far_ahead
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


class _Case(NamedTuple):
    subject: Subject
    child: int
    begun: date | None
    closed: date | None
    seen: AssessmentFacts | None
    """The assessment, where the case was chosen by one."""


class _Holder(NamedTuple):
    worker: int | None
    team: int | None


def allocate(
    snapshot: Snapshot, form: Allocating, today: date, *, assessments: Iterable[int] = (), plans: Iterable[int] = ()
) -> Act:
    """Give the cases of these assessments and plans to another holder; those who held them until then do so no more.

    Raises BadField for a field of `Allocating`, or "rows". Rows that holder has already are left as they are.
    """
    to, reason, away = _holder(snapshot, form, today)
    cases = _cases(snapshot, list(assessments), list(plans), form.start)
    edits = edits_of(
        cases,
        lambda case: snapshot.facts.children[case.child],
        lambda case: _hand_over(snapshot, case, to, form.start, reason, today),
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
    edits: list[Edit] = []
    for allocation in moving:
        begins = max(form.start, allocation.start or referred.get(allocation.episode or 0) or form.start)
        edits.append(_end(allocation, begins, allocation.child))
        edits.append(_begin(subject_of(allocation), allocation.child, to, begins, allocation.end, reason))
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


def _cases(snapshot: Snapshot, assessments: Sequence[int], plans: Sequence[int], day: date) -> list[_Case]:
    """Each case once, where it is held on `day`."""
    facts = snapshot.facts
    cases = []
    if assessments or not plans:
        for a in chosen({a.id: a for a in facts.assessments}, assessments):
            if a.authorised is not None and a.authorised <= day:
                raise BadField(ROWS, "the assessment is authorised already: reopen it first")
            subject = subject_of_assessment(snapshot, a, day)
            cases.append(_Case(subject, a.child, a.referred or a.started, a.episode_closed, a))
    episodes = {a.episode: a for a in facts.assessments if a.episode is not None}
    for p in chosen({p.id: p for p in facts.plans}, plans) if plans else []:
        if p.ended is not None and p.ended <= day:
            raise BadField(ROWS, f"the plan ended on {long_date(p.ended)}: choose one that is open")
        of, subject = episodes.get(p.episode or 0), subject_of_plan(snapshot, p, day)
        cases.append(_Case(subject, p.child, of.referred if of else None, of.episode_closed if of else None, of))
    return list({case.subject: case for case in cases}.values())


def _hand_over(snapshot: Snapshot, case: _Case, to: _Holder, day: date, reason: str, today: date) -> list[Edit]:
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
    if not holding and case.seen is not None:
        before.append(as_seen(case.seen))
    return [*before, _begin(case.subject, case.child, to, day, min(later, default=None), reason)]


def _end(allocation: Allocation, day: date, child: int) -> Edit:
    return Edit(RecordKind.ALLOCATION, {"ends_on": day}, allocation.id, allocation.version, child)


def _begin(subject: Subject, child: int, to: _Holder, day: date, end: date | None, reason: str) -> Edit:
    values = {"child": child, subject.column: subject.id, "worker": to.worker, "team": to.team, "starts_on": day}
    return Edit(RecordKind.ALLOCATION, {**values, "ends_on": end, "reason": reason}, child=child)
