"""`caseboard backup` and `caseboard restore`: proved copies of a database file, with its key file, and the way back."""

from __future__ import annotations

from pathlib import Path

import click

from caseboard.cli.call import Call
from caseboard.cli.opening import open_records
from caseboard.cli.options import db_option
from caseboard.cli.output import emit_line, narrate
from caseboard.cli.secret import passphrase
from caseboard.cli.who import came_by, signed_in
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Head
from caseboard.domain.words import plural
from caseboard.store.files import is_encrypted, key_file_of, refuse_unusable


@click.command("backup")
@click.argument("path", metavar="PATH")
@db_option
@click.pass_obj
def backup_command(call: Call, path: str) -> None:
    """Make a backup, prove that it is whole, and print what was found in it.

    PATH is a folder, in which the backup gets a name with the date and where the journal ends, or the name of a file
    that is not there yet. The key file goes with it: keep both together. It is encrypted as the database is.
    """
    _refuse_server(call, "backups")
    to = Path(path).expanduser()
    with open_records(call) as records:
        made = records.back_up(to, call.now())
    emit_line(f"backup: {made.where}")
    copied = Path(made.where)
    if key_file_of(copied).exists():
        emit_line(f"key file: {key_file_of(copied)}")
    emit_line(f"proved: {found_in(made.rows, made.tables, made.head)}")


@click.command("restore")
@click.argument("path", metavar="PATH")
@db_option
@click.pass_obj
def restore_command(call: Call, path: str) -> None:
    """Put a backup in the place of the database, whatever state that is in; what was there is kept beside it.

    PATH is the backup's database file, with its key file beside it. It is proved whole first. The passphrase asked for
    is the backup's: the one of the day it was made.
    """
    _refuse_server(call, "backups and their way back")
    backup = Path(path).expanduser()
    _refuse_folder(call, backup)
    refuse_unusable(backup, to_write=False)
    key = _key_of(backup)
    from caseboard.store.journal import Writer
    from caseboard.store.proving import FileWithKey
    from caseboard.store.restoring import restore

    done = restore(FileWithKey(backup, key), call.path, Writer(signed_in(), came_by()), call.now())
    emit_line(f"restored: {call.path}")
    emit_line(f"proved: {found_in(done.proof.rows, done.proof.tables, done.proof.head)}")
    if done.kept is not None:
        emit_line(f"kept: {done.kept}")
        narrate("What was there before is kept under that name, and can be restored in its turn.")
    if key is not None:
        narrate("The passphrase is the backup's again.")


def found_in(rows: int, tables: int, head: Head) -> str:
    """What is told of a whole copy: "1,234 rows in 41 tables, journal of 96 entries, head 96 9f3a…"."""
    ends = f", head {head.number} {head.seal}" if head.number else ""
    entries = plural(head.number, "entry", "entries")
    return f"{plural(rows, 'row')} in {plural(tables, 'table')}, journal of {entries}{ends}"


def _key_of(backup: Path) -> bytes | None:
    if not is_encrypted(backup):
        return None
    from caseboard.store.keys import unlock
    from caseboard.store.memory import keep_out_of_dumps

    keep_out_of_dumps()
    return unlock(key_file_of(backup), passphrase("Passphrase of the backup"))


def _refuse_folder(call: Call, backup: Path) -> None:
    if not backup.is_dir():
        return
    from caseboard.store.backups import backups_in

    there = backups_in(backup, call.path.name)
    newest = f"the newest in it is {there[-1].name}" if there else f"there is none of {call.path.name} in it"
    raise BadInput(f"{backup} is a folder: give the path of a backup; {newest}")


def _refuse_server(call: Call, what: str) -> None:
    if address := call.address:
        how = "have its administrator make and restore them (pg_dump, pg_restore); see docs/shared-database.md"
        raise BadInput(f"{address.label} is on a server, whose {what} are its own: {how}")
