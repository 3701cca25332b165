"""What was typed about one case in a session and is not saved yet: plain text, as a draft keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from caseboard.domain.notes import Part
from caseboard.tui.dates import settled

CLOSED, CARRIED = "closed", "carried"


class Answer(NamedTuple):
    """What became of an action of last time; the date as it was typed."""

    action: int
    became: str
    """CLOSED or CARRIED."""
    day: str
    """Done on, or carried to."""
    words: str
    """What was done, or why it is carried."""


class NewAction(NamedTuple):
    """An action agreed now, as it was typed."""

    what: str = ""
    who: str = ""
    by_when: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is agreed: whoever stands there of itself is no action."""
        return not (self.what.strip() or self.by_when.strip())


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything typed about one case."""

    parts: tuple[Part, ...] = ()
    """Under the headings; a heading without a word is left out."""
    answers: tuple[Answer, ...] = ()
    agreed: tuple[NewAction, ...] = ()
    why: str = ""
    """Why it was not discussed."""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed at all."""
        return self == Typed()

    def under(self, heading: str) -> str:
        """What stands under a heading."""
        return next((part.text for part in self.parts if part.heading == heading), "")

    def answer(self, action: int) -> Answer | None:
        """What was said of an action of last time."""
        return next((answer for answer in self.answers if answer.action == action), None)

    def answered(self, answer: Answer) -> Typed:
        """With this said of its action, in the place of what was said before."""
        return replace(self, answers=(*self.unanswered(answer.action).answers, answer))

    def unanswered(self, action: int) -> Typed:
        """With nothing said of that action."""
        return replace(self, answers=tuple(a for a in self.answers if a.action != action))

    def with_parts(self, parts: Iterable[Part]) -> Typed:
        """With these texts, those without a character left out."""
        return replace(self, parts=tuple(part for part in parts if part.text))

    def with_agreed(self, rows: Iterable[NewAction]) -> Typed:
        """With these new actions, blank ones left out."""
        return replace(self, agreed=tuple(row for row in rows if not row.blank))

    def dated(self, held_on: date) -> Typed:
        """With the days that are meant in the place of dates read from `held_on`: another day changes none."""
        answers = (a._replace(day=settled(a.day, held_on, ahead=a.became == CARRIED)) for a in self.answers)
        agreed = (row._replace(by_when=settled(row.by_when, held_on, ahead=True)) for row in self.agreed)
        return replace(self, answers=tuple(answers), agreed=tuple(agreed))

    def to_json(self) -> str:
        """As a draft keeps it."""
        told = {"parts": self.parts, "answers": self.answers, "agreed": self.agreed, "why": self.why}
        return json.dumps(told)


def from_json(text: str) -> Typed:
    """A draft of an earlier run. What cannot be read as one is given back as text under no heading: never lost."""
    try:
        told = json.loads(text)
        return Typed(
            tuple(Part(*_texts(part, 2)) for part in told["parts"]),
            tuple(Answer(int(a[0]), *_texts(a[1:], 3)) for a in told["answers"]),
            tuple(NewAction(*_texts(row, 3)) for row in told["agreed"]),
            str(told["why"]),
        )
    except (ValueError, TypeError, LookupError):
        return Typed((Part("", text),)) if text.strip() else Typed()


def _texts(values: Iterable[Any], many: int) -> list[str]:
    texts = [str(value) for value in values]
    if len(texts) != many:
        raise ValueError
    return texts


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """What was typed of the session itself: the worker's own matters and the two dates, as text."""

    text: str = ""
    held_on: str = ""
    next_on: str = ""

    def dated(self, today: date) -> TypedSheet:
        """As `Typed.dated`, read from `today`."""
        held_on, next_on = settled(self.held_on, today), settled(self.next_on, today, ahead=True)
        return TypedSheet(self.text, held_on, next_on)

    def to_json(self) -> str:
        """As a draft keeps it."""
        return json.dumps({"text": self.text, "held_on": self.held_on, "next_on": self.next_on})


def sheet_from_json(text: str) -> TypedSheet:
    """As `from_json`, of the session itself."""
    try:
        told: Mapping[str, Any] = json.loads(text)
        return TypedSheet(str(told["text"]), str(told["held_on"]), str(told["next_on"]))
    except (ValueError, TypeError, LookupError):
        return TypedSheet(text)


def together(sheets: Iterable[TypedSheet]) -> TypedSheet:
    """What was typed in several windows, the oldest first: each text that no other one holds, and the last dates."""
    texts: list[str] = []
    held_on = next_on = ""
    for sheet in sheets:
        if not any(sheet.text in text for text in texts):
            texts = [text for text in texts if text not in sheet.text] + [sheet.text]
        held_on, next_on = sheet.held_on or held_on, sheet.next_on or next_on
    return TypedSheet("\n\n".join(texts), held_on, next_on)
