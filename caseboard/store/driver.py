"""Raw connections: the one driver, the key, and the settings without which SQLite loses or invents data.

sqlcipher3 opens plain files as well: the SQLite that comes with Python may lie in the range of the WAL-reset bug
(3.7.0 to 3.51.2), which can lose commits.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from sqlcipher3 import dbapi2

from caseboard.domain.errors import StoreError
from caseboard.domain.text import printable
from caseboard.store.errors import told_plainly
from caseboard.store.files import APPLICATION_ID, DEMO_ID

RawConnection: TypeAlias = dbapi2.Connection

_CACHE = "cache_size = -16000"
"""16 MB: a page read again is not decrypted again."""
BUSY_SECONDS = 5.0
"""How long a connection waits for another's writing transaction."""


def connect(
    path: Path, key: bytes | None, *, busy_seconds: float = BUSY_SECONDS, making: bool = False
) -> RawConnection:
    """Open `path`, which must exist, with the 32-byte data key (None: a plain file), and check that it can be read.

    `making` is for the first connection to a file that does not say yet that it is ours. Raises StoreError: wrong
    key, damaged, locked, not ours.
    """
    name = printable(str(path))
    with told_plainly(name):
        # mode=rw: a file that has gone is an error, never a new empty database.
        uri = f"{path.absolute().as_uri()}?mode=rw"
        connection = dbapi2.connect(
            uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            _unlock(connection, key)
            if not making:
                _check_ours(connection, name, encrypted=key is not None)
            _settle(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def connect_to_read(path: Path, key: bytes | None) -> RawConnection:
    """Open a copy that nobody writes to, so that nothing is written either: not to it, not beside it.

    Raises as `connect`. Not for a database in use.
    """
    name = printable(str(path))
    with told_plainly(name):
        # What a program that was killed left in the -wal belongs to the copy: where one is there, it is read too.
        unchanging = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
        uri = f"{path.absolute().as_uri()}?mode=ro{unchanging}"
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            _unlock(connection, key)
            _check_ours(connection, name, encrypted=key is not None)
            for setting in ("trusted_schema = OFF", "cell_size_check = ON", _CACHE):
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        return connection


def journal_and_synchronous(version: tuple[int, ...]) -> tuple[str, str]:
    """The journal mode and `synchronous` that lost nothing in simulated power cuts, for a version of SQLite."""
    return ("DELETE", "EXTRA") if (3, 7, 0) <= version <= (3, 51, 2) else ("WAL", "FULL")


def _unlock(connection: RawConnection, key: bytes | None) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key prints over the screen
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key fails here, not before


def _check_ours(connection: RawConnection, name: str, *, encrypted: bool) -> None:
    """Before any setting is written: opening somebody else's database changes nothing in it."""
    ours = (APPLICATION_ID,) if encrypted else (APPLICATION_ID, DEMO_ID)
    if connection.execute("PRAGMA application_id").fetchone()[0] not in ours:
        raise StoreError(f"{name} is a database of another program: give the path of a caseboard database")


def _settle(connection: RawConnection) -> None:
    journal, synchronous = journal_and_synchronous(dbapi2.sqlite_version_info)
    for setting in (
        f"journal_mode = {journal}",
        f"synchronous = {synchronous}",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        _CACHE,
    ):
        connection.execute(f"PRAGMA {setting}")
