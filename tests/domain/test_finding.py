"""Where words stand in a text, and the sentence around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.finding import excerpt, find, find_whole, words_of
from tests.hostile import HOSTILE

NOTE = "First one here.  Mother's engagement with Zoë is better. Straße and e\u0301tude.\nSeen alone at school"


def found(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in find(text, query)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("zoe", ["Zoë"]),
        ("ZOË", ["Zoë"]),
        ("mother", ["Mother"]),
        ("engage", ["engage"]),
        ("engage zoe", ["Zoë"]),
        ("zoe engage", ["engage", "Zoë"]),
        ("etu", ["e\u0301tu"]),
        ("strasse", ["Straße"]),
        ("other", []),
        ("s", ["s", "S", "S", "s"]),
        ("", []),
        ("...", []),
    ],
)
def test_words_are_found_whatever_their_case_and_accents_the_last_one_by_its_beginning(
    query: str, places: list[str]
) -> None:
    assert found(NOTE, query) == places


def test_a_record_number_is_found_as_it_is_written() -> None:
    assert words_of("10234-7") == ("10234", "7")
    assert found("see 10234-7, not 10234-8", "10234-7") == ["10234", "7", "10234"]


def test_whole_words_alone() -> None:
    assert [NOTE[a:b] for a, b in find_whole(NOTE, ["one", "scho", "zoe"])] == ["one", "Zoë"]


@pytest.mark.parametrize(
    ("query", "sentence", "marked"),
    [
        ("zoe", "Mother's engagement with Zoë is better.", ["Zoë"]),
        ("alone", "Seen alone at school", ["alone"]),
        ("nowhere", "First one here.", []),
    ],
)
def test_the_sentence_of_the_first_hit_with_its_hits_marked(query: str, sentence: str, marked: list[str]) -> None:
    line = excerpt(NOTE, find(NOTE, query))
    assert (line.text, [line.text[a:b] for a, b in line.hits]) == (sentence, marked)


def test_a_long_sentence_is_cut_between_words_with_the_hit_in_it() -> None:
    text = "word " * 300 + "needle " + "more " * 300
    line = excerpt(text, find(text, "needle"), room=60)
    assert line.text.startswith("…word ") and line.text.endswith("…") and len(line.text) <= 62
    assert [line.text[a:b] for a, b in line.hits] == ["needle"]


def test_a_sentence_stands_on_one_line_with_single_spaces() -> None:
    text = "seen   alone\u00a0 at school"
    line = excerpt(text, find(text, "alone school"))
    assert line.text == "seen alone at school"
    assert [line.text[a:b] for a, b in line.hits] == ["alone", "school"]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_no_text_is_too_odd_to_search_in_or_for(text: str) -> None:
    for hit in find(text, "x e 1"):
        assert 0 <= hit.start < hit.end <= len(text)
    find(NOTE, text)


@given(st.text(), st.text(max_size=20))
def test_hits_are_within_the_text_in_order_and_apart(text: str, query: str) -> None:
    hits = find(text, query)
    line = excerpt(text, hits, room=30)
    for where, marks in ((text, hits), (line.text, line.hits)):
        places = [place for hit in marks for place in hit]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(where) for start, end in marks)
    assert len(line.text) <= 32


@given(st.text(min_size=1))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    for word in words_of(text):
        assert find(text, word)
