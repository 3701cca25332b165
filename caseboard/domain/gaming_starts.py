"""The signs of `gaming_words` in how work began: starts moved, clocks restarted, referrals closed while late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from caseboard.domain.board import assessment_clock
from caseboard.domain.case_rows import case_of
from caseboard.domain.cases import AssessmentFacts, ReferralFacts
from caseboard.domain.clocks import State
from caseboard.domain.findings import Finding
from caseboard.domain.gaming import Period
from caseboard.domain.gaming_words import RESTART_WITHIN
from caseboard.domain.quality_hard import held
from caseboard.domain.step_clocks import decision_clock
from caseboard.domain.words import KIND_WORDS, short_date


def start_moved(period: Period) -> Iterator[Finding]:
    """Starts corrected here, and assessments in whose place the extract has another with a later start."""
    yield from _corrected(period)
    for first, second in _pairs(period):
        vanished = first.missing_from
        if vanished is None or not period.within(vanished) or second.started is None or first.started is None:
            continue
        if second.started < vanished and first.authorised is None:
            then = f"since the extract of {_day(period, vanished)} it started {_day(period, second.started)}"
            yield _of(period, "start_moved", first, f"started {_day(period, first.started)}, {then}", vanished)


def _corrected(period: Period) -> Iterator[Finding]:
    for entry in period.corrections:
        on = entry.at.astimezone().date()
        for change in entry.details.get("changes", ()):
            a = period.assessments.get(change["record"]) if change["table"] == "assessments" else None
            was, is_ = (change["before"] or {}).get("started"), change["after"].get("started")
            if a is not None and is_ and was != is_ and period.within(on):
                before = f"from {_day(period, date.fromisoformat(was))} " if was else ""
                words = f"start corrected {_day(period, on)} {before}to {_day(period, date.fromisoformat(is_))}"
                yield _of(period, "start_moved", a, words, on, str(entry.details.get("reason", "")))


def clock_restarted(period: Period) -> Iterator[Finding]:
    """Work of the same kind begun again soon after it was authorised or had vanished; referrals that came again."""
    for first, second in _pairs(period):
        ended = first.authorised or first.missing_from
        if ended is not None and period.within(second.started) and _soon(period, ended, second.started):
            how = "authorised" if first.authorised else "not in the extract of"
            words = f"begun again {_day(period, second.started)}, the first {how} {_day(period, ended)}"
            yield _of(period, "clock_restarted", second, words, second.started)
    yield from _referred_again(period)


def _referred_again(period: Period) -> Iterator[Finding]:
    of_child: dict[int, list[ReferralFacts]] = defaultdict(list)
    for r in period.whole.facts.referrals:
        of_child[r.child].append(r)
    for referrals in of_child.values():
        for second in referrals:
            before = (r for r in referrals if r.id != second.id and r.no_further_action)
            ended = [on for r in before if (on := nfa_on(r)) and _soon(period, on, second.referred)]
            if ended and period.within(second.referred):
                words = (
                    f"Referred {_day(period, second.referred)}, no further action decided {_day(period, max(ended))}"
                )
                yield _of_referral(period, "clock_restarted", second, words, second.referred)


def nfa_late(period: Period) -> Iterator[Finding]:
    """Decided to need no further action after the decision's limit, or with an assessment past its own."""
    under: dict[int | None, list[AssessmentFacts]] = defaultdict(list)
    for a in period.assessments.values():
        under[a.episode].append(a)
    for r in period.whole.facts.referrals:
        on = nfa_on(r)
        if on is None or not period.within(on):
            continue
        decision = decision_clock(period.whole, r, on)
        # The state decides: on a day off just after the due date 0 working days are over.
        over = decision is not None and decision.clock.state is State.OVER
        past = [a for a in under[r.id] if _past(period, a, on)]
        if over or past:
            late = [f"decided {-(decision.clock.left or 0)} wd over"] if decision and over else []
            late += [f"{KIND_WORDS[a.kind].lower()} assessment past its limit" for a in past]
            what = ", ".join(late)
            what = f"{what[0].upper()}{what[1:]}"
            yield _of_referral(period, "nfa_late", r, what, on)


def nfa_on(r: ReferralFacts) -> date | None:
    """When it was decided that the referral needs no further action; None where it was not."""
    return (r.decided_on or r.closed) if r.no_further_action else None


def _past(period: Period, a: AssessmentFacts, on: date) -> bool:
    standing = a.authorised is None or a.authorised > on
    return standing and assessment_clock(period.whole, a, on).state is State.OVER


def _pairs(period: Period) -> Iterator[tuple[AssessmentFacts, AssessmentFacts]]:
    """Two assessments of one kind under one referral that follow on each other by their starts."""
    of_kind: dict[tuple[int, str], list[AssessmentFacts]] = defaultdict(list)
    for a in period.assessments.values():
        if a.episode is not None and a.started is not None:
            of_kind[a.episode, a.kind].append(a)
    for some in of_kind.values():
        some.sort(key=lambda a: (a.started or date.min, a.id))
        for first, second in pairwise(some):
            if first.started != second.started:
                yield first, second


def _soon(period: Period, ended: date, begun: date | None) -> bool:
    days = period.whole.rules.calendar.elapsed(ended, begun) if begun and begun >= ended else None
    return days is not None and days <= RESTART_WITHIN


def _day(period: Period, day: date | None) -> str:
    return short_date(day, period.last) if day else ""


def _of(period: Period, sign: str, a: AssessmentFacts, words: str, since: date | None, note: str = "") -> Finding:
    case = case_of(period.whole, a.child, held(period.whole, a, period.last), period.last)
    return Finding(sign, case, "assessments", a.id, f"{KIND_WORDS[a.kind]}: {words}", since, note)


def _of_referral(period: Period, sign: str, r: ReferralFacts, what: str, since: date | None) -> Finding:
    case = case_of(period.whole, r.child, held(period.whole, r, period.last), period.last)
    return Finding(sign, case, "referrals", r.id, what, since)
