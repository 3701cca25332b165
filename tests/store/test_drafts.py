"""What is typed and not saved: kept for each person, gone with the act that saves it, and only with that."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from caseboard.domain.acts import Conflict
from caseboard.domain.supervision import Draft
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.clock import NOW
from tests.store.acts import LATER
from tests.store.conftest import Database, Made
from tests.store.rows import one_case, one_session
from tests.store.session_acts import begin, draft, rewrite


def test_a_draft_takes_the_place_of_the_one_before_across_restarts(either: Made) -> None:
    records = either.open()
    assert records.save_draft(draft("half"))
    assert records.save_draft(draft("half a sentence"), over=draft("half"))
    records.save_draft(draft("", "sheet:1"))
    records.close()
    assert either.open().drafts() == [draft("half a sentence"), draft("", "sheet:1")]


def test_when_it_was_saved_is_the_same_moment_whatever_the_zone(records: StoredRecords) -> None:
    summer = datetime(2009, 9, 28, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    records.save_draft(draft()._replace(saved_at=summer))
    (kept,) = records.drafts()
    assert (kept.saved_at, kept.saved_at.utcoffset()) == (NOW, timedelta())


def test_each_person_has_their_own(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    amin.save_draft(draft("amin's"))
    osei.save_draft(draft("osei's"))
    osei.drop_draft(draft("osei's"))
    osei.drop_draft(draft("osei's", "never there"))
    assert (amin.drafts(), osei.drafts()) == ([draft("amin's")], [])


def test_the_act_that_saves_it_takes_its_draft_and_no_other(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case())
    for records in (amin, osei):
        records.save_draft(draft())
        records.save_draft(draft(name="note:1:2"))
    amin.perform(begin(), NOW, draft=draft())
    assert [kept.name for kept in amin.drafts()] == ["note:1:2"]
    assert len(osei.drafts()) == 2


def test_what_was_typed_in_another_window_meanwhile_is_not_taken_with_it(shared: Database) -> None:
    here, there = shared.open("amin"), shared.open("amin")
    insert_rows(here, one_case())
    here.save_draft(draft("typed here"))
    there.save_draft(draft("typed there"), over=draft("typed here"))
    here.perform(begin(), NOW, draft=draft("typed here"))
    assert here.drafts() == [draft("typed there")]


@pytest.mark.parametrize("known", [None, draft("typed here first")])
def test_a_draft_that_another_window_wrote_is_not_written_over_nor_forgotten(
    known: Draft | None, shared: Database
) -> None:
    here, there = shared.open("amin"), shared.open("amin")
    assert there.save_draft(draft("typed there"))
    assert not here.save_draft(draft("typed here"), over=known)
    here.drop_draft(draft("typed here"))
    assert here.drafts() == [draft("typed there")]
    assert here.save_draft(draft("typed here", "note:1:1/2")) and len(there.drafts()) == 2


def test_an_act_that_is_refused_leaves_the_draft(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    insert_rows(amin, one_case() | one_session())
    osei.perform(rewrite("theirs"), NOW)
    amin.save_draft(draft())
    with pytest.raises(Conflict):
        amin.perform(rewrite("mine"), LATER, draft=draft())
    assert amin.drafts() == [draft()]


def test_a_draft_is_in_no_journal(records: StoredRecords) -> None:
    records.save_draft(draft())
    records.drop_draft(draft())
    assert records.journal() == []
