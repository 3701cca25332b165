"""The disk is full while the records are open: what was acknowledged is there, and it goes on once there is room.

By RLIMIT_FSIZE, which needs no rights, and on a small disk in memory that is really full, which does. Six of each; 100
with CASEBOARD_FAULTS=full.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from caseboard.domain.errors import StoreError
from caseboard.domain.supervision import Draft
from tests.clock import NOW
from tests.faults.council import ACTS, all_of, by_key, copied
from tests.faults.killing import BEGUN, answer_of
from tests.faults.small_disk import mount_small_disk
from tests.faults.test_full_disk import LENGTHS, share
from tests.store.acts import authorise
from tests.store.conftest import Made

pytest.importorskip("resource", reason="this system has no limit on the length of files")

ROOM = re.compile("the disk (is full|may be full or failing): make room")


def _typing(told: Connection, made: Made, length: int) -> None:
    """Keep drafts until there is no room, and tell which were acknowledged and with what words it ended."""
    import resource

    told.send(BEGUN)
    records = by_key(made)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, length))
    kept, words = 0, ""
    try:
        for number in range(1, 200):
            records.save_draft(Draft("note:1:1", "x" * number, NOW), Draft("note:1:1", "x" * kept, NOW))
            kept = number
    except StoreError as error:
        words = str(error)
    records.close()
    told.send((kept, words))


def test_a_draft_that_finds_no_room_leaves_the_one_before(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    chance, drafts, size = random.Random(), 0, encrypted.path.stat().st_size
    for number in range(LENGTHS):
        full = copied(encrypted, tmp_path / str(number))
        kept, words = answer_of(_typing, full, int(size * share(number, chance) ** 3))
        assert "the disk may be full or failing: make room" in words and "\n" not in words
        all_of(full)
        records = by_key(full)
        assert [len(draft.text) for draft in records.drafts()] == ([kept] if kept else [])
        records.close()
        drafts += kept
    publish(
        f"{LENGTHS} lengths at which the disk was full while a note was typed: {drafts} drafts acknowledged before,"
        " 0 lost; the next one told in one sentence"
    )


def _writing_on_a_small_disk(told: Connection, made: Made, disk: Path, room: int) -> None:
    """Act until there is no room, make room, look; tells the refusal, acts acknowledged and there, or None."""
    told.send(BEGUN)
    if not mount_small_disk(disk, 4 * made.path.stat().st_size):
        told.send(None)
        return
    there = copied(made, disk / "made")
    records = by_key(there)
    ballast, version, words = disk / "ballast", ACTS, ""
    _fill(ballast, disk, room)
    while not words:
        try:
            records.perform(authorise(version + 1), NOW)
            version += 1
        except StoreError as error:
            words = str(error)
    ballast.unlink()
    records.perform(authorise(version + 1), NOW)
    records.close()
    told.send((words, version - ACTS, len(all_of(there)["journal"]) - ACTS))


def _fill(ballast: Path, disk: Path, room: int) -> None:
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - room)))


def test_a_disk_that_is_really_full_is_called_so(
    encrypted: Made, tmp_path: Path, publish: Callable[[str], None]
) -> None:
    disk, chance, acknowledged = tmp_path / "disk", random.Random(), 0
    disk.mkdir()
    for _ in range(LENGTHS):
        answer = answer_of(_writing_on_a_small_disk, encrypted, disk, chance.randrange(600_000))
        if answer is None:
            pytest.skip("this account may not mount a small disk")
        words, told, found = answer
        assert ROOM.search(words) and "\n" not in words
        assert found == told + 1
        acknowledged += told
    publish(
        f"{LENGTHS} disks really full (ENOSPC): {acknowledged} acts acknowledged before, 0 lost; the next refused in"
        " one sentence, and done once there was room, without opening the database again"
    )
