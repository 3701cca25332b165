"""Copied into a folder as `sitecustomize.py`, every Python started with that folder on its path has no network.

Each attempt at one is written to the file that CASEBOARD_TEST_ATTEMPTS names, and refused. A socket of this machine
alone (asyncio's own pair, a database server's) is no network.
"""

from __future__ import annotations

import os
import socket
import sys

ATTEMPTS = "CASEBOARD_TEST_ATTEMPTS"
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request")
_LOCAL = getattr(socket, "AF_UNIX", None)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    # Of a socket being made the family is the second argument; of one made already it is asked.
    made = event == "socket.__new__" and arguments[1] not in (_LOCAL, -1)
    used = event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
    foreign = used and getattr(arguments[0], "family", None) != _LOCAL
    if made or foreign or event in _NAMES:
        with open(os.environ[ATTEMPTS], "a", encoding="utf-8") as file:
            file.write(f"{event} {arguments[1:]!r}\n")
        raise OSError("no network here")


if __name__ == "sitecustomize":
    sys.addaudithook(_refuse)
