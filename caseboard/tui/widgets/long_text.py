"""A text area in which a key costs as much in a text of 100,000 characters as in an empty one.

Textual's own reads the whole paragraph for each line it draws, breaks it anew for each key and looks through the whole
text for the partner of a bracket. What is overridden here is of the version that constraints.txt names.
"""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.document._document import Document, Location
from textual.document._document_navigator import DocumentNavigator
from textual.strip import Strip
from textual.widgets import TextArea

from caseboard.tui.widgets.paragraphs import Paragraphs


class LongText(TextArea):
    """Plain text, broken between words, without line numbers, languages and brackets."""

    wrapped_document: Paragraphs

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = Document(text)
        self.wrapped_document = Paragraphs(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def _rewrap_and_refresh_virtual_size(self) -> None:
        # Also asked for whenever the area grows by a line: the same width breaks the same.
        if self.wrapped_document.width != self.wrap_width:
            self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        self._line_cache.clear()
        self._refresh_size()

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """None: brackets of a note need no partner."""
        return None

    def _render_line(self, y: int) -> Strip:
        place = self.wrapped_document.line_at(y + self.scroll_offset.y)
        if place is None or "\t" in self.document[place[0]]:  # how wide a tab is depends on everything before it
            return super()._render_line(y)
        row, start, end = place
        last = end == len(self.document[row])
        text = Text(self.document[row][start:end] + " " * last, end="", no_wrap=True)
        self._mark(text, row, start)
        drawn = Strip(text.render(self.app.console), text.cell_len)
        base = self._theme.base_style or self.rich_style
        return drawn.extend_cell_length(self.scrollable_content_region.width, base).apply_style(base)

    def _mark(self, text: Text, row: int, start: int) -> None:
        """Show what is selected, and the cursor, in a line that begins with the character `start` of its paragraph."""
        theme, line = self._theme, self.document[row]
        (top, left), (bottom, right) = sorted(self.selection)
        cursor_row, cursor = self.cursor_location
        if theme.selection_style and not self.selection.is_empty and top <= row <= bottom:
            if not line and row != cursor_row:
                text.plain = "▌"  # or nothing would show that an empty line is selected
                text.stylize(Style(color=theme.selection_style.bgcolor))
            begin, finish = left if row == top else 0, right if row == bottom else len(line)
            text.stylize(theme.selection_style, max(0, begin - start), max(0, finish - start))
        if theme.cursor_style and row == cursor_row and 0 <= cursor - start < len(text) and self._draw_cursor:
            text.stylize(theme.cursor_style, cursor - start, cursor - start + 1)
