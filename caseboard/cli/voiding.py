"""`caseboard void`: a record that was entered wrongly, by its kind and number."""

from __future__ import annotations

import click

from caseboard.cli.acting import at_its_option
from caseboard.cli.call import Call
from caseboard.cli.carrying import carried_out
from caseboard.cli.opening import open_records
from caseboard.cli.options import db_option
from caseboard.cli.output import emit_line, narrate
from caseboard.domain.acts import RecordKind
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.domain.voiding import VOIDABLE
from caseboard.usecases.ports import Records
from caseboard.usecases.working.voiding import void

KINDS: dict[str, RecordKind] = {
    "note": RecordKind.SUPERVISION,
    "action": RecordKind.ACTION,
    "flag": RecordKind.FLAG,
    "visit": RecordKind.VISIT,
    "review": RecordKind.REVIEW,
    "core-group": RecordKind.CORE_GROUP,
    "decision-review": RecordKind.DECISION_REVIEW,
    "extension": RecordKind.EXTENSION,
    "handover": RecordKind.HANDOVER,
    "card-row": RecordKind.CARD_ROW,
}
assert set(KINDS.values()) == set(VOIDABLE)


@click.command("void")
@click.argument("kind", metavar="[KIND]", required=False, type=click.Choice([*KINDS]))
@click.argument("number", metavar="[NUMBER]", required=False, type=int)
@click.option("--reason", default="", help="Why it is wrong.")
@click.option("--of", "child_id", metavar="CHILD_ID", help="Instead: print the records of a child, with their numbers.")
@db_option
@click.pass_obj
def void_command(call: Call, kind: str | None, number: int | None, reason: str, child_id: str | None) -> None:
    """Void a record entered wrongly: it counts nowhere from here on and stays in the journal, with why.

    KIND is note, action, flag, visit, review, core-group, decision-review, extension, handover or card-row. What an
    extract brought is put right in the record system; a signed note is added to; a wrong date is corrected.
    """
    if (kind is not None and number is not None) is (child_id is not None):
        raise BadInput("write KIND and NUMBER, or --of CHILD_ID, and not both")
    with open_records(call) as records, at_its_option():
        if kind is not None and number is not None:
            act = void(records.standing(KINDS[kind], number), reason, call.acting_day, records.writer.who)
            narrate(carried_out(records, act, call.now()).said)
        else:
            _print(call, records, child_id or "")


def _print(call: Call, records: Records, child_id: str) -> None:
    """The records of the child, as `void` takes them, each with why it is not voided."""
    facts = records.facts_of_child(child_id)
    if facts is None:
        raise BadInput(f'--of: there is no child with the record number "{child_id[:40]}"')
    child = next(child.id for child in facts.children.values() if child.child_id == child_id)
    records.note(Event.VIEW, call.now(), child=child, about="records to void")
    names = {kind: name for name, kind in KINDS.items()}
    for each in records.standing_of(child):
        day = each.day.isoformat() if each.day else "-"
        emit_line(f"{names[each.kind]} {each.record}  {day}{f'  {each.refusal}' if each.refusal else ''}")
