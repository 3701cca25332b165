"""The command `caseboard`. Opening the board goes straight to it; everything else is read by click (see `commands`)."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date

from caseboard.cli.call import COMPLETE, board_call
from caseboard.cli.ending import exit_code
from caseboard.cli.hooks import hold_back, leave
from caseboard.cli.output import prepare_streams

COLLECT_AFTER = 50_000
"""Objects. What is made at start-up stays; looking through it every 700 for rubbish took a tenth of the time."""


def run() -> None:
    """What the installed command starts. Never returns: it ends the process with the exit code."""
    hold_back()
    gc.set_threshold(COLLECT_AFTER)
    leave(exit_code(_answer))


def _answer() -> int:
    prepare_streams()
    completing = COMPLETE in os.environ  # a shell asks what could come next: click answers
    call = None if completing else board_call(sys.argv[1:], date.today())
    if call is not None:
        from caseboard.cli.board import open_board

        return open_board(call)
    from caseboard.cli.commands import caseboard

    code = caseboard.main(prog_name="caseboard")
    assert isinstance(code, int)
    return code
