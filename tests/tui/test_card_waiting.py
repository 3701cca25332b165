"""The card while it is reckoned: it says so, refuses keys that need it, and shows what was asked for last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from caseboard.domain.periods import Quarter
from caseboard.domain.settings import Rules
from caseboard.domain.tallies import Asked, Tally
from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.screens.card_acts import RECKONING
from tests.clock import now
from tests.tui.cards import card_screen, listed_of, make_card
from tests.tui.on_file import told
from tests.tui.support import board_of, press, settled, text_of
from tests.usecases.working.making import TODAY

LONG = 30
"""Seconds after which a test that would wait for ever fails."""


class Slow:
    """The records of a file whose tallies take as long as the test likes."""

    def __init__(self, records: Any) -> None:
        self._records, self.reckoned = records, Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records, name)

    def tallies(self, rules: Rules, asked: Asked, today: date) -> Sequence[Tally]:
        assert self.reckoned.wait(LONG)
        found: Sequence[Tally] = self._records.tallies(rules, asked, today)
        return found


class SlowOpener(FileOpener):
    """Opens such records."""

    slow: Slow

    def open(self, passphrase: str | None = None) -> Any:
        self.slow = Slow(super().open(passphrase))
        return self.slow


async def test_while_a_card_is_reckoned_keys_are_taken_and_the_last_one_asked_for_is_shown(tmp_path: Path) -> None:
    opener = SlowOpener(make_card(tmp_path), "amin", now)
    app = CaseboardApp(opener, today=lambda: TODAY, now=now, who="amin")
    async with board_of(app, (120, 36)) as pilot:
        await press(pilot, "K")
        assert "2009/10 Quarter 2 · whole council · reckoning …" in text_of(pilot)
        await press(pilot, "X", "e")
        assert told(pilot) == [RECKONING, RECKONING] and pilot.app.screen is card_screen(pilot)
        await press(pilot, "comma", "comma", "full_stop")
        assert "2009/10 Quarter 1 · whole council · reckoning …" in text_of(pilot)
        opener.slow.reckoned.set()
        await settled(pilot)
        card = listed_of(pilot).card
        assert card and card.quarter == Quarter(2009, 1)
        assert "reckoning" not in text_of(pilot)
        opener.slow.reckoned.clear()
        await press(pilot, "full_stop")
        text = text_of(pilot)
        assert "2009/10 Quarter 2 · whole council · reckoning …" in text and " NI 59 " in text
        opener.slow.reckoned.set()
        await settled(pilot)
        assert "not signed" in text_of(pilot)
