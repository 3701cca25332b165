"""Whether the files of a database are as they should be: the key file, who may read them, the backups."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select, true

from caseboard.domain.backups import DIGITS, BackupName
from caseboard.domain.errors import CaseboardError
from caseboard.domain.journal import Event, Head
from caseboard.domain.soundness import Answer, Soundness
from caseboard.domain.text import printable
from caseboard.domain.words import moment, plural
from caseboard.store.alone import lock_file_of
from caseboard.store.attempts import attempts_file_of
from caseboard.store.backups import backups_in
from caseboard.store.files import key_file_of
from caseboard.store.journal import as_text
from caseboard.store.proving import FileWithKey, prove
from caseboard.store.tables import journal

OLD = timedelta(days=7)
"""A newest backup older than this is worth a word."""
_SOON = timedelta(days=1)
"""A database that is younger has none yet."""


def check_keys(path: Path, *, demo: bool) -> Answer | str:
    """Whether passphrase and recovery code both could open the database."""
    if not key_file_of(path).exists():
        return "not encrypted, an invented council" if demo else "not encrypted: for invented data only"
    from caseboard.store.keys import has_recovery_slot

    if not has_recovery_slot(key_file_of(path)):
        told = "no recovery slot: a forgotten passphrase would lose the records; restore the key file from a backup"
        return Answer("keys", Soundness.TO_KNOW, told)
    return "encrypted; the passphrase opens it, and a recovery code can"


def check_private(path: Path, backups: Iterable[Path]) -> Answer | str:
    """Whether only the files' owner may read them."""
    if os.name == "nt":
        return "who may read the files is said by their folder on this system"
    beside = [path, key_file_of(path), attempts_file_of(path), lock_file_of(path)]
    beside += [path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm")]
    beside += [file for backup in backups for file in (backup, key_file_of(backup))]
    open_ = [file for file in beside if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077]
    if open_:
        names = ", ".join(printable(file.name) for file in open_[:3])
        more = f" and {len(open_) - 3} more" if len(open_) > 3 else ""
        return Answer("private", Soundness.TO_KNOW, f"others may read {names}{more}: run chmod 600 on them")
    return "only their owner may read the files"


def check_anchors(connection: Connection, head: Head, made: Iterable[BackupName]) -> Answer | str:
    """Whether the journal still has, at its place, the entry each backup's name tells of.

    That shows what no chain can: entries cut off the end. A backup older than a restore, of what that replaced, tells
    of another journal and is left out.
    """
    restores = [
        (number, at)
        for number, at in connection.execute(select(journal.c.id, journal.c.at).where(journal.c.what == Event.RESTORE))
    ]
    compared = [
        one
        for one in made
        if one.entries and not any(number <= one.entries and as_text(one.at) < at for number, at in restores)
    ]
    for one in compared:
        seal = connection.execute(select(journal.c.hash).where(journal.c.id == one.entries)).scalar()
        if seal is None or not seal.startswith(one.digits[:DIGITS]):
            told = f"not as {printable(one.name)} tells: entries were cut off or exchanged; compare with it"
            return Answer("journal", Soundness.DAMAGED, told)
    from caseboard.store.health import head_words

    told_by = f"; borne out by {plural(len(compared), 'backup')}" if compared else ""
    return f"{head_words(head)}{told_by}"


def check_backups(connection: Connection, source: FileWithKey, folder: Path, now: datetime) -> Answer | str:
    """How old the newest backup is, and whether it is whole and opens with this database's key."""
    if newest := check_newest(source, folder, now):
        return newest
    last, first = (
        connection.execute(select(function(journal.c.at)).where(condition)).scalar()
        for function, condition in ((func.max, journal.c.what == Event.BACKUP), (func.min, true()))
    )
    if last is not None:
        at = datetime.fromisoformat(last)
        told = f"none in {printable(str(folder))}; the last was made elsewhere, {moment(at)}"
        return Answer("backups", _fresh(now - at), told)
    young = first is None or now - datetime.fromisoformat(first) < _SOON
    told = "none yet: one a day is made when the board is opened, or by caseboard backup"
    return Answer("backups", Soundness.SOUND if young else Soundness.TO_KNOW, told)


def check_newest(source: FileWithKey, folder: Path, now: datetime) -> Answer | None:
    """The newest backup in `folder`, opened with the database's key; None where there is none."""
    made = backups_in(folder, source.path.name)
    if not made:
        return None
    name = made[-1]
    try:
        proof = prove(FileWithKey(folder / name.name, source.key))
    except CaseboardError as error:
        return Answer("backups", Soundness.DAMAGED, f"the newest cannot be used: {error}; make another one")
    told = f"the newest is {printable(name.name)}, whole: {plural(proof.rows, 'row')}"
    age = now - name.at
    old = f", {plural(age.days, 'day')} old" if age.days > 0 else ""
    return Answer("backups", _fresh(age), f"{told}{old}")


def _fresh(age: timedelta) -> Soundness:
    return Soundness.SOUND if age <= OLD else Soundness.TO_KNOW
