"""Small things that draw: spans, columns, bars, weeks, tones, jobs in a thread."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App

from caseboard.tui.cells import Line, Span, cut, fitted, joined, line, say, shown, spread, width
from caseboard.tui.column import Column, Order, Showing, place
from caseboard.tui.columns import LISTS
from caseboard.tui.figures import progress
from caseboard.tui.look import Look, from_json, to_json
from caseboard.tui.newest import Newest
from caseboard.tui.tones import TONES, paint
from caseboard.tui.weeks import Days, calendar
from caseboard.tui.widgets.detail import fill, flow
from tests.hostile import HOSTILE, unsafe_in

TEXT = st.text(max_size=60)
TODAY = date(2009, 9, 28)


@pytest.mark.parametrize("value", [*HOSTILE, None, 7, date(2009, 9, 28)])
def test_a_value_shown_is_harmless(value: object) -> None:
    assert unsafe_in(shown(value)) == []
    assert say(value, "over") == Span(shown(value), "over")


def test_nothing_is_shown_for_none() -> None:
    assert shown(None) == ""
    assert line("a", None, Span("b", "over")) == (Span("a"), Span("b", "over"))


@given(st.lists(TEXT, max_size=5), st.integers(0, 80), st.booleans())
def test_fitted_spans_take_exactly_the_room_there_is(texts: list[str], room: int, right: bool) -> None:
    assert width(fitted([Span(shown(text)) for text in texts], room, right=right)) == room


@given(TEXT, st.integers(0, 60))
def test_a_text_is_cut_with_an_ellipsis_and_never_overflows(text: str, room: int) -> None:
    text = shown(text)
    assert cell_len(cut(text, room)) == room
    assert ("…" in cut(text, room)) or room == 0 or cell_len(text) <= room


@given(TEXT, TEXT, TEXT, st.integers(10, 200))
def test_three_parts_share_a_line(left: str, middle: str, right: str, room: int) -> None:
    parts: list[Line] = [(say(part),) for part in (left, middle, right)]
    assert width(spread(parts[0], parts[1], parts[2], room)) == room


def test_lines_are_joined_with_dots_between_what_is_there() -> None:
    whole = joined([line("a"), None, (), line("b")])
    assert "".join(span.text for span in whole) == "a · b"


@pytest.mark.parametrize(
    ("elapsed", "limit", "over", "bar"),
    [
        (39, 35, True, "━━━━╸"),
        (8, 7, True, "━━━━╸"),
        (7, 7, False, "━━━━ "),
        (6, 7, False, "━━━  "),
        (0, 7, False, "     "),
        (400, 35, True, "━━━━━"),
        (18, 35, False, "━━   "),
        (20, 35, False, "━━   "),
        (22, 35, False, "━━╸  "),
    ],
)
def test_the_bar_reaches_beyond_its_limit_only_when_over(elapsed: int, limit: int, over: bool, bar: str) -> None:
    assert progress(elapsed, limit, 5, over=over) == bar


@given(st.integers(0, 9999), st.integers(1, 999), st.integers(2, 20))
def test_a_bar_always_has_its_length(elapsed: int, limit: int, cells: int) -> None:
    for over in (True, False):
        bar = progress(elapsed, limit, cells, over=over)
        assert len(bar) == cells
        assert (len(bar.strip()) == cells) >= over


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("room", [40, 76, 88, 117, 165, 240])
def test_columns_never_overlap_and_the_most_important_stay(name: str, room: int) -> None:
    columns = LISTS[name].columns
    least = {column.key: column.width for column in columns}
    placed = place(columns, least, room, Showing(TODAY))
    end = -1
    for one in placed:
        assert one.start > end or one.start == 0
        assert one.width >= least[one.column.key]
        end = one.start + one.width
    assert end <= room
    assert min(columns, key=lambda c: c.priority).key in {one.column.key for one in placed}
    assert [p.column for p in placed] == [c for c in columns if c in {p.column for p in placed}]


def test_columns_are_declared_once_with_their_own_keys_and_priorities() -> None:
    for listed in LISTS.values():
        assert len({column.key for column in listed.columns}) == len(listed.columns)
        assert len({column.priority for column in listed.columns}) == len(listed.columns)
        assert all(column.title and column.width >= 3 for column in listed.columns)


def test_a_narrow_column_has_a_short_heading_and_a_unit_where_it_says_one() -> None:
    column: Column[Any] = Column("k", "Assessment", lambda r, s: (), lambda r, s: r, 4, 0, short="Kind")
    assert column.heading(Showing(TODAY), 10) == "Assessment"
    assert column.heading(Showing(TODAY), 9) == "Kind"
    day = next(c for c in LISTS["assessments"].columns if c.key == "day")
    assert day.heading(Showing(TODAY, unit="wd"), 12) == "Day, wd"
    assert day.heading(Showing(TODAY), 12) == "Day"


def test_a_look_is_remembered_whole() -> None:
    look = Look("team:3", "overdue", "kind:core", {"assessments": Order("child", True), "plans": Order("weeks")})
    assert from_json(to_json(look)) == look
    assert from_json(None) == Look()


def test_the_weeks_of_a_clock_count_up_to_the_date_in_view() -> None:
    start = date(2009, 9, 18)
    days = [start + timedelta(days=n) for n in range(1, 11)]
    counted = [day for day in days if day.weekday() < 5]
    numbers = {day: n for n, day in enumerate(counted, 1)}
    skipped = {day: "Saturday" for day in days if day.weekday() >= 5}
    drawn = list(calendar(Days(start, date(2009, 9, 24), date(2009, 9, 28), numbers, skipped, "wd")))
    texts = ["".join(span.text for span in spans) for spans in drawn]
    assert len(texts) == 4
    assert "(18)" in texts[1]
    assert "<24>" in texts[2]
    assert texts[2].rstrip().endswith(" 4")
    assert "[28]" in texts[3]
    assert len({width(spans) for spans in drawn}) == 1


def test_a_paragraph_breaks_between_parts_and_says_when_more_would_follow() -> None:
    parts = [line("one two"), line("three four"), line("five")]
    assert ["".join(s.text for s in spans) for spans in flow(parts, 20)] == ["one two · three four", "five"]
    told = fill([parts, [line("six")], [line("seven")], [line("aside")]], 20, 3)
    assert len(told) == 3
    assert all(width(spans) <= 20 for spans in told)
    assert "".join(s.text for s in told[0]).endswith("…")
    assert len(fill([parts, [line("six")], [line("seven")], [line("aside")]], 20, 5)) == 5


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light", "nord", "gruvbox"])
def test_every_theme_paints_every_tone(theme: str) -> None:
    app: App[None] = App()
    app.theme = theme
    painted = paint(app.get_css_variables(), ansi=app.native_ansi_color)
    assert set(painted) == set(TONES)
    assert painted["over"].color != painted["soon"].color
    assert painted["over"].bold


def test_without_colour_what_was_coloured_keeps_its_strength() -> None:
    painted = paint(App[None]().get_css_variables(), colour=False)
    assert painted["over"].color is painted["soon"].color is None
    assert painted["over"].bold
    assert painted["quiet"].color is not None


async def test_only_the_newest_wish_waits_while_a_job_runs() -> None:
    done: list[int] = []
    go_on, begun = Event(), Event()

    def job(number: int) -> None:
        begun.set()
        go_on.wait(10)
        done.append(number)

    app: App[None] = App()
    async with app.run_test() as pilot:
        newest = Newest(app, "test", job)
        newest.wish(1)
        while not begun.is_set():
            await pilot.pause()
        for number in (2, 3, 4):
            newest.wish(number)
        assert newest.waiting
        go_on.set()
        await app.workers.wait_for_complete()
        assert done == [1, 4]
        newest.wish(5)
        await app.workers.wait_for_complete()
        assert done == [1, 4, 5]
