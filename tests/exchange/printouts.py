"""An invented session to print: one child discussed at length, one not, and the worker's own sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from caseboard.domain.journal import Head
from caseboard.domain.notes import HEADINGS, Part
from caseboard.domain.supervision import Addition
from caseboard.usecases.supervising.printed import (
    PrintedAction,
    PrintedRecord,
    PrintedSession,
    Printout,
    Signature,
    Standing,
)

HELD = date(2009, 9, 28)
SIGNED = datetime(2009, 9, 28, 15, 32, tzinfo=UTC)
HEAD = Head(1234, "0123456789abcdef" * 4)
SHEET = "Two weeks of leave in October; wants the court skills course."
STANDING = Standing(
    "Rachel Walsh",
    "R. Amin",
    HELD,
    date(2009, 9, 30),
    (Signature("Manager", "RA", SIGNED), Signature("Worker", "RW", SIGNED)),
)


def discussed(text: str = "Seen alone at school.", *, standing: Standing = STANDING) -> PrintedRecord:
    """A record with `text` wherever somebody may write."""
    return PrintedRecord(
        child=f"Kyle Ahmed {text}"[:40],
        child_id="10234-7",
        born=date(2005, 6, 1),
        standing=standing,
        clocks=("Core assessment: 39 wd since 3 Aug, 35 allowed (WT2006), due Tue 22 Sep 2009, 4 over",),
        parts=tuple(Part(heading, text) for heading in HEADINGS),
        before=(PrintedAction(text, "Rachel Walsh", date(2009, 9, 18), f"done Fri 25 Sep 2009: {text}"),),
        agreed=(PrintedAction(text, text, date(2009, 10, 9)),),
        additions=(Addition(text, "amin", datetime(2009, 10, 1, 9, 5, tzinfo=UTC)),),
    )


def missed(why: str = "No time left.") -> PrintedRecord:
    """A child who was not discussed."""
    return PrintedRecord("Ava Marsh", "10877-2", None, STANDING, (), not_discussed=why)


def session(text: str = "Seen alone at school.", *, sheet: str | None = None) -> Printout:
    """The whole session."""
    own = None if sheet is None else (Part("Wellbeing", sheet),)
    whole = PrintedSession(STANDING, date(2009, 10, 26), own)
    return Printout((discussed(text), missed(text)), HEAD, SIGNED, "amin", session=whole)


def of_child(text: str = "Seen alone at school.", *, numbers: bool = False) -> Printout:
    """One child's record alone."""
    return Printout((discussed(text),), HEAD, SIGNED, "amin", numbers)


def unsigned() -> Printout:
    """A record nobody has signed."""
    nobody = replace(STANDING, signatures=(Signature("Manager"), Signature("Worker")))
    return Printout((discussed(standing=nobody),), HEAD, SIGNED, "amin")
