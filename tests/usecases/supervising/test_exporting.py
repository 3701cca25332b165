"""Printing from a real file: what is handed out, what never is, and that the journal knows of it first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from caseboard.domain.errors import BadInput, StoreError
from caseboard.domain.journal import Event
from caseboard.exchange.paper_html import as_html
from caseboard.exchange.supervision_paper import lay_out
from caseboard.store.bulk import insert_rows
from caseboard.usecases.supervising.exporting import Printing, last_session, print_child, print_session
from tests.domain.making import on
from tests.usecases.supervising.recorded import ADDED, AT, OWN, WALSH, WHY, make_session
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

HOW = Printing("amin", AT, "html")


def test_a_childs_record_has_everything_of_the_session_but_the_workers_own_sheet(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        printout = print_child(records, "101", HOW)
    (record,) = printout.records
    assert [part.text for part in record.parts] == ["Seen alone at Zoë's school.", "Damp bedroom."]
    assert [(action.what, action.who) for action in record.agreed] == [("Ask the landlord", "R. Walsh")]
    assert [added.text for added in record.additions] == [ADDED]
    assert [(s.role, s.initials, s.at) for s in record.standing.signatures] == [
        ("Manager", "RA", AT),
        ("Worker", "RW", AT),
    ]
    assert record.clocks == ("Initial assessment: 19 wd since 1 Sep, 7 allowed (WT2006), due Thu 10 Sep 2009, 12 over",)
    assert printout.session is None
    assert OWN not in repr(printout)


def test_a_session_has_a_record_for_every_child_and_the_sheet_only_where_it_is_asked_for(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        without, with_sheet = (print_session(records, 1, HOW, with_sheet=wanted) for wanted in (False, True))
    assert [(r.child, r.not_discussed) for r in without.records] == [
        ("Child 1", None),
        ("Child 2", WHY),
        ("Child 4", WHY),
    ]
    assert OWN not in as_html(lay_out(without))
    assert OWN in as_html(lay_out(with_sheet))
    assert without.session and without.session.next_on == on("2009-10-26")


def test_every_child_printed_is_in_the_journal_whose_end_stands_on_the_paper(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        printout = print_session(records, 1, HOW, with_sheet=True)
        *children, whole = [entry for entry in records.journal() if entry.what == Event.EXPORT]
        assert sorted(entry.child or 0 for entry in children) == [1, 2, 4]
        assert whole.details == {"about": "supervision session 1, html, with the worker's own sheet"}
        assert (printout.head.number, printout.head) == (whole.number, records.verify_journal())
        print_child(records, "101", HOW)
        last = records.journal()[-1]
        assert (last.what, last.child, last.details) == (Event.EXPORT, 1, {"about": "1 supervision record, html"})


def test_nothing_is_printed_that_the_journal_cannot_tell_of(tmp_path: Path) -> None:
    path = make_session(tmp_path)
    with opened(path) as records:
        with records.engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER journal_no_update")
            connection.exec_driver_sql("UPDATE journal SET who = 'somebody' WHERE id = 2")
        with pytest.raises(StoreError, match="the journal is broken at entry 2"):
            print_child(records, "101", HOW)


def test_one_record_is_chosen_by_the_date_it_was_held_and_all_come_first_held_first(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        loaded = {"child": 1, "held_on": on("2009-09-07"), "recorded_on": on("2009-09-07"), "note": "Loaded."}
        insert_rows(records, {"supervisions": [loaded]})
        whole = print_child(records, "101", HOW)
        one = print_child(records, "101", HOW, held_on=TODAY)
    assert [record.standing.held_on for record in whole.records] == [on("2009-09-07"), TODAY]
    assert [record.standing.signed for record in whole.records] == [False, True]
    assert [record.standing.held_on for record in one.records] == [TODAY]


def test_numbers_stand_for_every_childs_name(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        printout = print_session(records, 1, replace(HOW, numbers=True))
    assert [record.child for record in printout.records] == ["101", "102", "104"]
    assert "Child 1" not in as_html(lay_out(printout))


def test_what_is_not_there_is_refused_in_one_sentence_and_not_journaled(tmp_path: Path) -> None:
    with opened(make_file(tmp_path)) as records:
        with pytest.raises(BadInput, match=r"^no child in this database has that record number"):
            print_child(records, "999", HOW)
        with pytest.raises(BadInput, match=r"^no supervision of this child is recorded"):
            print_child(records, "101", HOW)
        with pytest.raises(BadInput, match=r"^no supervision of this child on Mon 28 Sep 2009 is recorded"):
            print_child(records, "101", HOW, held_on=TODAY)
        with pytest.raises(BadInput, match=r"^no session has the number 7"):
            print_session(records, 7, HOW)
        with pytest.raises(BadInput, match=r"^no supervision session of this worker is recorded"):
            last_session(records, WALSH)
        assert [entry for entry in records.journal() if entry.what == Event.EXPORT] == []


def test_the_workers_last_session_is_the_one_held_last(tmp_path: Path) -> None:
    with opened(make_session(tmp_path)) as records:
        assert last_session(records, WALSH).id == last_session(records, WALSH, TODAY).id == 1
        with pytest.raises(BadInput, match="on Tue 29 Sep 2009"):
            last_session(records, WALSH, on("2009-09-29"))
