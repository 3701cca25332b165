"""Databases to test on: real files, each test its own, copied from one made once (a key takes a tenth of a second)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection

from caseboard.store.files import key_file_of
from caseboard.store.keys import unlock
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.clock import now

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
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Made)
    return made


@pytest.fixture
def records(plain: Made) -> Iterator[StoredRecords]:
    opened = plain.open()
    yield opened
    opened.close()


@pytest.fixture
def records_connection(records: StoredRecords) -> Iterator[Connection]:
    with records.reading() as connection:
        yield connection
