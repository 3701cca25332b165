"""What was said with a decision or its review: on the record, undone and redone, and in no entry of the journal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from caseboard.domain.decisions import Decision
from caseboard.usecases.working.deciding import Deciding, decide
from caseboard.usecases.working.reviewing import review_decision
from tests.clock import NOW
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened, seen
from tests.usecases.working.test_on_file import CHANGED, made

NOTHING = Deciding(Decision.NO_FURTHER_ACTION, TODAY, "amin", "advice")


@pytest.mark.parametrize("reviewed", [False, True])
def test_the_journal_holds_no_word_of_it(reviewed: bool, tmp_path: Path) -> None:
    with opened(make_file(tmp_path)) as records:
        shot = seen(records).snapshot
        act = review_decision(shot, made(shot), CHANGED, TODAY) if reviewed else decide(shot, [6], NOTHING, TODAY)
        words = CHANGED.words if reviewed else NOTHING.reason
        told = []
        records.perform(act, NOW)
        for step in (records.undo, records.redo):
            facts = seen(records).snapshot.facts
            told.append([*(r.decision_reason for r in facts.referrals), *(r.words for r in facts.decision_reviews)])
            step(NOW + timedelta(minutes=len(told)))
        facts = seen(records).snapshot.facts
        assert words in told[0] and words not in told[1]
        assert words in [*(r.decision_reason for r in facts.referrals), *(r.words for r in facts.decision_reviews)]
        assert [entry.number for entry in records.journal() if words in str(entry.details)] == []
        assert records.verify_journal().number >= 3
