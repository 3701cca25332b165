"""The hand-overs of the duty desk: a note every evening, acknowledged the next morning; the last one waits."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from .council import Council, Deck
from .people import Team

SHIFTS = 20
"""Working days back."""
WITHOUT = 7
"""Every so many shifts nobody wrote a note, and the next one was acknowledged without."""
_CAME_IN = (
    "Two late contacts from school, both logged; neither is a referral yet, ring the head before nine.",
    "Police shared one call-out after five. No child in the house. Log is with the morning's post.",
    "Health visitor rang about weights; she will send the chart overnight and expects a call back.",
    "Out of hours took one call from a neighbour. Visited, all quiet, written up.",
    "Nothing came in after four.",
    "Hospital asks for a discharge meeting tomorrow at ten; somebody from duty has to be there.",
)
_OPEN = (
    "One referral is for decision first thing: the medical is back and has to be read with it.",
    "Strategy discussion put off to tomorrow half past nine, police could not attend.",
    "Joint visit planned for the morning; the car is booked, the worker is not yet.",
    "Still no answer at the door after two visits; third one tomorrow before school.",
    "Mother promised to ring by noon. If she does not, visit the same day.",
    "Interpreter confirmed for two o'clock.",
)
_STAFF = (
    "One off sick in Duty, her visits are shared out.",
    "Everybody in tomorrow.",
    "Agency worker starts tomorrow and needs a log-in.",
    "East asks us to hold allocations until their meeting is over at eleven.",
)


def add_handovers(council: Council, duty: Team) -> None:
    """Hand over every evening up to the working day before the date, in turn by the manager and a senior."""
    rng = council.dice("handovers")
    parts = [Deck(rng, *((text, 1) for text in texts)) for texts in (_CAME_IN, _OPEN, _STAFF)]
    seniors = (duty.manager, duty.workers[0].name)
    today = council.working(council.as_at)  # over a weekend it is the shift to come that takes over
    for back in range(SHIFTS, 0, -1):
        evening, morning = council.working(today, -back), council.working(today, 1 - back)
        silent, waits = back % WITHOUT == 0, back == 1
        written = _at(morning, 8, rng.randrange(30, 55)) if silent else _at(evening, 17, rng.randrange(2, 55))
        writer, taker = seniors[back % 2], seniors[(back + 1) % 2]
        council.add(
            "handovers",
            written_on=written.date(),
            written_by=taker if silent else writer,
            written_at=written,
            note="" if silent else "\n".join(deck.draw() for deck in parts),
            acknowledged_on=None if waits else morning,
            acknowledged_by="" if waits else taker,
            acknowledged_at=None if waits else written if silent else _at(morning, 8, rng.randrange(30, 55)),
        )


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)
