"""What the lock of the screens keeps in memory meanwhile, encrypted by a key that is gone with the database's."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseboard.domain.errors import StoreError
from caseboard.store.slots import KEY_BYTES

_NONCE_BYTES = 12


def seal_by(journal_key: bytes, data: bytes) -> bytes:
    """`data` by AES-256-GCM; the nonce stands before it."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_derive(journal_key)).encrypt(nonce, data, None)


def unseal_by(journal_key: bytes, sealed: bytes) -> bytes:
    """What was sealed. Raises StoreError for another key, or where a bit was changed."""
    try:
        return AESGCM(_derive(journal_key)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
    except InvalidTag:
        raise StoreError("what was on the screen belongs to another database") from None


def _derive(journal_key: bytes) -> bytes:
    """From the journal's key, which an open database holds anyway (HKDF, RFC 5869): neither tells the other."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"caseboard lock 1").derive(journal_key)
