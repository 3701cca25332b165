"""`python -m tests.benchmarks.start_up`: the first frame and the board with data, against an empty Textual app.

Printed, never asserted: a shared machine's clock proves nothing. All three are measured in turn in the same run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from tests.benchmarks.measuring import CASEBOARD, DATA, FIRST_FRAME, build_demo, spread
from tests.terminal import Terminal

EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--db", help="a demo database; built when left out")
    options = parser.parse_args()
    board = (*CASEBOARD, "--db", options.db or build_demo())
    empty: list[float] = []
    first: list[float] = []
    data: list[float] = []
    for run in range(options.runs + 1):
        with Terminal(EMPTY) as terminal:
            blank = terminal.wait_for("nothing here")
        with Terminal(board) as terminal:
            framed, filled = terminal.wait_for(FIRST_FRAME), terminal.wait_for(DATA)
        if run:  # the first one warms the disk's cache and the .pyc files
            empty.append(blank)
            first.append(framed)
            data.append(filled)
    base = statistics.median(empty)
    print(f"empty Textual app       {spread(empty, 'ms', 1000)}")
    print(f"board, first frame      {spread(first, 'ms', 1000)}   {statistics.median(first) / base:.2f} of it (≤ 1.3)")
    print(f"board with demo data    {spread(data, 'ms', 1000)}   {statistics.median(data) / base:.2f} of it (≤ 2.2)")


if __name__ == "__main__":
    main()
