"""Key slots: the database's random key, wrapped once by the passphrase and once by a recovery code.

Kept as JSON beside the database and rewritten whole (see `write_atomically`); changing the passphrase never touches the
database. Losing the file loses the records. Python cannot wipe a string: a passphrase stays in memory for a while.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseboard.domain.errors import BadInput, Damaged, StoreError, WrongPassphrase
from caseboard.domain.text import printable
from caseboard.store.atomic import write_atomically
from caseboard.store.slots import KEY_BYTES, Slot, read_slot, seal, unseal

PASSPHRASE = "passphrase"
RECOVERY = "recovery"
SHORTEST_PASSPHRASE = 8
_FORMAT = "caseboard keys 1"
_LARGEST_FILE = 64 * 1024
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread. 30 of them are 150 bits."""
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CODE_LENGTH = 30
_GROUP = 5


def create_keys(path: Path, passphrase: str) -> tuple[bytes, str]:
    """Write a key file for a new data key. Returns the key and the recovery code, which is stored nowhere.

    Raises BadInput for a passphrase too short and StoreError where the file exists or cannot be written.
    """
    check_passphrase(passphrase)
    if path.exists():
        raise StoreError(f"{printable(str(path))} is there already, perhaps the key of another database: move it away")
    key = secrets.token_bytes(KEY_BYTES)
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    slots = {PASSPHRASE: seal(PASSPHRASE, _normal(passphrase), key), RECOVERY: seal(RECOVERY, code, key)}
    _write(path, slots)
    return key, "-".join(code[i : i + _GROUP] for i in range(0, _CODE_LENGTH, _GROUP))


def unlock(path: Path, passphrase: str) -> bytes:
    """The data key, by the passphrase. Raises WrongPassphrase, or StoreError where the file cannot be used."""
    return _open_slot(path, PASSPHRASE, _normal(passphrase))


def unlock_by_code(path: Path, code: str) -> bytes:
    """The data key, by the recovery code; its groups, case and misread letters do not matter."""
    return _open_slot(path, RECOVERY, _normal_code(code))


def change_passphrase(path: Path, current: str, replacement: str) -> None:
    """Wrap the data key by another passphrase. Raises WrongPassphrase when `current` is not the one, or BadInput."""
    check_passphrase(replacement)
    _replace_passphrase(path, unlock(path, current), replacement)


def set_passphrase_by_code(path: Path, code: str, replacement: str) -> None:
    """Wrap the data key by another passphrase when the old one is lost; the recovery code stays good."""
    check_passphrase(replacement)
    _replace_passphrase(path, unlock_by_code(path, code), replacement)


def journal_key(key: bytes) -> bytes:
    """The key the journal is sealed with, derived from the data key (HKDF, RFC 5869): neither tells the other."""
    derived: bytes = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"caseboard journal 1").derive(key)
    return derived


def has_recovery_slot(path: Path) -> bool:
    """Whether the recovery code could still open the database: start-up warns where it could not."""
    return RECOVERY in _read(path)


def refuse_unreadable(path: Path) -> None:
    """Raise Damaged unless the key file can be read and a passphrase could open it."""
    if PASSPHRASE not in _read(path):
        raise Damaged(f"{printable(str(path))} has no {PASSPHRASE} slot: restore it from a backup")


def check_passphrase(passphrase: str) -> None:
    """Raise BadInput for a passphrase too short to keep children's records by."""
    if len(_normal(passphrase)) < SHORTEST_PASSPHRASE:
        raise BadInput(f"passphrase: at least {SHORTEST_PASSPHRASE} characters are needed; 15 or more are advised")


def _normal(passphrase: str) -> str:
    """NFC: the same passphrase typed on a Mac and on Windows is the same bytes."""
    return unicodedata.normalize("NFC", passphrase)


def _normal_code(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum()).translate(_MISREAD)


def _open_slot(path: Path, kind: str, secret: str) -> bytes:
    name = printable(str(path))
    slot = _read(path).get(kind)
    if slot is None:
        raise Damaged(f"{name} has no {kind} slot: use the other way in, or restore a backup with its key file")
    key = unseal(kind, secret, slot)
    if key is None:
        wrong = "wrong passphrase" if kind == PASSPHRASE else "wrong recovery code"
        raise WrongPassphrase(f"{wrong}, or {name} is damaged: try again, or restore a backup with its key file")
    return key


def _replace_passphrase(path: Path, key: bytes, replacement: str) -> None:
    _write(path, {**_read(path), PASSPHRASE: seal(PASSPHRASE, _normal(replacement), key)})


def _read(path: Path) -> dict[str, Slot]:
    name = printable(str(path))
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_FILE + 1)
    except OSError:
        raise Damaged(f"{name} cannot be read: without its key file the database cannot be opened") from None
    try:
        document = json.loads(text) if len(text) <= _LARGEST_FILE else None
        if not isinstance(document, dict) or document.get("format") != _FORMAT:
            raise ValueError("not a key file")
        slots = document["slots"]
        return {kind: read_slot(slots[kind]) for kind in (PASSPHRASE, RECOVERY) if kind in slots}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Damaged(f"{name} is not a key file, or it is damaged: restore it from a backup") from None


def _write(path: Path, slots: Mapping[str, Slot]) -> None:
    document = {"format": _FORMAT, "slots": {kind: slot.as_json() for kind, slot in slots.items()}}
    try:
        write_atomically(path, (json.dumps(document, indent=2) + "\n").encode())
    except OSError:
        raise StoreError(f"{printable(str(path))} cannot be written: check its folder and the disk") from None
