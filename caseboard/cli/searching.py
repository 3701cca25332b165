"""`caseboard search`: where words stand in what was written."""

from __future__ import annotations

from pathlib import Path

import click

from caseboard.cli.call import Call
from caseboard.cli.lists import output_options, write_rows
from caseboard.cli.opening import open_records
from caseboard.cli.options import Whole, db_option
from caseboard.cli.output import narrate
from caseboard.usecases.searching import PAGE, RESULTS, begin_search, search


@click.command("search")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@click.option("--limit", type=Whole(1, 10_000), default=PAGE, help=f"How many at most; {PAGE} without it.")
@output_options
@db_option
@click.pass_obj
def search_command(call: Call, words: tuple[str, ...], limit: int, form: str, output: Path | None) -> None:
    """Print the notes, additions, actions and hand-overs in which every WORD stands, the newest first.

    Case and accents do not matter; the last word may be the beginning of one. A name finds what is theirs.
    The sentence around the first word found stands beside each. The journal keeps that you searched, not for what.
    """
    with open_records(call) as records:
        begin_search(records, call.now())
        found = search(records, " ".join(words), limit=limit)
    rows = [{key: read(result) for key, read in RESULTS.items()} for result in found]
    write_rows("search", tuple(RESULTS), rows, form, output)
    if not found:
        narrate("nothing found")
    elif len(found) == limit:
        narrate(f"these are the newest {limit}: there may be more (--limit)")
