"""A screen in the form that suits the terminal's size, from its first frame on."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def fit(screen: Screen[Any]) -> None:
    """Give `screen` the classes of its breakpoints; called by its `compose`, before anything on it is styled.

    Textual does it only after the first layout, and then styles, lays out and paints all of it once more.
    """
    across, down = screen.app.size
    for room, breakpoints in ((across, screen.HORIZONTAL_BREAKPOINTS), (down, screen.VERTICAL_BREAKPOINTS)):
        reached = [name for least, name in sorted(breakpoints or ()) if room >= least]
        screen.set_class(bool(reached), *reached[-1:], update=False)
