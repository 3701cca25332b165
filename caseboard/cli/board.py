"""`caseboard` alone, and `caseboard shift`: open the screens, or where there is no database yet, offer one."""

from __future__ import annotations

import os

from caseboard.cli.call import Call
from caseboard.cli.opening import settle
from caseboard.cli.output import narrate
from caseboard.cli.showing import at_terminal, show
from caseboard.domain.errors import StoreError


def open_board(call: Call, start: str = "board") -> int:
    """Open the screens on the call's database; where there is none, offer to create one or to show the demo.

    `start` names the screen that is opened first. Returns the exit code: 0, or that of a fault of the program.
    """
    if not call.address:
        settle(call.path)
    if call.address or os.path.exists(call.path):
        return show(call, start)
    if not at_terminal():
        raise StoreError(f"there is no database at {call.path}: create one with caseboard init, or see caseboard demo")
    import click

    narrate(f"There is no database at {call.path}.")
    answer = click.prompt("Show the demo, or create a database", type=click.Choice(["demo", "create"]), err=True)
    if answer == "demo":
        from caseboard.cli.demo import show_demo

        return show_demo(call, start=start)
    from caseboard.cli.databases import create

    create(call)
    return show(call, start)
