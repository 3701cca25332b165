"""The commands of the report card, of the rows behind an indicator, and of the comparison of teams."""

from __future__ import annotations

from dataclasses import replace

from caseboard.tui.command import Command
from caseboard.tui.commands_lists import GO, list_commands

_HOME, _ROWS, _TEAMS, _SIGNED = "card", "card_rows", "card_teams", "card_signed"
_OWN = tuple(
    Command(f"{_HOME}.{name}", keys, action, title, help_, _HOME, hint)
    for name, keys, action, title, help_, hint in (
        ("rows", "enter", "rows", "Rows of the figure", "Exactly the rows it counted, and those left out", "rows"),
        ("explain", "x", "explain", "How this is calculated", "Figures, rule, left out, trend", "explain"),
        ("quarter_back", "comma", "move_quarter(-1)", "A quarter back", "The card of the quarter before", "quarter"),
        ("quarter_on", "full_stop", "move_quarter(1)", "A quarter on", "The card of the next quarter", "quarter"),
        ("teams", "T,tab", "teams", "Compare teams", "Every team beside the others, with its counts", "teams"),
        ("edit", "e", "edit", "Change the row", "What is typed: target, result, words, quality", "edit"),
        ("add", "plus", "add", "Add a row", "A row typed by hand, for this quarter", ""),
        ("sign", "X", "sign", "Sign off", "Keep this card as it stands, with who approved it", "sign off"),
        ("signed", "v", "signed", "Signed cards", "The cards signed off, and what differs today", "signed"),
        ("cohort", "C", "cohort", "Without a cohort", "Reckon with or without marked assessments", ""),
    )
)
CARD = (*_OWN, *list_commands(_HOME, "The card"))
CARD_KEYS = (*CARD, *GO)
"""Everything that works on the card."""
COHORT = Command(
    *("act.mark_cohort", "ampersand", "act('mark_cohort')", "Mark as of a cohort"),
    *("Mark assessments: the card shows figures without them", "act"),
)
_ACTS = (".undo", ".redo")
CARD_ROWS = (*list_commands(_ROWS, "The rows"), replace(COHORT, hint="cohort"))
CARD_TEAMS = (
    Command(
        f"{_TEAMS}.switch", "T,tab", "switch", "Workers, or teams", "By worker, or by team", _TEAMS, "workers, teams"
    ),
    *(command for command in list_commands(_TEAMS, "The teams") if not command.id.endswith(_ACTS)),
)
CARD_SIGNED = (
    Command(
        f"{_SIGNED}.explain", "x", "explain", "How this was calculated", "Figures, rule, trend", _SIGNED, "explain"
    ),
    *(command for command in list_commands(_SIGNED, "The differences") if not command.id.endswith(_ACTS)),
)
