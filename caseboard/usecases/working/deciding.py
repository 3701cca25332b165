"""What is decided on a referral, with what follows from it: an initial assessment, or a section 47 enquiry, begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.cases import Child, ReferralFacts
from caseboard.domain.checking import ROWS, Bound, check_day, check_line, check_words, known, not_future
from caseboard.domain.decisions import DECISION_WORDS, Decision
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.text import clean_note
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import chosen, edits_of

_TIME = re.compile(r"\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*")
_REASONS = {
    Decision.NO_FURTHER_ACTION: "the reason for no further action",
    Decision.OTHER_AGENCY: "the agency the referral goes to",
}
"""What has to be said with a decision after which nothing of ours follows."""
STARTING = (Decision.INITIAL_ASSESSMENT, Decision.STRATEGY_DISCUSSION)
"""Decisions with which work begins."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is typed to decide."""

    decision: Decision
    day: date
    by: str
    reason: str = ""
    """Why no further action, or which agency."""
    at: str = ""
    """The time of day, where it is known: "14:30"."""
    start: date | None = None
    """When the assessment starts, or the strategy discussion was held; None: on the day of the decision."""


def decide(snapshot: Snapshot, referrals: Iterable[int], form: Deciding, today: date) -> Act:
    """Decide on each referral. Raises BadField for a field of `Deciding`, or "rows".

    An assessment's clock counts from the referral, whenever it starts. What somebody holds they go on holding.
    """
    by, reason, at = check_line("by", form.by, "who decided"), check_reason(form.decision, form.reason), _time(form.at)
    if form.start is not None and form.decision not in STARTING:
        raise BadField("start", "nothing starts with this decision: leave the date empty")
    facts = snapshot.facts

    def edit(r: ReferralFacts) -> list[Edit]:
        _refuse_decided(snapshot, r)
        child = facts.children[r.child]
        begins = referral_begins(r, child)
        latest = [not_future(today), *known((r.closed, "the case was closed"))]
        check_day("day", form.day, earliest=begins, latest=latest)
        values: dict[str, Value] = {"decision": form.decision.value, "decided_on": form.day, "decided_by": by}
        nothing = form.decision is Decision.NO_FURTHER_ACTION
        values |= {"decided_at": _moment(r, form.day, at), "decision_reason": reason, "nfa": nothing}
        decided = Edit(RecordKind.REFERRAL, values, r.id, r.version, r.child)
        start = form.start or form.day
        check_day("start", start, earliest=begins, latest=latest)
        return [decided, *what_follows(snapshot, form.decision, r, start)]

    those = chosen({r.id: r for r in facts.referrals}, referrals)
    edits = edits_of(those, lambda r: facts.children[r.child], edit)
    said = f"{DECISION_WORDS[form.decision]} decided on {plural(len(those), 'referral')}"
    # What was said stays on the referral: the journal holds no word of it.
    return Act(Verb.DECIDE, tuple(edits), said)


def what_follows(snapshot: Snapshot, decision: Decision, r: ReferralFacts, start: date) -> list[Edit]:
    """The work that begins with the decision, so that the child stands on the board."""
    if decision is Decision.STRATEGY_DISCUSSION:
        enquiry: Mapping[str, Value] = {"child": r.child, "referral": r.id, "started": start}
        return [Edit(RecordKind.ENQUIRY, enquiry, child=r.child)]
    if decision is not Decision.INITIAL_ASSESSMENT:
        return []
    rules = snapshot.rules
    # A standard without initial assessments has the single one in their place.
    kind = Step.INITIAL if rules.standards.has(Step.INITIAL, rules.settings.standard) else Step.SINGLE
    judged: dict[str, Value] = {"kind": kind.value, "standard": rules.standard_of(kind)}
    assessment: dict[str, Value] = {"child": r.child, "referral": r.id, "started": start, **judged}
    return [Edit(RecordKind.ASSESSMENT, assessment, child=r.child)]


def check_reason(decision: Decision, text: str, field: str = "reason") -> str:
    """What was said with the decision, as it is kept. Raises BadField where it has to be said and was not."""
    if decision in _REASONS or text.strip():
        return check_words(field, text, _REASONS.get(decision, "the reason"))
    return clean_note(text).strip()


def referral_begins(r: ReferralFacts, child: Child) -> list[Bound]:
    """The earliest anything of a referral can have happened; one made before the birth is of an unborn child."""
    unborn = r.referred is not None and child.born is not None and r.referred < child.born
    return known((r.referred, "the referral"), (None if unborn else child.born, "the child's birth"))


def _refuse_decided(snapshot: Snapshot, r: ReferralFacts) -> None:
    if r.decided_on is not None:
        raise BadField(ROWS, f"decided already on {long_date(r.decided_on)}: review that decision, or undo it")
    if r.no_further_action:
        raise BadField(ROWS, "the record system has it as no further action already: there is nothing to decide")
    if (begun := snapshot.begun.get(r.id)) is not None:
        when = "" if begun == date.min else f" on {long_date(begun)}"
        raise BadField(ROWS, f"work began because of this referral{when}: it waits for no decision")


def _time(text: str) -> time | None:
    if not text.strip():
        return None
    found = _TIME.fullmatch(text)
    if not found:
        raise BadField("at", "this is no time of day: write it like 14:30, or leave it empty")
    return time(int(found[1]), int(found[2]))


def _moment(r: ReferralFacts, day: date, at: time | None) -> datetime | None:
    if at is None:
        return None
    moment = datetime.combine(day, at)
    if r.received_at is not None and moment < r.received_at:
        came = f"{long_date(r.received_at)} {r.received_at:%H:%M}"
        raise BadField("at", f"{at:%H:%M} is before the referral came ({came}): write a later time, or none")
    return moment
