"""The server crashes and starts again while records and the board are open: told in a sentence, found again, none lost.

Three crashes; 20 with CASEBOARD_FAULTS=full. One of the server's own processes is killed, whereupon it ends every
connection, recovers from its log and lets clients in again.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress

import pytest

from caseboard.domain.errors import StoreError
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.server import ServerOpener
from caseboard.tui.app import CaseboardApp
from tests.clock import NOW, now
from tests.faults.opening import FULL
from tests.served import Served, run_on
from tests.store.acts import authorise
from tests.store.rows import one_case
from tests.tui.support import board_of, press, settled, text_of

if os.name == "nt":
    pytest.skip("another program's process cannot be killed as a crash would end it", allow_module_level=True)

CRASHES = 20 if FULL else 3
WRITER = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"
TRIES = 10_000
"""Of reaching a server that is recovering; each is refused at once."""


def _crash(served: Served) -> None:
    """Kill a process of the server that serves nobody, and wait until clients are let in again."""
    ((process,),) = run_on(served.address, WRITER)
    assert isinstance(process, int)
    os.kill(process, signal.SIGKILL)
    for _ in range(TRIES):
        with suppress(Exception):
            if run_on(served.address, WRITER) not in ([], [(process,)]):
                return
    raise AssertionError("the server did not come back")


def _acted(records: StoredRecords, version: int) -> bool:
    """Whether the act was acknowledged. It may also be told that the connection was lost, in one sentence."""
    try:
        records.perform(authorise(version), NOW)
        return True
    except StoreError as error:
        assert "\n" not in str(error)
        return False


def test_records_left_open_go_on_and_no_acknowledged_act_is_lost(
    served: Served, publish: Callable[[str], None]
) -> None:
    records = served.open()
    insert_rows(records, one_case())
    acknowledged = 0
    for _ in range(CRASHES):
        acknowledged += _acted(records, acknowledged + 1)
        _crash(served)
        assert records.verify_journal().number == acknowledged
    acknowledged += _acted(records, acknowledged + 1)
    assert records.verify_journal().number == acknowledged == CRASHES + 1
    records.close()
    publish(
        f"{CRASHES} crashes of the PostgreSQL server with the records open: {acknowledged} acts acknowledged, 0 lost;"
        " each time the open records went on by themselves"
    )


async def test_a_board_left_open_reads_again(served: Served) -> None:
    records = served.open()
    insert_rows(records, one_case())
    records.close()
    app = CaseboardApp(ServerOpener(served.address, "amin"), today=lambda: NOW.date(), now=now, who="amin")
    async with board_of(app) as pilot:
        assert "Child 1" in text_of(pilot)
        _crash(served)
        await press(pilot, "r")
        await settled(pilot)
        assert "Child 1" in text_of(pilot)
        assert app.return_code is None
