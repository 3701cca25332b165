"""The one rule of loading again: what an extract may do to a value that is already stored.

Source: domain.md, "Files that really come in". The order matters: an extract older than the one that last gave the
record says nothing at all; then what was typed in caseboard is protected; then the extract is followed.
"""

from __future__ import annotations

from datetime import date
from enum import Enum, auto

Value = date | str | int | float | bool | None
"""What a stored field may hold. None and "" both mean: nothing recorded."""


class Verdict(Enum):
    """What becomes of one stored value."""

    SAME = auto()
    """Both say the same."""
    OLDER = auto()
    """They differ and the extract is older than the stored record: kept, and listed."""
    TYPED = auto()
    """They differ and the stored value was typed in caseboard since: kept."""
    UPDATE = auto()
    """The extract's value is taken."""
    OVERRULE = auto()
    """A later extract gives another value than the one typed in caseboard: taken, and listed."""


def is_empty(value: object) -> bool:
    """Whether a value records nothing."""
    return value is None or value == ""


def decide(
    stored: object, incoming: object, *, typed_on: date | None, last_extract: date | None, extract: date
) -> Verdict:
    """Judge one field. `typed_on`: when the value was typed in caseboard, None if it came from an extract.

    `last_extract`: date of the extract that last gave the record, None where none did: the record was then made in
    caseboard, so an empty value in the extract takes nothing away.
    """
    if stored == incoming or (is_empty(stored) and is_empty(incoming)):
        return Verdict.SAME
    if last_extract is not None and extract < last_extract:
        return Verdict.OLDER
    if typed_on is not None:
        return Verdict.TYPED if is_empty(incoming) or extract <= typed_on else Verdict.OVERRULE
    if last_extract is None and is_empty(incoming):
        return Verdict.TYPED
    return Verdict.UPDATE
