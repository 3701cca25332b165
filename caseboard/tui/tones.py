"""The tones: what a piece of text means, and how the theme in use paints it. Only theme variables: every theme works.

They are worked out here and not as Textual component classes, whose style sheets cost half of the first frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color


class Tone(NamedTuple):
    """How a meaning is painted; what is left out stays as the widget has it."""

    ink: str = ""
    """Theme variable of the text's colour."""
    share: float = 1.0
    """How much of that colour, the rest is background."""
    behind: str = ""
    """Theme variable of the colour behind the text."""
    cover: float = 1.0
    """How much of that one."""
    style: str = ""
    plain: str = ""
    """Text style instead of shares of a colour, in a terminal's own sixteen colours, which cannot be mixed."""


TONES = {
    "over": Tone("text-error", style="bold"),  # past its limit: the only red
    "late": Tone("text-error"),  # the same in a quieter voice
    "soon": Tone("text-warning"),  # due today, close, nobody's
    "good": Tone("text-success"),  # reaches its target
    "quiet": Tone("foreground", 0.65, plain="dim"),
    "faint": Tone("foreground", 0.45, plain="dim"),
    "strong": Tone(style="bold"),
    "key": Tone("footer-key-foreground", style="bold"),
    "title": Tone("text-primary", style="bold"),
    "alarm": Tone("text-error", style="bold reverse"),  # immediate action, names hidden
    "note": Tone("text-primary"),
    "mark": Tone("primary", style="bold"),  # the bar of the line or counter one stands on
    "chosen": Tone(style="bold underline"),
    "chip": Tone(behind="primary", cover=0.35, plain="reverse"),
    "hit": Tone(behind="primary", cover=0.35, style="underline", plain="reverse"),  # where words searched for stand
    "hit-here": Tone(style="bold reverse underline"),  # the one gone to
    "heading": Tone("foreground", 0.65, style="underline"),
    "cursor": Tone(behind="primary", cover=0.40, style="bold", plain="reverse"),
    "cursor-away": Tone(behind="primary", cover=0.18, plain="bold"),  # the cursor where the keys do not go
}


def paint(variables: Mapping[str, str], *, ansi: bool = False, colour: bool = True) -> dict[str, Style]:
    """Every tone as a style, from the theme's variables.

    `ansi`: in the terminal's own colours. Without `colour` (NO_COLOR) what is coloured keeps the full strength of the
    text: turned into grey, red would be the weakest of all.
    """
    background = Color.parse(variables["background"])

    def mixed(name: str, share: float) -> Color | None:
        if not name or (ansi and share < 1):
            return None
        color = Color.parse(variables[name])
        return color if ansi else background + color.with_alpha(share)

    painted = {}
    for name, tone in TONES.items():
        ink = mixed(tone.ink, tone.share) if colour or tone.share < 1 else None
        behind = mixed(tone.behind, tone.cover)
        style = " ".join((tone.style, tone.plain if ansi else "")).strip()
        colors = Style.from_color(ink.rich_color if ink else None, behind.rich_color if behind else None)
        painted[name] = colors + Style.parse(style)
    return painted
