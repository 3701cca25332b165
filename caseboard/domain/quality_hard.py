"""The hard faults of what is stored as findings: each record in words, with the dates that are at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from caseboard.domain.case_rows import case_of
from caseboard.domain.cases import Allocation, AssessmentFacts, Child, ReferralFacts
from caseboard.domain.counters import Row
from caseboard.domain.findings import Finding
from caseboard.domain.indicators import CHILD_TWICE
from caseboard.domain.protection import EnquiryFacts, PlanFacts
from caseboard.domain.reckoning import HardFault, plain_number
from caseboard.domain.rows import Board
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import KIND_WORDS, long_date, short_date

Sources = Mapping[tuple[str, int], Row]
"""The board's rows by kind of record and its number."""
_FUTURE, _WEEKEND = "future", "weekend_conference"
_LEADING: Mapping[str, tuple[str, ...]] = {
    "start_before_referral": ("started", "referred"),
    "start_after_authorised": ("started", "authorised"),
    "after_closure": ("closed", "started", "authorised", "ended", "conference"),
    "open_in_closed": ("closed", "started"),
    "plan_not_on_conference": ("started", "conference"),
    "review_before_plan": ("started", "review held"),
    "plan_of_no_length": ("started", "ended"),
    "weekend_conference": ("conference",),
    "conference_before_enquiry": ("conference", "started"),
}
"""The dates a check is about, the first told first; of every other check all dates are told."""


def hard_findings(whole: Snapshot, faults: Iterable[HardFault], board: Board, today: date) -> Iterator[Finding]:
    """A finding for each fault in a record that had begun on the board's date.

    `whole` holds everything of the children concerned. A date after `today` is a fault on every date in view.
    """
    known, sources, day = _Known(whole), sources_of(board), board.as_at
    for fault in faults:
        record = known.record(fault)
        if record is None:
            continue
        since = _begun(record)
        if since is not None and since > day and fault.check != _FUTURE:
            continue
        case = case_of(whole, fault.child, held(whole, record, day), day)
        what = known.twin(fault) if fault.check == CHILD_TWICE else _words(whole, record, fault.check, day, today)
        source = sources.get((fault.kind, fault.record))
        yield Finding(fault.check, case, fault.kind, fault.record, what, since, source=source)


def sources_of(board: Board) -> Sources:
    """The rows of a board that acts on a record can be about."""
    return {
        **{("assessments", row.assessment_id): row for row in board.assessments},
        **{("cp_plans", row.plan_id): row for row in board.plans},
        **{("s47_enquiries", row.enquiry_id): row for row in board.enquiries},
        **{("referrals", row.referral_id): row for row in board.referrals},
        **{("children", row.case.child_pk): row for row in board.children},
    }


Record = AssessmentFacts | EnquiryFacts | PlanFacts | ReferralFacts | Child


class _Known:
    """The records of a snapshot by kind and number."""

    def __init__(self, whole: Snapshot) -> None:
        facts = whole.facts
        self._records: dict[str, Mapping[int, Record]] = {
            "assessments": {a.id: a for a in facts.assessments},
            "s47_enquiries": {e.id: e for e in facts.enquiries},
            "cp_plans": {p.id: p for p in facts.plans},
            "referrals": {r.id: r for r in facts.referrals},
            "children": facts.children,
        }
        self._plain: dict[str, list[Child]] = {}
        for child in facts.children.values():
            self._plain.setdefault(plain_number(child.child_id), []).append(child)

    def record(self, fault: HardFault) -> Record | None:
        return self._records.get(fault.kind, {}).get(fault.record)

    def twin(self, fault: HardFault) -> str:
        child = self.record(fault)
        assert isinstance(child, Child)  # the check is about children
        others = [other.child_id for other in self._plain[plain_number(child.child_id)] if other.id != child.id]
        return f"Also recorded as {', '.join(others)}"


def held(whole: Snapshot, record: Record, day: date) -> Allocation | None:
    """Who holds the record on `day`, or held it when it was finished."""
    holder, *ended = _holder(whole, record)
    # What is finished is held by nobody any more: on its last day and the one before somebody did.
    days = [day, *(each for end in ended if end and end > date.min for each in (end, end - timedelta(days=1)))]
    return next((found for each in days if (found := holder(each))), None)


def _holder(whole: Snapshot, record: Record) -> tuple[Callable[[date], Allocation | None], date | None, date | None]:
    """Who holds the record on a date, and when it was finished or its episode closed."""
    if isinstance(record, AssessmentFacts):
        return (lambda day: whole.holder_of_assessment(record, day)), record.authorised, record.episode_closed
    if isinstance(record, PlanFacts):
        return (lambda day: whole.holder_of_plan(record, day)), record.ended, None
    if isinstance(record, EnquiryFacts):
        return (lambda day: whole.holder_of_episode(record.episode, day)), record.closed, None
    if isinstance(record, ReferralFacts):
        return (lambda day: whole.holder_of_episode(record.id, day)), record.closed, None
    of_child = [a for a in whole.facts.assessments if a.child == record.id]
    last = max(of_child, key=lambda a: a.started or date.min, default=None)
    return _holder(whole, last) if last else ((lambda _: None), None, None)


def _begun(record: Record) -> date | None:
    if isinstance(record, Child):
        return None
    return record.referred if isinstance(record, ReferralFacts) else record.started


def _words(whole: Snapshot, record: Record, check: str, day: date, today: date) -> str:
    dates = _dates(whole, record)
    if check in (_FUTURE, _WEEKEND):
        faulty = {name: [each for each in days if _at_fault(each, check, today)] for name, days in dates.items()}
        dates = {name: days for name, days in faulty.items() if days}
    names = [name for name in _LEADING.get(check, tuple(dates)) if dates.get(name)]
    told = ", ".join(f"{name} {_dated(dates[name], check, day)}" for name in names)
    return f"{_subject(record)}: {told}" if told else _subject(record)


def _at_fault(each: date, check: str, today: date) -> bool:
    """Of checks of one date each: whether it is this one."""
    return each > today if check == _FUTURE else each.weekday() >= 5


def _dated(days: list[date], check: str, day: date) -> str:
    say = long_date if check in (_FUTURE, _WEEKEND) else lambda each: short_date(each, day)
    return " and ".join(say(each) for each in days)


def _subject(record: Record) -> str:
    match record:
        case AssessmentFacts():
            return KIND_WORDS[record.kind]
        case PlanFacts():
            return "CP plan"
        case EnquiryFacts():
            return "Section 47"
        case ReferralFacts():
            return "Referral"
    return "Child"


def _dates(whole: Snapshot, record: Record) -> dict[str, list[date]]:
    """Every date of the record by what it is of, as they are told."""
    match record:
        case AssessmentFacts():
            found = [("referred", record.referred), ("started", record.started), ("child seen", record.child_seen)]
            found += [("submitted", record.submitted), ("authorised", record.authorised)]
            found += [("closed", record.episode_closed)]
        case PlanFacts():
            found = [("started", record.started), ("ended", record.ended)]
            found += [("conference", held_on) for held_on in _conferences(whole, record)]
            found += [("review held", review.held_on) for review in record.reviews]
        case EnquiryFacts():
            found = [("started", record.started), ("conference", record.conference), ("closed", record.closed)]
        case ReferralFacts():
            found = [("referred", record.referred), ("closed", record.closed)]
            found += [("conference", c.held_on) for c in whole.facts.conferences if c.episode == record.id]
        case _:
            found = [("born", record.born)]
    told: dict[str, list[date]] = {}
    for name, each in found:
        if each is not None:
            told.setdefault(name, []).append(each)
    return told


def _conferences(whole: Snapshot, plan: PlanFacts) -> list[date]:
    if plan.conference:
        return [plan.conference]
    of_episode = {c.held_on for c in whole.facts.conferences if c.episode == plan.episode and c.child == plan.child}
    of_enquiries = {e.conference for e in whole.facts.enquiries if e.episode == plan.episode and e.child == plan.child}
    return sorted(of_episode | {held_on for held_on in of_enquiries if held_on})
