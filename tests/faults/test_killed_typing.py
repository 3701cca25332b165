"""kill -9 at random while a note is typed in a real terminal: at most a second's typing is lost, and no saved note.

Five kills; 80 with CASEBOARD_FAULTS=full. POSIX only (pty).
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from caseboard.domain.notes import parse_note
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import create_database
from caseboard.store.records import StoredRecords
from caseboard.tui.typed import from_json
from caseboard.usecases.reference import default_settings
from tests.faults.opening import FULL, PASSPHRASE, open_at
from tests.store.rows import Rows, assessment, child, one_case, referral

if os.name != "posix":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import Terminal

KILLS = 80 if FULL else 5
PACE = 0.05
"""Seconds between two keys at the least: nobody types faster for long."""
A_SECOND = round(1 / PACE)
"""Keys."""
MOST_KEYS = 60
MOST_LOOKS = 600
SAVE = "\x13"
"""ctrl+s."""


class Told(NamedTuple):
    """What the killed program showed of a case, and when by its own clock."""

    child: int
    text: str
    at: float


class Typing:
    """The program in a terminal, with a session open, and the pipe by which it tells what it shows."""

    def __init__(self, terminal: Terminal, pipe: int) -> None:
        """Unlock, open the session of the worker who holds the first row, and wait for the note."""
        self.terminal, self._pipe = terminal, pipe
        self._text = "".join(f"{n}." for n in range(1, MOST_KEYS))
        self._typed = 0
        self._told = b""
        terminal.wait_for("[Pp]assphrase")
        terminal.type(f"{PASSPHRASE}\r")
        terminal.wait_for(r"Open assessments · 3")
        terminal.type("s")
        terminal.wait_for("Update since last time")
        terminal.rest()

    def type(self, keys: int) -> None:
        """Type one key after another, each when the one before is on the screen."""
        for _ in range(keys):
            before = self._told.count(b"\n")
            self.terminal.type(self._text[self._typed])
            self._typed += 1
            looks = 0
            while self._told.count(b"\n") == before:
                self.terminal.watch(PACE)
                self._hear()
                looks += 1
                assert looks < MOST_LOOKS, "a key was typed and nothing came of it"

    def told(self) -> list[Told]:
        """Everything the program has told, up to its end."""
        while self._hear():
            pass
        return [Told(*json.loads(line)) for line in self._told.splitlines(keepends=True) if line.endswith(b"\n")]

    def _hear(self) -> bytes:
        heard = os.read(self._pipe, 65536) if select.select([self._pipe], [], [], 0)[0] else b""
        self._told += heard
        return heard


def _type_and_die(path: Path, chance: random.Random) -> list[Told]:
    """What was shown until the kill, which comes anywhere between two keys, or while a case is being saved."""
    end, pipe = os.pipe()
    os.set_inheritable(pipe, True)
    with Terminal([sys.executable, "-m", "tests.faults.typist", str(path), str(pipe)]) as terminal:
        os.close(pipe)
        typing = Typing(terminal, end)
        typing.type(chance.randrange(1, MOST_KEYS // 2))
        if chance.random() < 0.5:
            terminal.type(SAVE)
            if chance.random() < 0.5:
                terminal.rest()
                typing.type(chance.randrange(1, MOST_KEYS // 2))
        for _ in range(chance.randrange(300_000)):
            pass
    told = typing.told()
    os.close(end)
    return told


def _kept(records: StoredRecords, child: int) -> str:
    """What is there of a case afterwards: its draft, else its note."""
    draft = next((draft for draft in records.drafts() if draft.name == f"note:1:{child}"), None)
    notes = records.notes(child)
    parts = from_json(draft.text).parts if draft else parse_note(notes[0].text) if notes else ()
    return "".join(part.text for part in parts)


def _lost(told: list[Told], kept: Mapping[int, str]) -> list[Told]:
    """What was shown and is not there; what is there must have been shown."""
    lost: list[Told] = []
    for number, text in kept.items():
        shown = [each for each in told if each.child == number]
        there = [place for place, each in enumerate(shown, 1) if each.text == text]
        assert there or not text
        lost += shown[max(there, default=0) :]
    return sorted(lost, key=lambda each: each.at)


def _cases() -> Rows:
    """Three children with an open assessment each, held by one worker."""
    rows = one_case()
    for n in (2, 3):
        rows["children"].append(child(n))
        rows["referrals"].append(referral(n, n))
        rows["assessments"].append(assessment(n, n, referral=n))
        rows["allocations"].append({"id": n, "child": n, "referral": n, "worker": 1, "team": 1})
    return rows


def test_of_what_was_typed_at_most_a_second_is_lost_and_no_saved_note(
    tmp_path: Path, publish: Callable[[str], None]
) -> None:
    made = tmp_path / "made"
    create_database(made / "council.db", passphrase=PASSPHRASE, settings_document=default_settings())
    records = open_at(made / "council.db", "amin")
    insert_rows(records, _cases())
    records.close()
    chance = random.Random()
    losses, keys = [], 0
    for number in range(KILLS):
        path = shutil.copytree(made, tmp_path / str(number)) / "council.db"
        told = _type_and_die(path, chance)
        records = open_at(path, "amin")
        lost = _lost(told, {child: _kept(records, child) for child in (1, 2, 3)})
        records.verify_journal()
        records.close()
        assert len(lost) <= A_SECOND
        losses.append((told[-1].at - lost[0].at if lost else 0.0, len(lost)))
        keys += len(told)
    seconds, most = max(losses)[0], max(lost for _, lost in losses)
    publish(f"{KILLS} kills while typing: {keys} keys shown; the worst loss was {seconds:.2f} s of typing, {most} keys")
