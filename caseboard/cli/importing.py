"""`caseboard import`: load extracts of the record system, or preview them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseboard.cli.call import Call
from caseboard.cli.ending import LISTED
from caseboard.cli.opening import open_records
from caseboard.cli.options import DAY, db_option
from caseboard.cli.output import emit, emit_line, narrate
from caseboard.cli.who import signed_in
from caseboard.domain.errors import StoreError
from caseboard.domain.words import plural
from caseboard.usecases.importing import ImportReport

if TYPE_CHECKING:
    from caseboard.store.records import StoredRecords

PROBLEMS_SHOWN = 100
"""Problems of one file printed as text: a council's first census has thousands, and the counts must stay in sight."""


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", metavar="F", help="What the files are, where their content does not say.")
@click.option("--map", "mapping", type=click.Path(path_type=Path), help="TOML: which heading is which field.")
@click.option(
    "--assessments",
    type=click.Choice(["single", "initial-then-core"]),
    default="single",
    help="What a census' assessments are: single ones, or the first of an episode initial and later ones core.",
)
@click.option("--as-of", type=DAY, metavar="DATE", help="The date the extract was taken; else the one the file says.")
@click.option("--dry-run", is_flag=True, help="Say what would be loaded and write nothing.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
@db_option
@click.pass_obj
def import_command(
    call: Call,
    files: tuple[Path, ...],
    form: str | None,
    mapping: Path | None,
    assessments: str,
    as_of: date | None,
    dry_run: bool,
    as_data: bool,
) -> int:
    """Load extracts: CIN census XML, Annex A workbooks, CSV or xlsx of your own with --map.

    Loading again changes only what changed; what vanished is reported and kept. Every problem is listed with its line
    or row. The exit code is 0 when there was none, 1 when some are listed, 2 when a file was refused: then nothing of
    that file was written, and where it is no extract at all, nothing of any.
    """
    from caseboard.exchange.formats import read_extract
    from caseboard.store.loading import ImportStore
    from caseboard.usecases.importing import import_extract

    # All files are recognised before any is loaded: a foreign one among them refuses the whole command.
    extracts = [read_extract(f, format=form, mapping=mapping, assessments=assessments) for f in files]
    reports: list[ImportReport] = []
    with open_records(call) as records:
        try:
            for extract in extracts:
                now = datetime.now().astimezone()
                target = ImportStore(records)
                who = signed_in()
                reports.append(import_extract(extract, target, as_of=as_of, now=now, who=who, dry_run=dry_run))
        finally:
            # Where a later file was refused, what was loaded before it is still said.
            if reports:
                _tell(reports, as_data)
        if not dry_run:
            _reckon(records, call.today)
    if dry_run:
        narrate("Nothing was written (--dry-run).")
    return LISTED if any(report.problems for report in reports) else 0


def _reckon(records: StoredRecords, today: date) -> None:
    """Here, and not when somebody opens the report card: of a big authority it takes some seconds.

    What was loaded is loaded: where the figures cannot be kept, on a disk that is full by now, that is no refusal.
    """
    from caseboard.usecases.reference import rules_from

    try:
        records.reckon(rules_from(records.settings_document()), today)
    except StoreError as error:
        narrate(f"Loaded. The report card's figures were not kept and are reckoned when it is next opened: {error}")


def _tell(reports: list[ImportReport], as_data: bool) -> None:
    if as_data:
        from caseboard.exchange.outputs import as_json

        emit(as_json({"files": [report.as_json() for report in reports]}))
        return
    for report in reports:
        counts = f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged"
        emit_line(f"{report.path} ({report.format}): {counts}, {report.vanished} vanished")
        for problem in report.problems[:PROBLEMS_SHOWN]:
            emit_line(f"  {problem.where}: {problem.what}")
        more = len(report.problems) - PROBLEMS_SHOWN
        if more > 0:
            emit_line(f"  and {plural(more, 'more problem')}: --json lists them all")
