"""`caseboard allocate`, `authorise`, `undo` and `redo`: acts on cases, journalled as those of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from caseboard.cli.call import Call, now
from caseboard.cli.opening import open_records
from caseboard.cli.options import DAY, db_option
from caseboard.cli.output import narrate
from caseboard.domain.delays import Delay
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Team, Worker, find_by_name
from caseboard.usecases.viewing import load_snapshot
from caseboard.usecases.working.allocate import Allocating, allocate, reassign_all
from caseboard.usecases.working.authorise import Authorising, authorise


@click.command("allocate")
@click.argument("assessments", metavar="[ASSESSMENT_ID]...", type=int, nargs=-1)
@click.option("--plan", "plans", type=int, multiple=True, help="A plan: plan_id of list plans. May be repeated.")
@click.option("--everything-of", metavar="NAME", help="Instead: all that this worker holds, who leaves or is away.")
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
    everything_of: str | None,
    worker: str | None,
    team: str | None,
    start: date | None,
    reason: str,
) -> None:
    """Give cases to a worker, or to a team without a worker; ASSESSMENT_ID is the assessment_id of list board."""
    if everything_of and (assessments or plans):
        raise BadInput("--everything-of: hands on all a worker holds; leave out the numbers, or leave this out")
    with open_records(call) as records:
        snapshot = load_snapshot(records, call.day)
        workers, teams = snapshot.facts.workers, snapshot.facts.teams
        to_worker = one_called("--worker", worker, workers) if worker else None
        to_team = one_called("--team", team, teams) if team else None
        form = Allocating(to_worker, to_team, start or call.day, reason)
        if everything_of:
            leaver = one_called("--everything-of", everything_of, workers)
            held = records.held_by(leaver, form.start)
            act = reassign_all(snapshot, leaver, form, call.day, held)
        else:
            act = allocate(snapshot, form, call.day, assessments=assessments, plans=plans)
        narrate(records.perform(act, now()).said)


@click.command("authorise")
@click.argument("assessments", metavar="ASSESSMENT_ID...", type=int, nargs=-1, required=True)
@click.option("--on", "day", type=DAY, metavar="DATE", help="The date of authorisation; today without it.")
@click.option("--seen", type=DAY, metavar="DATE", help="When the child was seen, where no date is recorded.")
@click.option("--not-seen", default="", help="Why the child was not seen, in its place.")
@click.option("--delay", default="", metavar="CODE", help=f"Why it is late: {' '.join(Delay)}.")
@click.option("--delay-words", default="", help="What delayed it, in words.")
@db_option
@click.pass_obj
def authorise_command(
    call: Call,
    assessments: tuple[int, ...],
    day: date | None,
    seen: date | None,
    not_seen: str,
    delay: str,
    delay_words: str,
) -> None:
    """Authorise assessments, which stops their clocks; ASSESSMENT_ID is the assessment_id of list board."""
    form = Authorising(day or call.day, seen, not_seen, delay, delay_words)
    with open_records(call) as records:
        act = authorise(load_snapshot(records, call.day), assessments, form, call.day)
        narrate(records.perform(act, now()).said)


@click.command("undo")
@db_option
@click.pass_obj
def undo_command(call: Call) -> None:
    """Take back the last thing you did that stands, whenever that was."""
    with open_records(call) as records:
        narrate(records.undo(now()).said)


@click.command("redo")
@db_option
@click.pass_obj
def redo_command(call: Call) -> None:
    """Do again what you last took back."""
    with open_records(call) as records:
        narrate(records.redo(now()).said)


def one_called(option: str, name: str, among: Mapping[int, Worker] | Mapping[int, Team]) -> int:
    """The number of the one called `name`. Raises BadInput where there is none, or several."""
    found = find_by_name(among.values(), name)
    if len(found) == 1:
        return found[0].id
    if found:
        raise BadInput(f'{option}: "{name[:40]}" is part of {len(found)} names; write one of them in full')
    raise BadInput(f'{option}: there is nobody of the name "{name[:40]}"; see caseboard list workers')
