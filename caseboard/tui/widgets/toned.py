"""What every widget that draws its own text shares: the tones, as the theme in use paints them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widget import Widget

from caseboard.tui.cells import TONES, Line, Span

TONE_CLASSES = frozenset(f"tone--{tone}" for tone in TONES)
"""Component classes of every toned widget. Textual inherits them along the first base only, so others name them."""


class Toned(Widget):
    """A widget that draws spans. Its tones are component classes, styled in app.tcss by theme variables alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(TONE_CLASSES)
    ALLOW_SELECT = False

    @cached_property
    def _tones(self) -> dict[str, Style]:
        return {}

    def tone(self, name: str) -> Style:
        """The style of a tone in the theme in use; "" is no style at all."""
        if not name:
            return Style.null()
        if name not in self._tones:
            self._tones[name] = self._read_tone(name)
        return self._tones[name]

    def _read_tone(self, name: str) -> Style:
        styles = self.get_component_styles(f"tone--{name}")
        behind, ink, chip = self.background_colors[1], None, None
        if styles.has_rule("color"):
            ink = styles.color.rich_color if styles.color.ansi is not None else (behind + styles.color).rich_color
        if styles.has_rule("background"):
            chip = (behind + styles.background).rich_color
        return Style.from_color(ink, chip) + styles.text_style

    def notify_style_update(self) -> None:
        """Forget what the tones looked like in the theme before."""
        super().notify_style_update()
        self._tones.clear()

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
