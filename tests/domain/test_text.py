"""The one text function: nothing stored may steer a terminal, reorder a line or hide in a name."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.errors import BadInput
from caseboard.domain.text import clean_name, clean_note, printable
from tests.hostile import MARKUP, ORDER, QUOTES, TERMINAL

HARMLESS = (
    *MARKUP,
    *QUOTES,
    "Zoë Chloë-Mae O'Brien",
    "e" + "\u0301" * 60,
    "👨\u200d👩\u200d👧 🇬🇧",
    "日本語 한국어",
    "ا\u200cب\u200dج",
    "=1+1",
    "",
    "   ",
    "x" * 200_000,
)
STEERS = (
    *TERMINAL,
    *ORDER,
    "half \ud83d surrogate",
    "soft\u00adhyphen",
    "tag \U000e0041",
    "next\u0085line",
    "none\ufffe\uffff",
)
STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


@pytest.mark.parametrize("text", HARMLESS, ids=lambda text: ascii(text[:12]))
def test_what_is_harmless_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("text", STEERS, ids=ascii)
def test_what_could_steer_a_terminal_is_made_visible(text: str) -> None:
    shown = printable(text)
    assert not STEERING.search(shown)
    assert len(shown) == len(text)


def test_control_characters_become_their_pictures() -> None:
    assert printable("\x1b[2J\x00\x7f\n\t") == "␛[2J␀␡␊␉"
    assert printable("\u202e\x9b\ud800") == "\ufffd\ufffd\ufffd"


def test_a_note_keeps_its_lines_and_nothing_else() -> None:
    assert printable("one\ntwo\x1b", newlines=True) == "one\ntwo␛"


@given(st.text())
def test_nothing_that_steers_is_left_of_any_text(text: str) -> None:
    assert not STEERING.search(printable(text))
    assert not STEERING.search(printable(text, newlines=True).replace("\n", ""))
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Ann \u00a0 Smith ", "Ann Smith"),
        ("Ann\tSmith\r\n", "Ann Smith"),
        ("Zoe\u0308", "Zoë"),
        ("O'Neil [Team A] [x]", "O'Neil [Team A] [x]"),
        ("ا\u200cب", "ا\u200cب"),
        ("   ", ""),
        ("", ""),
    ],
)
def test_a_name_is_trimmed_composed_and_single_spaced(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_names_that_look_alike_are_stored_alike() -> None:
    assert clean_name(unicodedata.normalize("NFD", "Siobhán")) == clean_name("Siobhán")


@pytest.mark.parametrize("text", [t for t in STEERS if not re.search(r"[\t\n\r\x0c\x85\u2028]", t)], ids=ascii)
def test_a_name_with_a_hidden_character_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        clean_name(text, "worker")
    assert str(refused.value) == "worker: holds a control or invisible character; remove it in the source"


def test_a_note_has_one_kind_of_line_end_and_no_tabs() -> None:
    assert clean_note("one\r\ntwo\rthree\n\tfour\x1b") == "one\ntwo\nthree\n    four␛"


@given(st.text())
def test_a_note_once_clean_stays_as_it_is(text: str) -> None:
    assert clean_note(clean_note(text)) == clean_note(text)
