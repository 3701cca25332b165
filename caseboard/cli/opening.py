"""Opening the database of a call: its passphrase, its records, its board."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caseboard.cli.call import Call, now
from caseboard.cli.output import narrate
from caseboard.cli.secret import passphrase
from caseboard.cli.who import came_by, signed_in
from caseboard.domain.journal import Event
from caseboard.domain.text import printable
from caseboard.store.attempts import refuse_too_soon, seconds_to_wait
from caseboard.store.files import is_encrypted, key_file_of
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

        return FileOpener(self.path, signed_in(), now, via=came_by()).open(passphrase)


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


def opener_of(call: Call, label: str | None = None) -> LateOpener | LateServerOpener:
    """The opener of the call's database; a file is called by its name unless `label` says otherwise."""
    if address := call.address:
        return LateServerOpener(address)
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
def open_records(call: Call) -> Iterator[StoredRecords]:
    """Open the call's database for the block, asking for the passphrase where it needs one."""
    opener = opener_of(call)
    warn_without_recovery(opener)
    if opener.needs_passphrase:
        refuse_too_soon(call.path, now())  # before it is asked for
    records = opener.open(passphrase() if opener.needs_passphrase else None)
    try:
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
