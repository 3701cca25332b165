"""`caseboard demo`: an invented council in a throwaway database, then its board."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseboard.cli.call import Call, now
from caseboard.cli.options import Whole, as_at_option
from caseboard.cli.output import emit, narrate
from caseboard.domain.errors import BadInput

if TYPE_CHECKING:
    from caseboard.usecases.ports import Records

FIRST_SEED = 1
WEEKS = 8
"""For how many weeks findings were counted before the day of the demo."""


@click.command("demo")
@as_at_option
@click.option("--seed", type=Whole(0, 2**31 - 1), default=FIRST_SEED, help="Another number, another council.")
@click.option("--scale", type=Whole(1, 100), default=1, help="So many times as large.")
@click.option("--no-ui", is_flag=True, help="Only build it, and print its path as the last line.")
@click.pass_obj
def demo_command(call: Call, seed: int, scale: int, no_ui: bool) -> int:
    """Build an invented council in a throwaway database (no real person or place) and show its board.

    The database is plain, lies in the folder for temporary files and is kept after exit.
    """
    if no_ui:
        emit(f"{build(call, seed, scale)}\n")
        return 0
    return show_demo(call, seed, scale)


def show_demo(call: Call, seed: int = FIRST_SEED, scale: int = 1, start: str = "board") -> int:
    """Build the demo and show its board, or the screen called `start`."""
    from caseboard.cli.showing import refuse_without_terminal, show

    refuse_without_terminal()
    path = build(call, seed, scale)
    council = replace(call, db=str(path), as_at=None)
    code = show(council, start)
    narrate(f"The demo database is kept: caseboard --db {path}")
    return code


def build(call: Call, seed: int, scale: int) -> Path:
    """Build the demo database for the call's date and return its path. Raises BadInput where --db names a server."""
    from caseboard.seeds.demo import build_council
    from caseboard.store.bulk import insert_rows
    from caseboard.store.opening import FileOpener, create_database
    from caseboard.usecases.reference import default_settings, rules_from

    if call.db and call.address:
        raise BadInput("demo: an invented council goes into a throwaway file; leave --db out")
    day = call.as_at or call.machine_day
    narrate(f"Building an invented council as at {day} (seed {seed}, scale {scale}) …")
    document = default_settings()
    rows = build_council(seed=seed, as_at=day, scale=scale, calendar=rules_from(document).calendar)
    path = Path(tempfile.mkdtemp(prefix="caseboard-demo-")) / "northbridge.db"
    create_database(path, passphrase=None, settings_document=document, demo=day)
    records = FileOpener(path, "demo", now).open()
    try:
        insert_rows(records, rows)
        if scale == 1:  # a larger one is for measuring, and would take as many times longer
            _count_earlier(records, day)
    finally:
        records.close()
    return path


def _count_earlier(records: Records, day: date) -> None:
    """Count the findings as at some Mondays before, so that there is a trend to see."""
    from caseboard.usecases.quality import count_earlier
    from caseboard.usecases.viewing import load_snapshot, view_board

    monday = day - timedelta(days=day.weekday() or 7)
    days = [monday - timedelta(weeks=weeks) for weeks in reversed(range(WEEKS))]
    view = view_board(load_snapshot(records, day, days[0]), day, compared=False)
    count_earlier(records, view, days, day)
