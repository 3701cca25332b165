"""The commands of the start of a shift."""

from __future__ import annotations

from caseboard.domain.counter_words import COUNTER_WORDS
from caseboard.domain.shift_words import Breaks, Group
from caseboard.tui.command import Command
from caseboard.tui.commands_lists import list_commands

_HOME = "shift"
SHIFT = (
    Command(
        *("shift.handover", "N", "handover", "Hand-over"),
        *("The note of the last shift, and yours to the next", _HOME, "hand-over"),
    ),
    Command(
        *("shift.since", "i", "since", "Since the last shift"),
        *("What is new since the last shift, and who did it", _HOME, "what is new"),
    ),
    Command("shift.over", "O", f"breaking('{Breaks.OVER}')", "Over now", "Every deadline that is over, once", _HOME),
    Command(
        *("shift.next", "9", f"breaking('{Breaks.NEXT}')", "Before the next working day ends"),
        *("Only what breaks before the next working day ends", _HOME),
    ),
    Command(
        *("shift.gap", "0", f"breaking('{Breaks.GAP}')", "Over the weekend or bank holiday"),
        *("Only what breaks while nobody is there; again for all", _HOME),
    ),
    Command("shift.decide", "X", "act('decide')", "Decide", "Decide on the referral", _HOME),
    *list_commands(_HOME, "The shift"),
    *(
        Command(
            *(f"shift.counter.{words.key}", words.digit, f"counter('{words.key}')"),
            *(f"Board: {words.title}", f"The board with the rows {words.title} counts", _HOME),
        )
        for words in COUNTER_WORDS
    ),
)
GROUPS = (
    Command("groups.up", "up,k", "move(-1)", "Up", "The group above", "groups"),
    Command("groups.down", "down,j", "move(1)", "Down", "The group below", "groups"),
    Command("groups.first", "home,g", "move(-999)", "First", "The first group", "groups"),
    Command("groups.last", "end,G", "move(999)", "Last", "The last group", "groups"),
    Command("groups.open", "enter,right,l", "open", "Open", "Into the rows of the group", "groups"),
)
ACT_OF = {
    Group.IMMEDIATE: "close_flag",
    Group.OVERNIGHT: "decide",
    Group.DECISIONS: "decide",
    Group.NOBODYS: "allocate",
    Group.NOT_SEEN: "seen",
    Group.ENQUIRIES: "conference",
    Group.LIMITS: "authorise",
    Group.TO_AUTHORISE: "authorise",
    Group.ABSENT: "hand_on",
    Group.ACTIONS: "action",
}
"""By group, the act that is done on its rows more than any other; among plans it depends on what is due."""


def act_of(command: Command) -> str:
    """The act a command opens the form of, by its name; empty where it does something else."""
    return command.action[len("act('") : -len("')")] if command.action.startswith("act(") else ""
