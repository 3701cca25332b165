"""The hand-over from shift to shift: a note written to the next shift, and the shift acknowledged by who takes it over.

A note is changed by its writer until it is acknowledged, and by nobody afterwards.
"""

from __future__ import annotations

from datetime import date, datetime

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.checking import ROWS, check_line
from caseboard.domain.handovers import Handover
from caseboard.domain.text import clean_note

LONGEST_NOTE = 20_000
"""Characters: four pages of print. A hand-over that is longer is not read in ten minutes."""


def hand_over(waiting: Handover | None, note: str, today: date, who: str, at: datetime) -> Act:
    """Write the note to the next shift, or change one's own that waits. `waiting` is the note that nobody has
    acknowledged, `at` is UTC.

    Raises BadField ("note", "who"; "rows" where the note that waits is somebody else's).
    """
    words = clean_note(note).strip()
    if not words:
        raise BadField("note", "nothing is written: write what the next shift has to know")
    if len(words) > LONGEST_NOTE:
        raise BadField("note", f"the note has {len(words):,} characters: write it in no more than {LONGEST_NOTE:,}")
    writer = check_line("who", who, "who hands over")
    values: dict[str, Value] = {"written_on": today, "written_by": writer, "written_at": at, "note": words}
    if waiting is None:
        return Act(Verb.HAND_OVER, (Edit(RecordKind.HANDOVER, values),), "hand-over note written")
    if waiting.written_by != writer:
        raise BadField(ROWS, "a note of somebody else waits: acknowledge it first, then write yours")
    edit = Edit(RecordKind.HANDOVER, values, waiting.id, waiting.version)
    return Act(Verb.HAND_OVER, (edit,), "hand-over note changed")


def acknowledge(waiting: Handover | None, today: date, who: str, at: datetime) -> Act:
    """Acknowledge the note that waits; where none does, that the shift begins without one. `at` is UTC.

    Raises BadField ("who").
    """
    taker = check_line("who", who, "who takes over")
    taken: dict[str, Value] = {"acknowledged_on": today, "acknowledged_by": taker, "acknowledged_at": at}
    if waiting is not None:
        edit = Edit(RecordKind.HANDOVER, taken, waiting.id, waiting.version)
        return Act(Verb.ACKNOWLEDGE, (edit,), "hand-over acknowledged")
    made: dict[str, Value] = {"written_on": today, "written_by": taker, "written_at": at, **taken}
    return Act(Verb.ACKNOWLEDGE, (Edit(RecordKind.HANDOVER, made),), "shift acknowledged without a note")
