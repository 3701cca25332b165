"""The plot of an indicator's trend: lines of text for values, in whatever room there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.periods import Quarter
from caseboard.tui.cells import line, width
from caseboard.tui.trend_lines import LEAST, Trend, trend_lines
from caseboard.tui.widgets.told import broken, filled

Q2 = Quarter(2009, 2)


def drawn(trend: Trend, room: int, height: int) -> list[str]:
    return ["".join(span.text for span in spans) for spans in trend_lines(trend, room, height)]


def test_bars_begin_at_zero_and_bear_their_figures_quarters_and_years() -> None:
    lines = drawn(Trend((50.0, None, 100.0, 25.0), Q2, 70.0), 41, 9)
    assert lines == [
        "per cent, by quarter · ╌╌ target 70",
        "    │                  100.0             ",
        "100 │                  ████████          ",
        " 70 ╌50.0╌╌╌╌╌╌╌╌╌╌╌╌╌╌████████╌╌╌╌╌╌╌╌╌╌",
        "    │▄▄▄▄▄▄▄▄          ████████ 25.0     ",
        "    │████████          ████████ ▂▂▂▂▂▂▂▂ ",
        "  0 │████████ none     ████████ ████████ ",
        "     Q3       Q4       Q1       Q2       ",
        "     2008/09           2009/10",
    ]


def test_the_last_bar_alone_has_the_tone_of_the_quarter_shown() -> None:
    base = list(trend_lines(Trend((50.0, 50.0), Q2), 40, 8))[-3]
    assert [span.tone for span in base if "█" in span.text] == ["quiet", "note"]


def test_small_per_cents_get_a_scale_of_their_own() -> None:
    assert " 10 │" in drawn(Trend((7.6, 8.0), Q2, 7.6), 40, 9)[2]


def test_of_nothing_to_count_there_is_no_bar() -> None:
    lines = drawn(Trend((None, None), Q2), 40, 8)
    assert "none" in lines[-3] and not any("█" in text for text in lines)


def test_where_there_is_no_room_for_all_the_last_quarters_are_drawn() -> None:
    lines = drawn(Trend(tuple(float(n) for n in range(8)), Q2), 14, 8)
    assert lines[-2].split() == ["Q4", "Q1", "Q2"]


values = st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=12)


@given(values, st.one_of(st.none(), st.floats(0, 120)), st.integers(10, 200), st.integers(LEAST, 40))
def test_it_is_never_wider_nor_of_another_height_than_its_room(
    some: list[float | None], target: float | None, room: int, height: int
) -> None:
    lines = list(trend_lines(Trend(tuple(some), Q2, target), room, height))
    assert len(lines) == height
    assert all(width(spans) <= room for spans in lines)


@pytest.mark.parametrize("height", range(1, 8))
def test_sentences_take_the_lines_there_are_and_an_ellipsis_tells_of_more(height: int) -> None:
    told = [[line("one two three"), line("four")], [line("five six seven eight nine")]]
    lines = filled(told, 12, height)
    text = [" ".join("".join(span.text for span in spans).split()) for spans in lines]
    whole = ["one two", "three · four", "five six", "seven eight", "nine"]
    assert text[: height - 1] == whole[: height - 1] and len(text) == min(height, 5)
    assert text[-1].endswith("…") is (height < 5)
    assert all(width(spans) <= 12 for spans in lines)


def test_parts_are_kept_whole_where_they_fit_on_a_line() -> None:
    lines = broken([line("six letters"), line("more words")], 14)
    assert ["".join(span.text for span in spans) for spans in lines] == ["six letters", "more words"]
