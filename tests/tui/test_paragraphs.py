"""Breaking a long paragraph anew after a key comes to what breaking it whole comes to."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from textual._wrap import compute_wrap_offsets
from textual.document._document import Document

from caseboard.tui.widgets.paragraphs import LONG, Paragraphs, rewrapped

WORDS = st.text("ab  c,é\u0301漢👩\u200d👧x", max_size=300)
SOME = "Mother kept both appointments and the school says that he is settled. "


def broken(text: str, width: int) -> list[int]:
    return compute_wrap_offsets(text, width, 4)


@given(WORDS, WORDS, WORDS, WORDS, st.integers(2, 30))
@example("aaaa bbbb ", "", "b", "bb cc", 4)
def test_an_edit_anywhere_breaks_as_the_whole_text_would(head: str, gone: str, put: str, tail: str, width: int) -> None:
    before, after = head + gone + tail, head + put + tail
    assert rewrapped(before, broken(before, width), after, width) == broken(after, width)


@given(st.integers(0, 60 * len(SOME)), st.integers(0, 90), st.text("a b", max_size=90), st.integers(5, 120))
def test_a_long_paragraph_too(at: int, gone: int, put: str, width: int) -> None:
    before = SOME * 60
    after = before[:at] + put + before[at + gone :]
    assert rewrapped(before, broken(before, width), after, width) == broken(after, width)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 6000), st.integers(0, 40), st.text("a b\n", max_size=40))),
    st.integers(5, 120),
)
def test_edits_one_after_the_other_leave_everything_as_if_loaded(
    edits: list[tuple[int, int, int, str]], width: int
) -> None:
    document = Document("\n".join((SOME * 50, "short", SOME * (LONG // len(SOME) + 1))))
    paragraphs = Paragraphs(document, width)
    for row, column, gone, put in edits:
        column = min(column, len(document.lines[row]))
        start, end = (row, column), (row, min(column + gone, len(document.lines[row])))
        result = document.replace_range(start, end, put)
        paragraphs.wrap_range(start, end, result.end_location)
    whole = Paragraphs(document, width)
    assert paragraphs.height == whole.height
    for row in range(document.line_count):
        assert paragraphs.get_sections(row) == whole.get_sections(row)
        assert paragraphs.location_to_offset((row, 0)) == whole.location_to_offset((row, 0))
    assert [paragraphs.line_at(y) for y in range(whole.height + 1)] == [
        whole.line_at(y) for y in range(whole.height + 1)
    ]


def test_a_key_in_a_long_paragraph_moves_what_stands_below() -> None:
    document = Document(f"{SOME * 50}\nbelow")
    paragraphs = Paragraphs(document, 40)
    before = paragraphs.location_to_offset((1, 0)).y
    result = document.replace_range((0, 10), (0, 10), "a word or two and a line more of them ")
    paragraphs.wrap_range((0, 10), (0, 10), result.end_location)
    assert paragraphs.location_to_offset((1, 0)).y == before + 1
    assert paragraphs.line_at(before + 1) == (1, 0, 5)
