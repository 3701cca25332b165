"""A record entered wrongly is voided: by whom, when and why, and undone as any act is."""

from __future__ import annotations

from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, Value, Verb
from caseboard.domain.checking import check_words
from caseboard.domain.voiding import Standing

WHAT = "what"
"""The form's name of the record."""


def void(standing: Standing | None, reason: str, today: date, who: str) -> Act:
    """Void one record. Raises BadField where there is none, it may not be, or nobody says why."""
    if standing is None:
        raise BadField(WHAT, "there is no such record: look it up with caseboard void --of CHILD_ID")
    if standing.refusal:
        raise BadField(WHAT, standing.refusal)
    why = check_words("reason", reason, "the reason")
    values: dict[str, Value] = {"voided_on": today, "voided_by": who, "void_reason": why}
    edit = Edit(standing.kind, values, standing.record, standing.version, standing.child)
    return Act(Verb.VOID, (edit,), f"{standing.words} voided", why)
