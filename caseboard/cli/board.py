"""Opening the board: the screen first, the database after the first frame."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import click

from caseboard.cli.call import Call
from caseboard.cli.keymap import read_keymap, refuse_unknown
from caseboard.cli.opening import opener_of
from caseboard.cli.output import narrate
from caseboard.cli.places import key_table
from caseboard.cli.who import signed_in
from caseboard.domain.errors import BadInput, StoreError


def open_board(call: Call) -> None:
    """Open the board on the call's database; where there is none, offer to create one or to show the demo."""
    if not call.path.exists():
        call = _offer(call)
    show(call)


def show(call: Call, label: str | None = None) -> None:
    """Run the screens until they are left. Raises BadInput where there is no terminal to draw on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("the board needs a terminal: run it in one, or use caseboard list board")
    # TEXTUAL_LOG would record every key that is typed; no setting of the library is wanted from outside.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    from caseboard.tui.app import CaseboardApp

    own_keys = key_table()
    keymap = read_keymap(own_keys)
    refuse_unknown(keymap, own_keys)
    opener = opener_of(call.path, label)
    app = CaseboardApp(opener, today=call.today, as_at=call.as_at, who=signed_in(), keymap=keymap)
    app.run()
    if app.return_code:
        sys.exit(app.return_code)


def _offer(call: Call) -> Call:
    """Ask what to do without a database. Raises StoreError where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise StoreError(f"there is no database at {call.path}: create one with caseboard init, or see caseboard demo")
    narrate(f"There is no database at {call.path}.")
    answer = click.prompt("Show the demo, or create a database", type=click.Choice(["demo", "create"]), err=True)
    if answer == "create":
        from caseboard.cli.databases import create

        create(call.path)
        return call
    from caseboard.cli.demo import build

    return replace(call, db=str(build(call)), today=call.day, as_at=None)
