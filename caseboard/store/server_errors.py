"""From an error of a PostgreSQL server to one sentence, as `errors` has it for a file."""

from __future__ import annotations

from sqlalchemy.exc import DataError, DBAPIError, OperationalError

_BUSY = "{name} is being written by somebody else: wait a moment and try again"
_LOST = "{name}: the connection was lost; look whether it was written, then try again"
_SENTENCES = {
    "23": "{name}: a record breaks a rule of the database and nothing was written: check what the record refers to",
    "25006": "{name} may only be read: ask whoever keeps the server",
    "25P03": _LOST,
    "40": _BUSY,
    "42501": "{name}: this login may not do that: ask whoever keeps the server for the right",
    "53": "{name}: the server has no room left, and nothing was written: tell whoever keeps it",
    "55P03": _BUSY,
    "57": _LOST,
    "08": _LOST,
}
"""By SQLSTATE, or by its first two characters, the class (https://www.postgresql.org/docs/18/errcodes-appendix.html)."""
_UNKEPT = "{name}: a text is too long, or holds a character that cannot be kept, and nothing was written: write it anew"
_UNREACHED = "{name} cannot be reached, or does not let this login in: check the address, the login and its password"
_PASSWORD = "{name} asks for a password: put it into this account's password file (see the guide, Shared database)"
_CERTIFICATE = "{name} does not prove that it is that machine: ask whoever keeps it for the certificate to trust"
_OTHERWISE = "{name} does not hold what this version of caseboard expects: ask whoever keeps it for that version"


def sentence_of(error: BaseException, name: str) -> str:
    """The sentence for an error of psycopg's, mostly wrapped by SQLAlchemy, about the database called `name`."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        found = _SENTENCES.get(state) or _SENTENCES.get(state[:2])
        return (found or (_UNKEPT if isinstance(error, DataError) else _OTHERWISE)).format(name=name)
    if isinstance(error, DataError):
        return _UNKEPT.format(name=name)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return _LOST.format(name=name)
    return (_not_let_in(cause) if isinstance(error, OperationalError) else _OTHERWISE).format(name=name)


def _not_let_in(cause: BaseException | None) -> str:
    """Why there is no connection, as far as the client library tells it apart."""
    connection = getattr(cause, "pgconn", None)
    if connection is not None and connection.needs_password:
        return _PASSWORD
    # libpq has no codes for these; the wheel's own is built without translations.
    unproved = any(words in str(cause) for words in ("certificate", "does not support SSL", "SSL error"))
    return _CERTIFICATE if unproved else _UNREACHED
