"""The forms of decisions on referrals: deciding, and the second person's review."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.acts import Act
from caseboard.domain.decisions import DECISION_WORDS, OUTCOME_WORDS, Decision, Outcome
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values, today_field
from caseboard.usecases.working.deciding import Deciding, decide
from caseboard.usecases.working.reviewing import REVIEWED, Reviewing, review_decision

_DECISIONS = tuple((decision.value, DECISION_WORDS[decision]) for decision in Decision)
_OUTCOMES = tuple((outcome.value, OUTCOME_WORDS[outcome]) for outcome in REVIEWED)


def _decide_fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (
        Field("decision", "Decision", Kind.CHOICE, _DECISIONS[0][0], _DECISIONS),
        Field("reason", "Why, or which agency", Kind.TEXT, hint="must be said where nothing of ours follows"),
        today_field("day", "Decided on", chosen),
        Field("at", "at", Kind.TEXT, hint="14:30, where it is known"),
        Field("by", "Decided by", Kind.TEXT, chosen.who),
        Field("start", "It starts on", Kind.DATE, hint="the day of the decision"),
    )


def _decide(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    form = Deciding(
        Decision(values.text("decision")),
        values.day("day"),
        values.text("by"),
        values.text("reason"),
        values.text("at"),
        values.day_or_none("start"),
    )
    return decide(snapshot, chosen.referrals, form, chosen.today)


def _review_fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (
        Field("outcome", "The decision is", Kind.CHOICE, _OUTCOMES[0][0], _OUTCOMES),
        Field("changed_to", "Changed to", Kind.CHOICE, "", (("", "not changed"), *_DECISIONS)),
        Field("words", "Why, or what is urgent", Kind.TEXT),
        today_field("day", "Reviewed on", chosen),
        Field("by", "Reviewed by", Kind.TEXT, chosen.who),
    )


def _review(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    to = values.text("changed_to")
    form = Reviewing(
        Outcome(values.text("outcome")),
        values.day("day"),
        values.text("by"),
        values.text("words"),
        Decision(to) if to else None,
    )
    return review_decision(snapshot, chosen.decisions, form, chosen.today)


DECIDING = {
    "decide": Form("Decide", _decide_fields, _decide, About.REFERRALS),
    "review_decision": Form("Review", _review_fields, _review, About.DECISIONS),
}
