"""What is reckoned is up to date whenever it is read: after acts, undos, extracts, other rules, another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from caseboard.domain.indicators import Indicator, Judged
from caseboard.domain.journal import Event
from caseboard.domain.reckoning import HardFault
from caseboard.domain.settings import Rules
from caseboard.domain.tallies import Asked, figure
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.tables import judged, reckonings
from caseboard.usecases.reference import default_settings, rules_from
from tests.clock import NOW
from tests.store.acts import LATER, TODAY, authorise, reassign
from tests.store.conftest import Database, Made
from tests.store.rows import assessment, child, one_case, referral

RULES = rules_from(default_settings())
ALL = Asked(tuple(Indicator), date(2000, 1, 1), TODAY, TODAY)


def _judged(records: StoredRecords, asked: Asked = ALL, rules: Rules = RULES) -> Sequence[Judged]:
    return records.judged(rules, asked, TODAY)


def _of(records: StoredRecords, indicator: Indicator) -> str:
    return str(figure(t for t in records.tallies(RULES, ALL, TODAY) if t.indicator is indicator).share)


def test_an_authorisation_its_undo_and_its_redo_are_each_counted_at_once(every: Database) -> None:
    records = every.open()
    insert_rows(records, one_case())
    assert _of(records, Indicator.NI_59) == "none"
    records.perform(authorise(), NOW)
    assert _of(records, Indicator.NI_59) == "0.0 % (0 of 1)"
    (found,) = _judged(records, ALL._replace(indicators=(Indicator.NI_59,)))
    assert (found.subject, found.on, found.due, found.team, found.worker) == (1, TODAY, date(2009, 9, 10), 1, 1)
    assert (found.late, found.unit, found.met_on, found.left_out) == (12, "wd", None, "")
    records.undo(LATER)
    assert _of(records, Indicator.NI_59) == "none"
    records.redo(LATER + timedelta(minutes=1))
    assert _of(records, Indicator.NI_59) == "0.0 % (0 of 1)"
    records.close()


def test_only_the_child_that_changed_is_reckoned_anew(of_file: StoredRecords) -> None:
    rows = one_case()
    rows["children"].append(child(2))
    rows["referrals"].append(referral(2, 2))
    insert_rows(of_file, rows)
    _judged(of_file)
    with of_file.writing() as connection:  # what nobody would have reckoned shows who was left alone
        connection.execute(judged.update().where(judged.c.child == 2).values(left_out="kept"))
    of_file.perform(reassign(1), NOW)
    assert {j.left_out for j in _judged(of_file) if j.child == 2} == {"kept"}
    assert {j.left_out for j in _judged(of_file) if j.child == 1} == {""}


def test_a_case_looked_at_or_a_list_written_out_changes_nothing(of_file: StoredRecords) -> None:
    insert_rows(of_file, one_case())
    _judged(of_file)
    before = _kept(of_file)
    of_file.note(Event.VIEW, LATER, child=1)
    of_file.note(Event.EXPORT, LATER, about="board")
    _judged(of_file, rules=rules_from(default_settings()))
    assert _kept(of_file) == before


def test_the_same_rules_read_again_are_the_same(of_file: StoredRecords) -> None:
    insert_rows(of_file, one_case())
    _judged(of_file)
    with of_file.writing() as connection:  # whoever reckons anew puts this right
        connection.execute(judged.update().values(left_out="kept"))
    assert {j.left_out for j in _judged(of_file, rules=rules_from(default_settings()))} == {"kept"}


def _kept(records: StoredRecords) -> tuple[object, ...]:
    with records.reading() as connection:
        return tuple(connection.execute(select(reckonings)).one())


@pytest.mark.parametrize("what", [Event.IMPORT, "settings"])
def test_everybody_is_reckoned_anew_after_an_extract_and_by_other_rules(of_file: StoredRecords, what: str) -> None:
    insert_rows(of_file, one_case())
    of_file.perform(authorise(on=date(2009, 9, 10)), NOW)
    assert _of(of_file, Indicator.NI_59) == "100.0 % (1 of 1)"
    with of_file.writing() as connection:
        connection.execute(judged.update().values(left_out="stale"))
    rules = RULES
    if what == "settings":
        rules = rules_from(default_settings().replace("[closures]", '[closures]\n2009-09-04 = "closed"'))
    else:
        of_file.note(Event.IMPORT, LATER)
    (found,) = _judged(of_file, ALL._replace(indicators=(Indicator.NI_59,)), rules)
    assert found.left_out == "" and found.due == date(2009, 9, 11 if what == "settings" else 10)


def test_rows_inserted_past_the_journal_are_seen(of_file: StoredRecords) -> None:
    insert_rows(of_file, one_case())
    assert len(_judged(of_file)) == 1
    insert_rows(of_file, {"children": [child(2)], "referrals": [referral(2, 2)]})
    assert len(_judged(of_file)) == 2


def test_a_date_to_come_is_a_fault_until_it_has_come(of_file: StoredRecords) -> None:
    rows = one_case()
    rows["assessments"].append(assessment(2, 1, referral=1, kind="core", started=TODAY + timedelta(days=3)))
    insert_rows(of_file, rows)
    assert HardFault("future", "assessments", 2, 1) in of_file.hard_faults(RULES, TODAY)
    assert HardFault("future", "assessments", 2, 1) in of_file.hard_faults(RULES, TODAY + timedelta(days=2))
    later = of_file.hard_faults(RULES, TODAY + timedelta(days=3))
    assert "future" not in {f.check for f in later}


def test_a_child_under_two_numbers_is_in_no_percentage(every: Database) -> None:
    records = every.open()
    rows = one_case()
    rows["children"].append(child(2, child_id="0101"))
    rows["referrals"].append(referral(2, 2))
    insert_rows(records, rows)
    found = figure(records.tallies(RULES, ALL._replace(indicators=(Indicator.NI_68,)), TODAY))
    assert (found.share.whole, dict(found.left_out)) == (0, {"child_twice": 2})
    assert {f.record for f in records.hard_faults(RULES, TODAY) if f.check == "child_twice"} == {1, 2}
    records.close()


def test_what_came_to_be_after_the_date_in_view_is_not_counted(of_file: StoredRecords) -> None:
    insert_rows(of_file, one_case())  # referred on 1 September, the assessment began on the 2nd
    asked = ALL._replace(indicators=(Indicator.NI_68,))
    shares = {
        day: str(figure(of_file.tallies(RULES, asked._replace(last=day, as_at=day), TODAY)).share)
        for day in (date(2009, 8, 31), date(2009, 9, 1), date(2009, 9, 2))
    }
    assert list(shares.values()) == ["none", "0.0 % (0 of 1)", "100.0 % (1 of 1)"]
    (row,) = of_file.judged(RULES, asked._replace(last=date(2009, 9, 1), as_at=date(2009, 9, 1)), TODAY)
    assert row.met_on is None


def test_a_cohort_can_be_left_out(of_file: StoredRecords) -> None:
    rows = one_case()
    rows["assessments"] = [
        assessment(1, 1, referral=1, authorised=date(2009, 9, 10)),
        assessment(2, 1, referral=1, authorised=TODAY),
    ]
    marked = {"marked_on": TODAY, "marked_by": "R. Amin"}
    rows["cohort_marks"] = [{"id": 1, "child": 1, "assessment": 2, "cohort": "Reassessed", **marked}]
    insert_rows(of_file, rows)
    asked = ALL._replace(indicators=(Indicator.NI_59,))
    assert str(figure(of_file.tallies(RULES, asked, TODAY)).share) == "50.0 % (1 of 2)"
    without = asked._replace(without_cohort="Reassessed")
    assert str(figure(of_file.tallies(RULES, without, TODAY)).share) == "100.0 % (1 of 1)"
    assert [j.subject for j in _judged(of_file, without)] == [1]
    assert of_file.cohorts() == {"Reassessed": 1}


def test_a_cohort_takes_no_referral_away_that_has_the_number_of_its_assessment(of_file: StoredRecords) -> None:
    rows = one_case()
    marked = {"marked_on": TODAY, "marked_by": "R. Amin"}
    rows["cohort_marks"] = [{"id": 1, "child": 1, "assessment": 1, "cohort": "Reassessed", **marked}]
    insert_rows(of_file, rows)
    asked = ALL._replace(indicators=(Indicator.NI_68,), without_cohort="Reassessed")
    assert [j.subject for j in _judged(of_file, asked)] == [1]


def test_reckoned_child_by_child_or_all_at_once_it_is_the_same(plain: Made) -> None:
    """A council reckoned whole, and the same after every child was said to have changed."""
    records = plain.open()
    rows = one_case()
    for pk in range(2, 40):
        rows["children"].append(child(pk))
        rows["referrals"].append(referral(pk, pk, referred=date(2009, 8, 1) + timedelta(days=pk)))
        done = date(2009, 8, 5) + timedelta(days=pk)
        rows["assessments"].append(assessment(pk, pk, referral=pk, started=done, authorised=done + timedelta(days=9)))
    insert_rows(records, rows)
    whole = _judged(records)
    with records.writing() as connection:
        for pk in range(1, 40):
            records.writer.append(connection, NOW, "correct", child=pk)
    assert _judged(records) == whole and len(whole) == 77
    records.close()
