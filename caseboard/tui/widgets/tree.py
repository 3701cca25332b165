"""The tree of teams and workers, each with how many assessments are late and due on the date in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caseboard.tui.cells import Line, Span, fitted, line, say
from caseboard.tui.commands import TREE, bindings
from caseboard.tui.widgets.toned import Toned

if TYPE_CHECKING:
    from caseboard.domain.tree import Node

FIGURES = 8
"""Cells of the two columns of numbers."""


class Shown(NamedTuple):
    """A line of the tree as far as it is open."""

    node: Node
    depth: int
    parent: int
    """Index of the line above it in the tree; -1 for the top."""


class Tree(ScrollView, Toned, can_focus=True):
    """Teams that open and close; the line under the cursor is the work in view."""

    BINDINGS = bindings(TREE)

    class Chosen(Message):
        """Another team or worker is in view."""

        def __init__(self, node: Node) -> None:
            """`node` is the line chosen."""
            self.node = node
            super().__init__()

    class Left(Message):
        """The person wants to go to the table."""

    def __init__(self, *, id: str | None = None) -> None:
        """An empty tree."""
        super().__init__(id=id)
        self.root: Node | None = None
        self.chosen = "all"
        """Key of the line under the cursor."""
        self._open: set[str] | None = None
        self._lines: list[Shown] = []

    def show(self, root: Node, path: Sequence[str]) -> None:
        """Show the tree of another date, open down to the last key of `path`; what is open stays open."""
        if self._open is None:
            self._open = set(_teams_above(root))
        self.root = root
        self.chosen = path[-1]
        self._open.update(path[:-1])
        self._list()
        self._follow()

    def _list(self) -> None:
        self._lines = list(_shown(self.root, self._open or set())) if self.root else []
        self.virtual_size = Size(0, len(self._lines) + 1)
        self.refresh()

    @property
    def cursor(self) -> int:
        """Index of the line in view among those shown."""
        return next((n for n, shown in enumerate(self._lines) if shown.node.key == self.chosen), 0)

    def go_to(self, index: int) -> None:
        """Choose the line at `index`, or the nearest there is."""
        if self._lines:
            node = self._lines[max(0, min(index, len(self._lines) - 1))].node
            if node.key != self.chosen:
                self.chosen = node.key
                self.refresh()
                self.post_message(self.Chosen(node))
            self._follow()

    def _follow(self) -> None:
        height, top, cursor = self.size.height - 1, self.scroll_offset.y, self.cursor
        if height > 0 and not top <= cursor < top + height:
            self.scroll_to(y=cursor if cursor < top else cursor - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the line in view in sight."""
        self._follow()

    def action_move(self, by: int) -> None:
        """A line up or down."""
        self.go_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.go_to(self.cursor + by * max(1, self.size.height - 2))

    def action_first(self) -> None:
        """To the whole council."""
        self.go_to(0)

    def action_last(self) -> None:
        """To the last line."""
        self.go_to(len(self._lines) - 1)

    def action_fold(self) -> None:
        """Close the team, or where it is closed go to the team above."""
        if self._lines:
            here = self._lines[self.cursor]
            if not self._set_open(here.node, False) and here.parent >= 0:
                self.go_to(here.parent)

    def action_unfold(self) -> None:
        """Open the team, or where there is nothing to open go to the table."""
        if self._lines and not self._set_open(self._lines[self.cursor].node, True):
            self.post_message(self.Left())

    def action_turn(self) -> None:
        """Open or close the team."""
        if self._lines and self._open is not None:
            node = self._lines[self.cursor].node
            self._set_open(node, node.key not in self._open)

    def action_choose(self) -> None:
        """To the rows of the line in view."""
        self.post_message(self.Left())

    def _set_open(self, node: Node, wanted: bool) -> bool:
        """Whether that changed anything."""
        if self._open is None or not node.children or (node.key in self._open) is wanted:
            return False
        (self._open.add if wanted else self._open.discard)(node.key)
        self._list()
        return True

    def on_click(self, event: events.Click) -> None:
        """A click chooses; on the triangle, or a second one, it opens or closes."""
        index = self.scroll_offset.y + event.y - 1
        if event.y > 0 and index < len(self._lines):
            shown = self._lines[index]
            self.go_to(index)
            if event.x <= shown.depth + 2 or event.chain == 2:
                self.action_turn()

    def render_line(self, y: int) -> Strip:
        """The heading, a line of the tree, or nothing."""
        width = self.scrollable_content_region.width
        if y == 0:
            heading = line(Span(" Teams", "title"))
            return self._strip(heading, line("late due"), self.rich_style + self.tone("heading"), width)
        index = self.scroll_offset.y + y - 1
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        shown = self._lines[index]
        on = shown.node.key == self.chosen
        return self._strip(self._label(shown, on), _figures(shown.node), self._style(on), width)

    def _label(self, shown: Shown, on: bool) -> Line:
        node = shown.node
        sign = " " if not node.children else "▾" if self._open and node.key in self._open else "▸"
        bar = Span("▌", "mark") if on else Span(" ")
        team = "strong" if node.children else "soon" if node.key.startswith("nobody") else ""
        return line(bar, " " * shown.depth, Span(f"{sign} ", "quiet"), say(node.name, team))

    def _style(self, on: bool) -> Style:
        if not on:
            return self.rich_style
        return self.rich_style + self.tone("cursor" if self.has_focus else "cursor-away")

    def _strip(self, name: Line, figures: Line, base: Style, width: int) -> Strip:
        room = max(0, width - FIGURES)
        return self.as_strip([*fitted(name, room), *fitted(figures, width - room, right=True)], base, width)


def _figures(node: Node) -> Line:
    late, due = node.tally.late, node.tally.due
    return line(Span(f"{late:>4}", "over" if late else "faint"), Span(f"{due:>4}", "soon" if due else "faint"))


def _shown(node: Node, opened: set[str], depth: int = 0) -> Iterator[Shown]:
    """The lines that are open, from the top down, each with the index of its parent."""
    lines: list[Shown] = []

    def add(node: Node, depth: int, parent: int) -> None:
        index = len(lines)
        lines.append(Shown(node, depth, parent))
        if node.key in opened:
            for child in node.children:
                add(child, depth + 1, index)

    add(node, depth, -1)
    return iter(lines)


def _teams_above(node: Node) -> Iterator[str]:
    """The lines to open at first: those that hold teams, so that every team can be seen and no worker yet."""
    if any(child.children for child in node.children) or node.key == "all":
        yield node.key
    for child in node.children:
        yield from _teams_above(child)
