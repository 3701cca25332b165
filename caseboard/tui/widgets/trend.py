"""The trend of an indicator as bars, drawn in as much room as there is."""

from __future__ import annotations

from rich.text import Text

from caseboard.tui.cells import Line, line
from caseboard.tui.trend_lines import LEAST, Trend, trend_lines
from caseboard.tui.widgets.toned import Toned


class TrendPlot(Toned):
    """One bar a quarter; of a row without figures nothing."""

    def __init__(self, trend: Trend | None = None, *, id: str | None = None) -> None:
        """Nothing to plot is an empty place."""
        super().__init__(id=id)
        self._trend = trend

    def show(self, trend: Trend | None) -> None:
        """Plot another row."""
        self._trend = trend
        self.refresh()

    def render(self) -> Text:
        """The plot, on every line there is."""
        return self.as_text(self._lines())

    def _lines(self) -> list[Line]:
        if self._trend is None or self.size.height < LEAST:
            return [line("")]
        return list(trend_lines(self._trend, self.size.width, self.size.height))
