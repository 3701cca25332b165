"""The commands of the lists opened over the board: the keys that go from one to another, and those all of them have."""

from __future__ import annotations

from caseboard.tui.command import Command

GO = (
    Command("go.shift", "S", "open_list('shift')", "Shift start", "What this morning needs, across the teams", "go"),
    Command(
        "go.decisions", "D", "open_list('decisions')", "Decisions", "Referrals to decide, decisions to review", "go"
    ),
    Command("go.plans", "P", "open_list('plans')", "CP plans", "Plans with their reviews, visits, core groups", "go"),
    Command("go.dates", "L", "open_list('dates')", "Every date", "Every deadline of any kind in date order", "go"),
    Command("go.card", "K", "open_list('card')", "Report card", "Indicators against target, teams, sign-off", "go"),
    Command("go.quality", "Q", "open_list('quality')", "Data quality", "What the checks of the records find", "go"),
)


def days(home: str, what: str) -> tuple[Command, ...]:
    """The keys that move the date in view, on a screen whose title is `what`."""
    moves = (
        ("day_back", "[", "move_day(-1)", "A working day back", f"{what} as at the working day before", "day"),
        ("day_on", "]", "move_day(1)", "A working day on", f"{what} a working day later, nothing closed", "day"),
        ("week_back", "{", "move_week(-1)", "A week back", f"{what} as at seven days before", ""),
        ("week_on", "}", "move_week(1)", "A week on", f"{what} seven days later", ""),
        ("today", "t", "today", "Today", f"{what} as at today", ""),
        ("date", "d", "date", "Go to a date", f"Type the date: {what[0].lower()}{what[1:]} as at that day", ""),
    )
    return tuple(
        Command(f"{home}.{id}", keys, act, title, help, home, hint) for id, keys, act, title, help, hint in moves
    )


def list_commands(home: str, what: str) -> tuple[Command, ...]:
    """What every list can do, on a screen whose title is `what`."""
    return (
        Command(f"{home}.back", "escape,backspace", "back", "Back", "Marks, the filter, then the board", home, "back"),
        Command(f"{home}.filter", "/", "filter", "Filter", "Only rows with these words", home, "filter"),
        Command(f"{home}.clear", "c", "clear", "Clear", "Clear the filter and the team in view", home),
        *days(home, what),
        Command(f"{home}.sort", "o", "sort", "Order by", "Choose the column to order by", home),
        Command(f"{home}.sort_left", "<", "shift_sort(-1)", "Order left", "Order by the column to the left", home),
        Command(f"{home}.sort_right", ">", "shift_sort(1)", "Order right", "Order by the column to the right", home),
        Command(f"{home}.sort_flip", "=", "flip_sort", "Turn round", "Smallest first, or largest first", home),
        Command(f"{home}.undo", "ctrl+z", "undo", "Undo", "Take back the last thing you did, whenever", home),
        Command(f"{home}.redo", "ctrl+y", "redo", "Redo", "Do again what you last took back", home),
        Command(f"{home}.reload", "r", "reload", "Read again", "Read the database again", home),
    )
