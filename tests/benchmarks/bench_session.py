"""`python -m tests.benchmarks.bench_session`: a session on a large demo: key to sheet, and each letter to the screen.

Real keys through a pseudo-terminal, timed until the frame that answers is written whole. Printed, never asserted.
Building the database takes a while; `--db PATH` measures on one that is there.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import date

from tests.benchmarks.measuring import DATA, build_demo, spread
from tests.terminal import Terminal

TEXT = "Mother kept both appointments and the school reports that he is settled, on time and fed. "
SHEET = "to do"
"""On the screen when the cases are."""
BOARD = "import sys; from tests.benchmarks.bench_session import board; board(sys.argv[1])"
DAY = "2009-09-28"


def board(path: str) -> None:
    """What `caseboard` does to show the board of `path`, on the day its demo was built for."""
    from caseboard.cli.call import Call
    from caseboard.cli.main import COLLECT_AFTER
    from caseboard.cli.showing import show

    gc.set_threshold(COLLECT_AFTER)
    show(Call(date.today(), db=path))


def caseloads(path: str) -> list[tuple[str, int]]:
    """Workers and how many children they hold open assessments of."""
    held = (
        "select w.name, count(distinct a.child) from workers w join allocations l on l.worker = w.id"
        " join assessments a on a.referral = l.referral where a.authorised is null and l.ends_on is null"
        " group by w.id order by 2 desc"
    )
    with sqlite3.connect(path) as connection:
        return [(str(name), int(many)) for name, many in connection.execute(held)]


def measure(path: str, who: str, letters: int) -> tuple[list[float], list[float]]:
    """Seconds from `s` to the sheet, again and again; seconds from each letter to the screen."""
    opened: list[float] = []
    typed: list[float] = []
    with Terminal((sys.executable, "-c", BOARD, path)) as terminal:
        terminal.wait_for(DATA)
        terminal.answer_with("/", "or part of a name")
        terminal.answer_with(f"worker:{who.split()[-1].casefold()}\r", r"Open assessments · \d+ of")
        for _ in range(6):
            opened.append(terminal.answer_with("s", SHEET))
            terminal.rest()
            terminal.type("\x1b")
            terminal.rest()
        terminal.type("s")
        terminal.rest()
        terminal.type("\t")
        for number in range(letters):
            typed.append(terminal.answer_time(TEXT[number % len(TEXT)]))
    return opened, typed


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 are not above."""
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=10)
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--db", help="a demo database as at 2009-09-28; built when left out")
    options = parser.parse_args()
    path = options.db or build_demo(options.scale, DAY)
    name, many = min(caseloads(path), key=lambda load: abs(load[1] - 30))
    with tempfile.TemporaryDirectory() as folder:
        # A copy: what is remembered and typed must not be there the next time.
        opened, typed = measure(shutil.copy(path, folder), name, options.letters)
    print(f"worker with {many} children, scale {options.scale}")
    print(f"s to the sheet, first   {opened[0] * 1000:7.1f} ms   (≤ 150)")
    print(f"s to the sheet, again   {spread(opened[1:], 'ms', 1000)}   (≤ 150)")
    print(f"letter to the screen    {spread(typed, 'ms', 1000)}")
    print(f"  95 of 100 within      {p95(typed) * 1000:7.1f} ms   (≤ 16)")


if __name__ == "__main__":
    main()
