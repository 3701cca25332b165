"""Databases to test on: real files and real databases on a server, each test its own.

Files are copied from one made once: a key takes a tenth of a second.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection

from caseboard.store.engine import make_engine
from caseboard.store.files import key_file_of
from caseboard.store.journal import Writer
from caseboard.store.keys import unlock
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.clock import now
from tests.served import IMPATIENT, Served

PASSPHRASE = "seven green bottles"


@dataclass(frozen=True)
class Made:
    """A database file, with what opens it."""

    path: Path
    key: bytes | None
    recovery_code: str | None

    @property
    def passphrase(self) -> str | None:
        return None if self.key is None else PASSPHRASE

    def open(self, who: str = "amin") -> StoredRecords:
        return FileOpener(self.path, who, now).open(self.passphrase)

    def impatient(self) -> StoredRecords:
        """Open it as somebody who waits for no lock."""
        return StoredRecords(make_engine(self.path, self.key, busy_seconds=IMPATIENT), "the database", Writer("osei"))


Database = Made | Served


def _make(folder: Path, *, encrypted: bool) -> Made:
    path = folder / "council.caseboard"
    created = create_database(path, passphrase=PASSPHRASE if encrypted else None, settings_document=default_settings())
    return Made(path, unlock(key_file_of(path), PASSPHRASE) if encrypted else None, created.recovery_code)


def _copy(made: Made, folder: Path) -> Made:
    shutil.copytree(made.path.parent, folder)
    return Made(folder / made.path.name, made.key, made.recovery_code)


@pytest.fixture(scope="session")
def plain_made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _make(tmp_path_factory.mktemp("plain"), encrypted=False)


@pytest.fixture(scope="session")
def encrypted_made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _make(tmp_path_factory.mktemp("encrypted"), encrypted=True)


@pytest.fixture
def plain(plain_made: Made, tmp_path: Path) -> Made:
    return _copy(plain_made, tmp_path / "plain")


@pytest.fixture
def encrypted(encrypted_made: Made, tmp_path: Path) -> Made:
    return _copy(encrypted_made, tmp_path / "encrypted")


@pytest.fixture(params=["plain", "encrypted"])
def either(request: pytest.FixtureRequest) -> Made:
    """A file of either kind."""
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Made)
    return made


@pytest.fixture(params=["plain", "served"])
def shared(request: pytest.FixtureRequest) -> Database:
    """A file, or a database on a server."""
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Made | Served)
    return made


@pytest.fixture(params=["plain", "encrypted", "served"])
def every(request: pytest.FixtureRequest) -> Database:
    """A file of either kind, or a database on a server."""
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Made | Served)
    return made


@pytest.fixture
def records(shared: Database) -> Iterator[StoredRecords]:
    opened = shared.open()
    yield opened
    opened.close()


@pytest.fixture
def of_file(plain: Made) -> Iterator[StoredRecords]:
    """For what only SQLite can be asked."""
    opened = plain.open()
    yield opened
    opened.close()


@pytest.fixture
def records_connection(of_file: StoredRecords) -> Iterator[Connection]:
    with of_file.reading() as connection:
        yield connection
