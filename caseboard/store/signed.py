"""What a signature closes: the records of a signed session, and a signed card, which nobody changes or takes back.

The rule is the domain's (`SessionFacts.signed`) and use cases refuse by it. Here it is held against a signature given
between somebody's look and their act, which only the transaction sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, select

from caseboard.domain.acts import Verb
from caseboard.domain.errors import BadInput
from caseboard.store.tables import cards, not_discussed, sessions, supervisions, worker_sheets

_WRITTEN = (supervisions, not_discussed, worker_sheets)
"""What is written in a session. Additions and actions live on after it."""


def refuse_closed(connection: Connection, verb: str, table: Table, values: Mapping[str, Any]) -> None:
    """Raise BadInput where a record with `values`, to be made or changed, is of a signed session, or a signed card.

    The session itself takes the second signature.
    """
    if table is cards and "id" in values:
        raise BadInput("a signed card stays as it was signed: sign another one where its figures are wrong")
    if verb != Verb.SIGN and _is_signed(connection, _session_of(table, values)):
        raise BadInput("the session was signed meanwhile: add to the note instead; nothing was done")


def refuse_signed(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Raise BadInput where the record to be taken back, at present `row`, is of a signed session, or a signed card."""
    if table is cards:
        raise BadInput("a signed card stays as it was signed and is not undone: sign another one")
    if _is_signed(connection, _session_of(table, row)):
        raise BadInput("signing is final and what was signed is not undone: correct a note by adding to it")


def refuse_written_in(connection: Connection, table: Table, record: int) -> None:
    """Raise BadInput where the record to be voided is a session in which something still stands."""
    if table is sessions and _holds_more(connection, record):
        raise BadInput("somebody else has recorded in this session since: it cannot be undone; change what is wrong")


def refuse_another_begun(connection: Connection, table: Table, record: int) -> None:
    """Raise BadInput where the record to stand again is a session after which another with the worker was begun.

    Sessions of a worker are recorded in order and one at a time: of two that nobody has signed the earlier would never
    be taken up again. Numbers rise, so the later number was begun later.
    """
    if table is not sessions:
        return
    c = sessions.c
    worker = select(c.worker).where(c.id == record).scalar_subquery()
    later = select(c.id).where(c.worker == worker, c.id > record, c.voided_on.is_(None)).limit(1)
    if connection.execute(later).first() is not None:
        raise BadInput("another session with this worker was begun since: record in that one; nothing was done again")


def _session_of(table: Table, values: Mapping[str, Any]) -> int | None:
    if table is sessions:
        return values.get("id")
    return values.get("session") if table in _WRITTEN else None


def _is_signed(connection: Connection, session: int | None) -> bool:
    if session is None:
        return False
    by_either = sessions.c.manager_signed_at.is_not(None) | sessions.c.worker_signed_at.is_not(None)
    return connection.execute(select(sessions.c.id).where(sessions.c.id == session, by_either)).first() is not None


def _holds_more(connection: Connection, session: int) -> bool:
    """Whether anything written in the session stands."""
    standing = (select(func.count()).where(t.c.session == session, t.c.voided_on.is_(None)) for t in _WRITTEN)
    return any(connection.execute(count).scalar_one() for count in standing)
