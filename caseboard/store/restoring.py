"""Restoring a backup: proved first, then put in the place of what is there, which is kept under another name.

The database and its key file are two files, and no system renames two at once. So a whole and proved copy is laid ready
beside them, and a note that says so is written in one step; from that moment the backup is the database. The renames
that follow are finished by whoever opens the database next, should the program be killed. Killed before the note: the
old database. After it: the restored one.

    council.db.restored, council.db.restored.keys    the copy laid ready
    council.db.restoring                             the note: under which name the old one is kept
    council_2026-11-23_094500Z_replaced.db           the old one, with its key file and its -wal beside it
"""

from __future__ import annotations

import json
import os
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from caseboard.domain.errors import BadInput, Damaged, StoreError
from caseboard.domain.journal import Event
from caseboard.domain.text import printable
from caseboard.store.alone import alone, refuse_open_elsewhere
from caseboard.store.atomic import sync_folder, write_atomically
from caseboard.store.driver import connect_to_read
from caseboard.store.engine import make_engine, writing
from caseboard.store.errors import told_plainly
from caseboard.store.files import begins_plain, key_file_of, note_of
from caseboard.store.journal import Writer
from caseboard.store.migrate import bring_up_to_date
from caseboard.store.proved_copy import Source, copy_proved, make_folder, open_live, sync_file
from caseboard.store.proving import FileWithKey, Proof, prove

_REPLACED = "_%Y-%m-%d_%H%M%SZ_replaced"


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring a backup led to."""

    proof: Proof
    """Of the backup, before the journal of the restored database got its entry."""
    kept: Path | None
    """Where what was there before is kept; None where there was nothing."""


def ready_of(path: Path) -> Path:
    """The copy laid ready to become the database at `path`."""
    return path.with_name(f"{path.name}.restored")


def restore(backup: FileWithKey, path: Path, writer: Writer, at: datetime) -> Restored:
    """Put a proved copy of `backup` in the place of the database at `path`, whatever state that is in.

    The journal of the restored database says from which backup, by whom (`writer`; its key is worked out here) and
    when. What was there is kept beside it, restorable in its turn. Raises Damaged where the backup is not whole, Busy
    where another program has the database open, StoreError or BadInput; then nothing was changed.
    """
    finish(path)
    _refuse_wrong(backup, path)
    proof = prove(backup)
    make_folder(path.parent)
    with alone(path):
        refuse_open_elsewhere(path)
        kept = _free_name(path, at)
        there = path.exists()
        about = f"{backup.path.name}, head {proof.head.number} {proof.head.seal}"
        entry = f"{about}; kept {kept.name}" if there else about
        try:
            _lay_ready(backup, path)
            _enter(FileWithKey(ready_of(path), backup.key), writer, at, entry)
            _empty_wal(FileWithKey(path, backup.key))
            _write_note(path, kept)
            refuse_open_elsewhere(path)
        except BaseException:
            _withdraw(path)
            raise
        _put_in_place(path, kept)
    return Restored(proof, kept if there else None)


def finish(path: Path) -> None:
    """Finish a restore that was interrupted after its note was written; otherwise only looks whether there is one.

    Call it before the database at `path` is opened. Raises Busy while another program is at it or has the old one open.
    """
    if not os.path.exists(note_of(path)):
        return
    with alone(path):
        if os.path.exists(note_of(path)):
            refuse_open_elsewhere(path)
            _put_in_place(path, _read_note(path))


def refuse_restoring(path: Path) -> None:
    """Raise StoreError where the database at `path`, just opened, is being replaced at this moment."""
    if os.path.exists(note_of(path)):
        raise StoreError(f"{printable(str(path))} is being restored from a backup: wait a moment and try again")


def _refuse_wrong(backup: FileWithKey, path: Path) -> None:
    name = printable(str(backup.path))
    if not backup.path.is_file():
        raise BadInput(f"{name} is not there: give the path of a backup's database file")
    if path.exists() and os.path.samefile(backup.path, path):
        raise BadInput(f"{name} is the database itself: give the path of a backup, or --db with another database")
    if backup.key is None and key_file_of(path).exists():
        raise BadInput(f"{name} is not encrypted and the database is: restore it as another one, with --db")


def _lay_ready(backup: FileWithKey, path: Path) -> None:
    """The proved copy beside the database, by this version's schema, with its key file."""
    _withdraw(path)
    ready, name = FileWithKey(ready_of(path), backup.key), printable(str(backup.path))
    with closing(connect_to_read(backup.path, backup.key)) as connection:
        copy_proved(Source(name, connection, connection), ready)
    engine = make_engine(ready.path, ready.key)
    try:
        with told_plainly(name):
            bring_up_to_date(engine, name)
    finally:
        engine.dispose()
    if ready.key is not None:
        write_atomically(key_file_of(ready.path), key_file_of(backup.path).read_bytes())


def _enter(ready: FileWithKey, writer: Writer, at: datetime, entry: str) -> None:
    """The journal's entry, in the copy that is laid ready: the restored database has it from the first moment."""
    if ready.key is not None:
        from caseboard.store.keys import journal_key

        writer = replace(writer, key=journal_key(ready.key))
    name = printable(str(ready.path))
    engine = make_engine(ready.path, ready.key)
    try:
        with told_plainly(name), writing(engine) as connection:
            writer.append(connection, at, Event.RESTORE, details={"about": entry})
    finally:
        engine.dispose()  # with the last connection the -wal goes into the file
    if Path(f"{ready.path}-wal").exists():
        raise StoreError(f"{name} could not be finished: check the disk and try again")
    sync_file(ready.path)
    sync_folder(ready.path.parent)


def _empty_wal(present: FileWithKey) -> None:
    """Bring the -wal into the file where the key is the same; where not, it is kept beside it."""
    with suppress(StoreError, OSError):
        if present.path.exists() and begins_plain(present.path) is (present.key is None):
            with open_live(present) as connection, told_plainly(""):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write_note(path: Path, kept: Path) -> None:
    try:
        write_atomically(note_of(path), json.dumps({"kept": kept.name}).encode())
    except OSError:
        raise StoreError(
            f"{printable(str(path.parent))} cannot be written: check the disk; nothing was changed"
        ) from None


def _read_note(path: Path) -> Path:
    note = note_of(path)
    try:
        name = json.loads(note.read_bytes())["kept"]
        if not isinstance(name, str) or Path(name).name != name or not name:
            raise ValueError("a name and no path")
        return path.with_name(name)
    except (OSError, ValueError, KeyError, TypeError):
        raise Damaged(f"{printable(str(note))} cannot be read: remove it, and restore the backup again") from None


def _put_in_place(path: Path, kept: Path) -> None:
    """The renames, each of which may have been done before. The ready database goes last: then nothing is left."""
    try:
        _take_turns(path, kept)
        note_of(path).unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        why = printable(error.strerror or "the system refused it")
        raise StoreError(
            f"{printable(str(path))} is restored but for its name ({why}): put that right, then open it again"
        ) from None


def _take_turns(path: Path, kept: Path) -> None:
    ready, keys = ready_of(path), key_file_of(path)
    if not ready.exists():
        return
    if key_file_of(ready).exists():
        _move(keys, key_file_of(kept))
        _move(key_file_of(ready), keys)
    for unfinished in ("-wal", "-journal"):  # what a killed program had not brought into the file
        _move(Path(f"{path}{unfinished}"), Path(f"{kept}{unfinished}"))
    Path(f"{path}-shm").unlink(missing_ok=True)
    _move(path, kept)
    _move(ready, path)


def _move(old: Path, to: Path) -> None:
    """Rename what is there; on the disk before the next is."""
    if old.exists():
        os.replace(old, to)
        sync_folder(to.parent)


def _withdraw(path: Path) -> None:
    """Remove what was laid ready, the note first: from then on the old database is the database."""
    note_of(path).unlink(missing_ok=True)
    sync_folder(path.parent)
    ready = ready_of(path)
    for left in (ready, key_file_of(ready), Path(f"{ready}-wal"), Path(f"{ready}-shm")):
        with suppress(OSError):
            left.unlink()


def _free_name(path: Path, at: datetime) -> Path:
    """Where the old database is kept."""
    stem = path.stem + at.astimezone(UTC).strftime(_REPLACED)
    for number in count():
        kept = path.with_name(f"{stem}{f'_{number}' if number else ''}{path.suffix}")
        if not (kept.exists() or key_file_of(kept).exists()):
            return kept
    raise AssertionError("numbers do not end")
