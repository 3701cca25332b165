"""The address of a database on a PostgreSQL server: read from what a person writes, shown without its password.

Nothing of an address that cannot be read is repeated: what stands in the wrong place may be the password.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from caseboard.domain.errors import BadInput
from caseboard.domain.text import printable

_SCHEMES = ("postgresql", "postgresql+psycopg", "postgres")
_OPTIONS = ("host", "sslmode", "sslrootcert", "sslcert", "sslkey")
_OF_THIS_MACHINE = ("", "localhost", "127.0.0.1", "::1")
_CHECKED = "verify-full"
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", _CHECKED)
_SHAPE = (
    "--db: not an address; write it as postgresql://login@host/name, and a sign like @ : / # in a part of it as %40"
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is, and who logs in. What is not given is left to the server's own client library."""

    name: str
    host: str = ""
    """A name, a number, or the folder of a socket; empty for this machine's usual socket."""
    port: int | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    options: tuple[tuple[str, str], ...] = ()
    """Of the encryption on the way: libpq's own names."""

    @property
    def label(self) -> str:
        """The address as it may be shown and kept: without the password."""
        socket = self.host.startswith("/")
        user = f"{self.user}@" if self.user else ""
        host = "" if socket else f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port else ""
        asked = f"?host={self.host}" if socket else ""
        return printable(f"postgresql://{user}{host}{port}/{self.name}{asked}")

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine on the way to the server."""
        return self.host in _OF_THIS_MACHINE or self.host.startswith("/")

    def parameters(self) -> dict[str, str]:
        """What libpq is told. Another machine is only talked to when its certificate proves that it is that machine.

        `host` and `hostaddr` are said even when they are empty: an environment variable must not lead elsewhere.
        """
        told = {"host": self.host, "hostaddr": "", "dbname": self.name}
        told |= {"gssencmode": "disable", "sslmode": "prefer" if self.is_local else _CHECKED}
        told |= {"port": str(self.port)} if self.port else {}
        told |= {key: value for key, value in (("user", self.user), ("password", self.password)) if value is not None}
        return told | dict(self.options)


def read_address(text: str) -> Address:
    """Read an address. Raises BadInput in one sentence that repeats nothing of it."""
    try:
        text.encode()  # bytes that are no text would stop the client library later
        parts = urlsplit(text)
        host, port = unquote(parts.hostname or ""), parts.port
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise BadInput(_SHAPE) from None
    if parts.scheme not in _SCHEMES:
        raise BadInput("--db: only a PostgreSQL server is known; write postgresql://login@host/name, or a file's path")
    if not options.keys() <= set(_OPTIONS):
        raise BadInput(f"--db: an address takes the options {', '.join(_OPTIONS)} and no others")
    if "host" in options:
        if host:
            raise BadInput(_SHAPE)
        host = options.pop("host")
    address = Address(_name(parts), host, port, *_login(parts), tuple(options.items()))
    return _checked(address, options.get("sslmode"))


def _name(parts: SplitResult) -> str:
    """The name of the database. A sign that could belong to a password in the wrong place is not taken for a name."""
    name = parts.path.removeprefix("/")
    if not name or parts.fragment or any(sign in name for sign in "/@:"):
        raise BadInput(_SHAPE)
    return unquote(name)


def _login(parts: SplitResult) -> tuple[str | None, str | None]:
    user = unquote(parts.username) if parts.username else None
    return user, unquote(parts.password) if parts.password else None


def _checked(address: Address, mode: str | None) -> Address:
    if "," in address.host or any("\0" in value for value in address.parameters().values()):
        raise BadInput(_SHAPE)
    if mode is not None and mode not in _SSL_MODES:
        raise BadInput(f"--db: sslmode is one of {', '.join(_SSL_MODES)}")
    if mode not in (None, _CHECKED) and not address.is_local:
        raise BadInput(f"--db: another machine is only reached with sslmode={_CHECKED}; leave sslmode out")
    return address
