"""The card of a council counted by hand, from a real file: rows, teams, the rows behind a figure, cohorts, freezing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseboard.domain.acts import Act, Edit, RecordKind, Verb
from caseboard.domain.card import Card, CardRow, Direction, Polarity, Rag
from caseboard.domain.counters import Scope
from caseboard.domain.errors import StoreError
from caseboard.domain.indicators import INDICATORS, Indicator
from caseboard.domain.settings import Rules
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.usecases.carding import (
    CardAsked,
    card_document,
    card_from_document,
    compare_teams,
    compare_workers,
    differences,
    printed_of,
    read_card,
    read_printed,
    rows_to_type,
)
from caseboard.usecases.indicator_rows import IndicatorRow, indicator_rows
from caseboard.usecases.reference import rules_from
from caseboard.usecases.working.carding import Marked, edit_row, mark_cohort, sign_card, unmark
from tests.clock import NOW
from tests.domain.making import on
from tests.served import Served
from tests.usecases.card_council import (
    ASKED,
    COUNTED,
    EAST,
    END,
    LATER,
    Q1,
    Q3,
    WEST,
    by_hand,
    card_rows,
    make_card_file,
    typed,
)
from tests.usecases.working.on_file import ROWS, opened

RULES: Rules = rules_from("")
REASSESSED = "the reassessed"


@pytest.fixture(params=["file", "server"])
def records(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[StoredRecords]:
    if request.param == "file":
        with opened(make_card_file(tmp_path)) as found:
            yield found
        return
    served: Served = request.getfixturevalue("served")
    with closing(served.open()) as found:
        insert_rows(found, ROWS)
        insert_rows(found, card_rows())
        yield found


def read(records: StoredRecords, asked: CardAsked = ASKED, as_at: date = END) -> Card:
    return read_card(records, RULES, asked, as_at, LATER)


def row_of(card: Card, reference: str) -> CardRow:
    return next(row for row in card.rows if row.reference == reference)


def behind(records: StoredRecords, indicator: Indicator, asked: CardAsked = ASKED) -> list[IndicatorRow]:
    facts = records.facts(date.max)
    return indicator_rows(records, RULES, facts.teams, facts.workers, indicator, asked, END, LATER)


def counts(card: Card) -> dict[str, tuple[int, int, int]]:
    found = {}
    for row in card.rows:
        assert row.computed is not None
        quarter = row.computed.quarter
        found[row.reference] = (quarter.share.part, quarter.share.whole, quarter.excluded)
    return found


def test_every_figure_is_the_one_counted_by_hand(records: StoredRecords) -> None:
    assert counts(read(records)) == COUNTED


def test_the_rows_behind_a_figure_are_as_many_as_it_counts_and_leaves_out(records: StoredRecords) -> None:
    for reference, (part, whole, excluded) in COUNTED.items():
        rows = behind(records, Indicator(reference))
        counted = [row for row in rows if not row.left_out]
        assert (sum(row.met for row in counted), len(counted), len(rows) - len(counted)) == (part, whole, excluded)


def test_a_row_behind_a_figure_says_whose_it_was_and_how_late(records: StoredRecords) -> None:
    late = next(row for row in behind(records, Indicator.NI_59) if row.child_id == "20105")
    assert late[:10] == (
        *("20105", "Child 105", "East Assessment", f"Worker {EAST}", on("2009-09-16"), on("2009-09-01")),
        *(on("2009-09-10"), 4, "wd", False),
    )
    (left_out,) = [row for row in behind(records, Indicator.NI_59) if row.left_out]
    assert (left_out.child_id, left_out.left_out) == ("20110", "assessment starts after it was authorised (rule 8608)")


def test_a_computed_row_has_its_figures_side_by_side(records: StoredRecords) -> None:
    beside = row_of(read(records), "NI 59").computed
    assert beside is not None
    assert (str(beside.before.share), str(beside.year_to_date.share)) == ("80.0 % (4 of 5)", "66.7 % (10 of 15)")
    assert beside.quarter.late == (14, 4)
    assert beside.trend == (None,) * 6 + (80.0, 60.0)
    assert beside.small is False
    assert beside.checked == "1 left out: 1 × assessment starts after it was authorised (rule 8608)"


def test_nothing_of_nothing_is_none_without_colour(records: StoredRecords) -> None:
    for reference in ("NI 64", "NI 67"):
        row = row_of(read(records), reference)
        assert (row.result, row.rag, row.direction) == (None, None, None)


def test_as_at_an_earlier_date_nothing_later_is_counted(records: StoredRecords) -> None:
    assert counts(read(records, as_at=on("2009-09-10")))["NI 59"] == (6, 6, 1)


def test_single_assessments_stand_on_the_card_once_one_was_authorised_or_a_row_is_typed(
    records: StoredRecords,
) -> None:
    assert "SA 45" not in [row.reference for row in read(records).rows]
    insert_rows(records, {"card_rows": [typed(reference="SA 45", position=9)]})
    assert "SA 45" in [row.reference for row in read(records).rows]


def test_typed_rows_come_first_in_their_order_and_the_others_of_the_indicators_follow(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed(reference="NI 68", position=2), by_hand() | {"position": 1}]})
    assert [row.reference for row in read(records).rows] == [
        *("LAC", "NI 68", "NI 59", "NI 60", "NI 64", "NI 65", "NI 67"),
    ]


def test_a_typed_row_and_its_figure_stand_together(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed()]})
    row = row_of(read(records), "NI 59")
    assert (row.title, row.baseline, row.target, row.result, row.predicted, row.data_quality) == (
        *("Within 7 days", "79.9% (08-09)", "80%", 60.0, 60.0, "No concerns"),
    )
    assert (row.rag, row.direction) == (Rag.RED, Direction.WORSE)


def test_the_card_of_a_team_has_its_figures_and_nothing_typed_of_the_whole_council(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed(predicted="70%"), by_hand()]})
    card = read(records, replace(ASKED, scope=Scope(frozenset([EAST])), team="East Assessment"))
    assert "LAC" not in [row.reference for row in card.rows]
    row = row_of(card, "NI 59")
    assert (row.target, row.result, row.predicted, row.data_quality) == ("80%", 66.7, 66.7, "")


def test_a_quarter_for_which_nothing_is_typed_takes_its_rows_over(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed(), by_hand()]})
    card = read(records, CardAsked(Q3), LATER)
    assert [row.reference for row in card.rows][:2] == ["NI 59", "LAC"]
    assert row_of(card, "LAC")[7:11] == ("1031", "", "", "")
    assert [row.target for row in read(records, CardAsked(Q1), LATER).rows] == [""] * 6


def test_teams_that_held_something_are_compared_and_add_up_to_the_card(records: StoredRecords) -> None:
    found = compare_teams(records, RULES, ASKED, END, LATER, records.facts(date.max).teams)
    assert [part.name for part in found] == ["East", "East Assessment", "West", "West Assessment", "no team"]
    said = {part.name: str(part.figures[Indicator.NI_59].share) for part in found}
    assert (said["East Assessment"], said["West Assessment"]) == ("66.7 % (4 of 6)", "66.7 % (2 of 3)")
    for indicator in INDICATORS:
        of_all = sum(part.figures[indicator].share.whole for part in found)
        assert of_all == COUNTED.get(indicator.value, (0, 0, 0))[1]


def test_workers_of_a_team_are_compared(records: StoredRecords) -> None:
    asked = replace(ASKED, scope=Scope(frozenset([WEST])), team="West Assessment")
    found = compare_workers(records, RULES, asked, END, LATER, records.facts(date.max).workers)
    assert [(part.name, str(part.figures[Indicator.NI_59].share)) for part in found] == [
        (f"Worker {WEST}", "66.7 % (2 of 3)")
    ]


def test_a_cohort_is_left_out_of_a_second_figure_and_the_first_stays(records: StoredRecords) -> None:
    marks = mark_cohort([Marked(105, 105), Marked(106, 106), Marked(105, 105)], REASSESSED, "amin", LATER)
    records.perform(marks, NOW)
    assert records.cohorts() == {REASSESSED: 2}
    row = row_of(read(records, replace(ASKED, cohort=REASSESSED)), "NI 59")
    assert row.computed is not None
    assert row.computed.without_cohort is not None
    assert (str(row.computed.quarter.share), str(row.computed.without_cohort.share)) == (
        *("60.0 % (6 of 10)", "75.0 % (6 of 8)"),
    )
    plans = row_of(read(records, replace(ASKED, cohort=REASSESSED)), "NI 68").computed
    assert plans is not None
    assert plans.without_cohort is None
    records.perform(unmark(records.cohort_marks(REASSESSED), "amin", LATER), NOW)
    assert records.cohorts() == {}
    records.undo(NOW)
    assert records.cohorts() == {REASSESSED: 2}


def test_a_cards_document_is_read_back_as_it_was(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed(), by_hand()]})
    card = read(records)
    assert card_from_document(json.loads(json.dumps(card_document(card)))) == card


def sign(records: StoredRecords) -> None:
    facts = records.facts(date.max)
    printed = read_printed(records, RULES, ASKED, END, LATER, facts.teams)
    records.perform(sign_card(printed.card, " R.  Archer ", NOW, LATER, printed.teams), NOW)


def test_a_signed_card_keeps_everything_it_showed_when_the_data_changes(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed(), by_hand()]})
    before = read_printed(records, RULES, ASKED, END, LATER, records.facts(date.max).teams)
    sign(records)
    late = Edit(RecordKind.ASSESSMENT, {"authorised": on("2009-09-10")}, 105, 1, 105)
    records.perform(Act(Verb.CORRECT, (late,), "1 date corrected"), NOW)
    (signed,) = records.cards()
    assert (signed.approved_by, signed.approved_at, signed.as_at) == ("R. Archer", NOW, END)
    frozen = printed_of(signed)
    assert (frozen.card, frozen.teams) == (before.card, before.teams)
    assert [(c.reference, c.column, c.then, c.now) for c in differences(signed, read(records))] == [
        ("NI 59", "result", 60.0, 70.0),
        ("NI 59", "predicted", 60.0, 70.0),
        ("NI 59", "numerator", 6, 7),
    ]


def test_rows_typed_after_the_signature_are_differences_too(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed()]})
    sign(records)
    (signed,) = records.cards()
    assert differences(signed, read(records)) == []
    ni_59 = rows_to_type(records, ASKED.quarter)[0]
    records.perform(edit_row(ni_59, {"target": "55%"}, LATER), NOW)
    insert_rows(records, {"card_rows": [by_hand()]})
    assert differences(signed, read(records)) == [
        ("NI 59", "target", "80%", "55%"),
        ("NI 59", "rag", "red", "green"),
        ("LAC", "row", None, "there"),
    ]


def test_a_signed_card_that_is_damaged_is_named(records: StoredRecords) -> None:
    sign(records)
    (signed,) = records.cards()
    for document in ("", "[]", "{}", signed.document.replace('"NI 59"', '"NI 5"')):
        with pytest.raises(StoreError, match="signed card 1 cannot be read, it is damaged"):
            printed_of(signed._replace(document=document))


def test_every_row_can_be_typed_and_those_never_typed_begin_with_the_indicators_words(records: StoredRecords) -> None:
    insert_rows(records, {"card_rows": [typed()]})
    rows = rows_to_type(records, ASKED.quarter)
    assert [(row.reference, bool(row.id)) for row in rows] == [
        ("NI 59", True),
        *((indicator.value, False) for indicator in INDICATORS if indicator is not Indicator.NI_59),
    ]
    assert rows[-1].polarity is Polarity.BELL_SHAPED
