"""The board of a few children: everything of theirs, nothing of anybody else's."""

from __future__ import annotations

from dataclasses import fields

from caseboard.domain.cases import Facts, ReferralFacts
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts
from caseboard.usecases.supervising.narrow import narrowed
from caseboard.usecases.viewing import view_board
from tests.domain.making import held_by, on, plan, snapshot

DAY = on("2009-09-28")


def test_a_board_of_some_children_has_their_referrals_enquiries_and_conferences_and_no_others() -> None:
    shot = snapshot(
        plans=[plan(pk=child, child=child, episode=None) for child in (1, 2)],
        referrals=[ReferralFacts(child, child, on("2009-09-24")) for child in (1, 2)],
        enquiries=[EnquiryFacts(child, child, None, on("2009-09-01"), None, not_required=False) for child in (1, 2)],
        conferences=[ConferenceFacts(child, None, None, on("2009-09-10")) for child in (1, 2)],
        allocations=[held_by(1)],
    )
    whole, few = view_board(shot, DAY).board, narrowed(view_board(shot, DAY), [1])
    assert few.board.referrals == tuple(r for r in whole.referrals if r.case.child_pk == 1)
    assert few.board.referrals[0].case.worker is not None
    assert few.board.enquiries == tuple(r for r in whole.enquiries if r.case.child_pk == 1)
    assert [c.child for c in few.snapshot.facts.conferences] == [1]


def test_nothing_of_a_child_is_forgotten_when_facts_grow() -> None:
    """Every sequence of facts about children is narrowed: this fails until somebody has thought of one that is not."""
    of_a_child = {f.name for f in fields(Facts) if str(f.type).startswith("Sequence[")}
    assert of_a_child - {"absences", "decision_reviews"} == {
        *("assessments", "allocations", "extensions", "enquiries", "plans", "supervisions"),
        *("left_out", "actions", "flags", "referrals", "conferences"),
    }
