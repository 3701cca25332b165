"""Sessions and notes, whole, as a session screen and a record on paper need them. Voided records are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from caseboard.domain.supervision import Addition, NotDiscussed, NoteFacts, SessionFacts, SessionRecord, WorkerSheet
from caseboard.store.tables import additions, not_discussed, sessions, supervisions, worker_sheets


def read_sessions(connection: Connection, since: date, worker: int | None) -> list[SessionFacts]:
    """Sessions held on or after `since`, oldest first: of one worker or all."""
    c = sessions.c
    wanted = _sessions().where(c.held_on >= since).order_by(c.held_on, c.id)
    if worker is not None:
        wanted = wanted.where(c.worker == worker)
    return [SessionFacts(*row) for row in connection.execute(wanted)]


def read_session(connection: Connection, number: int) -> SessionRecord | None:
    """One session with everything written in it; None where there is none."""
    row = connection.execute(_sessions().where(sessions.c.id == number)).first()
    if row is None:
        return None
    notes = _read_notes(connection, _notes().where(supervisions.c.session == number).order_by(supervisions.c.id))
    n, w = not_discussed.c, worker_sheets.c
    left = select(n.id, n.child, n.why, n.version).where(n.session == number, n.voided_on.is_(None)).order_by(n.id)
    sheet = select(w.id, w.text, w.version).where(w.session == number, w.voided_on.is_(None)).order_by(w.id.desc())
    written = connection.execute(sheet.limit(1)).first()
    return SessionRecord(
        SessionFacts(*row),
        {note.child: note for note in notes},
        {found.child: found for found in (NotDiscussed(*fields) for fields in connection.execute(left))},
        None if written is None else WorkerSheet(*written),
    )


def read_notes(connection: Connection, child: int, limit: int) -> list[NoteFacts]:
    """The notes of a child, the last held first."""
    c = supervisions.c
    last_first = _notes().where(c.child == child).order_by(c.held_on.desc(), c.id.desc())
    return _read_notes(connection, last_first.limit(limit))


def read_note(connection: Connection, number: int) -> NoteFacts | None:
    """One note; None where there is none."""
    return next(iter(_read_notes(connection, _notes().where(supervisions.c.id == number))), None)


def _sessions() -> Select[Any]:
    c = sessions.c
    held = (c.id, c.worker, c.supervisor, c.held_on, c.recorded_on, c.next_on)
    signed = (c.manager_initials, c.manager_signed_at, c.worker_initials, c.worker_signed_at)
    return select(*held, *signed, c.version).where(c.voided_on.is_(None))


def _notes() -> Select[Any]:
    c = supervisions.c
    columns = (c.id, c.child, c.session, c.worker, c.supervisor, c.held_on, c.recorded_on, c.note, c.version)
    return select(*columns).where(c.voided_on.is_(None))


def _read_notes(connection: Connection, wanted: Select[Any]) -> list[NoteFacts]:
    rows = connection.execute(wanted).all()
    added = _additions(connection, (row.id for row in rows))
    return [NoteFacts(*(*row, tuple(added[row.id]))) for row in rows]


def _additions(connection: Connection, notes: Iterable[int]) -> dict[int, list[Addition]]:
    """What was added to these notes, oldest first."""
    c = additions.c
    wanted = select(c.supervision, c.text, c.added_by, c.added_at).where(c.supervision.in_(list(notes)))
    found: dict[int, list[Addition]] = defaultdict(list)
    for note, *fields in connection.execute(wanted.where(c.voided_on.is_(None)).order_by(c.added_at, c.id)):
        found[note].append(Addition(*fields))
    return found
