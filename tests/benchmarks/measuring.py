"""What the benchmarks share: the demo to measure on, and how figures are printed."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence

CASEBOARD = (sys.executable, "-c", "from caseboard.cli.main import run; run()")
FIRST_FRAME = "8 Actions"
"""The last counter's name: on the first frame, before any data."""
DATA = r"Open assessments · [1-9]"
"""The table's heading, with the number of rows it has."""


def build_demo(scale: int = 1, day: str = "") -> str:
    """The path of a demo database, as at today or the ISO date `day`."""
    with tempfile.TemporaryFile("w+") as narration:
        command = [*CASEBOARD, "demo", "--no-ui", "--scale", str(scale), *(("--as-at", day) if day else ())]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=narration, encoding="utf-8", check=True)
    return run.stdout.splitlines()[-1]


def spread(values: Sequence[float], unit: str, per_second: float) -> str:
    """The median with the least and the most, in `unit`."""
    low, middle, high = (v * per_second for v in (min(values), statistics.median(values), max(values)))
    return f"{middle:7.1f} {unit}   ({low:.1f} to {high:.1f} in {len(values)} runs)"
