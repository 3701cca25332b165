"""`caseboard remove`: what is kept of a child removed for good, and the children it is time for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseboard.cli.acting import at_its_option
from caseboard.cli.call import Call
from caseboard.cli.lists import output_options, write_rows
from caseboard.cli.opening import open_records
from caseboard.cli.options import db_option
from caseboard.cli.output import emit_line, narrate
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.domain.retention import Going
from caseboard.domain.words import plural
from caseboard.usecases.lists import Values
from caseboard.usecases.reference import rules_from
from caseboard.usecases.removing import carry_out, due_for_removal, let_back, plan_removal

if TYPE_CHECKING:
    from caseboard.store.records import StoredRecords
    from caseboard.store.removing import RemovalStore

COLUMNS = ("child_id", "child", "ended")
_AFTERWARDS = (
    "Backups made before this still hold the child until they are deleted: docs/retention.md says what to do.",
    "So do files written out earlier, and whatever somebody has open at this moment.",
)


@click.command("remove")
@click.argument("child_id", metavar="[CHILD_ID]", required=False)
@click.option("--reason", default="", help="Why, without the name and the record number: it stays in the journal.")
@click.option("--although", default="", metavar="WORDS", help="Remove it while work is open, and why.")
@click.option("--preview", is_flag=True, help="Say what would go and remove nothing.")
@click.option("--yes", "confirmed", metavar="CHILD_ID", help="The record number again, instead of being asked for it.")
@click.option("--let-back", "back", is_flag=True, help="Instead: let the next extract load a removed child again.")
@click.option("--clean", is_flag=True, help="Instead: write the file anew, where a removal said that it could not be.")
@click.option("--due", is_flag=True, help="Instead: list the children whose time of keeping is over.")
@output_options
@db_option
@click.pass_obj
def remove_command(
    call: Call,
    child_id: str | None,
    reason: str,
    although: str,
    preview: bool,
    confirmed: str | None,
    back: bool,
    clean: bool,
    due: bool,
    form: str,
    output: Path | None,
) -> None:
    """Remove everything kept of a child, for good: it cannot be undone.

    What goes is said first, and the record number asked for again. Report cards and the counts in them stay. The
    journal keeps that somebody was removed, when, why and by whom, and not who it was.
    """
    from caseboard.store.removing import RemovalStore

    if (child_id is not None) + due + clean != 1:
        raise BadInput("CHILD_ID: write one record number, or --due or --clean without one")
    with open_records(call) as records, at_its_option():
        target = RemovalStore(records)
        if clean:
            _tell_traces(left=not target.write_anew())
        elif child_id is None:
            _list_due(call, records, target, form, output)
        elif back:
            let_back(target, child_id, reason, call.now())
            narrate("The next extract may load this child again.")
        else:
            planned = plan_removal(records, target, child_id, reason, call.today, although=although)
            _tell(planned.going)
            if not preview:
                removed = carry_out(target, planned, confirmed or _ask(), call.now())
                narrate(f"Removed: {plural(removed.records, 'record')}; entry {removed.entry} of the journal.")
                _tell_traces(removed.traces_left)
                for line in _AFTERWARDS:
                    narrate(line)


def _list_due(call: Call, records: StoredRecords, target: RemovalStore, form: str, output: Path | None) -> None:
    months = rules_from(records.settings_document()).settings.retention_months
    found = due_for_removal(target, months, call.today)
    records.note(Event.EXPORT, call.now(), about=f"children due for removal, {form}")
    rows: list[Values] = [dict(zip(COLUMNS, child, strict=True)) for child in found]
    write_rows("due for removal", COLUMNS, rows, form, output)


def _tell(going: Going) -> None:
    emit_line(f"Would go: {plural(sum(going.counts.values()), 'record')}.")
    for table, count in going.counts.items():
        emit_line(f"  {_words(table)}: {count:,}")
    entries = plural(going.entries, "entry of the journal", "entries of the journal")
    emit_line(f"{entries}: when, who and what kind stay, all else goes; the journal is sealed anew from the first on.")
    emit_line(f"Stay: {plural(going.signed, 'signed session')} without this child's notes,")
    emit_line(f"  {plural(going.cards, 'signed report card')}, which hold counts alone.")
    for table, count in going.named.items():
        emit_line(f"Names the child and stays, because it is about others: {_words(table)}: {count:,}.")


def _words(table: str) -> str:
    return table.replace("_", " ")


def _ask() -> str:
    if not sys.stdin.isatty():
        raise BadInput("--yes: there is no terminal to ask at: give the record number again with --yes")
    answer = click.prompt("To remove this for good type the record number again", err=True)
    assert isinstance(answer, str)
    return answer


def _tell_traces(left: bool) -> None:
    if left:
        narrate(
            "The file could not be written anew, because another program reads it, and may hold bytes of what went:"
        )
        narrate("  close every caseboard and run  caseboard remove --clean")
    else:
        narrate("The file is written anew: no byte of it is left there.")
