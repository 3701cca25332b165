"""Text on lines: nothing left out, nothing too wide, the places that were searched for in their own tone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from caseboard.domain.finding import Hit, find
from caseboard.domain.text import clean_note, printable
from caseboard.tui.marking import HIT, flow, marked
from tests.hostile import HOSTILE, unsafe_in


def shown(text: str, room: int, query: str = "") -> list[str]:
    hits = find(text, query)
    return ["".join(span.text for span in marked(text, line, hits)) for line in flow(text, room)]


def test_lines_are_broken_between_words_and_where_they_were_broken_before() -> None:
    assert shown("one two three\nfour\n\nfive", 8) == ["one two ", "three", "four", "", "five"]


def test_a_word_longer_than_a_line_goes_on_on_the_next() -> None:
    assert shown("ab cdefghijkl mn", 5) == ["ab ", "cdefg", "hijkl ", "mn"]
    assert shown("漢字かな", 5) == ["漢字", "かな"]


def test_a_hit_within_a_word_does_not_break_it() -> None:
    text = "her engagement"
    (line,) = (line for line in flow(text, 12) if "engage" in text[line.start : line.end])
    spans = marked(text, line, find(text, "engage"))
    assert [(span.text, span.tone) for span in spans] == [("engage", HIT), ("ment", "")]


def test_a_hit_on_two_lines_is_marked_on_both() -> None:
    text = "x" * 12
    lines = [marked(text, line, [Hit(3, 9)]) for line in flow(text, 6)]
    assert [[(s.text, s.tone) for s in line] for line in lines] == [
        [("xxx", ""), ("xxx", HIT)],
        [("xxx", HIT), ("xxx", "")],
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_whatever_was_written_is_shown_whole_and_harmless(text: str) -> None:
    lines = shown(text, 40, "x e 1")
    assert not unsafe_in("".join(lines))
    assert "".join(lines) == printable(text.replace("\n", ""))


@given(st.text(), st.integers(1, 12), st.text(max_size=3))
def test_nothing_is_left_out_and_no_line_is_too_wide(text: str, room: int, query: str) -> None:
    note = clean_note(text)
    lines = shown(note, room, query)
    assert "".join(lines) == note.replace("\n", "")
    assert all(cell_len(line.rstrip()) <= max(room, 2) for line in lines)
