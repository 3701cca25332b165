"""Hard data faults in one child's record: each with its rule, so that it can be pointed at and explained.

Rule numbers are those of the CIN census validation rules where there is one. Records with faults are loaded and shown;
they are only never counted in a percentage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from caseboard.domain.record import ChildRecord, EpisodeRecord, PlanRecord, Problem


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a child's record: its key, its census rule ("" where there is none), its rule in words."""

    key: str
    rule: str
    words: str
    find: Callable[[ChildRecord, date], Iterator[str]]
    """Yields where (line or row) each fault is, given the record and the date of the extract."""


def _assessments(child: ChildRecord) -> Iterator[tuple[EpisodeRecord, date | None, date | None, str]]:
    for episode in child.episodes:
        for a in episode.assessments:
            yield episode, a.started, a.authorised, a.where


def _plans(child: ChildRecord) -> list[PlanRecord]:
    return [plan for episode in child.episodes for plan in episode.plans]


def _start_before_referral(child: ChildRecord, _: date) -> Iterator[str]:
    for episode, started, _authorised, where in _assessments(child):
        if episode.referred and started and started < episode.referred:
            yield where


def _start_after_authorised(child: ChildRecord, _: date) -> Iterator[str]:
    return (where for _, started, authorised, where in _assessments(child) if _after(started, authorised))


def _future(child: ChildRecord, extract: date) -> Iterator[str]:
    for episode in child.episodes:
        if any(_after(d, extract) for d in (episode.referred, episode.closed, episode.conference)):
            yield episode.where
        for a in episode.assessments:
            if any(_after(d, extract) for d in (a.started, a.authorised, a.submitted, a.child_seen)):
                yield a.where
        for e in episode.enquiries:
            if any(_after(d, extract) for d in (e.started, e.conference)):
                yield e.where
        for p in episode.plans:
            if any(_after(d, extract) for d in (p.started, p.ended, p.last_visit, *p.reviews)):
                yield p.where
    if _after(child.born, extract):
        yield child.where


def _after_closure(child: ChildRecord, _: date) -> Iterator[str]:
    for episode in child.episodes:
        if episode.closed is None:
            continue
        for a in episode.assessments:
            if _after(a.started, episode.closed) or _after(a.authorised, episode.closed):
                yield a.where
        for e in episode.enquiries:
            if _after(e.started, episode.closed) or _after(e.conference, episode.closed):
                yield e.where
        for p in episode.plans:
            if _after(p.started, episode.closed) or _after(p.ended, episode.closed):
                yield p.where


def _two_open(child: ChildRecord, _: date) -> Iterator[str]:
    for episode in child.episodes:
        still_open = [a for a in episode.assessments if a.authorised is None]
        for a in still_open[1:]:
            yield a.where


def _open_in_closed(child: ChildRecord, _: date) -> Iterator[str]:
    for episode in child.episodes:
        if episode.closed is not None:
            yield from (a.where for a in episode.assessments if a.authorised is None)


def _plan_not_on_conference(child: ChildRecord, _: date) -> Iterator[str]:
    for episode in child.episodes:
        conferences = {e.conference for e in episode.enquiries if e.conference} | {episode.conference}
        conferences.discard(None)
        if conferences:
            yield from (p.where for p in episode.plans if p.started and p.started not in conferences)


def _review_before_plan(child: ChildRecord, _: date) -> Iterator[str]:
    for plan in _plans(child):
        if plan.started and any(r <= plan.started for r in plan.reviews):
            yield plan.where


def _plan_of_no_length(child: ChildRecord, _: date) -> Iterator[str]:
    return (p.where for p in _plans(child) if p.started and p.started == p.ended)


def _two_plans(child: ChildRecord, _: date) -> Iterator[str]:
    return (p.where for p in [p for p in _plans(child) if p.ended is None][1:])


def _weekend_conference(child: ChildRecord, _: date) -> Iterator[str]:
    for episode in child.episodes:
        yield from (e.where for e in episode.enquiries if _on_weekend(e.conference))
        if _on_weekend(episode.conference) and episode.conference not in {e.conference for e in episode.enquiries}:
            yield episode.where


def _on_weekend(day: date | None) -> bool:
    return day is not None and day.weekday() >= 5


def _conference_before_enquiry(child: ChildRecord, _: date) -> Iterator[str]:
    for episode in child.episodes:
        yield from (e.where for e in episode.enquiries if _after(e.started, e.conference))


def _after(later: date | None, earlier: date | None) -> bool:
    return later is not None and earlier is not None and later > earlier


HARD_CHECKS: tuple[Check, ...] = (
    Check("start_before_referral", "1103", "assessment starts before its referral", _start_before_referral),
    Check("start_after_authorised", "8608", "assessment starts after it was authorised", _start_after_authorised),
    Check("future", "", "a date lies after the date of the extract", _future),
    Check("after_closure", "8565", "activity after the episode was closed", _after_closure),
    Check("two_open", "8896", "more than one open assessment in the episode", _two_open),
    Check("open_in_closed", "8867", "the episode is closed and an assessment is open", _open_in_closed),
    Check(
        "plan_not_on_conference", "2885", "CP plan does not start on its initial conference", _plan_not_on_conference
    ),
    Check("review_before_plan", "8841", "a CP review is on or before the start of its plan", _review_before_plan),
    Check("plan_of_no_length", "8840", "CP plan ends on the day it starts", _plan_of_no_length),
    Check("two_plans", "8935", "more than one open CP plan", _two_plans),
    Check("weekend_conference", "8875", "initial conference on a weekend", _weekend_conference),
    Check(
        "conference_before_enquiry",
        "8615",
        "initial conference before the section 47 enquiry",
        _conference_before_enquiry,
    ),
)
"""Faults inside one record. A child id that stands twice (8510) is found by the reader, which sees the whole file."""


def hard_faults(child: ChildRecord, extract: date) -> list[Problem]:
    """Every hard fault of one record read on the date of its extract, in the order of the checks."""
    problems = []
    for check in HARD_CHECKS:
        rule = f" (rule {check.rule})" if check.rule else ""
        problems += [Problem(where, f"{check.words}{rule}") for where in check.find(child, extract)]
    return problems
