"""Searching what was written: a line for each text found, and a text opened at the words looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from caseboard.domain.errors import BadInput
from caseboard.domain.finding import Excerpt, Hit, excerpt, find, words_of
from caseboard.domain.handovers import Handover
from caseboard.domain.journal import Event
from caseboard.domain.notes import Part, parse_note
from caseboard.domain.supervision import HANDOVER, Found, NoteFacts
from caseboard.domain.words import long_date, moment
from caseboard.usecases.lists import Cell
from caseboard.usecases.ports import Records

PAGE = 50
"""How many results are looked for unless more are asked for."""
NOTE = "note"


class Result(NamedTuple):
    """One text in which the words stand, or whose child, worker or writer they name."""

    found: Found
    heading: str
    """What the sentence is written under; empty for an action or a note without headings."""
    sentence: Excerpt


class Passage(NamedTuple):
    """A piece of an opened text under its heading, with the words looked for marked."""

    heading: str
    text: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A found text, whole."""

    found: Found
    note: NoteFacts | None
    """None for an action and a hand-over."""
    passages: tuple[Passage, ...]
    handover: Handover | None = None
    """Only of a hand-over."""


RESULTS: Mapping[str, Callable[[Result], Cell]] = {
    "held_on": lambda r: r.found.held_on,
    "kind": lambda r: r.found.kind,
    "child_id": lambda r: r.found.child_id or None,
    "child": lambda r: r.found.child_name or None,
    "worker": lambda r: r.found.worker or None,
    "heading": lambda r: r.heading or None,
    "sentence": lambda r: r.sentence.text,
}
"""What a printed result shows, by key. The keys are an interface: add at the end, never rename."""


def begin_search(records: Records, at: datetime) -> None:
    """Enter in the journal that notes are searched, before any is shown. For what is not said: it can be a name."""
    records.note(Event.VIEW, at, about="search")


def search(records: Records, words: str, *, limit: int = PAGE) -> list[Result]:
    """The texts with every word of `words`, the newest first. Raises BadInput where there is no word, StoreError."""
    if not words_of(words):
        raise BadInput("nothing to search for: write a word of at least one letter or digit")
    return [_result(found, words) for found in records.search(words, limit=limit)]


def open_found(records: Records, found: Found, words: str, at: datetime) -> Opened:
    """The whole text of a result with its hits; the journal keeps that it was seen. Raises BadInput, StoreError."""
    records.note(Event.VIEW, at, child=found.child, about=f"{found.kind} found by a search")
    note, handover = None, None
    parts: Iterable[Part] = (Part(f"Action agreed {long_date(found.held_on)}", found.text),)
    if found.kind == HANDOVER:
        if (handover := records.handover_of(found.record)) is None:
            raise BadInput("the hand-over is not there any more: search again")
        parts = (Part(f"Hand-over of {long_date(handover.written_on)}", handover.note),)
    elif found.kind != "action":
        if (note := records.note_of(found.record)) is None:
            raise BadInput("the note is not there any more: search again")
        parts = _of_note(note)
    passages = tuple(Passage(part.heading, part.text, find(part.text, words)) for part in parts)
    return Opened(found, note, passages, handover)


def _of_note(note: NoteFacts) -> Iterator[Part]:
    yield from parse_note(note.text)
    for added in note.additions:
        yield Part(f"Added by {added.added_by}, {moment(added.added_at.astimezone())}", added.text)


def _result(found: Found, words: str) -> Result:
    parts = parse_note(found.text) if found.kind == NOTE else (Part("", found.text),)
    marked = [(part, find(part.text, words)) for part in parts or (Part("", ""),)]
    headed = (pair for pair in marked if find(pair[0].heading, words))
    part, hits = next((pair for pair in marked if pair[1]), None) or next(headed, marked[0])
    return Result(found, part.heading, excerpt(part.text, hits))
