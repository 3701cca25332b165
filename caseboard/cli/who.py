"""Who is at the terminal: the account the system knows, not what an environment variable says."""

from __future__ import annotations

import os

from caseboard.domain.text import printable

_LONGEST = 60
"""Longer than an IPv6 address with its zone."""


def signed_in() -> str:
    """The name of the account this process runs under, by its number; on Windows as the system tells it."""
    try:
        import pwd
    except ImportError:  # Windows
        return _told_by_the_system()
    uid = os.getuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a number without a name, as in a container
        return f"account {uid}"


def came_by() -> str:
    """How the account came to be used here, for the journal: "ssh from 10.0.0.7", "sudo by account 1000", or "".

    Both are only what the environment says: a hint beside the account, never instead of it.
    """
    found = []
    if client := os.environ.get("SSH_CONNECTION", "").split(" ")[0]:
        found.append(f"ssh from {client[:_LONGEST]}")
    if account := os.environ.get("SUDO_UID", ""):
        found.append(f"sudo by account {account[:_LONGEST]}")
    return printable(", ".join(found))


def _told_by_the_system() -> str:
    try:
        return os.getlogin()  # GetUserName, which reads no variable
    except OSError:
        return "unknown account"
