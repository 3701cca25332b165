"""What the tests of acts share: the day, one child with a case, and how a refusal is looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caseboard.domain.acts import Act, BadField, Edit, RecordKind
from tests.domain.making import on

TODAY = on("2009-09-28")


def refusal(act: Callable[[], Act]) -> tuple[str, str]:
    """The field and the sentence of what is refused."""
    with pytest.raises(BadField) as refused:
        act()
    assert "\n" not in str(refused.value)
    assert "Child" not in str(refused.value)
    return refused.value.field, str(refused.value)


def values(act: Act) -> list[tuple[RecordKind, int | None, dict[str, object]]]:
    """What an act does: kind, record and fields of each edit but those that only guard."""
    return [(e.kind, e.record, dict(e.values)) for e in act.edits if e.values]


def only(act: Act) -> Edit:
    """The act's one edit, besides those that only guard against what somebody else did meanwhile."""
    (edit,) = (e for e in act.edits if e.values)
    return edit
