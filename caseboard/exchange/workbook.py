"""A workbook's rows as text, read in a child process that has only so much memory and time.

A workbook of a megabyte can unpack to gigabytes, and one stray cell in the far corner to more than a machine has. The
child reads it (`sheets`); whatever becomes of the child, this process goes on and can say so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseboard.exchange.reading import bad_file
from caseboard.exchange.sheets import FAULTS, REFUSED

MEMORY = 1536 << 20
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows that hold anything, each with its number as a person sees it in the workbook."""

    name: str
    rows: list[tuple[int, list[str]]]


def read_workbook(path: Path, *, memory: int = MEMORY, seconds: float = SECONDS) -> list[Sheet]:
    """Every sheet of an .xlsx file, in its order. `memory` in bytes (where the system can limit it).

    Raises BadFile where it cannot be read whole within the limits.
    """
    command = [sys.executable, "-P", "-m", "caseboard.exchange.sheets", str(path.absolute()), str(memory)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise bad_file(path, f"takes more than {seconds:g} seconds to read: save only the sheets needed") from None
    if done.returncode == REFUSED:
        raise bad_file(path, FAULTS.get(done.stderr.decode("ascii", "replace").strip(), FAULTS["damaged"]))
    if done.returncode != 0:
        limit = f"{memory >> 20} MB"
        raise bad_file(path, f"cannot be read within {limit} of memory: it is damaged, or a cell lies far outside")
    return list(_sheets(done.stdout))


def _sheets(output: bytes) -> Iterator[Sheet]:
    sheet: Sheet | None = None
    for line in output.splitlines():
        item = json.loads(line)
        if isinstance(item, str):
            if sheet:
                yield sheet
            sheet = Sheet(item, [])
        elif sheet:
            sheet.rows.append((item[0], item[1:]))
    if sheet:
        yield sheet
