"""Removing a child: refused while work is open, never loaded again by itself, and listed when it is time."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.acts import BadField
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.store.removing import RemovalStore
from caseboard.usecases.removing import Planned, carry_out, due_for_removal, let_back, plan_removal
from tests.exchange.files import assessment, census, child, episode
from tests.usecases.council import NOW, Council

FIRST, SECOND, THIRD = date(2009, 9, 7), date(2009, 9, 14), date(2009, 9, 21)
TODAY = date(2009, 9, 28)
CLOSED = "<CINclosureDate>2009-03-02</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>"


def _finished(child_id: str) -> str:
    return child(child_id, episode("2009-01-05", CLOSED))


def _open(child_id: str) -> str:
    return child(child_id, episode("2009-09-01", assessment("2009-09-01")))


def _plan(council: Council, child_id: str, reason: str = "kept long enough", although: str = "") -> Planned:
    target = RemovalStore(council.records)
    return plan_removal(council.records, target, child_id, reason, TODAY, although=although)


def _remove(council: Council, child_id: str) -> None:
    planned = _plan(council, child_id)
    carry_out(RemovalStore(council.records), planned, f" {child_id} ", NOW)


def _ids(council: Council) -> set[object]:
    return {row["child_id"] for row in council.rows("children")}


def test_a_child_with_open_work_is_removed_only_with_words(council: Council) -> None:
    council.load_text(census(_open("7007")), FIRST)
    with pytest.raises(BadField, match="1 referral, 1 assessment open") as refused:
        _plan(council, "7007")
    assert refused.value.field == "although"
    planned = _plan(council, "7007", although="the court ordered it")
    assert planned.reason == "kept long enough (open: 1 referral, 1 assessment; the court ordered it)"
    carry_out(RemovalStore(council.records), planned, "7007", NOW)
    assert _ids(council) == set()


@pytest.mark.parametrize(("reason", "field"), [("", "reason"), ("of 7007", "reason"), ("of child-7007!", "reason")])
def test_a_reason_is_given_and_does_not_say_who_it_was(council: Council, reason: str, field: str) -> None:
    council.load_text(census(_finished("7007")), FIRST)
    with pytest.raises(BadField) as refused:
        _plan(council, "7007", reason)
    assert refused.value.field == field


def test_another_number_typed_again_removes_nothing(council: Council) -> None:
    council.load_text(census(_finished("7007")), FIRST)
    with pytest.raises(BadInput, match="nothing was removed"):
        carry_out(RemovalStore(council.records), _plan(council, "7007"), "7008", NOW)
    with pytest.raises(BadInput, match="no child with the record number"):
        _plan(council, "7008")
    assert _ids(council) == {"7007"}


def test_a_removed_child_is_not_loaded_again_and_the_others_are(council: Council) -> None:
    council.load_text(census(_finished("7007") + _finished("7008")), FIRST)
    _remove(council, "7007")
    report = council.load_text(census(_finished("7007") + _finished("7008") + _finished("7009")), SECOND)
    assert _ids(council) == {"7008", "7009"}
    (told,) = [p for p in report.problems if "removed" in p.what]
    assert "was removed from the database on 2009-09-28 and is not loaded" in told.what
    assert not any("7007" in str(row) for table in ("import_problems", "journal") for row in council.rows(table))
    # Noughts and capitals apart it is the same child (rule 8510).
    council.load_text(census(_finished("07007")), THIRD)
    assert _ids(council) == {"7008", "7009"}


def test_a_removed_child_is_let_back_in_by_a_person(council: Council) -> None:
    council.load_text(census(_finished("7007")), FIRST)
    _remove(council, "7007")
    target = RemovalStore(council.records)
    with pytest.raises(BadInput, match="no child with this record number was removed"):
        let_back(target, "7008", "referred again", NOW)
    with pytest.raises(BadField, match="without the record number"):
        let_back(target, "7007", "7007 was referred again", NOW)
    let_back(target, "7007", "referred again", NOW)
    council.load_text(census(_finished("7007")), SECOND)
    assert _ids(council) == {"7007"}
    assert [e.what for e in council.records.journal(what=[Event.REMOVE, Event.LET_BACK])] == ["remove", "let_back"]
    _remove(council, "7007")
    council.load_text(census(_finished("7007")), THIRD)
    assert _ids(council) == set()


def test_a_finished_child_is_listed_once_its_time_is_over(council: Council) -> None:
    council.load_text(census(_finished("7007") + _open("7008")), FIRST)
    target = RemovalStore(council.records)
    with pytest.raises(BadInput, match="after_months"):
        due_for_removal(target, None, TODAY)
    assert due_for_removal(target, 6, date(2009, 9, 2)) == []  # six months on, to the day
    (due,) = due_for_removal(target, 6, date(2009, 9, 3))
    assert (due.child_id, due.ended_on) == ("7007", date(2009, 3, 2))


def test_the_number_of_a_removed_record_is_given_to_no_other(council: Council) -> None:
    """A window that still shows the removed child would act on the one that took its number."""
    council.load_text(census(_finished("7007") + _finished("7008")), FIRST)
    before = _highest(council)
    _remove(council, "7008")
    council.load_text(census(_finished("7007") + _finished("7009")), SECOND)
    assert _highest(council) == {table: highest + 1 for table, highest in before.items()}


def _highest(council: Council) -> dict[str, int]:
    return {table: max(int(str(row["id"])) for row in council.rows(table)) for table in ("children", "referrals")}
