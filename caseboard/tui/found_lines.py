"""Whose a found text is, and when it was written, as the line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseboard.domain.words import long_date, moment
from caseboard.tui.cells import Line, Span, line, say

if TYPE_CHECKING:
    from caseboard.domain.handovers import Handover
    from caseboard.domain.supervision import Found, NoteFacts
    from caseboard.usecases.searching import Opened


def whose_lines(found: Found, opened: Opened | None, private: bool) -> list[Line]:
    """The parts of that line. `opened` is None until it is read; with `private` a child is its record number."""
    if found.child is None:
        return [line(Span("Hand-over", "strong")), *_of_handover(found, opened.handover if opened else None)]
    name = found.child_name if found.child_name.strip() and not private else ""
    told: list[Line] = [(say(name or found.child_id, "strong"),)]
    if name:
        told.append((say(found.child_id, "quiet"),))
    note = opened.note if opened else None
    return [*told, *(_of_note(found, note) if note else [(say(found.worker),)])]


def _of_note(found: Found, note: NoteFacts) -> list[Line]:
    told = [line(f"supervision held {long_date(note.held_on)}")]
    told += [line("worker ", say(found.worker))] if found.worker else []
    told += [line("supervisor ", say(note.supervisor))] if note.supervisor else []
    return [*told, line(Span(f"recorded {long_date(note.recorded_on)}", "quiet"))]


def _of_handover(found: Found, handover: Handover | None) -> list[Line]:
    if handover is None:
        return [line("written by ", say(found.worker))]
    told = [line("written by ", say(handover.written_by), f", {moment(handover.written_at.astimezone())}")]
    if handover.acknowledged_at is None:
        return [*told, line(Span("not acknowledged", "quiet"))]
    at = moment(handover.acknowledged_at.astimezone())
    return [*told, line("acknowledged by ", say(handover.acknowledged_by), f", {at}")]
