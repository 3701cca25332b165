"""`python -m tests.benchmarks.bench_shift`: shift and list of every date on a large demo, from date to date.

What a screen's thread works out before the rows are painted, and for the list its rows. Printed, never asserted.
Building the database takes a while; `--db PATH` measures on one that is there.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from caseboard.cli.main import COLLECT_AFTER
from caseboard.domain.deadlines import read_deadlines
from caseboard.domain.sessions import read_worker_sessions
from caseboard.domain.shift_telling import day_words
from caseboard.domain.shift_words import Breaks
from caseboard.store.opening import FileOpener
from caseboard.tui.column import Contents
from caseboard.tui.listed import Place
from caseboard.tui.listed_dates import ListedDates
from caseboard.usecases.shifting import HANDOVERS, compare_shift, load_shift, with_shift
from caseboard.usecases.viewing import View, collector_at_rest, load_snapshot, view_board
from tests.benchmarks.measuring import build_demo, spread

DAY = "2009-09-28"
RUNS = 9


def timed(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Seconds of the processor in each run after a first one: what else the machine does is left out."""
    work()
    found = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return found


def measure(path: str) -> Sequence[tuple[str, list[float], str]]:
    """Each step with its seconds and what it should stay below."""
    day = date.fromisoformat(DAY)
    records = FileOpener(Path(path), "bench", lambda: datetime.now(UTC)).open()
    try:
        handovers = records.handovers(limit=HANDOVERS)
        snapshot = load_snapshot(records, day)
        view = view_board(snapshot, day, compared=False)
        told = with_shift(view, handovers)
        _describe(told)

        sessions = records.sessions(date.min)
        before, listed = day - timedelta(days=1), ListedDates(Place(view))

        def move() -> View:
            return with_shift(view_board(snapshot, before, compared=False), handovers)

        def dates() -> Contents:
            moved = view_board(snapshot, before, compared=False)
            supervised = read_worker_sessions(sessions, snapshot.facts.workers.values(), before, snapshot.rules)
            with collector_at_rest():
                listed.take(moved, read_deadlines(moved.board, snapshot, supervised))
            return listed.contents()

        return (
            ("database to shift", timed(lambda: load_shift(records, day), 3), ""),
            ("board of another date", timed(lambda: view_board(snapshot, day, compared=False)), ""),
            ("shift of a board", timed(lambda: with_shift(view, handovers)), "(≤ 150)"),
            ("shift of another date", timed(move), "(≤ 100)"),
            ("dates of another date", timed(dates), "(≤ 150)"),
            ("what changed since", timed(lambda: compare_shift(told)), ""),
        )
    finally:
        records.close()


def _describe(view: View) -> None:
    if view.told is not None:
        shift = view.told.shift
        print(f"{len(view.board.assessments)} open assessments, {len(shift.rows)} rows of the shift")
        print(f"{len(shift.breaking(Breaks.OVER))} over: {day_words(shift)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=10)
    parser.add_argument("--db", help="a demo database as at 2009-09-28; built when left out")
    options = parser.parse_args()
    gc.set_threshold(COLLECT_AFTER)  # as the program does
    for title, seconds, most in measure(options.db or build_demo(options.scale, DAY)):
        print(f"{title:22} {spread(seconds, 'ms', 1000)}   {most}")


if __name__ == "__main__":
    main()
