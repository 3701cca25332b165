"""Showing the board: the screen first, the database after the first frame."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from functools import partial

from caseboard.cli.call import Call, now
from caseboard.cli.ending import FAULT, reported
from caseboard.cli.keymap import read_keymap, refuse_unknown
from caseboard.cli.opening import opener_of, warn_without_recovery
from caseboard.cli.places import key_table
from caseboard.cli.who import signed_in
from caseboard.domain.errors import BadInput


def show(call: Call, start: str = "board") -> int:
    """Run the screens until they are left, and return the exit code. Raises BadInput where there is no terminal.

    `start` names the screen that is opened first.

    An invented council's today is the day it was made for, and what is done happens on that day.
    """
    refuse_without_terminal()
    # TEXTUAL_LOG would record every key that is typed; no setting of the library is wanted from outside.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # The collector would look a dozen times through what is only being loaded; the first board that is read ends this.
    gc.disable()
    from caseboard.tui.app import CaseboardApp

    own_keys = key_table()
    keymap = read_keymap(own_keys)
    refuse_unknown(keymap, own_keys)
    demo = call.demo_day
    opener = opener_of(call, "demo" if demo else None)
    warn_without_recovery(opener)
    app = CaseboardApp(
        opener,
        today=(lambda: demo) if demo else date.today,
        now=partial(now, demo),
        as_at=call.as_at,
        who=signed_in(),
        start=start,
        keymap=keymap,
        on_fault=reported,
    )
    app.run()
    return FAULT if app.return_code == 1 else app.return_code or 0


def refuse_without_terminal() -> None:
    """Raise BadInput where there is no terminal to draw on."""
    if not at_terminal():
        raise BadInput("the board needs a terminal: run it in one, or use caseboard list board")


def at_terminal() -> bool:
    """Whether both ends are a terminal: one to draw on, one to type at."""
    return sys.stdin.isatty() and sys.stdout.isatty()
