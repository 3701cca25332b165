"""What is typed on a card, signed or marked: what is kept, and what is refused at its field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from caseboard.domain.acts import BadField, RecordKind
from caseboard.domain.card import Card, CohortMark, Polarity, TypedRow
from caseboard.domain.card_rows import blank_row
from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter
from caseboard.usecases.working.carding import Marked, add_row, edit_row, mark_cohort, sign_card, unmark
from tests.clock import NOW
from tests.domain.making import on
from tests.hostile import ORDER, TERMINAL
from tests.usecases.working.making import TODAY, only, refusal

Q2 = Quarter(2009, 2)
HOMES = TypedRow(
    *(Q2, 2, "P9-3", "Homes", "CYPSC", "?", Polarity.RISE, "69%", "New PI for 09-10", "100%", "69%", "", "", 8, 3),
)
CARD = Card(Q2, "", TODAY, (), {})


def test_of_a_typed_row_only_what_is_different_is_changed() -> None:
    edit = only(edit_row(HOMES, {"result": " 77%  (10 of 13) ", "owner": "CYPSC"}, TODAY))
    assert (edit.kind, edit.record, edit.version) == (RecordKind.CARD_ROW, 8, 3)
    assert edit.values == {"result": "77% (10 of 13)"}


def test_the_first_words_of_a_row_taken_over_make_a_row_of_its_quarter() -> None:
    edit = only(edit_row(HOMES._replace(id=0), {"result": "77%"}, TODAY))
    assert edit.record is None
    assert edit.values == {
        **{"quarter": "2009-Q2", "position": 2, "reference": "P9-3", "title": "Homes", "owner": "CYPSC"},
        **{"measure": "?", "polarity": "Rise", "baseline": "69%", "last_year": "New PI for 09-10", "target": "100%"},
        **{"result": "77%", "predicted": "", "data_quality": ""},
    }


def test_a_polarity_is_one_of_the_papers_words_however_it_is_written() -> None:
    assert only(edit_row(HOMES, {"polarity": " bell  shaped "}, TODAY)).values == {"polarity": "Bell Shaped"}


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, ("rows", "nothing is different from what is on the card: change a field first")),
        ({"result": " 69%"}, ("rows", "nothing is different from what is on the card: change a field first")),
        ({"id": "9"}, ("rows", '"id" is not typed on a card')),
        ({"reference": " "}, ("reference", "the reference is missing: write what the row is called by")),
        ({"polarity": "Up"}, ("polarity", "this is not a polarity: write Rise, Fall, Bell Shaped, N/A")),
        ({"target": "x" * 401}, ("target", "this has 401 characters: write it in no more than 400")),
    ],
)
def test_what_cannot_be_typed_is_refused_at_its_field(changes: Mapping[str, str], refused: tuple[str, str]) -> None:
    assert refusal(lambda: edit_row(HOMES, changes, TODAY)) == refused


_CONTROLS = [text for text in (*TERMINAL, *ORDER) if " ".join(text.split()) == text]
"""The others hold white space alone, which becomes one space."""


@pytest.mark.parametrize("text", _CONTROLS, ids=range(len(_CONTROLS)))
def test_a_control_character_is_refused_at_its_field(text: str) -> None:
    assert refusal(lambda: edit_row(HOMES, {"owner": text}, TODAY)) == (
        *("owner", "this holds a control or invisible character: write it without"),
    )


def test_the_figure_of_a_computed_row_is_not_typed() -> None:
    row = blank_row(Indicator.NI_59, Q2, 1)
    assert refusal(lambda: edit_row(row, {"result": "99%"}, TODAY)) == (
        *("result", "NI 59 is counted and not typed: put right the records it counts"),
    )
    assert refusal(lambda: edit_row(row, {"reference": "NI 60"}, TODAY))[0] == "reference"
    assert only(edit_row(row, {"target": "80%"}, TODAY)).values["target"] == "80%"


def test_an_annual_row_takes_words_for_its_result_before_q4() -> None:
    row = blank_row(Indicator.NI_64, Q2, 1)
    act = edit_row(row, {"measure": "Annual %", "result": "Annual PI reported at Q4"}, TODAY)
    assert only(act).values["result"] == "Annual PI reported at Q4"
    at_q4 = row._replace(quarter=Quarter(2009, 4), measure="Annual %")
    assert refusal(lambda: edit_row(at_q4, {"result": "8%"}, TODAY))[0] == "result"


def test_a_row_is_added_after_those_there_are_and_each_reference_once() -> None:
    new = HOMES._replace(reference="NI 71", title="Children who have run away", id=0)
    values = only(add_row([HOMES], new, TODAY)).values
    assert (values["position"], values["reference"], values["quarter"]) == (3, "NI 71", "2009-Q2")
    again = new._replace(reference="p9 -3")
    assert refusal(lambda: add_row([HOMES], again, TODAY)) == (
        *("reference", "there is a row with this reference: change that one, or write another"),
    )


def test_a_card_is_signed_with_approver_and_moment() -> None:
    edit = only(sign_card(CARD, " R.  Archer ", NOW, TODAY))
    assert edit.kind is RecordKind.CARD
    document = json.loads(str(edit.values["document"]))
    assert (document["approved_by"], document["approved_at"]) == ("R. Archer", "2009-09-28T09:00:00+00:00")
    assert (edit.values["quarter"], edit.values["as_at"], edit.values["approved_by"]) == ("2009-Q2", TODAY, "R. Archer")


@pytest.mark.parametrize(
    ("card", "by", "refused"),
    [
        (CARD, " ", ("by", "who approves it is missing: write it in a few words")),
        (
            CARD._replace(as_at=on("2009-09-29")),
            "x",
            ("rows", "the card is as at Tue 29 Sep 2009, still to come: sign what has happened"),
        ),
        (
            CARD._replace(quarter=Quarter(2009, 3)),
            "x",
            ("rows", "the quarter begins on Thu 1 Oct 2009: there is nothing to sign yet"),
        ),
    ],
)
def test_what_cannot_be_signed_is_refused(card: Card, by: str, refused: tuple[str, str]) -> None:
    assert refusal(lambda: sign_card(card, by, NOW, TODAY)) == refused


def test_assessments_are_marked_once_each_and_taken_back() -> None:
    act = mark_cohort([Marked(5, 1), Marked(6, 2), Marked(5, 1)], " the  400 ", "amin", TODAY)
    assert act.said == "2 assessments marked as of a cohort"
    assert dict(act.edits[0].values) == {
        **{"child": 1, "assessment": 5, "cohort": "the 400", "marked_on": TODAY, "marked_by": "amin"},
    }
    back = unmark([CohortMark(9, 1, 5, "the 400", 2)], "amin", TODAY)
    assert (back.edits[0].record, back.edits[0].version, back.edits[0].values["voided_on"]) == (9, 2, TODAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": ""}, "name"), ({"name": "x" * 101}, "name"), ({"by": ""}, "by"), ({"assessments": []}, "rows")],
)
def test_what_cannot_be_marked_is_refused(given: dict[str, Any], field: str) -> None:
    right: dict[str, Any] = {"assessments": [Marked(5, 1)], "name": "the 400", "by": "amin", "today": TODAY}
    assert refusal(lambda: mark_cohort(**{**right, **given}))[0] == field
    with pytest.raises(BadField):
        unmark([], "amin", TODAY)
