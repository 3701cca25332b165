"""What a list needs of the database besides the board. Apart, so that who only opens a board imports no list."""

from __future__ import annotations

from enum import Enum, auto


class Needs(Enum):
    """What of the database a list needs besides the board."""

    NOTHING = auto()
    SESSIONS = auto()
    DECISIONS = auto()
    SHIFT = auto()
    QUALITY = auto()
    GAMING = auto()
