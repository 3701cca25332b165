"""Whatever shows records is a `Room`: a screen that is not would deal with messages, and paint, under the lock."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from textual.screen import Screen

from caseboard import tui
from caseboard.tui.screens.lock import LockScreen
from caseboard.tui.screens.room import Room


def every_screen(base: type[Screen[Any]] = Screen) -> Iterator[type[Screen[Any]]]:
    """The classes of screens that modules of ours define."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("caseboard."):
            yield kind
        yield from every_screen(kind)


def test_every_screen_but_the_lock_waits_under_it() -> None:
    for module in walk_packages(tui.__path__, "caseboard.tui."):
        import_module(module.name)
    screens = set(every_screen())
    assert len(screens) > 20
    assert {kind for kind in screens if not issubclass(kind, Room)} == {LockScreen}
