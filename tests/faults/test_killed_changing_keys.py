"""kill -9 while the passphrase is changed: the present one or its replacement opens the records, never neither.

Ten kills; 200 with CASEBOARD_FAULTS=full. Working out the keys takes far longer than writing the file, so half of the
kills wait until that has begun.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from caseboard.domain.errors import WrongPassphrase
from caseboard.store.files import key_file_of
from caseboard.store.keys import unlock, unlock_by_code
from tests.faults.council import copied
from tests.faults.jobs import changing, recovering
from tests.faults.killing import begin, kill, kill_once, usual
from tests.faults.opening import FULL, PASSPHRASE
from tests.store.conftest import Made

KILLS = 100 if FULL else 5
"""Of each way to change it."""
REPLACEMENT = "eight red kettles"


def _opens(keys: Path, passphrase: str) -> bytes | None:
    try:
        return unlock(keys, passphrase)
    except WrongPassphrase:
        return None


def _being_written(folder: Path) -> bool:
    """Whether the file that is to replace the key file is there."""
    return any(folder.glob(".*.partial"))


@pytest.mark.parametrize("way", ["by the passphrase", "by the recovery code"])
def test_the_present_passphrase_opens_or_the_other_never_neither(
    way: str, encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    code = encrypted.recovery_code
    assert code is not None
    job, secret = (changing, PASSPHRASE) if way == "by the passphrase" else (recovering, code)
    unharmed = key_file_of(copied(encrypted, tmp_path / "unharmed").path)
    usually = usual(job, unharmed, secret, REPLACEMENT)
    assert _opens(unharmed, REPLACEMENT) == encrypted.key
    chance, present, running = random.Random(), 0, 0
    for number in range(KILLS):
        killed = copied(encrypted, tmp_path / str(number))
        keys = key_file_of(killed.path)
        process, _ = begin(job, keys, secret, REPLACEMENT)
        if number % 2:
            running += kill_once(partial(_being_written, keys.parent), process, chance)
        else:
            process.join(chance.uniform(0, usually.seconds) if number else 0)
            running += kill(process)
        opened = [_opens(keys, PASSPHRASE), _opens(keys, REPLACEMENT)]
        assert sorted(opened, key=lambda key: key is None) == [encrypted.key, None]
        assert unlock_by_code(keys, code) == encrypted.key
        present += opened[1] is None
    assert running > 0
    publish(
        f"{KILLS} kills while the passphrase was changed {way}, {running} before its end: {present} times the present"
        f" one opened, {KILLS - present} times its replacement, 0 times neither; the recovery code opened every time"
    )
