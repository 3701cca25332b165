"""`caseboard list` and `caseboard counters`: the rows and numbers of the screens, as text or data."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

import click

from caseboard.cli.call import Call
from caseboard.cli.opening import open_view
from caseboard.cli.options import as_at_option, db_option
from caseboard.cli.output import emit, emit_bytes, narrate
from caseboard.domain.counters import EVERYTHING, Scope
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Team, find_by_name, team_and_below
from caseboard.exchange.outputs import as_csv, as_json, as_table, as_xlsx
from caseboard.exchange.shift_text import as_shift_text
from caseboard.usecases.lists import (
    ACTIONS,
    BOARD,
    COUNTS,
    PLANS,
    SUPERVISION,
    WORKERS,
    Listing,
    Values,
    Wanted,
    narrowed_rows,
    read_list,
)
from caseboard.usecases.lists_dates import DATES
from caseboard.usecases.lists_decisions import DECISIONS
from caseboard.usecases.lists_quality import GAMING, QUALITY
from caseboard.usecases.lists_shift import SHIFT
from caseboard.usecases.needs import Needs

LISTS: Mapping[str, Listing[Any]] = {
    "board": BOARD,
    "plans": PLANS,
    "supervision": SUPERVISION,
    "actions": ACTIONS,
    "workers": WORKERS,
    "shift": SHIFT,
    "decisions": DECISIONS,
    "dates": DATES,
    "quality": QUALITY,
    "gaming": GAMING,
}
_FORMATS = ("table", "csv", "json", "xlsx")
_PAGES = (QUALITY, GAMING)
"""The lists that can be had as a page to print."""


def output_options(command: Callable[..., Any], *, more: Sequence[str] = ()) -> Callable[..., Any]:
    """`--format` and `--output`; `more` formats than those every list has."""
    formats = click.Choice([*_FORMATS, *more])
    command = click.option("--output", "-o", type=click.Path(path_type=Path), help="Write to this file.")(command)
    return click.option("--format", "form", type=formats, default="table", help="A table by default.")(command)


@click.command("list")
@click.argument("name", metavar="NAME")
@click.option("--team", default="", help="A team, with the teams below it.")
@click.option("--worker", default="", help="Part of the name of the worker who holds the case.")
@click.option(
    "--state",
    default="",
    help="board: over due_today close on_track unknown to_authorise; dates: but the last; plans: an alert; "
    "workers: a concern; shift: a group or what breaks; "
    "decisions: waiting over awaiting agreed changed urgent_action; quality: a check, hard or soft; gaming: a sign.",
)
@click.option("--filter", "filter_text", default="", help='As on the board: "kind:core over:>5".')
@click.option("--columns", default="", help="Keys in the order wanted, with commas between.")
@partial(output_options, more=("html",))
@db_option
@as_at_option
@click.pass_obj
def list_command(
    call: Call,
    name: str,
    team: str,
    worker: str,
    state: str,
    filter_text: str,
    columns: str,
    form: str,
    output: Path | None,
) -> None:
    """Print the list NAME: board, plans, supervision, actions, workers, shift, decisions, dates, quality or gaming.

    The same rows as the screen, in its order. The table of the shift is a text to print or send. quality and gaming
    can be had as html, a page to print.
    """
    listing = _listing(name)
    if state and state not in listing.states:
        known = f"one of {', '.join(listing.states)}" if listing.states else "not something this list has"
        raise BadInput(f'--state: "{state[:40]}" is none of the states of list {name}; --state is {known}')
    if filter_text and listing is WORKERS:
        raise BadInput("--filter: list workers takes no filter; use --team or --worker")
    if form == "html" and (listing not in _PAGES or columns):
        raise BadInput("--format: html is a page of list quality or list gaming with all it has; use csv or xlsx here")
    keys = _chosen(listing, columns, form)
    told = listing is SHIFT and form == "table" and not columns
    exported = f"list {name}, {form}, as at {call.day}"
    view = open_view(call, compared=told, needs=listing.needs, exported=exported)
    wanted = Wanted(scope_of(team, view.snapshot.facts.teams), filter_text, state, worker)
    if told:
        write_text(as_shift_text(view, narrowed_rows(SHIFT, view, wanted), wanted, call.today), output)
    elif form == "html" and view.checked:
        from caseboard.exchange.quality_html import as_quality_html

        of = ", ".join(filter(None, (team, worker, state, filter_text)))
        write_text(as_quality_html(view.checked, narrowed_rows(listing, view, wanted), of), output)
    else:
        write_rows(name, keys, read_list(listing, view, wanted), form, output)


@click.command("counters")
@click.option("--team", default="", help="A team, with the teams below it.")
@output_options
@db_option
@as_at_option
@click.pass_obj
def counters_command(call: Call, team: str, form: str, output: Path | None) -> None:
    """Print the eight counters, each with its definition.

    With them their change since the previous working day and since the last shift.
    """
    view = open_view(call, compared=True, needs=Needs.SHIFT)
    counts = view.counts(scope_of(team, view.snapshot.facts.teams))
    rows = [{key: read(count) for key, read in COUNTS.items()} for count in counts]
    keys = ("count", "since_yesterday", "since_shift", "title", "definition") if form == "table" else tuple(COUNTS)
    write_rows("counters", keys, rows, form, output)


def scope_of(name: str, teams: Mapping[int, Team]) -> Scope:
    """The team called `name` and the teams below it. Raises BadInput with the names that come near."""
    if not name:
        return EVERYTHING
    found = find_by_name(teams.values(), name)
    if len(found) == 1:
        return Scope(frozenset(team_and_below(teams, found[0].id)))
    if found:
        several = ", ".join(sorted(team.name for team in found)[:8])
        raise BadInput(f'--team: "{name[:40]}" is part of several names ({several}): write one of them in full')
    names = [team.name for team in teams.values()]
    near = get_close_matches(name, names, n=4, cutoff=0.4) or sorted(names)[:8]
    hint = f"did you mean {' or '.join(near)}?" if near else "this database has no teams"
    raise BadInput(f'--team: there is no team "{name[:40]}"; {hint}')


def write_rows(name: str, keys: Sequence[str], rows: Sequence[Values], form: str, output: Path | None) -> None:
    """Write `rows` in the format asked for, to a file or to standard output."""
    if form == "xlsx":
        if output is None and sys.stdout.isatty():
            raise BadInput("xlsx is a file, not text: add --output FILE.xlsx")
        content, cut = as_xlsx(name, keys, rows)
        if cut:
            narrate(f"{cut} cells were longer than the 32,767 characters a cell holds and were cut; they say so")
    else:
        write_text(_TEXTS[form](keys, rows), output)
        return
    if output is not None:
        write_file(output, content)
    else:
        emit_bytes(content)


def write_text(text: str, output: Path | None) -> None:
    """Write text that is harmless already, to a file or to standard output."""
    if output is not None:
        write_file(output, text.encode("utf-8", "replace"))
    else:
        emit(text)


_TEXTS: Mapping[str, Callable[[Sequence[str], Sequence[Values]], str]] = {
    "table": as_table,
    "csv": as_csv,
    "json": lambda keys, rows: as_json([{key: row[key] for key in keys} for row in rows]),
}


def write_file(path: Path, content: bytes) -> None:
    """Write a file only its owner can read: a list holds children's names. Nothing that exists is overwritten."""
    try:
        with os.fdopen(
            os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as f:
            f.write(content)
    except FileExistsError:
        raise BadInput(f"--output: {path} is there already; name another file") from None
    except OSError as error:
        raise BadInput(f"--output: {path} cannot be written ({error.strerror}); name another file") from None
    narrate(f"written: {path}")


def _listing(name: str) -> Listing[Any]:
    if name not in LISTS:
        raise BadInput(f'list: "{name[:40]}" is not a list; the lists are {", ".join(LISTS)}')
    return LISTS[name]


def _chosen(listing: Listing[Any], columns: str, form: str) -> tuple[str, ...]:
    if not columns:
        return listing.short if form == "table" else tuple(listing.columns)
    keys = tuple(key.strip() for key in columns.split(",") if key.strip())
    for key in keys:
        if key not in listing.columns:
            raise BadInput(f'--columns: "{key[:40]}" is not a column; the columns are {", ".join(listing.columns)}')
    return keys
