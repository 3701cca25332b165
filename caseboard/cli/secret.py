"""Passphrases on their way in: asked for at the terminal unseen, or read from a file a script names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from caseboard.domain.errors import BadInput, NeedsPassphrase

PASSPHRASE_FILE = "CASEBOARD_PASSPHRASE_FILE"
"""For scripts: the path of a file whose first line is the passphrase."""
_LONGEST = 4096


def passphrase(prompt: str = "Passphrase", *, twice: bool = False) -> str:
    """The passphrase, from the file CASEBOARD_PASSPHRASE_FILE names, else asked for at the terminal."""
    named = os.environ.get(PASSPHRASE_FILE)
    return _first_line(Path(named)) if named else ask(prompt, twice=twice)


def ask(prompt: str, *, twice: bool = False) -> str:
    """Ask for something that is not shown while it is typed. Raises NeedsPassphrase where nobody can be asked."""
    if not sys.stdin.isatty():
        raise NeedsPassphrase(
            f"a passphrase is needed and there is no terminal to ask at: set {PASSPHRASE_FILE} to a file that holds it"
        )
    import click

    answer = click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
    assert isinstance(answer, str)
    return answer


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            line = file.readline(_LONGEST)
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"{PASSPHRASE_FILE}: {path} cannot be read: name a text file with the passphrase") from None
    return line.rstrip("\r\n")
