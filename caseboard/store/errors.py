"""From a driver's error to one sentence: what happened to which file and what to do, without a word of the driver's.

A driver's own text can hold the values of a row, a child's name among them: it is never shown, logged or chained.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from caseboard.domain.errors import Busy, Damaged, StoreError

_SENTENCES = {
    3: "{name} may not be used by this account: ask for permission to read and write it",
    5: "{name} is being written by somebody else: wait a moment and try again",
    6: "{name} is being written by somebody else: wait a moment and try again",
    8: "{name} cannot be written: ask for permission to write it, or move it to where you may write",
    10: "{name} could not be read or written, the disk may be full or failing: make room, or have it checked",
    11: "{name} is damaged: restore a backup",
    13: "{name} could not be written, the disk is full: make room and try again",
    14: "{name} could not be opened: check that it is there and that this account may read and write it and its folder",
    19: "{name}: a record breaks a rule of the database and nothing was written: check what the record refers to",
    26: "{name} is damaged, or it is not the database its key file belongs to: restore a backup with its key file",
}
"""By SQLite's primary result code (https://sqlite.org/rescode.html); the driver tells no other. 10 is also what becomes
of a quota used up, and of a disk too full for the shared index."""

_BUSY = (5, 6)
_DAMAGED = (10, 11, 26)
"""Of these, those that a backup is the way back from."""
_OTHERWISE = "{name} does not hold what this version of caseboard expects: restore a backup or install that version"

_HALF = "what was given holds a character that no text can hold (half of one): write it anew"


def told(error: BaseException, name: str) -> StoreError:
    """The StoreError for an error of the driver or of SQLAlchemy about the database called `name`."""
    code = primary_code(error)
    kind = Damaged if code in _DAMAGED else Busy if code in _BUSY else StoreError
    return kind(sentence_for(error, name))


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code; -1 where the error has none."""
    code = getattr(_cause(error), "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else -1


def sentence_for(error: BaseException, name: str) -> str:
    """The sentence for an error of the driver or of SQLAlchemy about the database called `name`."""
    cause = _cause(error)
    if hasattr(cause, "sqlstate"):  # psycopg's, which may not be installed
        from caseboard.store.server_errors import sentence_of

        return sentence_of(error, name)
    return _SENTENCES.get(primary_code(error), _OTHERWISE).format(name=name)


def _cause(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turn every database error inside the block into a StoreError of one sentence about `name`."""
    try:
        yield
    except (dbapi2.Error, DBAPIError) as error:
        raise told(error, name) from None
    except UnicodeDecodeError:  # the name of a column, where a bit of a plain file was flipped
        raise Damaged(_SENTENCES[11].format(name=name)) from None
    except UnicodeEncodeError:  # a lone surrogate, such as a byte of a command line that is no UTF-8
        raise StoreError(f"{name}: {_HALF}") from None
