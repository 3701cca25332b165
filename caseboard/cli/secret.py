"""Passphrases on their way in: asked for at the terminal unseen, or read from a file a script names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from caseboard.domain.errors import BadInput, NeedsPassphrase

PASSPHRASE_FILE = "CASEBOARD_PASSPHRASE_FILE"
"""For scripts: the path of a file whose first line is the passphrase."""
REPLACEMENT_FILE = "CASEBOARD_NEW_PASSPHRASE_FILE"
"""The same for the passphrase that is to replace it."""
RECOVERY_FILE = "CASEBOARD_RECOVERY_FILE"
"""The same for the recovery code."""
_LONGEST = 4096


def passphrase(prompt: str = "Passphrase", *, twice: bool = False) -> str:
    """The passphrase, from the file CASEBOARD_PASSPHRASE_FILE names, else asked for at the terminal."""
    named = os.environ.get(PASSPHRASE_FILE)
    return _first_line(Path(named), PASSPHRASE_FILE) if named else ask(PASSPHRASE_FILE, prompt, twice)


def recovery_code() -> str:
    """The recovery code, from the file CASEBOARD_RECOVERY_FILE names, else asked for at the terminal."""
    named = os.environ.get(RECOVERY_FILE)
    return _first_line(Path(named), RECOVERY_FILE) if named else ask(RECOVERY_FILE, "Recovery code")


def replacement(prompt: str = "Another passphrase") -> str:
    """Another passphrase, from the file CASEBOARD_NEW_PASSPHRASE_FILE names, else asked for twice at the terminal."""
    named = os.environ.get(REPLACEMENT_FILE)
    return _first_line(Path(named), REPLACEMENT_FILE) if named else ask(REPLACEMENT_FILE, prompt, True)


def ask(from_file: str, prompt: str, twice: bool = False) -> str:
    """Ask for something that is not shown while it is typed.

    Raises NeedsPassphrase where nobody can be asked; it names `from_file`, the variable a script sets instead.
    """
    if not sys.stdin.isatty():
        what = prompt.lower()
        raise NeedsPassphrase(f"{what}: there is no terminal to ask at: set {from_file} to a file that holds it")
    import click

    answer = click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
    assert isinstance(answer, str)
    return answer


def _first_line(path: Path, named_by: str) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            line = file.readline(_LONGEST)
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"{named_by}: {path} cannot be read: name a text file that holds it on its first line") from None
    return line.rstrip("\r\n")
