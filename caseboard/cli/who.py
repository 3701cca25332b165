"""Who is at the terminal: the account the system knows, not what an environment variable says."""

from __future__ import annotations

import os


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


def _told_by_the_system() -> str:
    try:
        return os.getlogin()  # GetUserName, which reads no variable
    except OSError:
        return "unknown account"
