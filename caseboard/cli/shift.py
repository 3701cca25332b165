"""`caseboard shift`: the screens, opened on the start of a shift."""

from __future__ import annotations

import click

from caseboard.cli.call import Call
from caseboard.cli.options import as_at_option, db_option


@click.command("shift")
@db_option
@as_at_option
@click.pass_obj
def shift_command(call: Call) -> int:
    """Open the start of a shift; list shift prints it."""
    from caseboard.cli.board import open_board

    return open_board(call, "shift")
