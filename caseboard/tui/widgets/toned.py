"""What every widget that draws its own text shares: the tones, as the theme in use paints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from caseboard.tui.cells import Line, Span
from caseboard.tui.tones import paint

_PLAIN = Style.null()


class Toned(Widget):
    """A widget that draws spans."""

    ALLOW_SELECT = False
    _painted: tuple[str, Mapping[str, Style]] = ("", {})

    def tone(self, name: str) -> Style:
        """The style of a tone in the theme in use; "" is no style at all."""
        if not name:
            return _PLAIN
        theme = self.app.theme
        if self._painted[0] != theme:
            # Kept on the class: one theme is in use, however many widgets ask.
            app = self.app
            colours = paint(app.theme_variables, ansi=app.native_ansi_color, colour=not app.no_color)
            Toned._painted = (theme, colours)
        return self._painted[1][name]

    def as_text(self, lines: Iterable[Line]) -> Text:
        """Lines as one renderable. A Text never reads its content as markup."""
        text = Text(end="")
        for number, spans in enumerate(lines):
            if number:
                text.append("\n")
            for span in spans:
                text.append(span.text, self.tone(span.tone))
        return text

    def as_strip(self, spans: Iterable[Span], base: Style, width: int) -> Strip:
        """Spans that already have the right length as one line of the line API.

        Neighbours of one tone become one segment: a page of a table is drawn in half the time.
        """
        return Strip(
            [
                Segment("".join(span.text for span in run), base + self.tone(tone))
                for tone, run in groupby(spans, key=attrgetter("tone"))
            ],
            width,
        )


class Prose(Toned):
    """Some lines of toned text."""

    DEFAULT_CSS = "Prose { height: auto; }"

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None, classes: str | None = None) -> None:
        """Show `lines`."""
        super().__init__(id=id, classes=classes)
        self._lines = tuple(lines)

    def show(self, lines: Iterable[Line]) -> None:
        """Show other lines."""
        self._lines = tuple(lines)
        self.refresh(layout=True)

    def render(self) -> Text:
        """The lines as text."""
        return self.as_text(self._lines)
