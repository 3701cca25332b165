"""The commands of the decisions on referrals."""

from __future__ import annotations

from caseboard.tui.command import Command
from caseboard.tui.commands_lists import GO, list_commands

_HOME = "decisions"
OWN = (
    Command(
        "decisions.switch", "T,tab", "switch", "Next list", "Waiting, to be reviewed, all decisions", _HOME, "next list"
    ),
    Command("decisions.decide", "X", "act('decide')", "Decide", "Decide on the referral", _HOME, "decide"),
    Command(
        *("decisions.review", "v", "act('review_decision')", "Review"),
        *("Review somebody else's decision", _HOME, "review"),
    ),
    Command(
        *("decisions.allocate", "a", "act('allocate')", "Allocate"),
        *("Give it to a worker or a team, with its plan", _HOME, "allocate"),
    ),
    Command("decisions.flag", "f", "act('flag')", "Flag", "Flag the child for immediate action", _HOME),
    Command("decisions.close_flag", "F", "act('close_flag')", "Close the flag", "Say what was done", _HOME),
)
DECISIONS = (*OWN, *list_commands(_HOME, "The decisions"))
DECISIONS_KEYS = (*DECISIONS, *GO)
"""Everything that works there."""
