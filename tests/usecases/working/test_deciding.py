"""Deciding on a referral: what is recorded, what begins with it, and what is refused at which field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from caseboard.domain.acts import Act, RecordKind
from caseboard.domain.cases import ReferralFacts
from caseboard.domain.decisions import Decision
from caseboard.domain.protection import EnquiryFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.reference import rules_from
from caseboard.usecases.working.deciding import Deciding, decide
from tests.domain.making import assessment, on, snapshot
from tests.usecases.working.making import TODAY, refusal, values

CAME = on("2009-09-25")
WAITING = ReferralFacts(1, 1, CAME, received_at=datetime(2009, 9, 25, 16, 10), version=4)
FORM = Deciding(Decision.INITIAL_ASSESSMENT, TODAY, "B. Marsh")
NOTHING = replace(FORM, decision=Decision.NO_FURTHER_ACTION, reason="advice given")


def waiting(*referrals: ReferralFacts, enquiry: EnquiryFacts | None = None) -> Snapshot:
    return snapshot(referrals=referrals or (WAITING,), enquiries=(enquiry,) if enquiry else ())


def act(form: Deciding = FORM, shot: Snapshot | None = None, *referrals: int) -> Act:
    return decide(shot or waiting(), referrals or [1], form, TODAY)


def test_an_initial_assessment_starts_one_on_the_day_of_the_decision() -> None:
    done = act()
    decided, begun = done.edits
    assert (decided.kind, decided.record, decided.version, decided.child) == (RecordKind.REFERRAL, 1, 4, 1)
    assert dict(decided.values) == {
        **{"decision": "initial_assessment", "decided_on": TODAY, "decided_by": "B. Marsh"},
        **{"decided_at": None, "decision_reason": "", "nfa": False},
    }
    assert (begun.kind, begun.record, begun.child) == (RecordKind.ASSESSMENT, None, 1)
    assert dict(begun.values) == {
        **{"child": 1, "referral": 1, "started": TODAY, "kind": "initial", "standard": "WT2006"},
    }
    assert done.said == "initial assessment decided on 1 referral"


def test_the_assessment_is_judged_by_the_databases_standard() -> None:
    shot = snapshot(referrals=(WAITING,), rules=rules_from('standard = "WT2010"'))
    assert values(act(FORM, shot))[1][2]["standard"] == "WT2010"


@pytest.mark.parametrize("start", [CAME, on("2009-09-26"), TODAY])
def test_it_can_start_on_any_day_from_the_referral_on(start: date) -> None:
    assert values(act(replace(FORM, start=start)))[1][2]["started"] == start


def test_a_strategy_discussion_records_the_enquiry_on_its_date() -> None:
    discussed = replace(FORM, decision=Decision.STRATEGY_DISCUSSION, start=CAME)
    kind, record, fields = values(act(discussed))[1]
    assert (kind, record, fields) == (RecordKind.ENQUIRY, None, {"child": 1, "referral": 1, "started": CAME})


@pytest.mark.parametrize(("decision", "nfa"), [(Decision.NO_FURTHER_ACTION, True), (Decision.OTHER_AGENCY, False)])
def test_after_no_further_action_and_another_agency_nothing_of_ours_begins(decision: Decision, nfa: bool) -> None:
    ((kind, record, fields),) = values(act(replace(NOTHING, decision=decision)))
    assert (kind, record, fields["nfa"], fields["decision_reason"]) == (RecordKind.REFERRAL, 1, nfa, "advice given")


@pytest.mark.parametrize(("typed", "at"), [("16:10", (16, 10)), (" 9.05 ", (9, 5)), ("", None)])
def test_the_time_of_day_is_kept_where_it_is_known(typed: str, at: tuple[int, int] | None) -> None:
    fields = values(act(replace(FORM, at=typed)))[0][2]
    assert fields["decided_at"] == (datetime(2009, 9, 28, *at) if at else None)


def test_several_are_decided_in_one_act_or_none_is() -> None:
    shot = waiting(WAITING, WAITING._replace(id=2, child=2))
    done = act(NOTHING, shot, 1, 2)
    assert [edit.record for edit in done.edits] == [1, 2]
    assert done.said == "no further action decided on 2 referrals"
    late = waiting(WAITING, WAITING._replace(id=2, child=2, decided_on=TODAY))
    assert refusal(lambda: act(NOTHING, late, 1, 2))[1].startswith("record 100-2: decided already on Mon 28 Sep 2009")


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (replace(NOTHING, reason=" "), "reason", "the reason for no further action is missing"),
        (
            replace(NOTHING, decision=Decision.OTHER_AGENCY, reason=""),
            *("reason", "the agency the referral goes to is missing"),
        ),
        (replace(FORM, day=on("2009-09-24")), "day", "Thu 24 Sep 2009 is before the referral"),
        (replace(FORM, day=on("2009-09-29")), "day", "Tue 29 Sep 2009 is after today"),
        (replace(FORM, start=on("2009-09-24")), "start", "Thu 24 Sep 2009 is before the referral"),
        (replace(FORM, start=on("2009-09-29")), "start", "Tue 29 Sep 2009 is after today"),
        (replace(NOTHING, start=TODAY), "start", "nothing starts with this decision"),
        (replace(FORM, by="  "), "by", "who decided is missing"),
        (replace(FORM, at="25:00"), "at", "this is no time of day"),
        (replace(FORM, at="soon"), "at", "this is no time of day"),
        (replace(FORM, day=CAME, at="16:09"), "at", "16:09 is before the referral came"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(form: Deciding, field: str, sentence: str) -> None:
    found, said = refusal(lambda: act(form))
    assert (found, said[: len(sentence)]) == (field, sentence)


@pytest.mark.parametrize(
    ("shot", "sentence"),
    [
        (waiting(WAITING._replace(decided_on=CAME)), "decided already on Fri 25 Sep 2009"),
        (waiting(WAITING._replace(no_further_action=True)), "the record system has it as no further action already"),
        (snapshot(assessment(started=TODAY), referrals=(WAITING,)), "work began because of this referral on Mon 28"),
        (
            waiting(enquiry=EnquiryFacts(1, 1, 1, None, None, False)),
            "work began because of this referral: it waits for no decision",
        ),
        (waiting(WAITING._replace(id=2)), "a row is not there any more"),
    ],
)
def test_what_waits_for_no_decision_is_refused(shot: Snapshot, sentence: str) -> None:
    field, said = refusal(lambda: act(FORM, shot))
    assert (field, said[: len(sentence)]) == ("rows", sentence)


def test_a_case_closed_before_the_decision_is_refused() -> None:
    closed = waiting(WAITING._replace(closed=on("2009-09-26")))
    assert refusal(lambda: act(FORM, closed))[0] == "day"
    assert values(act(replace(NOTHING, day=CAME), closed))
