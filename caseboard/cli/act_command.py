"""How a command of an act is made: it takes ids and options, carries the act out and says what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from caseboard.cli.acting import at_its_option
from caseboard.cli.call import Call
from caseboard.cli.carrying import carried_out
from caseboard.cli.opening import open_records
from caseboard.cli.options import DAY, db_option
from caseboard.cli.output import narrate
from caseboard.domain.acts import Act
from caseboard.domain.decisions import DecisionFacts
from caseboard.domain.errors import BadInput
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.ports import Records
from caseboard.usecases.viewing import load_snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked to do."""

    snapshot: Snapshot
    ids: Sequence[int]
    """Of assessments, plans or referrals, or of children where the command takes record numbers."""
    today: date
    who: str
    options: Mapping[str, Any]
    """By the field of the use case."""
    decisions: Sequence[DecisionFacts] = ()
    """Where the command takes the referrals they were made on."""

    def text(self, name: str) -> str:
        """An option in words; empty where it was not given."""
        return self.options[name] or ""

    def day(self, name: str) -> date:
        """A date; today where it was not given."""
        day: date | None = self.options[name]
        return day or self.today


Making = Callable[[Asked], Act]


def of_assessments(help: str, make: Making, *options: click.Option) -> click.Command:
    """A command that takes the ids of assessments."""
    return _command(help, "ASSESSMENT_ID", int, _assessments, make, options)


def of_children(help: str, make: Making, *options: click.Option) -> click.Command:
    """A command that takes record numbers."""
    return _command(help, "CHILD_ID", str, _children, make, options)


def of_referrals(help: str, make: Making, *options: click.Option) -> click.Command:
    """A command that takes the ids of referrals that wait for a decision."""
    return _command(help, "REFERRAL_ID", int, _on_board, make, options)


def of_decisions(help: str, make: Making, *options: click.Option) -> click.Command:
    """A command that takes the ids of referrals a decision was made on, whenever that was."""
    return _command(help, "REFERRAL_ID", int, _on_board, make, options, decided=True)


def of_plans(help: str, make: Making, *options: click.Option) -> click.Command:
    """A command that takes the ids of open child protection plans."""
    return _command(help, "PLAN_ID", int, _on_board, make, options)


def _command(
    help: str,
    metavar: str,
    type: type[int] | type[str],
    find: Callable[[Records, date, Sequence[Any]], tuple[Snapshot, Sequence[int]]],
    make: Making,
    options: Iterable[click.Option],
    *,
    decided: bool = False,
) -> click.Command:
    """A command that takes ids, carries out one act and says what was done."""

    @click.pass_obj
    def run(call: Call, /, ids: tuple[Any, ...], **given: Any) -> None:
        with open_records(call) as records, at_its_option():
            snapshot, found = find(records, call.acting_day, ids)
            decisions = _decisions(records, found) if decided else ()
            act = make(Asked(snapshot, found, call.acting_day, records.writer.who, given, decisions))
            narrate(carried_out(records, act, call.now()).said)

    wanted = click.Argument(["ids"], metavar=f"{metavar}...", nargs=-1, required=True, type=type)
    return db_option(click.Command(None, callback=run, params=[wanted, *options], help=help))


def _assessments(records: Records, day: date, ids: Sequence[int]) -> tuple[Snapshot, Sequence[int]]:
    """The facts these assessments stand in: what a board reads, all there is where one was authorised before that."""
    snapshot = load_snapshot(records, day)
    if not set(ids) <= {a.id for a in snapshot.facts.assessments}:
        snapshot = load_snapshot(records, snapshot.rules.calendar.first)
    return snapshot, ids


def _decisions(records: Records, ids: Sequence[int]) -> Sequence[DecisionFacts]:
    known = {decision.referral.id: decision for decision in records.decisions(date.min)}
    missing = next((each for each in ids if each not in known), None)
    if missing is not None:
        raise BadInput(f"REFERRAL_ID: no decision was made on a referral {missing}; see list decisions")
    return [known[each] for each in ids]


def _on_board(records: Records, day: date, ids: Sequence[int]) -> tuple[Snapshot, Sequence[int]]:
    """The facts a board reads: the use case refuses what is not among them."""
    return load_snapshot(records, day), ids


def _children(records: Records, day: date, ids: Sequence[str]) -> tuple[Snapshot, Sequence[int]]:
    snapshot = load_snapshot(records, day)
    known = {child.child_id: child.id for child in snapshot.facts.children.values()}
    missing = next((each for each in ids if each not in known), None)
    if missing is not None:
        raise BadInput(f'CHILD_ID: no child with open work has the record number "{missing[:40]}"; see list board')
    return snapshot, [known[each] for each in ids]


def on_a_day(act: Callable[[Snapshot, Iterable[int], date, date], Act]) -> Making:
    """A use case that takes ids, the date of `ON` and today."""
    return lambda asked: act(asked.snapshot, asked.ids, asked.day("day"), asked.today)


def option(name: str, field: str, help: str, **more: Any) -> click.Option:
    """An option whose refusals are those of the use case's `field`."""
    return click.Option([f"--{name}", field], help=help, **more)


def day_option(name: str, field: str, help: str, **more: Any) -> click.Option:
    """An option that takes a date."""
    return option(name, field, help, type=DAY, metavar="DATE", **more)


ON = day_option("on", "day", "On which date; today without it.")
