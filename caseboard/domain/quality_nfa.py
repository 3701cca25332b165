"""Activity under a referral on which no further action was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseboard.domain.case_rows import case_of
from caseboard.domain.cases import AssessmentFacts
from caseboard.domain.findings import Finding
from caseboard.domain.protection import EnquiryFacts, PlanFacts
from caseboard.domain.quality_hard import held
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import KIND_WORDS, short_date


def nfa_activity(whole: Snapshot, day: date) -> Iterator[Finding]:
    """What was begun by `day` under each referral decided to need no further action by then.

    `whole` holds everything of the children concerned.
    """
    decided = {r.id: r for r in whole.facts.referrals if r.no_further_action and (r.decided_on or date.min) <= day}
    told: dict[int, list[tuple[date, str]]] = {}
    work: list[AssessmentFacts | EnquiryFacts | PlanFacts] = [*whole.facts.assessments]
    work += [*whole.facts.enquiries, *whole.facts.plans]
    for each in work:
        if each.episode in decided and each.started is not None and each.started <= day:
            told.setdefault(each.episode, []).append((each.started, _name(each)))
    for number, activity in told.items():
        referral, since = decided[number], min(activity)[0]
        case = case_of(whole, referral.child, held(whole, referral, day), day)
        names = ", ".join(f"{name} {short_date(on, day)}" for on, name in sorted(activity))
        yield Finding("nfa_activity", case, "referrals", number, f"Under it: {names}", since)


def _name(begun: AssessmentFacts | EnquiryFacts | PlanFacts) -> str:
    if isinstance(begun, AssessmentFacts):
        return f"{KIND_WORDS[begun.kind].lower()} assessment"
    return "section 47 enquiry" if isinstance(begun, EnquiryFacts) else "CP plan"
