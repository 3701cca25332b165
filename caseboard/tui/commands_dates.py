"""The commands of the list of every date, and of its month."""

from __future__ import annotations

from caseboard.tui.command import Command
from caseboard.tui.commands_lists import list_commands

HOME = "dates"
GROUPS = (
    *("decisions", "to be seen", "assessments", "conferences", "reviews"),
    *("visits", "supervision", "actions", "workers"),
)
"""The groups of kinds (`deadline_rows.Group`) in the order of their digits, without the rules' modules."""
DATES = (
    Command("dates.switch", "T,tab", "switch", "Month, or list", "A month of days, or the list again", HOME, "month"),
    *(
        Command(
            f"dates.group.{group.replace(' ', '_')}",
            str(digit),
            f"group('{group}')",
            f"Only {group}",
            f"Only {group}; again for all",
            HOME,
        )
        for digit, group in enumerate(GROUPS, 1)
    ),
    *list_commands(HOME, "Every date"),
)
MONTH = (
    Command("month.left", "left,h", "move(-1)", "A day before", "The day before", "month"),
    Command("month.right", "right,l", "move(1)", "A day on", "The day after", "month"),
    Command("month.up", "up,k", "move(-7)", "A week before", "The same day a week before", "month"),
    Command("month.down", "down,j", "move(7)", "A week on", "The same day a week later", "month"),
    Command("month.page_up", "pageup,ctrl+b", "month(-1)", "A month before", "The month before", "month"),
    Command("month.page_down", "pagedown,ctrl+f", "month(1)", "A month on", "The month after", "month"),
    Command("month.home", "home,g", "home", "The date in view", "To the date in view", "month"),
    Command("month.open", "enter", "open", "The day's list", "The list of the day; escape: the month again", "month"),
)
