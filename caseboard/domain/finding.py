"""Where words stand in a text: whatever their case and accents, whole words, of the last one the beginning.

The same words as the store's search finds texts by (`usecases.ports.Records.search`): letters and digits make a word,
anything else ends it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_ROOM = 160


class Hit(NamedTuple):
    """Where something stands in a text, from one index up to another."""

    start: int
    end: int


class Excerpt(NamedTuple):
    """One line out of a text, and where the words stand in it."""

    text: str
    hits: tuple[Hit, ...]


def words_of(query: str) -> tuple[str, ...]:
    """The words of what was typed, as they are compared."""
    return tuple(_WORD.findall(_folded(query)[0]))


def find(text: str, query: str) -> tuple[Hit, ...]:
    """Where the words of `query` stand in `text`, in its order; of the last word every word that begins with it."""
    *whole, last = words_of(query) or ("",)
    return _find(text, whole, last) if last else ()


def find_whole(text: str, words: Iterable[str]) -> tuple[Hit, ...]:
    """Where any of `words` stands in `text` as a whole word."""
    return _find(text, [word for given in words for word in words_of(given)], "")


def excerpt(text: str, hits: Sequence[Hit], room: int = _ROOM) -> Excerpt:
    """The sentence of the first hit on one line, at most `room` characters of it; without a hit the first sentence."""
    place = hits[0].start if hits else 0
    start, end = begins, ends = _sentence(text, place)
    if ends - begins > room:
        start = _word_from(text, max(begins, min(place - room // 3, ends - room)), place)
        end = min(ends, start + room)
    before, after = "…" if start > begins else "", "…" if end < ends else ""
    line, moved = _one_line(text[start:end])
    inside = (hit for hit in hits if start <= hit.start and hit.end <= end)
    marked = (Hit(*(moved[place - start] + len(before) for place in hit)) for hit in inside)
    return Excerpt(f"{before}{line}{after}", tuple(marked))


def _find(text: str, whole: Sequence[str], last: str) -> tuple[Hit, ...]:
    folded, places = _folded(text)
    wanted, hits = frozenset(whole), []
    for match in _WORD.finditer(folded):
        word, start = match.group(), match.start()
        if word in wanted:
            hits.append(_hit(places, start, len(word)))
        elif last and word.startswith(last):
            hits.append(_hit(places, start, len(last)))
    return tuple(hits)


def _hit(places: Sequence[int], start: int, length: int) -> Hit:
    """A found word in the text's own places: to where the next character begins, so that its accents are within."""
    end = start + length
    return Hit(places[start], max(places[end], places[end - 1] + 1))


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each character, and the end, the place in `text` it came from."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    kept, places = [], []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFD", character.casefold()):
            if not unicodedata.combining(part):
                kept.append(part)
                places.append(place)
    return "".join(kept), [*places, len(text)]


def _sentence(text: str, place: int) -> tuple[int, int]:
    """From where to where the sentence runs that `place` is in."""
    ends = [(0, 0), *((gap.start(), gap.end()) for gap in _SENTENCE_END.finditer(text)), (len(text), len(text))]
    index = bisect_right([end for _, end in ends[:-1]], place)
    return ends[index - 1][1], ends[index][0]


def _word_from(text: str, start: int, before: int) -> int:
    """Where the next word begins, where `start` is within one; `start` itself where none does before `before`."""
    if start == 0 or text[start - 1].isspace():
        return start
    gap = re.compile(r"\s+").search(text, start, before)
    return gap.end() if gap else start


def _one_line(text: str) -> tuple[str, Sequence[int]]:
    """The text with single spaces between its words, and for each place in it, and its end, the place it moved to."""
    kept: list[str] = []
    moved = []
    for character in text:
        moved.append(len(kept))
        if not character.isspace():
            kept.append(character)
        elif kept and kept[-1] != " ":
            kept.append(" ")
    return "".join(kept), [*moved, len(kept)]
