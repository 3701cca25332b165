"""Which act answers a row of the shift, and the key it is done with."""

from __future__ import annotations

from collections.abc import Mapping

from caseboard.domain.shift_rows import Deadline, ShiftRow
from caseboard.domain.shift_words import Group
from caseboard.tui.acts import FORMS
from caseboard.tui.command import keys_of
from caseboard.tui.commands import ACTS
from caseboard.tui.commands_shift import ACT_OF, SHIFT, act_of
from caseboard.tui.listed_shift import Key

_OF_DEADLINE = {
    Deadline.DECISION: "decide",
    Deadline.CONFERENCE: "conference",
    Deadline.REVIEW: "book_review",
    Deadline.CORE_GROUP: "core_group",
    Deadline.VISIT: "visit",
    Deadline.ACTION: "action",
    Deadline.ASSESSMENT: "authorise",
}
"""By what is due, the act that answers it."""


def act_on(key: Key, row: ShiftRow) -> str | None:
    """The act that answers the row: that of its deadline where a group holds several kinds, else the group's own."""
    if key is Group.PLANS or not isinstance(key, Group):
        return _OF_DEADLINE.get(row.kind) if row.kind else None
    if key is Group.OVERNIGHT and row.kind is not Deadline.DECISION:
        return "allocate" if row.to_allocate else None  # decided, or begun without a decision
    return ACT_OF.get(key)


def key_beside(key: Key, worst: ShiftRow, keymap: Mapping[str, str]) -> str:
    """The key of the act that is done on the worst of the rows, where there is one."""
    name = act_on(key, worst)
    found = next((c for c in (*SHIFT, *ACTS) if name in FORMS and act_of(c) == name), None)
    return keys_of(found, keymap)[0] if found else ""
