"""The signs of `gaming_words` in what was authorised in a period: on the last day, unseen, in a day, many at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from caseboard.domain.case_rows import case_of
from caseboard.domain.cases import Allocation, AssessmentFacts
from caseboard.domain.decision_figures import Share
from caseboard.domain.findings import Finding
from caseboard.domain.gaming_words import MANY, TIMES_USUAL
from caseboard.domain.indicators import Judged
from caseboard.domain.journal import Entry
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import KIND_WORDS, plural, short_date

PerDay = dict[int | None, dict[date, int]]
"""By team (the database's number; None: no team), how many assessments were authorised on each date."""


@dataclass(frozen=True, slots=True)
class Period:
    """What the signs are looked for in."""

    first: date
    last: date
    """The date in view."""
    whole: Snapshot
    """The assessments authorised in the period, and everything of the children of whom something else happened."""
    judged: Sequence[Judged] = ()
    """The assessments authorised in the period, with who held them then and when they were due."""
    per_day: PerDay = field(default_factory=dict)
    """How many were authorised on each date of the year up to `last`."""
    corrections: Sequence[Entry] = ()
    """What the journal has of dates corrected here, what was taken back left out."""
    assessments: dict[int, AssessmentFacts] = field(default_factory=dict)
    """By number."""

    def within(self, day: date | None) -> bool:
        """Whether `day` lies in the period."""
        return day is not None and self.first <= day <= self.last

    @property
    def authorised(self) -> list[Judged]:
        """What was authorised in the period and stands."""
        return [j for j in self.judged if self.within(j.on) and j.subject in self.assessments]


def last_day(period: Period) -> Iterator[Finding]:
    """Authorised exactly on the due date."""
    for j in period.authorised:
        if j.due == j.on:
            yield _of(period, "last_day", j, "due and authorised")


def last_day_words(period: Period) -> str:
    """The share of those authorised on their last day, and beside it the working days before and after."""
    calendar, known = period.whole.rules.calendar, [j for j in period.authorised if j.due]
    at = Counter(calendar.elapsed(j.due, j.on) for j in known if j.due)
    # Not those at 0: on a day off just after the due date no working day has passed.
    share = Share(sum(j.due == j.on for j in known), len(known))
    percent = "" if share.percent is None else f" ({share.percent} %)"
    told = f"{share.part:,} of {share.whole:,} authorised{percent}"
    return f"{told}; a working day earlier {at[-1]:,}, a day later {at[1]:,}"


def not_seen(period: Period) -> Iterator[Finding]:
    """Authorised before any record that the child was seen."""
    found = [(j, period.assessments[j.subject]) for j in period.authorised]
    if not any(a.child_seen or a.was_seen is not None for _, a in found):
        return
    for j, a in found:
        seen = a.child_seen <= j.on if a.child_seen else bool(a.was_seen)
        if not seen:
            later = f", seen {short_date(a.child_seen, period.last)}" if a.child_seen else ", never seen"
            what = f"authorised{later}"
            yield _of(period, "not_seen", j, what, a.not_seen_reason)


def same_day(period: Period) -> Iterator[Finding]:
    """Authorised on the day of its recorded start."""
    for j in period.authorised:
        if period.assessments[j.subject].started == j.on:
            yield _of(period, "same_day", j, "started and authorised")


def many_on_one_day(period: Period) -> Iterator[Finding]:
    """Every assessment of a date on which a team authorised many more than on its usual day."""
    done: dict[tuple[int | None, date], list[Judged]] = defaultdict(list)
    for j in period.authorised:
        done[j.team, j.on].append(j)
    for team, days in period.per_day.items():
        total = sum(days.values())
        for day, many in days.items():
            usual = (total - many) / (len(days) - 1) if len(days) > 1 else 0.0
            if period.within(day) and many > MANY and many >= TIMES_USUAL * usual:
                words = f"one of {many}, {usual:.1f} on a usual day"
                yield from (_of(period, "many_on_one_day", j, words) for j in done[team, day])


def many_words(findings: Collection[Finding]) -> str:
    """On how many dates."""
    return f"on {plural(len({(f.case.team_pk, f.since) for f in findings}), 'date')}" if findings else ""


def _of(period: Period, sign: str, j: Judged, words: str, note: str = "") -> Finding:
    """A finding of an assessment, held by whoever held it when it was authorised."""
    a, holder = period.assessments[j.subject], Allocation(j.worker, j.team, None, None)
    case = case_of(period.whole, j.child, holder, period.last)
    return Finding(sign, case, "assessments", a.id, f"{KIND_WORDS[a.kind]}: {words}", j.on, note)
