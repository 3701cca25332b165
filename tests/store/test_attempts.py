"""Unlocks and failed unlocks: all of them in the journal, the failed ones as soon as there is a key to write with."""

from __future__ import annotations

import os
import stat

import pytest

from caseboard.domain.errors import WrongPassphrase
from caseboard.domain.journal import Event
from caseboard.store.attempts import attempts_file_of
from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from tests.clock import NOW, now
from tests.store.acts import LATER
from tests.store.conftest import PASSPHRASE, Made


def _told(records: StoredRecords) -> list[tuple[str, str, str]]:
    return [(entry.what, entry.who, entry.via) for entry in records.journal()]


def _fail(made: Made, who: str, via: str = "") -> None:
    with pytest.raises(WrongPassphrase):
        FileOpener(made.path, who, now, via=via).open("seven green buckets")


def test_an_unlock_is_entered_and_opening_a_plain_file_is_none(encrypted: Made, plain: Made) -> None:
    records = FileOpener(encrypted.path, "amin", lambda: LATER, via="ssh from 10.0.0.7").open(PASSPHRASE)
    assert _told(records) == [(Event.UNLOCK, "amin", "ssh from 10.0.0.7")]
    assert records.journal()[0].at == LATER
    assert plain.open().journal() == []


def test_failed_unlocks_wait_and_come_before_the_one_that_succeeds(encrypted: Made) -> None:
    _fail(encrypted, "osei")
    _fail(encrypted, "intruder", "sudo by account 1000")
    records = encrypted.open("amin")
    assert _told(records) == [
        (Event.UNLOCK_FAILED, "osei", ""),
        (Event.UNLOCK_FAILED, "intruder", "sudo by account 1000"),
        (Event.UNLOCK, "amin", ""),
    ]
    assert records.verify_journal().number == 3
    assert [path.name for path in encrypted.path.parent.glob("*.attempts*")] == []
    assert len(encrypted.open("amin").journal()) == 4


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_what_waits_is_for_its_owner_alone_and_holds_no_passphrase(encrypted: Made) -> None:
    _fail(encrypted, "osei")
    file = attempts_file_of(encrypted.path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "buckets" not in file.read_text()


def test_nobody_waits_for_the_journal_while_an_extract_is_loaded(encrypted: Made) -> None:
    loading = encrypted.open("osei")
    with loading.writing():
        late = encrypted.open("amin")
        assert late.settings_document()
    assert _told(late) == [(Event.UNLOCK, "osei", "")]
    assert [told[1] for told in _told(encrypted.open("walsh"))] == ["osei", "amin", "walsh"]


@pytest.mark.parametrize("line", ["", "{", "[]", '{"at": "x"}', "\x00\xff", '{"at": 3, "what": "unlock"}', "null"])
def test_a_torn_line_costs_only_itself(line: str, encrypted: Made) -> None:
    _fail(encrypted, "osei")
    file = attempts_file_of(encrypted.path)
    file.write_text(f"{line}\n{file.read_text()}{line}", encoding="utf-8")
    assert [what for what, *_ in _told(encrypted.open())] == [Event.UNLOCK_FAILED, Event.UNLOCK]


def test_what_a_program_that_died_had_taken_is_entered_by_the_next(encrypted: Made) -> None:
    _fail(encrypted, "osei")
    file = attempts_file_of(encrypted.path)
    file.rename(file.with_name(f"{file.name}.taken"))
    _fail(encrypted, "walsh")
    assert [who for _, who, _ in _told(encrypted.open())] == ["osei", "amin"]
    assert [who for _, who, _ in _told(encrypted.open())] == ["osei", "amin", "walsh", "amin"]
    assert encrypted.open().journal()[2].at == NOW


def test_a_folder_nobody_may_write_hides_no_wrong_passphrase(encrypted: Made) -> None:
    attempts_file_of(encrypted.path).mkdir()  # as good as a folder nobody may write to, for every account
    _fail(encrypted, "osei")
