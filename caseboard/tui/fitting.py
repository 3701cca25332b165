"""A screen in the form that suits the terminal's size, from its first frame on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen


def fit(screen: Screen[Any]) -> None:
    """Give `screen` the classes of its breakpoints; called by its `compose`, before anything on it is styled.

    Textual does it only after the first layout, and then styles, lays out and paints all of it once more.
    """
    across, down = screen.app.size
    for room, breakpoints in ((across, screen.HORIZONTAL_BREAKPOINTS), (down, screen.VERTICAL_BREAKPOINTS)):
        reached = [name for least, name in sorted(breakpoints or ()) if room >= least]
        screen.set_class(bool(reached), *reached[-1:], update=False)


def learn_styles(app: App[Any]) -> None:
    """Parse the style sheets of all that opens over the board, while the person looks at it.

    Left to the key that opens one, Textual parses every sheet anew and styles all of the board once more.
    """
    sheet = app.stylesheet
    for path in sorted(Path(__file__).parent.rglob("*.tcss")):
        if not sheet.has_source(str(path)):
            sheet.read(path)
    sheet.parse()
