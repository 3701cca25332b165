"""What Rich and Textual keep of what they drew."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper

from caseboard.tui.forgetting import caches
from tests.tui.support import app_on, board_of, press, settled


async def test_every_cache_there_is_is_found() -> None:
    async with board_of(app_on()) as pilot:
        await press(pilot, "?")
        await settled(pilot)
        gc.unfreeze()
        every = [thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper)]
        theirs = {id(cache) for cache in every if str(cache.__module__).startswith(("rich.", "textual."))}
        assert theirs and theirs <= {id(cache) for cache in caches()}
