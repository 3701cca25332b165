"""An open database: settings, what screens remember, and closing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from caseboard.domain.errors import StoreError
from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from caseboard.store.server import ServerOpener
from caseboard.usecases.ports import Opener, Records
from tests.clock import now
from tests.served import Served
from tests.store.conftest import Database, Made


def test_it_is_what_the_use_cases_ask_for(plain: Made, served: Served) -> None:
    openers: list[Opener] = [FileOpener(plain.path, "amin", now), ServerOpener(served.address, "amin")]
    for opener in openers:
        records: Records = opener.open(None)
        assert records.settings_document()
        records.close()


def test_settings_are_replaced(records: StoredRecords) -> None:
    records.set_settings_document('standard = "WT2010"\n', datetime(2009, 9, 28, 9, tzinfo=UTC))
    assert records.settings_document() == 'standard = "WT2010"\n'


def test_each_person_is_remembered_apart(shared: Database) -> None:
    amin, osei = shared.open("amin"), shared.open("osei")
    assert amin.preference("filter") is None
    amin.remember("filter", "worker:walsh")
    osei.remember("filter", "team:east")
    amin.remember("filter", "kind:core")
    assert (amin.preference("filter"), osei.preference("filter")) == ("kind:core", "team:east")
    assert amin.preference("team") is None


@pytest.mark.parametrize("text", ["", "[/nope] Smith [", "Robert'); DROP TABLE preferences", "\x1b[2J", "x" * 200_000])
def test_any_text_comes_back_as_it_was(text: str, records: StoredRecords) -> None:
    records.remember("filter", text)
    assert records.preference("filter") == text


def test_closed_twice_is_closed_and_says_so(every: Database) -> None:
    records = every.open()
    records.close()
    records.close()
    with pytest.raises(StoreError, match="is closed: open it again"):
        records.settings_document()
