"""`backup`, `restore` and `check`: what a person does with them, on real files."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from caseboard.cli.call import Call
from caseboard.cli.opening import opener_of
from caseboard.store.files import key_file_of
from caseboard.tui.app import CaseboardApp
from caseboard.tui.dialogs.passphrase import PassphraseDialog
from caseboard.tui.widgets.toned import Prose
from tests.cli.conftest import TODAY, run_command
from tests.tui.on_file import opens
from tests.tui.support import settled

SECRET = "correct horse battery staple"
ANOTHER = "another horse battery staple"


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secret"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("CASEBOARD_PASSPHRASE_FILE", str(path))
    return path


@pytest.fixture
def ours(tmp_path: Path, secret: Path) -> Path:
    path = tmp_path / "data" / "ours.db"
    assert run_command("init", db=path).code == 0
    return path


@pytest.fixture
def backup(ours: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    said = run_command("backup", str(folder), db=ours)
    assert said.code == 0, said.err
    return Path(said.out.splitlines()[0].removeprefix("backup: "))


def _checked(path: Path) -> dict[str, tuple[str, str]]:
    said = run_command("check", "--json", db=path)
    return {answer["check"]: (answer["state"], answer["told"]) for answer in json.loads(said.out)}


def test_backup_prints_what_was_proved(ours: Path, backup: Path) -> None:
    assert backup.is_file()
    assert key_file_of(backup).is_file()
    entries = run_command("journal", "--format", "json", db=ours).data
    made = next(entry for entry in entries if entry["what"] == "backup")
    assert made["said"].startswith(f"{backup.name}, ")


def test_backup_to_a_file_name_refuses_one_that_is_there(demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    said = run_command("backup", str(target), db=demo)
    assert said.code == 0
    assert said.out.startswith(f"backup: {target}\nproved: ")
    before = target.read_bytes()
    again = run_command("backup", str(target), db=demo)
    assert (again.code, again.out) == (2, "")
    assert "copy.db is there already" in again.err
    assert target.read_bytes() == before


def test_backup_makes_no_folder_where_a_disk_is_missing(ours: Path, tmp_path: Path) -> None:
    said = run_command("backup", str(tmp_path / "usb" / "copy.db"), db=ours)
    assert said.code == 2
    assert "is not there: connect its disk" in said.err
    assert not (tmp_path / "usb").exists()


def test_a_backup_is_opened_like_any_database(backup: Path) -> None:
    assert run_command("list", "board", "--format", "json", db=backup).data == []


def test_restore_asks_for_the_passphrase_of_the_backup(ours: Path, backup: Path, secret: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text(ANOTHER)
    os.environ["CASEBOARD_NEW_PASSPHRASE_FILE"] = str(other)
    try:
        assert run_command("passphrase", db=ours).code == 0
    finally:
        del os.environ["CASEBOARD_NEW_PASSPHRASE_FILE"]
    secret.write_text(ANOTHER)
    refused = run_command("restore", str(backup), db=ours)
    assert (refused.code, "wrong passphrase" in refused.err) == (2, True)
    secret.write_text(SECRET)
    said = run_command("restore", str(backup), db=ours)
    assert said.code == 0, said.err
    assert run_command("list", "board", db=ours).code == 0


def test_what_restore_replaced_is_kept_and_restored_in_its_turn(ours: Path, backup: Path) -> None:
    run_command("settings", "--load", str(_settings(ours, "WT2010")), db=ours)
    first = run_command("restore", str(backup), db=ours)
    assert 'standard = "WT2006"' in run_command("settings", db=ours).out
    kept = next(line for line in first.out.splitlines() if line.startswith("kept: ")).removeprefix("kept: ")
    assert run_command("restore", kept, db=ours).code == 0
    assert 'standard = "WT2010"' in run_command("settings", db=ours).out


def _settings(ours: Path, standard: str) -> Path:
    path = ours.with_name("settings.toml")
    text = run_command("settings", db=ours).out
    path.write_text(text.replace('standard = "WT2006"', f'standard = "{standard}"', 1), encoding="utf-8")
    return path


def test_restore_brings_back_what_is_gone(ours: Path, backup: Path) -> None:
    shutil.rmtree(ours.parent)
    said = run_command("restore", str(backup), db=ours)
    assert said.code == 0, said.err
    assert "kept:" not in said.out
    assert run_command("journal", "--format", "json", db=ours).data[-2]["what"] == "restore"


def test_restore_names_the_newest_of_a_folder(ours: Path, backup: Path) -> None:
    said = run_command("restore", str(backup.parent), db=ours)
    assert said.code == 2
    assert f"the newest in it is {backup.name}" in said.err


def test_a_backup_without_its_key_file_is_refused(ours: Path, backup: Path) -> None:
    key_file_of(backup).unlink()
    before = ours.read_bytes()
    said = run_command("restore", str(backup), db=ours)
    assert said.code == 2
    assert "key file" in said.err
    assert ours.read_bytes() == before


@pytest.mark.parametrize("spoil", ["database", "passphrase"])
def test_whoever_cannot_open_the_database_is_shown_the_way_back(
    ours: Path, backup: Path, secret: Path, spoil: str
) -> None:
    folder = ours.parent / "backups"
    shutil.copytree(backup.parent, folder)
    if spoil == "database":
        ours.write_bytes(os.urandom(10_000))
    else:
        secret.write_text("wrong horse battery staple")
    said = run_command("list", "board", db=ours)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f"caseboard --db {ours} restore {folder / backup.name}" in said.err


async def test_the_screen_that_asks_for_the_passphrase_shows_the_way_back(ours: Path, backup: Path) -> None:
    folder = ours.parent / "backups"
    shutil.copytree(backup.parent, folder)
    app = CaseboardApp(opener_of(Call(TODAY, str(ours))), today=lambda: TODAY, who="amin")
    async with app.run_test(size=(120, 36)) as pilot:
        await opens(pilot, PassphraseDialog)
        await pilot.press(*"wrong", "enter")
        await settled(pilot)
        said = app.screen.query_one("#said", Prose).render().plain
    assert said.startswith("wrong passphrase")
    assert said.endswith(f"caseboard --db {ours} restore {folder / backup.name}")


def test_the_names_of_backups_made_before_a_restore_are_left_out(ours: Path, backup: Path) -> None:
    """What was entered after the backup that was restored is in the journal of what was replaced."""
    run_command("settings", "--load", str(_settings(ours, "WT2010")), db=ours)
    folder = ours.parent / "backups"
    folder.mkdir()
    run_command("backup", str(folder), db=ours)
    assert "borne out by 1 backup" in _checked(ours)["journal"][1]
    assert run_command("restore", str(backup), db=ours).code == 0
    for _ in range(9):  # as many entries as there were
        run_command("journal", db=ours)
    assert _checked(ours)["journal"][0] == "sound"


def test_an_interrupted_restore_is_finished_by_the_next_command(ours: Path, backup: Path) -> None:
    """As if the program had been killed between the two renames of the database: there is none at its place."""
    ready = ours.with_name("ours.db.restored")
    shutil.copy(backup, ready)
    shutil.copy(key_file_of(backup), key_file_of(ready))
    ours.with_name("ours.db.restoring").write_text('{"kept": "kept.db"}')
    ours.rename(ours.with_name("kept.db"))
    assert run_command("journal", "--verify", db=ours).code == 0
    assert not ready.exists()
    assert key_file_of(ours.with_name("kept.db")).exists()


def test_check_says_all_is_well(demo: Path) -> None:
    said = run_command("check", db=demo)
    assert said.code == 0, said.out
    assert [line.split()[:2] for line in said.out.splitlines()] == [
        [check, "well"]
        for check in ("file", "links", "keys", "private", "schema", "journal", "counters", "figures", "backups")
    ]


def test_check_counts_as_the_counters_do(demo: Path) -> None:
    counters = run_command("counters", "--format", "json", db=demo).data
    told = ", ".join(f"{count['key']} {count['count']}" for count in counters)
    assert _checked(demo)["counters"] == ("sound", f"the same from every record as from the board: {told}")


def test_check_knows_an_encrypted_database_and_its_backups(ours: Path, backup: Path) -> None:
    shutil.copytree(backup.parent, ours.parent / "backups")
    checked = _checked(ours)
    assert {state for state, _ in checked.values()} == {"sound"}
    assert "borne out by 1 backup" in checked["journal"][1]
    assert backup.name in checked["backups"][1]


def test_check_finds_a_file_that_others_may_read(ours: Path) -> None:
    ours.chmod(0o644)
    assert _checked(ours)["private"] == ("to_know", "others may read ours.db: run chmod 600 on them")
    assert run_command("check", db=ours).code == 1


def test_check_finds_a_key_file_without_its_recovery_slot(ours: Path) -> None:
    keys = key_file_of(ours)
    document = json.loads(keys.read_text())
    del document["slots"]["recovery"]
    keys.write_text(json.dumps(document))
    assert _checked(ours)["keys"][0] == "to_know"


def test_check_finds_a_newest_backup_that_cannot_be_used(ours: Path, backup: Path) -> None:
    shutil.copytree(backup.parent, ours.parent / "backups")
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    (ours.parent / "backups" / backup.name).write_bytes(content)
    assert _checked(ours)["backups"][0] == "damaged"
    assert run_command("check", db=ours).code == 2


def test_check_finds_entries_cut_off_the_end_by_the_name_of_a_backup(ours: Path, backup: Path) -> None:
    """An older copy of the file put in its place is whole in itself: only what was written down elsewhere tells."""
    older = ours.read_bytes()
    run_command("journal", db=ours)
    second = run_command("backup", str(backup.parent), db=ours)
    assert second.code == 0
    shutil.copytree(backup.parent, ours.parent / "backups")
    ours.write_bytes(older)
    state, told = _checked(ours)["journal"]
    assert (state, "entries were cut off" in told) == ("damaged", True)


def test_check_of_a_damaged_file_shows_the_way_back(ours: Path, backup: Path) -> None:
    folder = ours.parent / "backups"
    shutil.copytree(backup.parent, folder)
    ours.write_bytes(os.urandom(10_000))
    said = run_command("check", db=ours)
    assert said.code == 2
    assert "file     DAMAGED" in said.out
    assert f"restore {folder / backup.name}" in said.err


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_server_makes_its_own_backups(command: str) -> None:
    said = run_command(command, "copy.db", db="postgresql://amin@localhost/council")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "is on a server" in said.err
    assert "pg_dump" in said.err


def test_locate_says_where_the_backups_are(ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"{ours.parent / 'backups'}  (not there)" in run_command("locate", db=ours).out
    monkeypatch.setenv("CASEBOARD_BACKUPS", str(tmp_path))
    assert f"{tmp_path / 'ours-'}" in run_command("locate", db=ours).out


@pytest.fixture
def spoilt(demo: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the demo, `council.db` in the test's folder, changed behind the program's back."""
    shutil.copy(demo, tmp_path / "council.db")
    with closing(sqlite3.connect(tmp_path / "council.db", isolation_level=None)) as connection:
        yield connection


def test_check_finds_a_kept_figure_that_is_not_what_the_records_give(
    spoilt: sqlite3.Connection, tmp_path: Path
) -> None:
    path = tmp_path / "council.db"
    assert run_command("card", "--quarter", "2009-Q2", db=path).code == 0
    assert _checked(path)["figures"] == ("sound", "what is kept for the card is what the records give")
    spoilt.execute("UPDATE judged SET late = 99 WHERE child = (SELECT min(child) FROM judged)")
    state, told = _checked(path)["figures"]
    assert (state, told.startswith("what is kept of 1 child differs")) == ("damaged", True)


def test_check_finds_rows_that_an_index_has_lost(spoilt: sqlite3.Connection, tmp_path: Path) -> None:
    """Every row is there, and the board does not find them: the counters give it away, and so do the pages."""
    name = "ix_assessments_authorised"
    spoilt.execute("PRAGMA writable_schema = ON")
    change = "UPDATE sqlite_master SET sql = ? WHERE name = ?"
    (sql,) = spoilt.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    spoilt.execute(change, (f"{sql} WHERE authorised < '2000'", name))
    spoilt.execute("PRAGMA writable_schema = RESET")
    spoilt.execute(f"REINDEX {name}")
    spoilt.execute("PRAGMA writable_schema = ON")
    spoilt.execute(change, (sql, name))
    spoilt.close()
    checked = _checked(tmp_path / "council.db")
    assert checked["file"] == ("damaged", "pages, rows and indexes do not fit together: restore a backup")
    assert checked["counters"][0] == "damaged"


def test_check_finds_a_record_that_points_at_nobody(spoilt: sqlite3.Connection, tmp_path: Path) -> None:
    spoilt.execute("UPDATE assessments SET child = 999999 WHERE id = 1")
    assert _checked(tmp_path / "council.db")["links"][0] == "damaged"


def test_check_finds_an_entry_that_was_changed(spoilt: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "council.db"
    assert run_command("list", "board", db=path).code == 0
    run_command("backup", str(tmp_path / "copy.db"), db=path)
    spoilt.execute("DROP TRIGGER journal_no_update")
    spoilt.execute("UPDATE journal SET who = 'somebody' WHERE id = 1")
    state, told = _checked(path)["journal"]
    assert (state, "broken at entry 1" in told) == ("damaged", True)
