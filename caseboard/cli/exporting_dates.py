"""`caseboard export ics`: every deadline as a calendar file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from caseboard.cli.call import Call
from caseboard.cli.lists import scope_of, write_file
from caseboard.cli.opening import open_records
from caseboard.cli.options import as_at_option, db_option
from caseboard.cli.output import emit_bytes, narrate
from caseboard.domain.deadline_rows import Deadline, counted_words
from caseboard.domain.filters import parse_filter
from caseboard.domain.journal import Event
from caseboard.exchange.ics import as_ics
from caseboard.usecases.lists_dates import deadlines_of
from caseboard.usecases.viewing import load_snapshot, view_board, with_sessions


@click.command("ics")
@click.option("--team", default="", help="A team, with the teams below it.")
@click.option("--worker", default="", help="Part of the name of the worker who holds the case, or whose date it is.")
@click.option("--names", is_flag=True, help="Names, and what was written, beside the record numbers.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write to this file.")
@db_option
@as_at_option
@click.pass_obj
def ics_command(call: Call, team: str, worker: str, names: bool, output: Path | None) -> None:
    """Write every deadline as a calendar file (iCalendar): all-day events that keep their ids from file to file.

    Record numbers stand for names unless --names is given. The journal keeps that it was done.
    """
    told = "with names" if names else "with record numbers"
    with open_records(call) as records:
        snapshot = load_snapshot(records, call.day)
        scope = scope_of(team, snapshot.facts.teams)
        records.note(Event.EXPORT, call.now(), about=f"calendar of every date, {told}, as at {call.day}")
        view = with_sessions(view_board(snapshot, call.day, compared=False), records)
        database = records.mark()
    wanted = worker.casefold()
    rows = [d for d in deadlines_of(view, scope, parse_filter("")) if wanted in (d.case.worker or "").casefold()]
    whose = (team, worker if names else "")
    content = as_ics(rows, database, call.now(), title=" · ".join(["caseboard", *filter(None, whose)]), names=names)
    _narrate_undated(rows)
    if output is not None:
        write_file(output, content)
    else:
        emit_bytes(content)


def _narrate_undated(rows: Sequence[Deadline]) -> None:
    """Name what cannot stand in a calendar, for it has no day."""
    if undated := Counter(row.kind for row in rows if row.day is None):
        named = ", ".join(counted_words(kind, many) for kind, many in undated.items())
        narrate(f"left out, because the day is not known: {named}; list dates --state unknown names them")
