"""Signing a session, which closes it, and what is added to a note afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.checking import ROWS, check_line
from caseboard.domain.supervision import NoteFacts, SessionFacts
from caseboard.domain.text import clean_note
from caseboard.domain.words import plural
from caseboard.usecases.supervising.record import LONGEST_NOTE
from caseboard.usecases.supervising.sheet import Sheet

_MOST_LETTERS = 5


def sign(sheet: Sheet, manager: str, worker: str, at: datetime) -> Act:
    """Sign the session with initials and the moment: both, or one and the other later. `at` is UTC.

    The session that goes on is signed, or the one before it that waits for its second signature. Empty initials do
    not sign. Raises BadField ("manager", "worker", "rows"): every case is discussed first, or it is said why not.
    """
    session = _to_sign(sheet)
    values: dict[str, Value] = {}
    for name, initials, signed_at in (
        ("manager", manager, session.manager_signed_at),
        ("worker", worker, session.worker_signed_at),
    ):
        if initials.strip():
            if signed_at is not None:
                raise BadField(name, f"the {name} has signed already: leave this empty")
            values |= {f"{name}_initials": _checked_initials(name, initials), f"{name}_signed_at": _utc(at)}
    if not values:
        raise BadField("manager", "nobody signs: write the initials of the manager, of the worker, or of both")
    if not session.signed:
        _check_complete(sheet)
    edit = Edit(RecordKind.SESSION, values, session.id, session.version)
    by = " and ".join(name for name in ("manager", "worker") if f"{name}_initials" in values)
    return Act(Verb.SIGN, (edit,), f"session signed by the {by}")


def add_to_note(note: NoteFacts, session: SessionFacts | None, text: str, who: str, at: datetime) -> Act:
    """Add to a note that is signed, or that was loaded without its session. `at` is UTC.

    Raises BadField ("text", "rows").
    """
    if session is not None and not session.signed:
        raise BadField(ROWS, "the session is not signed: change the note itself")
    words = clean_note(text).strip()
    if not words:
        raise BadField("text", "nothing is written: write what is to be added")
    if len(words) > LONGEST_NOTE:
        raise BadField("text", f"this has {len(words):,} characters: write it in no more than {LONGEST_NOTE:,}")
    values: dict[str, Value] = {
        "supervision": note.id,
        "text": words,
        "added_by": check_line("who", who, "who adds it"),
        "added_at": _utc(at),
    }
    return Act(
        Verb.ADD_TO_NOTE, (Edit(RecordKind.ADDITION, values, child=note.child),), "addition to the note recorded"
    )


def _to_sign(sheet: Sheet) -> SessionFacts:
    if sheet.record is not None:
        return sheet.record.session
    if sheet.last is not None and sheet.last.half_signed:
        return sheet.last
    raise BadField(ROWS, "there is nothing to sign: record a case first")


def _utc(at: datetime) -> datetime:
    """The moment as the database keeps it: UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def _checked_initials(name: str, text: str) -> str:
    initials = text.strip().replace(".", "").replace(" ", "")
    if not initials.isalpha() or len(initials) > _MOST_LETTERS:
        raise BadField(name, f"initials are 1 to {_MOST_LETTERS} letters: write them like RW")
    return initials.upper()


def _check_complete(sheet: Sheet) -> None:
    missing = len(sheet.missing())
    if missing:
        cases = f"{plural(missing, 'case')} of this worker {'is' if missing == 1 else 'are'}"
        raise BadField(ROWS, f"{cases} not discussed: record each, or say why it was not")
