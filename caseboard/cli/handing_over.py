"""`caseboard handover`: the note to the next shift written or shown, and the shift acknowledged."""

from __future__ import annotations

import sys

import click

from caseboard.cli.acting import at_its_option
from caseboard.cli.call import Call
from caseboard.cli.carrying import carried_out
from caseboard.cli.opening import open_records
from caseboard.cli.options import db_option
from caseboard.cli.output import narrate
from caseboard.domain.errors import BadInput
from caseboard.domain.handovers import waiting_handover
from caseboard.usecases.working.handing_over import acknowledge, hand_over

STDIN = "-"


@click.command("handover")
@click.option("--note", metavar="TEXT", help='The note to the next shift; "-" reads it from standard input.')
@click.option("--acknowledge", "taking", is_flag=True, help="Acknowledge the note that waits, or that there is none.")
@db_option
@click.pass_obj
def handover_command(call: Call, note: str | None, taking: bool) -> None:
    """Write the note to the next shift, or acknowledge the one that waits; list shift shows it."""
    if (note is None) is not taking:
        raise BadInput("write --note TEXT, or --acknowledge, and not both")
    words = sys.stdin.buffer.read().decode(errors="replace") if note == STDIN else note or ""
    with open_records(call) as records, at_its_option():
        day, at, who = call.acting_day, call.now(), records.writer.who
        waiting = waiting_handover(records.handovers(), day)
        act = acknowledge(waiting, day, who, at) if taking else hand_over(waiting, words, day, who, at)
        narrate(carried_out(records, act, at).said)
