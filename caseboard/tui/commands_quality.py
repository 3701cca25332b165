"""The commands of the screen of data quality."""

from __future__ import annotations

from caseboard.tui.command import Command
from caseboard.tui.commands_lists import list_commands

_HOME = "quality"
QUALITY = (
    Command(
        *("quality.signs", "T", "signs", "Signs of gaming"),
        *("Signs of gaming in the quarter; again the checks", _HOME, "signs, checks"),
    ),
    Command(
        *("quality.supervise", "s", "supervise", "Supervise"),
        *("A session with the worker of the row", _HOME, "supervise"),
    ),
    *list_commands(_HOME, "The checks"),
)
