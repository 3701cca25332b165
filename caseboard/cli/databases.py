"""`caseboard init`, `passphrase`, `recover` and `locate`: databases, their keys and the files there are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseboard.cli import places
from caseboard.cli.call import Call, now
from caseboard.cli.opening import failures_remembered, naming_backups, settle
from caseboard.cli.options import db_option
from caseboard.cli.output import emit_line, narrate
from caseboard.cli.secret import passphrase, recovery_code, replacement
from caseboard.domain.errors import BadInput, StoreError
from caseboard.store.alone import lock_file_of
from caseboard.store.attempts import attempts_file_of, refuse_too_soon
from caseboard.store.files import key_file_of

if TYPE_CHECKING:
    from caseboard.store.address import Address


@click.command("init")
@click.option("--plain", is_flag=True, help="Do not encrypt: for invented data only.")
@db_option
@click.pass_obj
def init_command(call: Call, plain: bool) -> None:
    """Create an empty database, encrypted by a passphrase, and print its recovery code once.

    The passphrase is asked for twice, or read from the file CASEBOARD_PASSPHRASE_FILE names. On a server (--db URL) the
    tables are made in an empty database, and what is stored is encrypted where the server does that.
    """
    create(call, plain=plain)


def create(call: Call, *, plain: bool = False) -> None:
    """Create the call's database. Raises StoreError where something is there already."""
    if address := call.address:
        _create_on_server(address, plain)
        return
    path = call.path
    settle(path)
    if os.path.exists(path):
        raise StoreError(f"{path} is there already: open it with caseboard --db, or name another file")
    from caseboard.store.opening import create_database
    from caseboard.usecases.reference import default_settings

    secret = None if plain else passphrase("Passphrase (15 characters or more are advised)", twice=True)
    made = create_database(path, passphrase=secret, settings_document=default_settings())
    if made.recovery_code is not None:
        narrate(
            "Write this recovery code down and keep it away from this machine; it is shown once and stored nowhere."
        )
        emit_line(f"recovery code: {made.recovery_code}")
        narrate(f"The key file is {key_file_of(path)}: without it nobody can open the database. Back up both together.")
    narrate(f"Created: {path}")


def _create_on_server(address: Address, plain: bool) -> None:
    if plain:
        raise BadInput("--plain: a server encrypts what it stores, or does not; leave --plain out")
    from caseboard.store.server import create_on_server
    from caseboard.usecases.reference import default_settings

    create_on_server(address, settings_document=default_settings())
    narrate("There is no passphrase: the server decides who comes in, and whether its disks are encrypted.")
    narrate(f"Created: {address.label}")


@click.command("passphrase")
@db_option
@click.pass_obj
def passphrase_command(call: Call) -> None:
    """Change the passphrase. The records themselves are not rewritten."""
    from caseboard.store.keys import change_passphrase, unlock

    key_file = _key_file(call.path)
    refuse_too_soon(call.path, now())  # before it is asked for
    current = passphrase("Present passphrase")
    with naming_backups(call.path), failures_remembered(call.path):
        unlock(key_file, current)  # a wrong one is said before another is asked for
    change_passphrase(key_file, current, replacement())
    narrate("The passphrase is changed; the recovery code stays good.")


@click.command("recover")
@db_option
@click.pass_obj
def recover_command(call: Call) -> None:
    """Set another passphrase with the recovery code, when the passphrase is lost."""
    from caseboard.store.keys import set_passphrase_by_code, unlock_by_code

    key_file = _key_file(call.path)
    refuse_too_soon(call.path, now())
    code = recovery_code()
    with naming_backups(call.path), failures_remembered(call.path):
        unlock_by_code(key_file, code)
    set_passphrase_by_code(key_file, code, replacement())
    narrate("The passphrase is changed; the recovery code stays good.")


@click.command("locate")
@db_option
@click.pass_obj
def locate_command(call: Call) -> None:
    """Print the files caseboard uses, each with what it is for."""
    files = {"reports of faults": places.report_folder(), "keys of your own": places.key_table()}
    if address := call.address:
        emit_line(f"{'database':<{max(map(len, files))}}  {address.label}  (on a server)")
    else:
        files = _files_of(call.path) | files
    width = max(map(len, files))
    for what, where in files.items():
        emit_line(f"{what:<{width}}  {where}  ({'there' if os.path.exists(where) else 'not there'})")


def _files_of(path: Path) -> dict[str, Path]:
    return {
        "database": path,
        "database, while it is open": path.with_name(f"{path.name}-wal"),
        "database, shared index while it is open": path.with_name(f"{path.name}-shm"),
        "key file (absent for a plain database)": key_file_of(path),
        "failed unlocks, until the next unlock": attempts_file_of(path),
        "automatic backups": places.backup_folder(path),
        "lock while a backup is made or restored": lock_file_of(path),
    }


def _key_file(path: Path) -> Path:
    settle(path)
    key_file = key_file_of(path)
    if not os.path.exists(path):
        raise StoreError(f"{path} is not there: check the path, or create a database with caseboard init")
    if not os.path.exists(key_file):
        raise BadInput(f"{path} has no key file beside it ({key_file.name}): a plain database has no passphrase")
    return key_file
