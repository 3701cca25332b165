"""An extract loaded after a decision, a hand-over or a booking was recorded here leaves it as it is."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.decisions import Decision
from caseboard.store.bulk import insert_rows
from caseboard.usecases.viewing import load_snapshot
from caseboard.usecases.working.deciding import Deciding, decide
from tests.exchange.files import census, child, episode
from tests.usecases.council import NOW, Council

CAME = BEFORE = date(2009, 9, 25)
DECIDED, LATER = NOW.date(), date(2009, 10, 5)
PLAN = "<ChildProtectionPlans><CPPstartDate>2009-09-25</CPPstartDate></ChildProtectionPlans>"
OURS = ("decision_reviews", "handovers", "core_groups", "cp_reviews")
SAID = ("decision", "decided_on", "decided_by", "decided_at", "decision_reason")


def _text(nfa: str = "", *parts: str) -> str:
    given = f"<ReferralNFA>{nfa}</ReferralNFA>" if nfa else ""
    return census(child("7", episode(str(CAME), given, *parts)))


def _said(council: Council) -> list[object]:
    (referral,) = council.rows("referrals")
    return [referral[name] for name in SAID]


@pytest.fixture
def decided(council: Council) -> Council:
    """A council where no further action was decided on the only referral, in caseboard."""
    council.load_text(_text(), BEFORE)
    form = Deciding(Decision.NO_FURTHER_ACTION, DECIDED, "R. Amin", "advice given", at="09:30")
    council.records.perform(decide(load_snapshot(council.records, DECIDED), [1], form, DECIDED), NOW)
    return council


@pytest.mark.parametrize(("nfa", "as_of"), [("", LATER), ("true", LATER), ("false", DECIDED), ("false", BEFORE)])
def test_a_decision_typed_here_stays(decided: Council, nfa: str, as_of: date) -> None:
    before = _said(decided)
    assert before[:3] == ["no_further_action", DECIDED, "R. Amin"]
    report = decided.load_text(_text(nfa), as_of)
    assert (_said(decided), decided.rows("referrals")[0]["nfa"], report.problems) == (before, True, [])


def test_a_later_extract_that_has_the_referral_go_on_is_followed_and_listed_and_the_decision_stays(
    decided: Council,
) -> None:
    before = _said(decided)
    report = decided.load_text(_text("false"), LATER)
    assert (_said(decided), decided.rows("referrals")[0]["nfa"]) == (before, False)
    assert [problem.what for problem in report.problems] == [
        "nfa: the value typed in caseboard gave way to this later extract"
    ]


def test_a_decision_stays_when_the_referral_vanishes_from_the_extract(decided: Council) -> None:
    before = _said(decided)
    decided.load_text(census(child("8")), LATER)
    assert decided.rows("referrals")[0]["missing_from"]
    assert _said(decided) == before


def test_reviews_of_decisions_hand_overs_core_groups_and_bookings_are_never_touched(decided: Council) -> None:
    decided.load_text(_text("", PLAN), LATER)
    review = {"child": 1, "referral": 1, "reviewed_on": DECIDED, "reviewed_by": "J. Osei", "outcome": "agreed"}
    written = {"written_on": DECIDED, "written_by": "R. Amin", "written_at": NOW, "note": "Quiet."}
    ours = {
        "decision_reviews": [review],
        "handovers": [written],
        "core_groups": [{"child": 1, "plan": 1, "held_on": DECIDED}],
        "cp_reviews": [{"plan": 1, "booked_for": LATER, "booked_on": DECIDED}],
    }
    insert_rows(decided.records, ours)
    before = {name: decided.rows(name) for name in OURS}
    assert all(len(rows) == 1 for rows in before.values())
    decided.load_text(_text("false", PLAN), date(2009, 10, 6))
    decided.load_text(census(child("8")), date(2009, 10, 7))
    assert {name: decided.rows(name) for name in OURS} == before
