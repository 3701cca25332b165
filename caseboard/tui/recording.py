"""From what was typed to the act that saves it: dates and names are read, and a refusal says which row it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseboard.domain.acts import Act, BadField
from caseboard.domain.errors import BadInput
from caseboard.domain.notes import Part
from caseboard.domain.people import find_by_name
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.dates import parse_day
from caseboard.tui.desk import Desk
from caseboard.tui.typed import CLOSED, Answer, NewAction, Typed
from caseboard.usecases.supervising.actions import Agreeing, Carrying, Closing, agreed, carried, closed
from caseboard.usecases.supervising.record import Recording, record_note
from caseboard.usecases.supervising.session import Held


class Misplaced(BadField):
    """A field that stands in several rows, and in which of them: an action of last time, or the nth new one."""

    def __init__(self, refused: BadField, *, action: int | None = None, row: int | None = None) -> None:
        """`action` by the database's number, `row` counted from 0."""
        super().__init__(refused.field, str(refused))
        self.action, self.row = action, row


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of a session, as typed."""

    held_on: str
    next_on: str

    def read(self, today: date) -> Held:
        """Raises BadField ("held_on", "next_on")."""
        held_on = _day("held_on", self.held_on, today)
        if held_on is None:
            raise BadField("held_on", "the date is missing: write when supervision was held, or today")
        return Held(held_on, _day("next_on", self.next_on, today, ahead=True))


def note_act(desk: Desk, child: int, typed: Typed, dates: Dates, today: date, who: str) -> Act:
    """The act that saves one case. Raises BadField, Misplaced where the field stands in several rows."""
    held = dates.read(today)
    answers = list(_answers(desk.snapshot, child, typed, held.held_on, today))
    closings = tuple(told for told in answers if isinstance(told, Closing))
    carryings = tuple(told for told in answers if isinstance(told, Carrying))
    agreeings = tuple(_agreed(desk.snapshot, child, typed, held.held_on, today))
    headings = [*desk.headings, *(part.heading for part in typed.parts if part.heading not in desk.headings)]
    parts = tuple(Part(heading, typed.under(heading)) for heading in headings)
    recording = Recording(held, parts, closings, carryings, agreeings)
    return record_note(desk.snapshot, desk.sheet, child, recording, today, who)


def _answers(snapshot: Snapshot, child: int, typed: Typed, held_on: date, today: date) -> Iterator[Closing | Carrying]:
    """What is said of each action, tried one by one: only so the row that is wrong is known."""
    known = {action.id: action for action in snapshot.actions.get(child, ())}
    for answer in typed.answers:
        if answer.action not in known:
            continue  # closed by somebody else since: the sheet, read again, does not ask any more
        try:
            told = _answer(answer, held_on)
            if isinstance(told, Closing):
                closed(known[answer.action], told, today)
            else:
                carried(known[answer.action], told, held_on, today, None)
        except BadField as refused:
            raise Misplaced(refused, action=answer.action) from None
        yield told


def _answer(answer: Answer, held_on: date) -> Closing | Carrying:
    if answer.became != CLOSED:
        return Carrying(answer.action, _day("by_when", answer.day, held_on, ahead=True), answer.words)
    done_on = _day("done_on", answer.day, held_on)
    if done_on is None:
        raise BadField("done_on", "the date is missing: write when it was done, or today")
    return Closing(answer.action, done_on, answer.words)


def _agreed(snapshot: Snapshot, child: int, typed: Typed, held_on: date, today: date) -> Iterator[Agreeing]:
    for row, action in enumerate(typed.agreed):
        try:
            told = _agreeing(snapshot, action, held_on)
            agreed(snapshot, child, told, held_on, today, {})
        except BadField as refused:
            raise Misplaced(refused, row=row) from None
        yield told


def _agreeing(snapshot: Snapshot, action: NewAction, held_on: date) -> Agreeing:
    here = [w for w in snapshot.facts.workers.values() if not w.has_left(held_on)]
    found = find_by_name(here, action.who) if action.who.strip() else []
    if len(found) > 1:
        raise BadField("worker", f"{len(found)} workers have this in their name: write one of the names in full")
    worker = found[0].id if found else None
    return Agreeing(
        action.what, worker, "" if found else action.who, _day("by_when", action.by_when, held_on, ahead=True)
    )


def _day(name: str, text: str, today: date, *, ahead: bool = False) -> date | None:
    """None where nothing is written."""
    if not text.strip():
        return None
    try:
        return parse_day(text, today, ahead=ahead)
    except BadInput as error:
        raise BadField(name, str(error)) from None
