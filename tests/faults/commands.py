"""The command line in a process of its own, which can be given less than it needs: room, or permission."""

from __future__ import annotations

import os
import shutil
from multiprocessing.connection import Connection
from pathlib import Path

import caseboard.cli.acting
import caseboard.cli.acts
import caseboard.cli.databases
import caseboard.cli.importing
import caseboard.cli.lists  # noqa: F401  (imported once, by the process the others are copied from)
from tests.cli.conftest import Said, run_command
from tests.faults.killing import BEGUN, answer_of
from tests.faults.opening import PASSPHRASE
from tests.store.conftest import Made

REPLACEMENT = "eight red kettles"
NOBODY = 65534
"""The number of the account without rights."""


def say(made: Made, *command: str, limit: int | None = None, user: int | None = None) -> Said:
    """What a command on the database answers; `limit`: no file may become longer; `user`: run by that account."""
    secrets = made.path.parent.parent / "secrets"
    secrets.mkdir(exist_ok=True)
    for name, words in (("present", PASSPHRASE), ("replacement", REPLACEMENT), ("code", made.recovery_code or "")):
        (secrets / name).write_text(f"{words}\n", encoding="utf-8")
    said = answer_of(_running, made.path, command, secrets, limit, user)
    assert isinstance(said, Said)
    return said


def refused(said: Said) -> str:
    """The one sentence a command was refused with."""
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1), said
    assert said.err.startswith("caseboard: ")
    assert "sqlite" not in said.err.casefold() and "errno" not in said.err.casefold()
    return said.err.removeprefix("caseboard: ").removesuffix("\n")


def _running(
    told: Connection, path: Path, command: tuple[str, ...], secrets: Path, limit: int | None, user: int | None
) -> None:
    os.environ["CASEBOARD_PASSPHRASE_FILE"] = str(secrets / "present")
    os.environ["CASEBOARD_NEW_PASSPHRASE_FILE"] = str(secrets / "replacement")
    os.environ["CASEBOARD_RECOVERY_FILE"] = str(secrets / "code")
    os.environ["HOME"] = os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(secrets)
    told.send(BEGUN)
    if limit is not None:
        _limit_files(limit)
    if user is not None and os.geteuid() == 0:
        # On a copy, so that everything is imported: this account may not read the packages.
        run_command(*command, db=shutil.copy(path, secrets / "copy.db"))
        os.setuid(user)
    told.send(run_command(*command, db=path))


def _limit_files(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
