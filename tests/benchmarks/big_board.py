"""`python -m tests.benchmarks.big_board`: 10,000 open rows in a terminal: time to data, PageDown, memory.

Printed, never asserted. Building the database takes half a minute; `--db PATH` measures on one that is there.
"""

from __future__ import annotations

import argparse

from tests.benchmarks.measuring import CASEBOARD, DATA, FIRST_FRAME, build_demo, spread
from tests.terminal import Terminal

SCALE = 24
"""Times 420 open assessments."""
PAGE_DOWN = "\x1b[6~"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--db", help="a large demo database; built when left out")
    options = parser.parse_args()
    board = (*CASEBOARD, "--db", options.db or build_demo(SCALE))
    waits: list[float] = []
    pages: list[float] = []
    memory: list[float] = []
    for _ in range(options.runs):
        with Terminal(board) as terminal:
            first = terminal.wait_for(FIRST_FRAME)
            waits.append(terminal.wait_for(DATA) - first)
            pages += [terminal.answer_time(PAGE_DOWN) for _ in range(options.pages)]
        memory.append(terminal.peak_memory)
    print(f"data after first frame  {spread(waits, 's ', 1)}   (≤ 1.0 s)")
    print(f"PageDown, whole frame   {spread(pages, 'ms', 1000)}   (≤ 15 ms)")
    print(f"peak memory             {spread(memory, 'MB', 1e-6)}   (≤ 150 MB)")


if __name__ == "__main__":
    main()
