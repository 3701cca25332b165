"""The forms of who holds a case: allocated, or everything of one worker handed on."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.acts import Act, BadField
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.dates import AHEAD
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values, today_field
from caseboard.tui.forms_workers import worker_field
from caseboard.usecases.working.allocate import Allocating, allocate, reassign_all


def _fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    facts = snapshot.facts
    teams = sorted(facts.teams.values(), key=lambda team: team.name.casefold())
    choices = [("", "no, to the worker"), *((str(team.id), team.name) for team in teams)]
    return (
        worker_field(snapshot, chosen, "worker", "Worker"),
        Field("team", "or a team, nobody yet", Kind.CHOICE, choices=choices),
        today_field("start", "From", chosen),
        Field("reason", "Reason", Kind.TEXT),
    )


def _fields_with_plan(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (
        *_fields(snapshot, chosen),
        Field("see_by", "Child to be seen by", Kind.DATE, hint=AHEAD),
        Field("to_do", "To do first", Kind.TEXT),
        Field("review_on", "Looked at again on", Kind.DATE, hint=AHEAD),
    )


def _allocating(snapshot: Snapshot, values: Values) -> Allocating:
    team, named = values.text("team"), values.text("worker").strip()
    if team and named:
        raise BadField("team", "a worker and a team without one cannot both be right: leave one of them empty")
    worker = values.worker("worker", snapshot.facts.workers.values()) if named else None
    plan = (values.day_or_none("see_by", ahead=True), values.text("to_do"), values.day_or_none("review_on", ahead=True))
    return Allocating(worker, int(team) if team else None, values.day("start"), values.text("reason"), *plan)


def _allocate(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    form = _allocating(snapshot, values)
    subjects = {"assessments": chosen.assessments, "plans": chosen.plans, "referrals": chosen.referrals}
    return allocate(snapshot, form, chosen.today, enquiries=chosen.enquiries, **subjects)


def _hand_on(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    assert chosen.worker is not None
    form = _allocating(snapshot, values)
    held = chosen.held_by(chosen.worker, form.start)
    return reassign_all(snapshot, chosen.worker, form, chosen.today, held)


HOLDING = {
    "allocate": Form("Allocate", _fields_with_plan, _allocate, About.CASES),
    "hand_on": Form("Hand on everything of a worker", _fields, _hand_on, About.WORKER),
}
