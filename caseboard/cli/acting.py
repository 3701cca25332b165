"""`caseboard allocate`, `hand-on`, `authorise`, `undo` and `redo`: acts, journalled as those of the screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import click

from caseboard.cli.call import Call
from caseboard.cli.carrying import both_told, carried_out
from caseboard.cli.opening import open_records
from caseboard.cli.options import DAY, db_option
from caseboard.cli.output import narrate
from caseboard.domain.acts import BadField
from caseboard.domain.delays import Delay
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Team, Worker, find_by_name
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.viewing import load_snapshot
from caseboard.usecases.working.allocate import Allocating, allocate, reassign_all
from caseboard.usecases.working.authorise import Authorising, authorise


@click.command("allocate")
@click.argument("assessments", metavar="[ASSESSMENT_ID]...", type=int, nargs=-1)
@click.option("--plan", "plans", type=int, multiple=True, help="A plan: plan_id of list plans. May be repeated.")
@click.option("--worker", metavar="NAME", help="Who is to hold them.")
@click.option("--team", metavar="NAME", help="The team; without --worker nobody in it holds them.")
@click.option("--from", "start", type=DAY, metavar="DATE", help="From this date on; today without it.")
@click.option("--reason", default="", help="Why.")
@db_option
@click.pass_obj
def allocate_command(
    call: Call,
    assessments: tuple[int, ...],
    plans: tuple[int, ...],
    worker: str | None,
    team: str | None,
    start: date | None,
    reason: str,
) -> None:
    """Give cases to a worker, or to a team without a worker; ASSESSMENT_ID is the assessment_id of list board."""
    with open_records(call) as records, at_its_option():
        snapshot = load_snapshot(records, call.acting_day)
        form = _allocating(snapshot, worker, team, start or call.acting_day, reason)
        act = allocate(snapshot, form, call.acting_day, assessments=assessments, plans=plans)
        narrate(carried_out(records, act, call.now()).said)


@click.command("hand-on")
@click.argument("leaver", metavar="NAME")
@click.option("--worker", metavar="NAME", help="Who is to hold the cases.")
@click.option("--team", metavar="NAME", help="The team; without --worker nobody in it holds them.")
@click.option("--from", "start", type=DAY, metavar="DATE", help="From this date on; today without it.")
@click.option("--reason", default="", help="Why.")
@db_option
@click.pass_obj
def hand_on_command(
    call: Call, leaver: str, worker: str | None, team: str | None, start: date | None, reason: str
) -> None:
    """Give everything the worker NAME holds, or is to hold later, to another: of one who leaves or is away."""
    with open_records(call) as records, at_its_option():
        snapshot = load_snapshot(records, call.acting_day)
        form = _allocating(snapshot, worker, team, start or call.acting_day, reason)
        of = one_called("NAME", leaver, snapshot.facts.workers)
        act = reassign_all(snapshot, of, form, call.acting_day, records.held_by(of, form.start))
        narrate(carried_out(records, act, call.now()).said)


@click.command("authorise")
@click.argument("assessments", metavar="ASSESSMENT_ID...", type=int, nargs=-1, required=True)
@click.option("--on", "day", type=DAY, metavar="DATE", help="The date of authorisation; today without it.")
@click.option("--seen", type=DAY, metavar="DATE", help="When the child was seen, where no date is recorded.")
@click.option("--not-seen", default="", help="Why the child was not seen, in its place.")
@click.option("--delay", type=click.Choice([*map(str, Delay)]), help="Why it is late, from the list.")
@click.option("--delay-words", default="", help="What delayed it, in words.")
@db_option
@click.pass_obj
def authorise_command(
    call: Call,
    assessments: tuple[int, ...],
    day: date | None,
    seen: date | None,
    not_seen: str,
    delay: str | None,
    delay_words: str,
) -> None:
    """Authorise assessments, which stops their clocks; ASSESSMENT_ID is the assessment_id of list board."""
    form = Authorising(day or call.acting_day, seen, not_seen, delay or "", delay_words)
    with open_records(call) as records, at_its_option():
        act = authorise(load_snapshot(records, call.acting_day), assessments, form, call.acting_day)
        narrate(carried_out(records, act, call.now()).said)


@click.command("undo")
@db_option
@click.pass_obj
def undo_command(call: Call) -> None:
    """Take back the last thing you did that stands, whenever that was."""
    with open_records(call) as records, both_told(records):
        narrate(records.undo(call.now()).said)


@click.command("redo")
@db_option
@click.pass_obj
def redo_command(call: Call) -> None:
    """Do again what you last took back."""
    with open_records(call) as records, both_told(records):
        narrate(records.redo(call.now()).said)


@contextmanager
def at_its_option() -> Iterator[None]:
    """Put the option in front of a refusal that is about one."""
    try:
        yield
    except BadField as refused:
        options = [p for p in click.get_current_context().command.params if isinstance(p, click.Option)]
        called = next((option.opts[0] for option in options if option.name == refused.field), None)
        raise BadInput(f"{called}: {refused}" if called else str(refused)) from None


def _allocating(snapshot: Snapshot, worker: str | None, team: str | None, start: date, reason: str) -> Allocating:
    facts = snapshot.facts
    holder = one_called("--worker", worker, facts.workers, start) if worker else None
    return Allocating(holder, one_called("--team", team, facts.teams) if team else None, start, reason)


def one_called(
    option: str, name: str, among: Mapping[int, Worker] | Mapping[int, Team], day: date | None = None
) -> int:
    """The number of the one called `name`; of several workers the one who has not left on `day`, where it is given.

    Raises BadInput where there is none, or several.
    """
    found = find_by_name(among.values(), name)
    if day is not None:
        found = [person for person in found if isinstance(person, Worker) and not person.has_left(day)] or found
    if len(found) == 1:
        return found[0].id
    if found:
        which = "write one of them in full, or the reference"
        raise BadInput(f'{option}: "{name[:40]}" is part of {len(found)} names; {which}')
    raise BadInput(f'{option}: there is nobody of the name "{name[:40]}"; see caseboard list workers')
