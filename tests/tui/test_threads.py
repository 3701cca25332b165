"""What a thread did is forgotten once it ended."""

from __future__ import annotations

import gc
from weakref import ref

from textual.worker import Worker

from caseboard.tui.in_order import dealt_with
from tests.tui.support import app_on, board_of, settled


async def test_what_a_thread_worked_for_is_not_kept_by_it() -> None:
    async with board_of(app_on()) as pilot:
        worker: Worker[None] | None = pilot.app.run_worker(lambda: None, thread=True)
        assert worker
        await worker.wait()
        await settled(pilot)
        await dealt_with(pilot.app)  # it keeps the message of the worker's end until the next one
        ended = ref(worker)
        worker = None
        gc.collect()
        assert ended() is None
