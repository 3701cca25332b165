"""The strip under the table: whole parts, and of a quotation as much as there is room for."""

from __future__ import annotations

from caseboard.tui.cells import Line, Span, width
from caseboard.tui.widgets.detail import QUOTE, fill

NOTE: Line = (Span(QUOTE), Span("Mother let the worker in and showed the bedroom, which was tidy and warm."), Span("”"))


def text(line: Line) -> str:
    return "".join(span.text for span in line).rstrip()


def test_a_quotation_is_begun_on_the_line_that_has_room_for_it() -> None:
    (line,) = fill([[(Span("supervised 27 Oct"),), (Span("no action open"),), NOTE]], 80, 1)
    assert text(line).startswith("supervised 27 Oct · no action open · “Mother let the worker in and")
    assert text(line).endswith("…")
    assert width(line) <= 80


def test_other_parts_that_find_no_room_are_left_out_whole() -> None:
    (line,) = fill([[(Span("supervised 27 Oct"),), (Span("2 actions open, 1 overdue, 18 Sep 2009"),)]], 40, 1)
    assert text(line) == "supervised 27 Oct …"
