"""`caseboard journal`: who did what when, and the proof that no entry was changed, removed or moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import click

from caseboard.cli.call import Call
from caseboard.cli.lists import output_options, write_rows
from caseboard.cli.opening import open_records
from caseboard.cli.options import DAY, db_option
from caseboard.cli.output import emit_line
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Entry, Head
from caseboard.domain.words import plural

COLUMNS = ("number", "at", "who", "via", "what", "child_id", "fields", "said", "reason", "undoes")


@click.command("journal")
@click.option("--verify", is_flag=True, help="Prove the chain and print its head; exit code 2 where it is broken.")
@click.option("--child", "child_id", metavar="ID", help="What concerns the child with this record number.")
@click.option("--since", type=DAY, metavar="DATE", help="From the beginning of this date on.")
@output_options
@db_option
@click.pass_obj
def journal_command(call: Call, verify: bool, child_id: str | None, since: date | None, form: str, output: Any) -> None:
    """Print the journal, oldest entry first: times are UTC, and children stand by their record number.

    --verify prints how many entries there are and the seal of the last one. Write both down elsewhere: entries cut off
    the end leave nothing else to tell by.
    """
    if verify and (child_id or since):
        raise BadInput("--verify: the chain is proved whole; leave out --child and --since")
    with open_records(call) as records:
        if verify:
            _tell(records.verify_journal())
            return
        if child_id is not None and records.facts_of_child(child_id) is None:
            raise BadInput(f'--child: there is no child with the record number "{child_id[:40]}"')
        begins = datetime.combine(since, time()).astimezone() if since else None
        found = records.journal(child_id=child_id, since=begins)
        children = records.record_numbers(_children(found))
    write_rows("journal", COLUMNS, [_row(entry, children) for entry in found], form, output)


def _tell(head: Head) -> None:
    if head.number:
        emit_line(f"journal whole: {plural(head.number, 'entry', 'entries')}; head {head.number} {head.seal}")
    else:
        emit_line("journal whole: no entries")


def _children(entries: Iterable[Entry]) -> set[int]:
    return {child for entry in entries for child in _concerned(entry)}


def _concerned(entry: Entry) -> list[int]:
    several = entry.details.get("children")
    return [entry.child] if entry.child is not None else several if isinstance(several, list) else []


def _row(entry: Entry, children: dict[int, str]) -> dict[str, Any]:
    details = entry.details
    return {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="seconds"),
        "who": entry.who,
        "via": entry.via,
        "what": entry.what,
        "child_id": " ".join(children[child] for child in _concerned(entry) if child in children),
        "fields": _fields(details),
        "said": details.get("said") or details.get("about") or _taken_out(details),
        "reason": details.get("reason", ""),
        "undoes": entry.undoes,
    }


def _taken_out(details: Any) -> str:
    """What stands in an entry whose child was removed."""
    return f"removed: see entry {details['removed']}" if "removed" in details else ""


def _fields(details: Any) -> str:
    """Which fields of which records: "assessments 12 authorised submitted". Never what stands in them."""
    changes = details.get("changes", ())
    return "; ".join(f"{c['table']} {c['record']} {' '.join(c['after'])}" for c in changes)
