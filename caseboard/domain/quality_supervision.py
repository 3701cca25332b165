"""The soft checks of supervision: held too long ago, recorded late, the same words for several children, actions."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from caseboard.domain.calendar import add_months
from caseboard.domain.findings import Finding
from caseboard.domain.quality_words import CARRIED, RECORD_WITHIN, SAME_NOTE_MONTHS
from caseboard.domain.rows import ActionRow, Board, ChildRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import plural, short_date


class NoteDigest(NamedTuple):
    """One supervision note, its words known by their digest alone: notes are compared, not read."""

    id: int
    child: int
    held_on: date
    digest: str


def digest_of(note: str) -> str:
    """What notes of the same words share, capitals and spaces aside."""
    return hashlib.sha256(" ".join(note.casefold().split()).encode("utf-8", "replace")).hexdigest()


def not_supervised(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Children the counter Not discussed counts."""
    for row in board.children:
        if row.overdue:
            last = row.last_supervised
            told = f"last supervised {short_date(last, board.as_at)}" if last else "never supervised"
            days = f", {plural(row.days, 'day')}" if row.days is not None else ""
            words = f"{told[0].upper()}{told[1:]}{days}"
            yield Finding("not_supervised", row.case, "children", row.case.child_pk, words, row.due, source=row)


def recorded_late(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Children whose last supervision was typed long after it was held."""
    calendar, day = snapshot.rules.calendar, board.as_at
    for row in board.children:
        held = (s for s in snapshot.supervisions.get(row.case.child_pk, ()) if s.held_on <= day)
        last = max(held, key=lambda s: (s.held_on, s.recorded_on), default=None)
        lag = calendar.elapsed(last.held_on, last.recorded_on) if last and last.recorded_on > last.held_on else None
        if last is not None and lag is not None and lag > RECORD_WITHIN:
            what = f"Typed {short_date(last.recorded_on, day)}, {lag} wd after it was held"
            yield Finding("recorded_late", row.case, "children", row.case.child_pk, what, last.held_on, source=row)


def action_overdue(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Actions the counter Actions overdue counts."""
    for row in board.actions:
        if row.overdue:
            what = f"By {short_date(row.by_when, board.as_at)}, {plural(row.days_over, 'day')} over"
            yield _of_action("action_overdue", row, what, row.by_when)


def action_carried(board: Board, snapshot: Snapshot) -> Iterator[Finding]:
    """Open actions put off twice or more."""
    for row in board.actions:
        if row.carried >= CARRIED:
            what = f"Agreed {short_date(row.agreed_on, board.as_at)}, put off {row.carried} times"
            yield _of_action("action_carried", row, what, row.agreed_on)


def families(board: Board) -> dict[tuple[str, int | None], list[ChildRow]]:
    """Children with open work who may be brothers and sisters: of one surname and held by one team.

    No extract says who is whose brother. Wider than the families of `siblings`, which plans of one conference tie:
    here the same words in both notes are what ties them.
    """
    found: dict[tuple[str, int | None], list[ChildRow]] = defaultdict(list)
    for row in board.children:
        # Without a name the record number stands for it: one word, nobody's surname.
        words = row.case.child.split()
        if len(words) > 1:
            found[words[-1].casefold(), row.case.team_pk].append(row)
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def compared_since(day: date) -> date:
    """The first day whose notes are compared as at `day`."""
    return add_months(day, -SAME_NOTE_MONTHS)


def same_note(board: Board, notes: Iterable[NoteDigest]) -> Iterator[Finding]:
    """Notes whose words are those of a brother's or sister's; `notes` are of the children of `families`."""
    of_child: dict[int, list[NoteDigest]] = defaultdict(list)
    since = compared_since(board.as_at)
    for note in notes:
        if since <= note.held_on <= board.as_at:
            of_child[note.child].append(note)
    for rows in families(board).values():
        said: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for note in of_child[row.case.child_pk]:
                said[note.digest].add(row.case.child_pk)
        for row in rows:
            for note in of_child[row.case.child_pk]:
                others = [r for r in rows if r.case.child_pk != row.case.child_pk and _in(r, said[note.digest])]
                if others:
                    yield _of_note(note, row, others, board.as_at)


def _in(row: ChildRow, children: set[int]) -> bool:
    return row.case.child_pk in children


def _of_note(note: NoteDigest, row: ChildRow, others: list[ChildRow], day: date) -> Finding:
    numbers = ", ".join(other.case.child_id for other in others)
    what = f"Note of {short_date(note.held_on, day)}: the same as on {numbers}"
    names = ", ".join(other.case.child for other in others)
    return Finding("same_note", row.case, "supervisions", note.id, what, note.held_on, names, row)


def _of_action(check: str, row: ActionRow, what: str, since: date) -> Finding:
    return Finding(check, row.case, "actions", row.action_id, what, since, row.what, row)
