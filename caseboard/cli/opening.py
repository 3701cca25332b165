"""Opening the database of a call: its passphrase, its records, its board."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caseboard.cli.call import Call, now
from caseboard.cli.output import narrate
from caseboard.cli.places import backup_folder, default_database
from caseboard.cli.secret import passphrase
from caseboard.cli.who import came_by, signed_in
from caseboard.domain.errors import Damaged, WrongPassphrase
from caseboard.domain.journal import Event
from caseboard.domain.text import printable
from caseboard.domain.words import moment
from caseboard.store.attempts import Attempt, attempts_file_of, refuse_too_soon, remember, seconds_to_wait
from caseboard.store.files import is_encrypted, key_file_of, note_of
from caseboard.usecases.needs import Needs

if TYPE_CHECKING:
    from caseboard.store.address import Address
    from caseboard.store.records import StoredRecords
    from caseboard.usecases.viewing import View


@dataclass(frozen=True, slots=True)
class LateOpener:
    """A database that is not open yet (a `usecases.ports.Opener`); the database library is imported to open it."""

    path: Path
    label: str

    @property
    def needs_passphrase(self) -> bool:
        """Whether the file is encrypted."""
        return is_encrypted(self.path)

    def seconds_to_wait(self) -> int:
        """Seconds until another passphrase is tried, after too many wrong ones."""
        return seconds_to_wait(self.path, now())

    def open(self, passphrase: str | None = None) -> StoredRecords:
        """Open it, migrating first only where it is behind. Raises WrongPassphrase, NeedsPassphrase or StoreError."""
        from caseboard.store.opening import FileOpener

        with naming_backups(self.path):
            opener = FileOpener(self.path, signed_in(), now, via=came_by(), backups=backup_folder(self.path))
            return opener.open(passphrase)


@dataclass(frozen=True, slots=True)
class LateServerOpener:
    """The same for a database on a server."""

    address: Address
    needs_passphrase: bool = False

    @property
    def label(self) -> str:
        """The address without its password."""
        return self.address.label

    def seconds_to_wait(self) -> int:
        """None: no passphrase is asked for."""
        return 0

    def open(self, passphrase: str | None = None) -> StoredRecords:
        """Open it, migrating first only where it is behind. Raises StoreError."""
        from caseboard.store.server import ServerOpener

        return ServerOpener(self.address, signed_in(), via=came_by()).open()


def settle(path: Path) -> None:
    """Finish a restore of the database at `path` that was interrupted; before anybody asks whether there is one."""
    if os.path.exists(note_of(path)):  # no method of the path: in a folder nobody may look into that one raises
        from caseboard.store.restoring import finish

        finish(path)


def opener_of(call: Call, label: str | None = None) -> LateOpener | LateServerOpener:
    """The opener of the call's database; a file is called by its name unless `label` says otherwise."""
    if address := call.address:
        return LateServerOpener(address)
    settle(call.path)
    return LateOpener(call.path, label or printable(call.path.name))


def warn_without_recovery(opener: LateOpener | LateServerOpener) -> None:
    """Say so where no recovery code could open the database any more: one forgotten passphrase would lose it."""
    if isinstance(opener, LateServerOpener) or not opener.needs_passphrase:
        return
    from caseboard.store.keys import has_recovery_slot

    key_file = key_file_of(opener.path)
    if not has_recovery_slot(key_file):
        narrate(f"Warning: {printable(key_file.name)} has no recovery slot: restore the key file from a backup")


@contextmanager
def failures_remembered(path: Path) -> Iterator[None]:
    """Keep a failed unlock for the journal, as `FileOpener` does; one that succeeds ends the waiting.

    Raises TooSoon after too many failed ones.
    """
    refuse_too_soon(path, now())
    try:
        yield
    except WrongPassphrase:
        remember(path, Attempt(now(), Event.UNLOCK_FAILED, signed_in(), came_by()))
        raise
    if attempts_file_of(path).exists():
        remember(path, Attempt(now(), Event.UNLOCK, signed_in(), came_by()))


@contextmanager
def naming_backups(path: Path) -> Iterator[None]:
    """Where the passphrase is wrong or something is damaged: say which backup is the newest, and how to bring it back.

    The two look alike, and whoever stands before them has no screen to look it up on.
    """
    try:
        yield
    except (WrongPassphrase, Damaged) as error:
        raise type(error)(f"{error}; {way_back(path)}") from None


def way_back(path: Path) -> str:
    """Which backup of the database at `path` is the newest, and the command that brings it back."""
    from caseboard.store.backups import backups_in

    folder = backup_folder(path)
    made = backups_in(folder, path.name)
    if not made:
        return f"there is no backup in {printable(str(folder))}"
    named = "" if path == default_database() else f"--db {_quoted(path)} "
    newest = f"the newest backup is of {moment(made[-1].at)}"
    return printable(f"{newest}: caseboard {named}restore {_quoted(folder / made[-1].name)}")


def _quoted(path: Path) -> str:
    """As every shell takes it, those of Windows too."""
    return f'"{path}"' if " " in str(path) else str(path)


@contextmanager
def open_records(call: Call) -> Iterator[StoredRecords]:
    """Open the call's database for the block, asking for the passphrase where it needs one."""
    _ = call.demo_day  # looked up before the file is open, see Call.looked
    opener = opener_of(call)
    warn_without_recovery(opener)
    if opener.needs_passphrase:
        refuse_too_soon(call.path, now())  # before it is asked for
    records = opener.open(passphrase() if opener.needs_passphrase else None)
    try:
        with nullcontext() if isinstance(opener, LateServerOpener) else naming_backups(opener.path):
            yield records
    finally:
        records.close()


def open_view(call: Call, *, compared: bool = False, needs: Needs = Needs.NOTHING, exported: str = "") -> View:
    """The board of the call's database on the call's date; `compared` with earlier dates where counters need it, with
    what else of the database a list `needs`.

    `exported`: what of it is written out, as the journal is told before anything is.
    """
    from caseboard.usecases.shifting import load_shift
    from caseboard.usecases.viewing import load_snapshot, view_board, with_decisions, with_sessions

    with open_records(call) as records:
        if exported:
            records.note(Event.EXPORT, call.now(), about=exported)
        if needs is Needs.SHIFT:
            return load_shift(records, call.day, compared=compared)
        snapshot = load_snapshot(records, call.day)
        view = view_board(snapshot, call.day, compared=compared)
        if needs is Needs.DECISIONS:
            return with_decisions(view, records, call.now())
        if needs is Needs.QUALITY:
            from caseboard.usecases.quality import with_quality

            return with_quality(view, records, call.today)
        if needs is Needs.GAMING:
            from caseboard.usecases.gaming import with_gaming

            return with_gaming(view, records, call.today)
        return with_sessions(view, records) if needs is Needs.SESSIONS else view
