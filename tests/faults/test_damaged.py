"""A damaged, foreign or missing file: one sentence and exit code 2 from the command line, the same sentence on screen.

Ten lengths at which a file is cut off; 300 with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from caseboard.domain.errors import StoreError
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from tests.clock import NOW, now
from tests.faults.commands import refused, say
from tests.faults.council import CHILDREN, all_of, by_key, copied
from tests.faults.damage import OF_EITHER, OF_ENCRYPTED, cut_off
from tests.faults.opening import FULL, PASSPHRASE
from tests.store.conftest import Made
from tests.tui.support import board_of, press, settled, text_of

LENGTHS = 300 if FULL else 10
DAMAGES = [("plain", name) for name in OF_EITHER] + [("encrypted", name) for name in {**OF_EITHER, **OF_ENCRYPTED}]
ON_SCREEN = DAMAGES if FULL else DAMAGES[2::4]
"""Those also shown to the app, which takes a second to start and one to be unlocked."""
BOARD = ("list", "board", "--format", "json")


def _damaged(request: pytest.FixtureRequest, kind: str, name: str) -> Made:
    made: Made = request.getfixturevalue(kind)
    {**OF_EITHER, **OF_ENCRYPTED}[name](made)
    return made


@pytest.mark.parametrize(("kind", "name"), DAMAGES)
def test_the_command_line_says_one_sentence_and_changes_nothing(
    kind: str, name: str, request: pytest.FixtureRequest
) -> None:
    made = _damaged(request, kind, name)
    content = made.path.read_bytes() if made.path.is_file() else b""
    assert "council.db" in refused(say(made, *BOARD))
    assert (made.path.read_bytes() if content else b"") == content


@pytest.mark.parametrize(("kind", "name"), ON_SCREEN)
async def test_the_app_says_the_same_sentence_and_goes_on(kind: str, name: str, request: pytest.FixtureRequest) -> None:
    made = _damaged(request, kind, name)
    opener = FileOpener(made.path, "amin", now)
    with pytest.raises(StoreError) as refusal:
        opener.open(PASSPHRASE)
    app = CaseboardApp(opener, today=lambda: NOW.date(), now=now, who="amin")
    async with board_of(app) as pilot:
        if opener.needs_passphrase:
            await press(pilot, *PASSPHRASE, "enter")
            await settled(pilot)
        assert _letters(str(refusal.value).split(":")[-1]) in _letters(text_of(pilot))
        await press(pilot, "r")
        await settled(pilot)
        assert app.return_code is None


def _letters(text: str) -> str:
    """Without what a narrow screen puts between the words."""
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_file_cut_off_anywhere_is_refused(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    whole: Made = request.getfixturevalue(kind)
    chance, size = random.Random(), whole.path.stat().st_size
    true = all_of(whole)
    refusals = 0
    for number in range(LENGTHS):
        cut = copied(whole, tmp_path / str(number))
        cut_off(cut, chance.randrange(size))
        try:
            found = all_of(cut)
        except (StoreError, AssertionError):
            refusals += 1
        else:
            assert found == true
    publish(f"{LENGTHS} lengths at which the {kind} database was cut off: {refusals} refused, 0 read wrongly")
    assert refusals > 0


def test_without_its_write_ahead_log_what_is_in_the_file_is_whole(encrypted: Made) -> None:
    records = by_key(encrypted)
    records.remember("filter", "x")
    wal = encrypted.path.with_name(f"{encrypted.path.name}-wal")
    copy = Made(encrypted.path.parent / "copy.db", encrypted.key, None)
    assert wal.stat().st_size > 0
    copy.path.write_bytes(encrypted.path.read_bytes())
    records.close()
    found = all_of(copy)
    assert len(found["children"]) == CHILDREN
    assert found["preferences"] == []
