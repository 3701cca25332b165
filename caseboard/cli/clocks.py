"""`caseboard due` and `caseboard explain`: the clock as a calculator, and a child's clocks day by day."""

from __future__ import annotations

from datetime import date

import click

from caseboard.cli.call import Call
from caseboard.cli.options import DAY, Whole, as_at_option, db_option
from caseboard.cli.output import emit, emit_line
from caseboard.domain.clocks import Explanation, count_days, due_date
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.domain.standards import Limit, Unit
from caseboard.domain.words import UNIT_WORDS, long_date
from caseboard.usecases.reference import default_settings, rules_from


@click.command("due")
@click.argument("start", type=DAY)
@click.argument("n", type=Whole(1, 9999))
@click.option("--unit", type=click.Choice([u.value for u in Unit]), default="wd", help="Working days by default.")
@click.option("--explain", is_flag=True, help="Print every day counted or skipped.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def due_command(start: date, n: int, unit: str, explain: bool, as_data: bool) -> None:
    """Print the last day on which a step of N days that starts on START is in time; the start is day 0.

    It counts by England's bank holidays, with no council closures; a database is not needed.
    """
    rules = rules_from(default_settings())
    limit = Limit(n, Unit(unit))
    due = due_date(start, limit, rules)
    if due is None:
        known = rules.calendar
        raise BadInput(f"{limit} after {start} is outside the calendar, which runs from {known.first} to {known.last}")
    days = count_days(start, due, limit.unit, rules)
    if as_data:
        from caseboard.exchange.outputs import as_json

        emit(as_json({"start": start, "n": n, "unit": unit, "due": due, **days_values(days)}))
        return
    if explain:
        for line in _day_lines(days):
            emit_line(line)
    emit_line(f"{due.isoformat()} ({long_date(due)}): {n} {UNIT_WORDS[limit.unit]} after {long_date(start)}")


@click.command("explain")
@click.argument("child_id")
@click.option("--json", "as_data", is_flag=True, help="Print JSON: the board's keys, with counted and skipped days.")
@db_option
@as_at_option
@click.pass_obj
def explain_command(call: Call, child_id: str, as_data: bool) -> None:
    """Print every clock of the child with record number CHILD_ID: its start, its standard, the days skipped and why."""
    from caseboard.cli.opening import open_records
    from caseboard.domain.snapshot import Snapshot
    from caseboard.usecases.explaining import explain_child, lines

    with open_records(call) as records:
        facts = records.facts_of_child(child_id)
        if facts is None:
            raise BadInput("no child in this database has that record number: check it, or see caseboard list board")
        child = next(iter(facts.children.values()))
        records.note(Event.VIEW, call.now(), child=child.id, about="explain")
        snapshot = Snapshot(facts, rules_from(records.settings_document()))
    clocks = explain_child(snapshot, call.day)
    if as_data:
        from caseboard.exchange.outputs import as_json
        from caseboard.usecases.lists import clock_values

        days = [days_values(Explanation(c.counted, c.skipped)) for c in clocks]
        emit(as_json([{**clock_values(c, child), **d} for c, d in zip(clocks, days, strict=True)]))
        return
    emit_line(f"{child.label}, as at {long_date(call.day)}")
    for clock in clocks:
        first, *rest = lines(clock, call.day)
        emit_line(f"{clock.title}: {first}")
        for line in rest:
            emit_line(f"  {line}")
    if not clocks:
        emit_line("no clock had started")


def days_values(days: Explanation) -> dict[str, object]:
    """`counted` and `skipped` as they stand in every JSON answer."""
    return {"counted": days.counted, "skipped": [{"date": s.day, "why": s.why} for s in days.skipped]}


def _day_lines(days: Explanation) -> list[str]:
    told = [(day, f"{n:5}  {long_date(day)}") for n, day in enumerate(days.counted, 1)]
    told += [(s.day, f"    -  {long_date(s.day)}, not counted: {s.why}") for s in days.skipped]
    return [line for _, line in sorted(told)]
