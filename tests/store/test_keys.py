"""Key slots: two ways to the same key, and a file that is never half written."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from caseboard.domain.errors import BadInput, StoreError, WrongPassphrase
from caseboard.store.atomic import write_atomically
from caseboard.store.files import key_file_of
from caseboard.store.keys import (
    change_passphrase,
    create_keys,
    has_recovery_slot,
    set_passphrase_by_code,
    unlock,
    unlock_by_code,
)
from tests.store.conftest import PASSPHRASE, Made

ANOTHER = "eight red kettles"


def _edit(path: Path, change: dict[str, Any]) -> None:
    document = json.loads(path.read_text())
    document["slots"]["passphrase"] |= change
    path.write_text(json.dumps(document))


def test_passphrase_and_code_open_the_same_key(encrypted: Made) -> None:
    keys, code = key_file_of(encrypted.path), encrypted.recovery_code
    assert code is not None
    assert unlock(keys, PASSPHRASE) == unlock_by_code(keys, code) == encrypted.key


def test_the_key_is_not_in_the_file(encrypted: Made) -> None:
    text = key_file_of(encrypted.path).read_bytes()
    assert encrypted.key is not None
    assert encrypted.key.hex().encode() not in text.lower()
    assert encrypted.key not in text


def test_every_database_has_a_key_of_its_own(tmp_path: Path) -> None:
    first, second = create_keys(tmp_path / "a", PASSPHRASE), create_keys(tmp_path / "b", PASSPHRASE)
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_changed_passphrase_opens_and_the_former_does_not(encrypted: Made) -> None:
    keys, before = key_file_of(encrypted.path), encrypted.path.read_bytes()
    change_passphrase(keys, PASSPHRASE, ANOTHER)
    assert unlock(keys, ANOTHER) == encrypted.key
    with pytest.raises(WrongPassphrase):
        unlock(keys, PASSPHRASE)
    assert encrypted.path.read_bytes() == before


def test_changing_it_needs_the_present_one(encrypted: Made) -> None:
    keys = key_file_of(encrypted.path)
    before = keys.read_bytes()
    with pytest.raises(WrongPassphrase):
        change_passphrase(keys, ANOTHER, "nine blue spoons")
    assert keys.read_bytes() == before


def test_a_lost_passphrase_is_replaced_by_the_code_which_stays_good(encrypted: Made) -> None:
    keys, code = key_file_of(encrypted.path), encrypted.recovery_code
    assert code is not None
    set_passphrase_by_code(keys, code, ANOTHER)
    assert unlock(keys, ANOTHER) == unlock_by_code(keys, code) == encrypted.key


def test_a_code_is_read_as_people_write_it(tmp_path: Path) -> None:
    key, code = create_keys(tmp_path / "x", PASSPHRASE)
    assert [len(group) for group in code.split("-")] == [5] * 6
    written = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert unlock_by_code(tmp_path / "x", f" {written}\n") == key


def test_a_wrong_code_is_said_to_be_one(encrypted: Made) -> None:
    with pytest.raises(WrongPassphrase, match=r"wrong recovery code, or .* is damaged"):
        unlock_by_code(key_file_of(encrypted.path), "AAAAA-" * 6)


@pytest.mark.parametrize("passphrase", ["", "seven77", " " * 7])
def test_a_replacement_too_short_changes_nothing(passphrase: str, encrypted: Made) -> None:
    keys = key_file_of(encrypted.path)
    before = keys.read_bytes()
    with pytest.raises(BadInput, match="at least 8 characters are needed; 15 or more are advised"):
        change_passphrase(keys, PASSPHRASE, passphrase)
    assert keys.read_bytes() == before


def test_a_passphrase_is_the_same_however_its_accents_are_typed(tmp_path: Path) -> None:
    key, _ = create_keys(tmp_path / "x", "caf\u00e9 cr\u00e8me")
    assert unlock(tmp_path / "x", "cafe\u0301 cre\u0300me") == key


def test_a_passphrase_that_is_no_text_is_a_wrong_one(encrypted: Made) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(key_file_of(encrypted.path), "\udcff" * 9)


def test_without_a_recovery_slot_it_still_opens_and_says_so(encrypted: Made) -> None:
    keys = key_file_of(encrypted.path)
    assert has_recovery_slot(keys)
    document = json.loads(keys.read_text())
    del document["slots"]["recovery"]
    keys.write_text(json.dumps(document))
    assert unlock(keys, PASSPHRASE) == encrypted.key
    assert not has_recovery_slot(keys)
    with pytest.raises(StoreError, match="has no recovery slot"):
        unlock_by_code(keys, encrypted.recovery_code or "")


def test_one_slot_cannot_be_passed_off_as_the_other(encrypted: Made) -> None:
    keys = key_file_of(encrypted.path)
    document = json.loads(keys.read_text())
    document["slots"]["passphrase"] = document["slots"]["recovery"]
    keys.write_text(json.dumps(document))
    with pytest.raises(WrongPassphrase):
        unlock(keys, (encrypted.recovery_code or "").replace("-", ""))


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 1 << 40},
        {"memory_kib": 8},
        {"passes": 10**9},
        {"passes": 0},
        {"passes": "3"},
        {"passes": True},
        {"lanes": 4096},
        {"salt": "AAAA"},
        {"salt": "not base 64"},
        {"salt": None},
        {"nonce": ""},
        {"wrapped": "AAAA"},
        {"kdf": "none"},
    ],
)
def test_absurd_parameters_are_refused_before_they_are_tried(change: dict[str, Any], encrypted: Made) -> None:
    keys = key_file_of(encrypted.path)
    _edit(keys, change)
    with pytest.raises(StoreError, match="is not a key file, or it is damaged") as refused:
        unlock(keys, PASSPHRASE)
    assert not isinstance(refused.value, WrongPassphrase)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": "caseboard keys 1"}',
        b'{"format": "caseboard keys 1", "slots": 1}',
        b'{"format": "caseboard keys 1", "slots": {"passphrase": 1}}',
        b"\xff\x00",
        b"[" * 60_000,
        b" " * 70_000,
    ],
    ids=range(9),
)
def test_a_file_that_is_no_key_file(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(StoreError, match="is not a key file, or it is damaged"):
        unlock(tmp_path / "x", PASSPHRASE)


def test_a_key_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="without its key file the database cannot be opened"):
        unlock(tmp_path / "x", PASSPHRASE)


def test_a_file_rewritten_is_whole_at_every_moment(tmp_path: Path) -> None:
    path = tmp_path / "x"
    contents = {bytes([letter]) * 50_000 for letter in b"ab"}
    write_atomically(path, min(contents))

    def rewrite() -> None:
        for _ in range(50):
            for content in contents:
                write_atomically(path, content)

    writer = threading.Thread(target=rewrite)
    writer.start()
    seen = set()
    while writer.is_alive():
        seen.add(path.read_bytes())
    writer.join()
    assert seen <= contents
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_no_half(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_atomically(tmp_path / "folder", b"content")
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]
