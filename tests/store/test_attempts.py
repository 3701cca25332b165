"""Unlocks and failed unlocks: all of them in the journal, the failed ones as soon as there is a key to write with."""

from __future__ import annotations

import os
import stat
from datetime import datetime, timedelta

import pytest

from caseboard.domain.errors import TooSoon, WrongPassphrase
from caseboard.domain.journal import Event
from caseboard.store.attempts import Attempt, attempts_file_of, remember, seconds_to_wait
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


def _failed(made: Made, times: int, first: datetime = NOW, *, every: int = 0) -> datetime:
    """Fail so often, each a while after the one before; when the last one was."""
    for number in range(times):
        at = first + timedelta(seconds=every * number)
        remember(made.path, Attempt(at, Event.UNLOCK_FAILED, "osei", ""))
    return at


@pytest.mark.parametrize(
    ("failures", "wait"),
    [(4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (60, 900)],
)
def test_after_five_wrong_ones_each_further_one_doubles_the_wait(failures: int, wait: int, encrypted: Made) -> None:
    last = _failed(encrypted, failures, every=2)
    assert seconds_to_wait(encrypted.path, last) == wait
    assert seconds_to_wait(encrypted.path, last + timedelta(seconds=max(0, wait - 1))) == min(wait, 1)
    assert seconds_to_wait(encrypted.path, last + timedelta(seconds=wait)) == 0


def test_while_one_waits_not_even_the_right_one_is_tried(encrypted: Made) -> None:
    _failed(encrypted, 5)
    clock = [NOW + timedelta(seconds=3)]
    opener = FileOpener(encrypted.path, "amin", lambda: clock[0])
    with pytest.raises(TooSoon, match="27 seconds") as refused:
        opener.open(PASSPHRASE)
    assert refused.value.seconds == opener.seconds_to_wait() == 27
    clock[0] += timedelta(seconds=27)
    assert len(_told(opener.open(PASSPHRASE))) == 6
    assert opener.seconds_to_wait() == 0


def test_what_is_refused_for_coming_too_soon_is_no_further_failure(encrypted: Made) -> None:
    _failed(encrypted, 5)
    opener = FileOpener(encrypted.path, "amin", now)
    for _ in range(3):
        with pytest.raises(TooSoon):
            opener.open("seven red bottles")
    assert opener.seconds_to_wait() == 30


def test_an_unlock_met_by_a_lock_ends_the_wait_too(encrypted: Made) -> None:
    _failed(encrypted, 7)
    remember(encrypted.path, Attempt(NOW, Event.UNLOCK, "amin", ""))
    _failed(encrypted, 4)
    assert seconds_to_wait(encrypted.path, NOW) == 0


@pytest.mark.parametrize("line", ['{"at": "2999-01-01T00:00:00+00:00"}', "\x00\x00", "[]", "7", '{"at": 7}'])
def test_a_clock_set_back_or_a_torn_line_keeps_nobody_out(line: str, encrypted: Made) -> None:
    _failed(encrypted, 6, NOW + timedelta(days=400))
    with attempts_file_of(encrypted.path).open("a") as file:
        file.write(f"{line}\n")
    assert encrypted.open("amin").journal()[-1].what == Event.UNLOCK
