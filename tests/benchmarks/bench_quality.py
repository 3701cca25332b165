"""`python -m tests.benchmarks.bench_quality`: the checks and the signs of gaming on a large demo.

What the screen's thread reads and works out once the board is there. Printed, never asserted. Building the database
takes a while; `--db PATH` measures on one that is there.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from caseboard.store.opening import FileOpener
from caseboard.usecases.gaming import read_gaming
from caseboard.usecases.quality import read_quality
from caseboard.usecases.viewing import load_snapshot, view_board
from tests.benchmarks.bench_shift import DAY, timed
from tests.benchmarks.measuring import build_demo, spread


def measure(path: str) -> Sequence[tuple[str, list[float], str]]:
    """Each reading with its seconds and what it should stay below; what is reckoned is reckoned before."""
    day = date.fromisoformat(DAY)
    records = FileOpener(Path(path), "bench", lambda: datetime.now(UTC)).open()
    try:
        view = view_board(load_snapshot(records, day), day, compared=False)
        found = read_quality(records, view, day)
        signs = read_gaming(records, view, day)
        print(f"{len(view.board.assessments)} open assessments, {len(found.everything)} findings, ", end="")
        print(f"{len(signs.everything)} signs")
        return (
            ("every check", timed(lambda: read_quality(records, view, day)), "(≤ 1000)"),
            ("every sign", timed(lambda: read_gaming(records, view, day)), "(≤ 1000)"),
        )
    finally:
        records.close()


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
