"""The form of supervision actions outside a session: what came of one, or by when it is to be done now."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.acts import Act, BadField
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date
from caseboard.tui.dates import AHEAD
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values, today_field
from caseboard.usecases.supervising.actions import carry_action, close_action


def _fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (
        Field("outcome", "What was done", Kind.TEXT),
        today_field("done_on", "Done on", chosen),
        Field("by_when", "or carry it to", Kind.DATE, hint=AHEAD),
        Field("why", "because", Kind.TEXT),
    )


def _act(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    outcome, by_when, why = values.text("outcome"), values.day_or_none("by_when", ahead=True), values.text("why")
    later = by_when is not None or bool(why.strip())
    if outcome.strip() and later:
        raise BadField("by_when", "done and carried on cannot both be right: leave one of them empty")
    if later:
        return carry_action(snapshot, chosen.actions, by_when, why, chosen.today)
    if not outcome.strip():
        raise BadField("outcome", "nothing is said yet: write what was done, or to which date it is carried")
    return close_action(snapshot, chosen.actions, values.day("done_on"), outcome, chosen.today)


def _tells(snapshot: Snapshot, chosen: Chosen) -> str:
    """Of one action what is to be done by when; several are counted in the title."""
    wanted = set(chosen.actions)
    those = [action for action in snapshot.facts.actions if action.id in wanted]
    return f"{those[0].what}, by {long_date(those[0].due_by(chosen.today))}" if len(those) == 1 else ""


ACTIONS = {"action": Form("Supervision action", _fields, _act, About.ACTIONS, tells=_tells, quotes=True)}
"""One form for both: whoever opens it need not know yet which it will be."""
