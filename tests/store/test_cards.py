"""Typed rows and signed cards in a real database: two who type one row, and a signature that nobody takes back."""

from __future__ import annotations

import pytest

from caseboard.domain.acts import Act, Conflict, Edit, RecordKind, Value, Verb
from caseboard.domain.errors import BadInput
from caseboard.store.records import StoredRecords
from tests.clock import NOW
from tests.store.acts import LAST, LATER, TODAY, rows
from tests.store.conftest import Database

ROW: dict[str, Value] = {"quarter": "2009-Q2", "position": 1, "reference": "NI 59", "polarity": "Rise"}
CARD: dict[str, Value] = {
    "quarter": "2009-Q2",
    "as_at": TODAY,
    "approved_by": "x",
    "approved_at": NOW,
    "document": "{}",
}
TYPED = Act(Verb.EDIT_CARD, (Edit(RecordKind.CARD_ROW, ROW),), "1 row of the card changed")
SIGNED = Act(Verb.SIGN_CARD, (Edit(RecordKind.CARD, CARD),), "card signed off")
TWICE = "somebody has typed this row of the card meanwhile"


def test_a_row_typed_is_read_changed_and_undone(records: StoredRecords) -> None:
    records.perform(TYPED, NOW)
    change = Act(Verb.EDIT_CARD, (Edit(RecordKind.CARD_ROW, {"target": "80%"}, 1, 1),), "1 row of the card changed")
    records.perform(change, NOW)
    (row,) = records.card_rows()
    assert (row.reference, row.target, row.version) == ("NI 59", "80%", 2)
    with pytest.raises(Conflict):
        records.perform(change, NOW)
    records.undo(LATER)
    records.undo(LATER)
    assert records.card_rows() == []
    records.redo(LAST)
    assert [row.target for row in records.card_rows()] == [""]


def test_of_two_who_type_the_first_words_of_a_row_the_second_is_told(records: StoredRecords) -> None:
    records.perform(TYPED, NOW)
    with pytest.raises(BadInput, match=TWICE):
        records.perform(TYPED, NOW)
    assert len(records.card_rows()) == 1


def test_a_row_taken_back_does_not_come_back_beside_one_typed_since(shared: Database) -> None:
    records = shared.open("amin")
    records.perform(TYPED, NOW)
    records.undo(NOW)
    shared.open("osei").perform(TYPED, LATER)
    with pytest.raises(BadInput, match=TWICE):
        records.redo(LAST)
    assert len(records.card_rows()) == 1


def test_a_signed_card_is_not_undone_and_says_so_in_a_sentence(records: StoredRecords) -> None:
    records.perform(TYPED, NOW)
    records.perform(SIGNED, NOW)
    before = rows(records, "cards")
    with pytest.raises(BadInput, match="a signed card stays as it was signed and is not undone: sign another one"):
        records.undo(LATER)
    assert rows(records, "cards") == before
    records.undo(LAST)  # what was done before it
    assert records.card_rows() == []


def test_a_signed_card_is_not_changed(records: StoredRecords) -> None:
    records.perform(SIGNED, NOW)
    before = rows(records, "cards")
    for values in ({"approved_by": "y"}, {"document": "[]"}, {"voided_on": TODAY}):
        changed = Act(Verb.SIGN_CARD, (Edit(RecordKind.CARD, values, 1, 1),), "card changed")
        with pytest.raises(BadInput, match="a signed card stays as it was signed"):
            records.perform(changed, LATER)
    assert rows(records, "cards") == before


def test_cards_are_listed_the_last_first(records: StoredRecords) -> None:
    records.perform(SIGNED, NOW)
    later = Act(Verb.SIGN_CARD, (Edit(RecordKind.CARD, {**CARD, "approved_at": LATER}),), "card signed off")
    records.perform(later, LATER)
    assert [(card.id, card.approved_at) for card in records.cards()] == [(2, LATER), (1, NOW)]
