"""The file itself: made with nobody else's eyes on it, and looked at before the driver touches it."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

from caseboard.domain.errors import Damaged, StoreError
from caseboard.domain.text import printable

PLAIN_HEADER = b"SQLite format 3\0"
"""How an unencrypted SQLite file begins; an encrypted one begins with random bytes."""


APPLICATION_ID = 0x43425244
""" "CBRD" in the file's header: how a database of ours is told from any other SQLite file."""
DEMO_ID = 0x43424445
""" "CBDE" in its place: an invented council, until the first extract is loaded into it (see `demo_day`)."""
_HEADER = 72
_DAY_AT, _ID_AT = 60, 68
"""Where SQLite keeps `user_version` and `application_id` in its header, each four bytes, the highest first."""


def demo_day(path: Path) -> date | None:
    """The day the invented council in this file was made for; None for every other database.

    Read from the header, so that it is known before the database is opened and without its library. A database that
    is encrypted or on a server has no such header.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
        if not header.startswith(PLAIN_HEADER) or key_file_of(path).exists():
            return None
        return _day(int.from_bytes(header[_DAY_AT : _DAY_AT + 4])) if header[_ID_AT:] == DEMO_ID.to_bytes(4) else None
    except (OSError, ValueError):
        return None


def demo_number(day: date) -> int:
    """How the day of a demo stands in its header: 20090928."""
    return day.year * 10_000 + day.month * 100 + day.day


def _day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def key_file_of(path: Path) -> Path:
    """Where the key slots of the database at `path` are kept: beside it, `<name>.keys`."""
    return path.parent / f"{path.name}.keys"


def note_of(path: Path) -> Path:
    """The note that the database at `path` is being replaced by a backup laid ready (see `restoring`)."""
    return path.parent / f"{path.name}.restoring"


def begins_plain(path: Path) -> bool:
    """Whether the file begins as an unencrypted SQLite database does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


def create_private(path: Path) -> None:
    """Make an empty file that only its owner may read or write; its -wal and -shm will follow it.

    Raises StoreError where it or its key file is there already, or the folder cannot be written.
    """
    name = printable(str(path))
    key_file = key_file_of(path)
    try:
        if not path.exists() and key_file.exists():
            kept = printable(str(key_file))
            raise StoreError(f"{kept} is there already, perhaps the key of another database: move it away")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # O_EXCL claims the name: of two programs creating the same database one is refused.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise StoreError(f"{name} is there already: open it, or choose another name") from None
    except (OSError, ValueError):
        raise StoreError(f"{name} cannot be created: choose a folder this account may write to") from None


def refuse_unusable(path: Path, *, to_write: bool = True) -> None:
    """Raise StoreError unless `path` is a file that may be a database of ours; changes nothing.

    Without `to_write` it may be one that can only be read, as a backup on a disc.
    """
    name = printable(str(path))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # before it is read: reading a pipe would wait for ever
            raise StoreError(f"{name} is a folder or a device: give the path of a database file")
        plain = begins_plain(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise StoreError(f"{name} is not there: check the path, or create a database") from None
    except OSError:
        raise StoreError(f"{name} may not be read by this account: ask for permission to read and write it") from None
    if status.st_size == 0:
        raise Damaged(f"{name} is empty (0 bytes), not a database: restore a backup")
    if to_write and not os.access(path, os.W_OK):
        raise StoreError(f"{name} may only be read by this account: ask for permission to write it")
    _refuse_mismatch(path, name, plain)


def _refuse_mismatch(path: Path, name: str, plain: bool) -> None:
    key_file = key_file_of(path)
    if plain and key_file.exists():
        raise Damaged(f"{name} has a key file but is not encrypted: it was replaced; restore a backup")
    if not plain and not key_file.exists():
        missing = printable(key_file.name)
        what = f"is not a caseboard database, or its key file {missing} is missing beside it"
        raise Damaged(f"{name} {what}: put that file back, or restore a backup")


def is_encrypted(path: Path) -> bool:
    """Whether the database at `path` needs a passphrase. False also where it cannot be read: opening it says why."""
    try:
        return key_file_of(path).exists() and not begins_plain(path)
    except OSError:
        return False
