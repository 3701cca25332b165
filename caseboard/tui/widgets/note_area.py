"""The text under one heading: as high as its words, and the arrows go on into the next heading.

The heading is the title of its border: a widget of its own for each would double the time a case takes to appear.
"""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.containers import VerticalScroll
from textual.document._document import EditResult, Location
from textual.events import Resize
from textual.geometry import Offset
from textual.message import Message

from caseboard.domain.text import clean_note
from caseboard.tui.cells import shown
from caseboard.tui.in_order import go_to, is_letter
from caseboard.tui.widgets.long_text import LongText

LOOSE = "Without a heading"
"""Over text that stands under no heading."""
MOST = 100_000
"""Characters under one heading, some forty pages: a draft of it is written within the half second between two."""


class NoteArea(LongText):
    """A text area without a scroll bar of its own: what holds it scrolls, and follows the cursor."""

    class Edge(Message):
        """The cursor was to go beyond the first (-1) or last (1) line."""

        def __init__(self, area: NoteArea, by: int) -> None:
            """`area` is where it stands."""
            self.area, self.by = area, by
            super().__init__()

    class Refused(Message):
        """What was to be put in is too much; nothing was."""

        def __init__(self, sentence: str) -> None:
            """`sentence` says so, and what to do."""
            self.sentence = sentence
            super().__init__()

    def __init__(self, heading: str, *, titled: bool = True, id: str | None = None) -> None:
        """Empty; `heading` is what it stands under, shown unless not `titled`."""
        super().__init__(id=id, highlight_cursor_line=False, max_checkpoints=200)
        self.heading = heading
        self.set_class(titled, "-titled")
        if titled:
            self.border_title = Text(shown(heading or LOOSE))

    @property
    def rich_style(self) -> Style:
        """Behind the text alone, not behind its heading: where one may type is seen."""
        behind = Color.parse(self.app.theme_variables["panel" if self.has_focus else "surface"])
        return super().rich_style + Style(bgcolor=behind.rich_color)

    def show(self, text: str) -> None:
        """Hold another text, the cursor at its end. Nothing happens where it is the same."""
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        # Whatever is typed or pasted comes by here.
        put = clean_note(insert)
        size = len(self.text) - len(self.get_text_range(start, end)) + len(put)
        if size <= MOST or self.read_only:
            return super()._replace_via_keyboard(put, start, end)
        what = f"with what was {'pasted' if len(put) > 1 else 'typed'} this text has"
        under = f"{self.heading}: " if self.heading else ""
        rest = f"{size:,} characters, {MOST:,} find room: nothing was put in, take a shorter piece"
        self.post_message(self.Refused(f"{under}{what} {rest}"))
        return None

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters go nowhere else, also while the text is only read."""
        return is_letter(key) or super().check_consume_key(key, character)

    def action_cursor_up(self, select: bool = False) -> None:
        """A line up, from the first one into the heading above."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(self.Edge(self, -1))
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down, from the last one into the heading below."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(self.Edge(self, 1))
        else:
            super().action_cursor_down(select)

    def enter_at(self, by: int) -> None:
        """Take the focus with the cursor on the first line (by 1) or the last (by -1), as somebody comes by arrow."""
        self.move_cursor((0, 0) if by > 0 else self.document.end)
        go_to(self)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Keep the line of the cursor in sight."""
        moved = super().scroll_cursor_visible(center, animate)
        self.follow()
        return moved

    def on_resize(self, _: Resize) -> None:
        """It grew or shrank with its text: only then there is a line to scroll to."""
        self.follow()

    def follow(self) -> None:
        """Scroll what holds this area, so that the cursor's line is seen."""
        scroller = next((node for node in self.ancestors if isinstance(node, VerticalScroll)), None)
        if scroller is None or not self.has_focus:
            return
        inside = scroller.scrollable_content_region
        y = self.cursor_screen_offset.y
        if y < inside.y or y >= inside.bottom:
            scroller.scroll_relative(y=y - inside.y if y < inside.y else y - inside.bottom + 1, animate=False)
