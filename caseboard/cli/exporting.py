"""`caseboard export`: what is written out to be kept, printed or handed on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from caseboard.cli.acting import one_called
from caseboard.cli.call import Call
from caseboard.cli.group import CaseboardGroup
from caseboard.cli.lists import write_file
from caseboard.cli.opening import open_records
from caseboard.cli.options import DAY, Whole, db_option
from caseboard.cli.output import emit, emit_bytes, narrate
from caseboard.cli.who import signed_in
from caseboard.domain.errors import BadInput
from caseboard.exchange.paper import Paper
from caseboard.exchange.paper_docx import as_docx, refuse_without_library
from caseboard.exchange.paper_html import as_html
from caseboard.exchange.paper_markdown import as_markdown
from caseboard.exchange.supervision_paper import lay_out
from caseboard.usecases.ports import Records
from caseboard.usecases.supervising.exporting import Printing, last_session, print_child, print_session
from caseboard.usecases.supervising.printed import Printout
from caseboard.usecases.viewing import load_snapshot

EXPORTS = {"supervision": ("exporting", "A child's supervision records, or a whole session, to print.")}
_TEXTS: Mapping[str, Callable[[Paper], str]] = {"md": as_markdown, "html": as_html}
_DOCX = "docx"


@click.group(
    "export", cls=CaseboardGroup, commands_by_name=EXPORTS, later=("annex-a", "ics", "pack"), no_args_is_help=False
)
def export_command() -> None:
    """Write something out to be kept, printed or handed on."""


@click.command("supervision")
@click.option("--child", "child_id", metavar="ID", help="The records of the child with this record number.")
@click.option("--session", "number", type=Whole(1, 2**31), metavar="N", help="The session with this number.")
@click.option("--worker", metavar="NAME", help="The worker's last session.")
@click.option("--held", type=DAY, metavar="DATE", help="With --child or --worker: what was held on this date.")
@click.option("--with-sheet", is_flag=True, help="With a session: the worker's own sheet, too.")
@click.option("--numbers", is_flag=True, help="Record numbers in place of the children's names.")
@click.option("--format", "form", type=click.Choice([*_TEXTS, _DOCX]), default="html", help="html by default.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write to this file.")
@db_option
@click.pass_obj
def supervision_command(
    call: Call,
    child_id: str | None,
    number: int | None,
    worker: str | None,
    held: date | None,
    with_sheet: bool,
    numbers: bool,
    form: str,
    output: Path | None,
) -> None:
    """Write out the supervision records of a child, or a whole session with a page for each child.

    The journal keeps that it was done, and where the journal ended is printed on every record.
    """
    _check(child_id, number, worker, held, with_sheet)
    if form == _DOCX:
        refuse_without_library()
        if output is None and sys.stdout.isatty():
            raise BadInput("docx is a file, not text: add --output FILE.docx")
    how = Printing(signed_in(), call.now(), form, numbers)
    with open_records(call) as records:
        if child_id is not None:
            printout = print_child(records, child_id, how, held_on=held)
        else:
            number = number or _number(records, call, worker or "", held)
            printout = print_session(records, number, how, with_sheet=with_sheet)
    if with_sheet and printout.session and printout.session.sheet is None:
        narrate("this session has no sheet of the worker's own")
    _write(printout, form, output)


def _check(child_id: str | None, number: int | None, worker: str | None, held: date | None, with_sheet: bool) -> None:
    """Refuse what does not say one thing."""
    if [child_id, number, worker].count(None) != 2:
        raise BadInput("export supervision: name one of --child ID, --session N and --worker NAME")
    if with_sheet and child_id is not None:
        raise BadInput("--with-sheet: the worker's own sheet is never on a child's record; leave it out")
    if held and number is not None:
        raise BadInput("--held: a session's number says which one it is; leave the date out")


def _number(records: Records, call: Call, worker: str, held: date | None) -> int:
    workers = load_snapshot(records, call.day).facts.workers
    return last_session(records, one_called("--worker", worker, workers), held).id


def _write(printout: Printout, form: str, output: Path | None) -> None:
    paper = lay_out(printout)
    content = as_docx(paper) if form == _DOCX else _TEXTS[form](paper).encode("utf-8", "replace")
    if output is not None:
        write_file(output, content)
    elif form == _DOCX:
        emit_bytes(content)
    else:
        emit(content.decode())
