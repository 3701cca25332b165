"""The keys that open a list over the board, and go from one list to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Generic

from textual.screen import ScreenResultType

from caseboard.tui.screens.room import Room
from caseboard.tui.session import Session

if TYPE_CHECKING:
    from caseboard.tui.listed import Place
    from caseboard.tui.screens.listing import ListScreen

SCREENS = {
    "shift": ("shift", "ShiftScreen"),
    "decisions": ("decisions", "DecisionsScreen"),
    "plans": ("plans", "PlansScreen"),
    "dates": ("dates", "DatesScreen"),
    "card": ("card", "CardScreen"),
    "quality": ("quality", "QualityScreen"),
}
"""By name, the module and the class of each list. Imported when it is first opened: the first frame does without."""


class GoKeys(Room[ScreenResultType], Generic[ScreenResultType]):
    """A screen with these keys says what it shows (`place`), which the list opened then shows at once."""

    _session: Session
    _who: str
    _keymap: Mapping[str, str]
    clock: Callable[[], date]

    def place(self) -> Place | None:
        """What is in view; None while nothing was read."""
        raise NotImplementedError

    def list_screen(self, name: str) -> ListScreen | None:
        """The list of that name on what is in view; None while nothing was read, or where it is this one."""
        place = self.place()
        if place is None:
            return None
        module, screen = SCREENS[name]
        made: type[ListScreen] = getattr(import_module(f"caseboard.tui.screens.{module}"), screen)
        return None if isinstance(self, made) else made(self._session, place, self.clock, self._who, self._keymap)

    def action_open_list(self, name: str) -> None:
        """Open a list over this screen."""
        if screen := self.list_screen(name):
            self.app.push_screen(screen)
