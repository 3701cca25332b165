"""The second person's look at a decision on a referral: agreed, changed with what follows, or urgent action."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.checking import ROWS, check_day, check_line, check_words, known, not_future
from caseboard.domain.decisions import OUTCOME_WORDS, Decision, DecisionFacts, Outcome
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.text import clean_note
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.deciding import what_follows
from caseboard.usecases.working.flag import open_flags
from caseboard.usecases.working.rows import edits_of

REVIEWED = (Outcome.AGREED, Outcome.CHANGED, Outcome.URGENT_ACTION)
"""What a review can find."""
_WORDS = {Outcome.CHANGED: "the reason for the change", Outcome.URGENT_ACTION: "what is urgent"}


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What is typed to review."""

    outcome: Outcome
    day: date
    by: str
    words: str = ""
    """Why it is changed, or what is urgent."""
    changed_to: Decision | None = None


def review_decision(snapshot: Snapshot, decisions: Iterable[DecisionFacts], form: Reviewing, today: date) -> Act:
    """Review each decision. Raises BadField for a field of `Reviewing`, or "rows".

    A decision is reviewed once; one that was changed is a decision again, of the reviewer. Urgent action flags the
    child. Of a change what follows from it begins on the day of the review, unless it had begun already.
    """
    by, words = check_line("by", form.by, "who reviewed"), _check_words(form)
    if form.outcome is Outcome.CHANGED and form.changed_to is None:
        raise BadField("changed_to", "what it is changed to is missing: choose the right decision")
    if form.outcome is not Outcome.CHANGED and form.changed_to is not None:
        raise BadField("changed_to", "only a changed decision is another one: choose the outcome changed, or none here")

    def edit(d: DecisionFacts) -> list[Edit]:
        _refuse_reviewed(d)
        _refuse_decider(d, by)
        last = d.reviews[-1].reviewed_on if d.reviews else None
        earliest = known((d.referral.decided_on, "the decision"), (last, "the review before"))
        check_day("day", form.day, earliest=earliest, latest=[not_future(today)])
        review: dict[str, Value] = {"child": d.child.id, "referral": d.referral.id, "reviewed_on": form.day}
        review |= {"reviewed_by": by, "outcome": form.outcome.value, "words": words}
        review["changed_to"] = form.changed_to.value if form.changed_to else ""
        # The referral is named as seen: of two who review the same decision the second meets the first.
        changed = _change(snapshot, d, form) if form.changed_to else [_referral(d, {})]
        return [*changed, Edit(RecordKind.DECISION_REVIEW, review, child=d.child.id), *_flag(snapshot, d, review)]

    those = list({d.referral.id: d for d in decisions}.values())
    if not those:
        raise BadField(ROWS, "no decision is chosen: choose one, or mark several")
    edits = edits_of(those, lambda d: d.child, edit)
    said = f"{plural(len(those), 'decision')} reviewed: {OUTCOME_WORDS[form.outcome]}"
    # What was said stays with the review: the journal holds no word of it.
    return Act(Verb.REVIEW_DECISION, tuple(_once(edits)), said)


def same_person(one: str, other: str) -> bool:
    """Whether two names are of one person, however they are written in capitals, spaces and accents put together.

    A decision holds a name and no number of a person: an extract knows nobody's account, and whoever types may do it
    for a colleague.
    """
    return bool(_folded(one)) and _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _check_words(form: Reviewing) -> str:
    if form.outcome in _WORDS or form.words.strip():
        return check_words("words", form.words, _WORDS.get(form.outcome, "the remark"))
    return clean_note(form.words).strip()


def _refuse_reviewed(d: DecisionFacts) -> None:
    last = d.reviews[-1] if d.reviews else None
    if last is not None and last.outcome is not Outcome.CHANGED:
        raise BadField(ROWS, f"reviewed already on {long_date(last.reviewed_on)}: whoever did may undo it")


def _refuse_decider(d: DecisionFacts, by: str) -> None:
    deciders = [d.referral.decided_by, *(review.reviewed_by for review in d.reviews)]
    if any(same_person(decider, by) for decider in deciders):
        raise BadField(
            "by", "this is who decided, and a second person reviews: somebody else must, or write their name"
        )


def _change(snapshot: Snapshot, d: DecisionFacts, form: Reviewing) -> list[Edit]:
    """What was decided first stays on the referral. What follows is begun, and a closed case opened again for it."""
    to, r = form.changed_to, d.referral
    assert to is not None
    if d.decision_on(form.day) == to:
        raise BadField("changed_to", "this is what was decided: choose another decision, or the outcome agreed")
    begun = d.assessed if to is Decision.INITIAL_ASSESSMENT else d.enquired
    follows = [] if begun else what_follows(snapshot, to, r, form.day)
    values: dict[str, Value] = {"nfa": to is Decision.NO_FURTHER_ACTION and not (d.assessed or d.enquired)}
    if follows and r.closed is not None:
        values["closed"] = None
    return [_referral(d, values), *follows]


def _referral(d: DecisionFacts, values: dict[str, Value]) -> Edit:
    return Edit(RecordKind.REFERRAL, values, d.referral.id, d.referral.version, d.child.id)


def _flag(snapshot: Snapshot, d: DecisionFacts, review: Mapping[str, Value]) -> list[Edit]:
    """The flag for immediate action, unless the child bears one."""
    if review["outcome"] != Outcome.URGENT_ACTION or open_flags(snapshot, d.child.id):
        return []
    raised = {"child": d.child.id, "raised_on": review["reviewed_on"], "raised_by": review["reviewed_by"]}
    return [Edit(RecordKind.FLAG, {**raised, "reason": review["words"]}, child=d.child.id)]


def _once(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Of two decisions about one child that are urgent, one flag."""
    flagged: set[int | None] = set()
    for edit in edits:
        if edit.kind is RecordKind.FLAG:
            if edit.child in flagged:
                continue
            flagged.add(edit.child)
        yield edit
