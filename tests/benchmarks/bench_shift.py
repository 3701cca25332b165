"""`python -m tests.benchmarks.bench_shift`: the shift on a large demo, from the database and from date to date.

What the screen's thread works out before the rows are painted. Printed, never asserted. Building the database takes a
while; `--db PATH` measures on one that is there.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from caseboard.domain.shift_telling import day_words
from caseboard.domain.shift_words import Breaks
from caseboard.store.opening import FileOpener
from caseboard.usecases.shifting import HANDOVERS, compare_shift, load_shift, with_shift
from caseboard.usecases.viewing import View, load_snapshot, view_board
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

        def move() -> View:
            return with_shift(view_board(snapshot, day - timedelta(days=1), compared=False), handovers)

        return (
            ("database to shift", timed(lambda: load_shift(records, day), 3), ""),
            ("board of another date", timed(lambda: view_board(snapshot, day, compared=False)), ""),
            ("shift of a board", timed(lambda: with_shift(view, handovers)), "(≤ 150)"),
            ("shift of another date", timed(move), "(≤ 100)"),
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
    for title, seconds, most in measure(options.db or build_demo(options.scale, DAY)):
        print(f"{title:22} {spread(seconds, 'ms', 1000)}   {most}")


if __name__ == "__main__":
    main()
