"""The shift as text for a printer or an e-mail: at most 100 columns, no colour, nothing that only a sign tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.cells import cell_len, chop_cells, set_cell_size

from caseboard.domain.changes import CHANGE_WORDS, Changes
from caseboard.domain.clocks import State
from caseboard.domain.people import Team
from caseboard.domain.shift_rows import Shift, ShiftRow
from caseboard.domain.shift_telling import day_words
from caseboard.domain.shift_words import GROUP_WORDS
from caseboard.domain.text import printable
from caseboard.domain.words import long_date, plural, short_date, short_name, state_words
from caseboard.usecases.lists import Wanted
from caseboard.usecases.shifting import ShiftTold, work_in
from caseboard.usecases.viewing import View

WIDTH = 100
_WIDTHS = (1, 11, 9, 17, 9, 12)
"""Of the mark, the state, the due date, the child, the record number and the worker; the rest tells what it is."""
_INDENT = sum(_WIDTHS) + len(_WIDTHS)


def as_shift_text(view: View, rows: Sequence[ShiftRow], wanted: Wanted, today: date) -> str:
    """The whole text. `rows` are those to print, narrowed to `wanted`; the figures on top are of its team alone."""
    told = view.told
    assert told is not None  # a view is opened with its shift to be printed
    shift = told.shift.narrowed(wanted.scope)
    head = (*_title(view, wanted, today), *_since(told), *_wrapped(f"{day_words(shift)}."), "")
    lines = (*head, *_counts(shift), *_news(view, wanted), *_body(rows, view.as_at), "", *_foot(rows, wanted))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _title(view: View, wanted: Wanted, today: date) -> Iterator[str]:
    how = "" if view.as_at == today else ", as at" if view.as_at < today else ", ahead: nothing open is closed"
    team = _team_name(view.snapshot.facts.teams, wanted)
    yield from _wrapped(f"SHIFT START, {team}, {long_date(view.as_at)}{how}")


def _team_name(teams: Mapping[int, Team], wanted: Wanted) -> str:
    """The topmost of the teams in view."""
    inside = [teams[pk] for pk in wanted.scope.teams or () if pk is not None and pk in teams]
    tops = [team.name for team in inside if team.parent not in (wanted.scope.teams or ())]
    return tops[0] if tops else "all teams"


def _since(told: ShiftTold) -> Iterator[str]:
    """Since when it reckons, and the note that waits."""
    taken, since = told.taken, long_date(told.shift.since)
    by = (
        f"the hand-over acknowledged by {taken.acknowledged_by}"
        if taken
        else "the previous working day (no hand-over was acknowledged)"
    )
    yield from _wrapped(f"Since {since}, {by}.")
    if told.waiting:
        written = f"{told.waiting.written_by}, {long_date(told.waiting.written_on)}"
        yield from _wrapped(f"Hand-over note not acknowledged yet ({written}):")
        for paragraph in printable(told.waiting.note, newlines=True).splitlines():
            yield from _wrapped(paragraph, "  ")


def _counts(shift: Shift) -> Iterator[str]:
    """Every group with its count, empty ones too: what is not there is as good to know."""
    for words in GROUP_WORDS:
        count, grave = shift.count(words.group), shift.grave(words.group)
        now = f", {grave:,} to act on today" if 0 < grave < count else ""
        yield f"{count:6,}  {words.title}{now}"


def _news(view: View, wanted: Wanted) -> Iterator[str]:
    told = view.told
    if told is None or told.changes is None:
        return
    yield from ("", "SINCE THE LAST SHIFT")
    yield from _wrapped(_changes_words(told.changes.narrowed(wanted.scope)), "  ")
    for work in work_in(view, wanted.scope):
        children = f", {plural(len(work.children), 'child', 'children')}" if work.children else ""
        yield from _wrapped(f"{work.who} {work.words}: {work.times}{children}", "  ")


def _changes_words(changes: Changes) -> str:
    return ", ".join(f"{CHANGE_WORDS[kind]} {len(rows):,}" for kind, rows in changes.by_kind.items())


def _body(rows: Sequence[ShiftRow], day: date) -> Iterator[str]:
    for words in GROUP_WORDS:
        of_group = [row for row in rows if row.group is words.group]
        if of_group:
            yield from ("", f"{words.title.upper()}: {len(of_group):,}")
            for row in of_group:
                yield from _row(row, day)


def _row(row: ShiftRow, day: date) -> Iterator[str]:
    case = row.case
    due = short_date(row.due, day) if row.due else ""
    worker = short_name(case.worker) if case.worker else "nobody"
    cells = ("!" if row.grave else "", _state(row), due, case.child, case.child_id, worker)
    front = " ".join(_cell(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True)) + " "
    flagged = "FLAGGED: " if case.immediate and row.state else ""
    for number, line in enumerate(_pieces(f"{flagged}{row.what}", WIDTH - _INDENT)):
        yield f"{' ' * _INDENT if number else front}{line}"
    if row.note:
        yield f"{' ' * (_WIDTHS[0] + 1)}{_cell(row.note, WIDTH - _WIDTHS[0] - 1)}"


def _state(row: ShiftRow) -> str:
    """ "4 wd over", "due today", "3 cd left"; empty where nothing is due."""
    if row.state is None:
        return ""
    words = state_words(row.state, row.left)
    counted = row.state not in (State.UNKNOWN, State.DUE_TODAY)
    return words.replace(" ", f" {row.unit} ", 1) if counted else words


def _foot(rows: Sequence[ShiftRow], wanted: Wanted) -> Iterator[str]:
    narrowed = any((wanted.filter, wanted.state, wanted.worker))
    only = " Only some rows were asked for; the figures on top are of all of them." if narrowed else ""
    yield from _wrapped(
        f"{plural(len(rows), 'row')}. A child may stand in several groups. ! is to act on today; "
        f"wd are working days, cd calendar days.{only}"
    )


def _cell(text: str, width: int) -> str:
    """Exactly `width` wide on one line, what has no room cut with a "…"."""
    shown = printable(text)[: 4 * width]
    return set_cell_size(shown, width) if cell_len(shown) <= width else f"{set_cell_size(shown, width - 1)}…"


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    for line in _pieces(text, WIDTH - len(indent)):
        yield f"{indent}{line}"


def _pieces(text: str, width: int) -> Iterator[str]:
    """The text in lines no wider than `width`, broken between words."""
    line = ""
    for word in printable(text).split():
        for piece in chop_cells(word, width):
            joined = f"{line} {piece}" if line else piece
            if cell_len(joined) > width:
                yield line
                joined = piece
            line = joined
    yield line
