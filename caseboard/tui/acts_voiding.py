"""The form of voiding: which record of the child was entered wrongly, and why."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.acts import Act
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values
from caseboard.usecases.working.voiding import WHAT, void


def _fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    choices = [(str(place), each.words) for place, each in enumerate(chosen.standing)]
    return (
        Field(WHAT, "Record", Kind.CHOICE, "0", choices),
        Field("reason", "Why it is wrong", Kind.TEXT),
    )


def _act(_: Snapshot, chosen: Chosen, values: Values) -> Act:
    return void(chosen.standing[int(values.text(WHAT))], values.text("reason"), chosen.today, chosen.who)


VOIDING = {"void": Form("Void a record", _fields, _act, About.RECORDS)}
