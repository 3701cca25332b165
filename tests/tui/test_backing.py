"""The automatic backup: after the board is there, once a day, and told of in one line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseboard.domain.backups import BackupMade
from caseboard.domain.errors import Busy, StoreError
from caseboard.domain.journal import Event, Head
from caseboard.store.backups import backups_in
from caseboard.store.opening import FileOpener, create_database
from caseboard.tui.app import CaseboardApp
from caseboard.usecases.reference import default_settings
from tests.tui.council import council
from tests.tui.on_file import ROUNDS, told
from tests.tui.support import MemoryOpener, MemoryRecords, board_of, press, rows_shown, settled
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

MORNING = datetime(2009, 9, 28, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.time = MORNING

    def now(self) -> datetime:
        return self.time


def _app(path: Path, folder: Path, clock: Clock) -> CaseboardApp:
    opener = FileOpener(path, "amin", clock.now, backups=folder)
    return CaseboardApp(opener, today=lambda: TODAY, now=clock.now, who="amin")


async def _told(pilot: Pilot[None], words: str) -> str:
    for _ in range(ROUNDS):
        await settled(pilot)
        if found := [sentence for sentence in told(pilot) if words in sentence]:
            return found[-1]
    raise AssertionError(f"nobody was told: {words}; but {told(pilot)}")


async def test_the_first_board_of_a_day_is_followed_by_a_backup(tmp_path: Path) -> None:
    path, folder = make_file(tmp_path), tmp_path / "backups"
    async with board_of(_app(path, folder, Clock())) as pilot:
        assert rows_shown(pilot)
        sentence = await _told(pilot, "backed up")
    (made,) = backups_in(folder, path.name)
    assert made.daily
    assert sentence.startswith("backed up, and proved whole: ")
    with opened(path) as records:
        assert [entry.what for entry in records.journal(what=[Event.BACKUP])] == [Event.BACKUP]


async def test_a_second_run_on_the_day_says_nothing_and_the_next_day_makes_another(tmp_path: Path) -> None:
    path, folder, clock = make_file(tmp_path), tmp_path / "backups", Clock()
    async with board_of(_app(path, folder, clock)) as pilot:
        await _told(pilot, "backed up")
    clock.time += timedelta(hours=5)
    async with board_of(_app(path, folder, clock)) as pilot:
        await settled(pilot)
        assert told(pilot) == []
    assert len(backups_in(folder, path.name)) == 1
    clock.time += timedelta(days=1)
    async with board_of(_app(path, folder, clock)) as pilot:
        await _told(pilot, "backed up")
    assert len(backups_in(folder, path.name)) == 2


async def test_a_board_left_open_over_night_has_its_backup_when_it_is_read_again(tmp_path: Path) -> None:
    path, folder, clock = make_file(tmp_path), tmp_path / "backups", Clock()
    async with board_of(_app(path, folder, clock)) as pilot:
        await _told(pilot, "backed up")
        clock.time += timedelta(days=1)
        await press(pilot, "r")
        await settled(pilot)
        await settled(pilot)
    assert len(backups_in(folder, path.name)) == 2


async def test_one_that_cannot_be_made_is_told_plainly_and_once(tmp_path: Path) -> None:
    path, folder = make_file(tmp_path), tmp_path / "backups"
    folder.write_text("a file in the way of the folder")
    async with board_of(_app(path, folder, Clock())) as pilot:
        sentence = await _told(pilot, "there is no backup of today: ")
        assert "backups is not there: connect its disk" in sentence
        assert rows_shown(pilot)
        await press(pilot, "r")
        await settled(pilot)
        assert len(told(pilot)) == 1


async def test_an_invented_council_is_not_backed_up(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    path = tmp_path / "demo.db"
    create_database(path, passphrase=None, settings_document=default_settings(), demo=TODAY)
    async with board_of(_app(path, folder, Clock())) as pilot:
        await settled(pilot)
        assert told(pilot) == []
    assert not folder.exists()


async def test_where_somebody_is_writing_it_is_tried_again_with_the_next_board() -> None:
    class Loading(MemoryRecords):
        asked = 0

        def back_up_daily(self, at: datetime) -> BackupMade | None:
            self.asked += 1
            if self.asked == 1:
                raise Busy("the database is being written by somebody else")
            return BackupMade("council.db", 12, 3, Head(2, "9f3a61c2" * 8))

    records = Loading(council())
    async with board_of(CaseboardApp(MemoryOpener(records), today=lambda: TODAY, who="amin")) as pilot:
        await settled(pilot)
        assert told(pilot) == []
        await press(pilot, "r")
        await _told(pilot, "backed up, and proved whole: 12 rows, journal head 2 9f3a61c2")
        await press(pilot, "r")
        await settled(pilot)
        assert records.asked == 2


@pytest.mark.parametrize("fault", [StoreError("the database is closed"), ValueError("a name")])
async def test_whoever_locks_or_leaves_meanwhile_is_told_nothing(fault: Exception) -> None:
    class Closing(MemoryRecords):
        def back_up_daily(self, at: datetime) -> BackupMade | None:
            session.close()
            raise fault

    app = CaseboardApp(MemoryOpener(Closing(council())), today=lambda: TODAY, who="amin")
    session = app.session
    async with board_of(app) as pilot:
        await settled(pilot)
        assert not session.is_open
        assert told(pilot) == []
