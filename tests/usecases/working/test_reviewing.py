"""The second person's look at a decision: never the decider's, once unless it was changed, with what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseboard.domain.acts import Act, RecordKind
from caseboard.domain.cases import Child, Flag, ReferralFacts
from caseboard.domain.decisions import Decision, DecisionFacts, DecisionReview, Outcome
from caseboard.usecases.working.reviewing import Reviewing, review_decision, same_person
from tests.domain.making import on, snapshot
from tests.usecases.working.making import TODAY, refusal, values

MADE = on("2009-09-22")
CHILD = Child(1, "100-1", "Child 1", None)
REFERRAL = ReferralFacts(7, 1, on("2009-09-21"), MADE, "no_further_action", "B. Marsh", True, version=3, closed=MADE)
DECISION = DecisionFacts(REFERRAL, CHILD)
AGREE = Reviewing(Outcome.AGREED, TODAY, "S. Bell")
CHANGE = replace(AGREE, outcome=Outcome.CHANGED, words="third contact", changed_to=Decision.INITIAL_ASSESSMENT)
URGENT = replace(AGREE, outcome=Outcome.URGENT_ACTION, words="injury")
SHOT = snapshot()
CHANGED = DecisionReview(1, 1, 7, on("2009-09-24"), "S. Bell", Outcome.CHANGED, "initial_assessment", "why")


def act(form: Reviewing = AGREE, *decisions: DecisionFacts) -> Act:
    return review_decision(SHOT, decisions or [DECISION], form, TODAY)


def test_an_agreed_decision_is_reviewed_and_named_as_seen() -> None:
    seen, made = act().edits
    assert (seen.kind, seen.record, seen.version, dict(seen.values)) == (RecordKind.REFERRAL, 7, 3, {})
    assert (made.kind, made.record) == (RecordKind.DECISION_REVIEW, None)
    assert dict(made.values) == {
        **{"child": 1, "referral": 7, "reviewed_on": TODAY, "reviewed_by": "S. Bell"},
        **{"outcome": "agreed", "words": "", "changed_to": ""},
    }
    assert act().said == "1 decision reviewed: agreed"


def test_a_change_begins_what_follows_and_opens_the_case_again() -> None:
    kinds = [(kind, record) for kind, record, _ in values(act(CHANGE))]
    assert kinds == [(RecordKind.REFERRAL, 7), (RecordKind.ASSESSMENT, None), (RecordKind.DECISION_REVIEW, None)]
    referral, begun, review = (fields for _, _, fields in values(act(CHANGE)))
    assert referral == {"nfa": False, "closed": None}
    assert (begun["started"], begun["referral"], begun["kind"]) == (TODAY, 7, "initial")
    assert (review["outcome"], review["changed_to"], review["words"]) == (
        "changed",
        "initial_assessment",
        "third contact",
    )


def test_what_had_begun_already_is_not_begun_again_and_stays_when_nothing_more_is_to_be_done() -> None:
    begun = DECISION._replace(assessed=True)
    assert [kind for kind, _, _ in values(act(CHANGE, begun))] == [RecordKind.REFERRAL, RecordKind.DECISION_REVIEW]
    open_ = begun._replace(
        referral=REFERRAL._replace(decision="initial_assessment", no_further_action=False, closed=None)
    )
    to_nothing = replace(CHANGE, changed_to=Decision.NO_FURTHER_ACTION)
    assert values(act(to_nothing, open_))[0][2] == {"nfa": False}
    assert values(act(to_nothing, open_._replace(assessed=False)))[0][2] == {"nfa": True}


def test_urgent_action_flags_the_child_in_the_same_act() -> None:
    *_, (kind, record, fields) = values(act(URGENT))
    assert (kind, record) == (RecordKind.FLAG, None)
    assert fields == {"child": 1, "raised_on": TODAY, "raised_by": "S. Bell", "reason": "injury"}


def test_a_child_who_bears_a_flag_gets_no_second_one() -> None:
    flagged = snapshot(flags=[Flag(1, TODAY, None, "missing")])
    assert RecordKind.FLAG not in {e.kind for e in review_decision(flagged, [DECISION], URGENT, TODAY).edits}
    again = DECISION._replace(referral=REFERRAL._replace(id=8))
    assert [e.kind for e in act(URGENT, DECISION, again).edits].count(RecordKind.FLAG) == 1


@pytest.mark.parametrize("by", ["B. Marsh", " b. marsh ", "B.  MARSH"])
def test_who_decided_does_not_review(by: str) -> None:
    field, said = refusal(lambda: act(replace(AGREE, by=by)))
    assert (field, said[:19]) == ("by", "this is who decided")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("B. Marsh", "B Marsh", False),
        ("", "", False),
        ("Straße", "STRASSE", True),
        ("A\u00a0B", "a b", True),
        ("Zoë", "ZOE\u0308", True),
    ],
)
def test_names_are_compared_without_capitals_and_spaces(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_a_decision_is_reviewed_once() -> None:
    reviewed = DECISION._replace(reviews=(CHANGED._replace(outcome=Outcome.AGREED),))
    assert refusal(lambda: act(AGREE, reviewed))[1].startswith("reviewed already on Thu 24 Sep 2009")


def test_a_changed_decision_is_reviewed_by_a_third_person() -> None:
    changed = DECISION._replace(reviews=(CHANGED,))
    assert refusal(lambda: act(AGREE, changed))[0] == "by"
    third = replace(AGREE, by="R. Amin")
    assert act(third, changed).said == "1 decision reviewed: agreed"
    assert refusal(lambda: act(replace(third, day=on("2009-09-23")), changed))[0] == "day"
    assert refusal(lambda: act(replace(CHANGE, by="R. Amin"), changed))[0] == "changed_to"


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (replace(CHANGE, words=" "), "words", "the reason for the change is missing"),
        (replace(URGENT, words=""), "words", "what is urgent is missing"),
        (replace(CHANGE, changed_to=None), "changed_to", "what it is changed to is missing"),
        (replace(AGREE, changed_to=Decision.OTHER_AGENCY), "changed_to", "only a changed decision"),
        (replace(CHANGE, changed_to=Decision.NO_FURTHER_ACTION), "changed_to", "this is what was decided"),
        (replace(AGREE, day=on("2009-09-21")), "day", "Mon 21 Sep 2009 is before the decision"),
        (replace(AGREE, day=on("2009-09-29")), "day", "Tue 29 Sep 2009 is after today"),
        (replace(AGREE, by=""), "by", "who reviewed is missing"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(form: Reviewing, field: str, sentence: str) -> None:
    found, said = refusal(lambda: act(form))
    assert (found, said[: len(sentence)]) == (field, sentence)


def test_nothing_chosen_is_refused() -> None:
    assert refusal(lambda: review_decision(SHOT, [], AGREE, TODAY))[0] == "rows"
