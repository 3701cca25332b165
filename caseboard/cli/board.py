"""Opening the board: the screen first, the database after the first frame."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from datetime import date

from caseboard.cli.call import Call
from caseboard.cli.ending import FAULT, reported
from caseboard.cli.keymap import read_keymap, refuse_unknown
from caseboard.cli.opening import opener_of
from caseboard.cli.output import narrate
from caseboard.cli.places import key_table
from caseboard.cli.who import signed_in
from caseboard.domain.errors import BadInput, StoreError


def open_board(call: Call) -> int:
    """Open the board on the call's database; where there is none, offer to create one or to show the demo.

    Returns the exit code: 0, or that of a fault of the program.
    """
    if call.path.exists():
        return show(call, date.today)
    if not _at_terminal():
        raise StoreError(f"there is no database at {call.path}: create one with caseboard init, or see caseboard demo")
    import click

    narrate(f"There is no database at {call.path}.")
    answer = click.prompt("Show the demo, or create a database", type=click.Choice(["demo", "create"]), err=True)
    if answer == "demo":
        from caseboard.cli.demo import show_demo

        return show_demo(call)
    from caseboard.cli.databases import create

    create(call.path)
    return show(call, date.today)


def show(call: Call, today: Callable[[], date], label: str | None = None) -> int:
    """Run the screens until they are left, and return the exit code. Raises BadInput where there is no terminal."""
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
    opener = opener_of(call.path, label)
    app = CaseboardApp(opener, today=today, as_at=call.as_at, who=signed_in(), keymap=keymap, on_fault=reported)
    app.run()
    return FAULT if app.return_code else 0


def refuse_without_terminal() -> None:
    """Raise BadInput where there is no terminal to draw on."""
    if not _at_terminal():
        raise BadInput("the board needs a terminal: run it in one, or use caseboard list board")


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
