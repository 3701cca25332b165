"""`caseboard copy`: a whole database moved between files and servers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from caseboard.cli.call import Call
from caseboard.cli.opening import open_records
from caseboard.cli.output import emit_line, narrate
from caseboard.cli.secret import replacement
from caseboard.domain.errors import BadInput, StoreError
from caseboard.domain.journal import Event
from caseboard.domain.text import printable
from caseboard.domain.words import plural
from caseboard.store.files import is_encrypted, key_file_of

if TYPE_CHECKING:
    from caseboard.store.copying import Copied
    from caseboard.store.records import StoredRecords

_DIGITS = 16
"""Of a table's digest: enough to compare by eye."""


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--plain", is_flag=True, help="Do not encrypt the copy of a file that is not encrypted either.")
@click.pass_obj
def copy_command(call: Call, source: str, target: str, plain: bool) -> None:
    """Copy a whole database: FROM and TO are each a path or an address (postgresql://login@host/name).

    TO must not be there yet; on a server, be an empty database. A file is encrypted: its passphrase is asked for twice,
    or read from the file CASEBOARD_NEW_PASSPHRASE_FILE names, that of FROM from CASEBOARD_PASSPHRASE_FILE. Every table
    is counted and compared at both ends, and the journal verified; where anything differs, nothing is kept. FROM stays
    as it is but for the journal's entry that it was copied.
    """
    from_, to = replace(call, db=source), replace(call, db=target)
    secret = None if to.address else _secret(from_, to, plain)
    if to.address and plain:
        raise BadInput("--plain: a server encrypts what it stores, or does not; leave --plain out")
    with open_records(from_) as records:
        records.note(Event.EXPORT, from_.now(), about=f"copy to {_label(to)}")
        copied = _copy(records, from_, to, secret)
    _tell(copied, to)


def _secret(from_: Call, to: Call, plain: bool) -> str | None:
    """The passphrase of the file to be made; None for a plain one. Says what is in the way before it asks for it."""
    path = to.path
    if path.exists():
        raise StoreError(f"{path} is there already: copy to another name")
    if plain and (from_.address or is_encrypted(from_.path)):
        raise BadInput("--plain: only a file that is not encrypted itself is copied so; leave --plain out")
    return None if plain else replacement("Passphrase of the copy (15 characters or more are advised)")


def _copy(records: StoredRecords, from_: Call, to: Call, secret: str | None) -> Copied:
    from caseboard.store.copying import copy_to_file, copy_to_server

    if address := to.address:
        return copy_to_server(records, address)
    return copy_to_file(records, to.path, secret, from_.demo_day if secret is None else None)


def _tell(copied: Copied, to: Call) -> None:
    if copied.recovery_code is not None:
        narrate("Write this recovery code down and keep it away from this machine; it opens the copy alone.")
        emit_line(f"recovery code: {copied.recovery_code}")
        narrate(f"The key file is {key_file_of(to.path)}: without it nobody can open the copy. Back up both together.")
    wide = max(len(table.name) for table in copied.tables)
    for table in copied.tables:
        emit_line(f"{table.name:<{wide}}  {table.rows:>8}  {table.digest[:_DIGITS]}")
    rows = sum(table.rows for table in copied.tables)
    entries = plural(copied.head.number, "entry", "entries")
    emit_line(f"journal whole at both ends: {entries}; head {copied.head.number} {copied.head.seal}")
    narrate(f"Copied and compared: {plural(len(copied.tables), 'table')}, {plural(rows, 'row')}, to {_label(to)}")


def _label(call: Call) -> str:
    return call.address.label if call.address else printable(str(call.path))
