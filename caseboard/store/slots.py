"""One key slot: a data key wrapped by a secret, argon2id to make guessing dear and AES-256-GCM to notice any change."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16
_TAG_BYTES = 16
_MEMORY_KIB = 64 * 1024
_PASSES = 3
_LANES = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """A wrapped data key and how its wrapping key is derived."""

    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def as_json(self) -> dict[str, object]:
        """The slot as it is kept."""
        return {
            "kdf": "argon2id",
            "memory_kib": self.memory_kib,
            "passes": self.passes,
            "lanes": self.lanes,
            "salt": b64encode(self.salt).decode(),
            "nonce": b64encode(self.nonce).decode(),
            "wrapped": b64encode(self.wrapped).decode(),
        }


def read_slot(document: dict[str, object]) -> Slot:
    """Read a slot back. Raises ValueError or KeyError where it is none, and before anything is tried where its
    parameters are absurd: a changed key file must not take the machine's memory or an hour.
    """
    if document["kdf"] != "argon2id":
        raise ValueError("unknown key derivation")
    return Slot(
        _whole(document["memory_kib"], 8 * 1024, 1024 * 1024),
        _whole(document["passes"], 1, 20),
        _whole(document["lanes"], 1, 16),
        _bytes(document["salt"], _SALT_BYTES),
        _bytes(document["nonce"], _NONCE_BYTES),
        _bytes(document["wrapped"], KEY_BYTES + _TAG_BYTES),
    )


def seal(kind: str, secret: str, key: bytes) -> Slot:
    """Wrap `key` by `secret`. `kind` is bound to the slot: one cannot be passed off as another."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    derived = _derive(secret, salt, _MEMORY_KIB, _PASSES, _LANES)
    return Slot(_MEMORY_KIB, _PASSES, _LANES, salt, nonce, AESGCM(derived).encrypt(nonce, key, kind.encode()))


def unseal(kind: str, secret: str, slot: Slot) -> bytes | None:
    """The wrapped key; None for a wrong secret or a changed slot, which cannot be told apart."""
    derived = _derive(secret, slot.salt, slot.memory_kib, slot.passes, slot.lanes)
    try:
        return AESGCM(derived).decrypt(slot.nonce, slot.wrapped, kind.encode())
    except InvalidTag:
        return None


def _derive(secret: str, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    # surrogatepass: a terminal can hand over bytes that are no text; they are a wrong passphrase, not a crash.
    given = secret.encode("utf-8", "surrogatepass")
    return hash_secret_raw(given, salt, passes, memory_kib, lanes, KEY_BYTES, Type.ID)


def _whole(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError("parameter out of range")
    return value


def _bytes(value: object, length: int) -> bytes:
    if not isinstance(value, str):
        raise ValueError("not base 64")
    decoded = b64decode(value, validate=True)
    if len(decoded) != length:
        raise ValueError("wrong length")
    return decoded
