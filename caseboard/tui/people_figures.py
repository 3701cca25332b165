"""The cells of workers and teams: what needs attention, loads with their thin bar, absences and covers, checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from caseboard.domain.account_rows import AccountRow
from caseboard.domain.words import short_name
from caseboard.domain.worker_rows import CONCERN_WORDS, Concern, TeamRow, WorkerRow
from caseboard.tui import figures as show
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Showing

R = TypeVar("R", WorkerRow, TeamRow)
_LOOKED_AFTER_BY_NOBODY = (Concern.AWAY, Concern.LEFT, Concern.NOT_BEGUN)
_RANK = {concern: rank for rank, concern in enumerate(Concern)}
_BAR = 4


def tone_of(concern: Concern) -> str:
    """The tone in which a concern is said."""
    if concern in _LOOKED_AFTER_BY_NOBODY:
        return "over"
    return "quiet" if concern is Concern.NO_CHECK else "soon"


def sign_of(concern: Concern) -> str:
    """The sign before it."""
    if concern in _LOOKED_AFTER_BY_NOBODY:
        return "■"
    return "?" if concern is Concern.NO_CHECK else "▲"


def state(row: WorkerRow, showing: Showing) -> Line:
    """What needs attention most, and how much else there is; where nothing does, whether they are at work."""
    if row.concerns:
        first, more = row.concerns[0], len(row.concerns) - 1
        told = Span(f"{sign_of(first)} {CONCERN_WORDS[first]}", tone_of(first))
        return line(told, Span(f" +{more}", "quiet") if more else None)
    if not row.worker.in_post(showing.day):
        return line(Span("○ left" if row.worker.has_left(showing.day) else "○ to begin", "quiet"))
    at_work = "away, covered" if row.away and row.away.covered else "away" if row.away else "at work"
    return line(Span("● ", "quiet"), at_work)


def urgency(row: WorkerRow, showing: Showing) -> int:
    """The place of the state among all there are."""
    return _RANK[row.concerns[0]] if row.concerns else len(_RANK) + row.worker.has_left(showing.day)


def name(row: WorkerRow, showing: Showing) -> Line:
    """The worker's name."""
    return (_named(row.worker.name, showing, "strong"),)


def _named(name: str, showing: Showing, tone: str) -> Span:
    """All by initial and surname where the column is narrow."""
    whole = show.WORKER_WIDTH + showing.extra >= show.WHOLE_NAME
    return say(name if whole else short_name(name), tone)


def team(row: WorkerRow, showing: Showing) -> Line:
    """Where the worker sits."""
    return (say(row.team, "quiet"),) if row.team else line(Span("no team", "soon"))


def grade(row: WorkerRow, showing: Showing) -> Line:
    """The grade; a dash where none is recorded."""
    return (say(row.worker.grade, "quiet"),) if row.worker.grade else show.NOTHING


def hours(row: WorkerRow, showing: Showing) -> Line:
    """Contracted hours a week."""
    return line(f"{row.worker.hours:g}") if row.worker.hours else show.NOTHING


def figure(read: Callable[[R], float]) -> Callable[[R, Showing], Line]:
    """A number of hours."""
    return lambda row, showing: line(f"{read(row):.4g}")


def load(row: WorkerRow | TeamRow, showing: Showing) -> Line:
    """Per cent of the hours and a thin bar, which is full at 100."""
    if row.load is None:
        return show.NOTHING
    over = row.load > 100
    bar = show.progress(row.load, 100, _BAR + showing.extra, over=over)
    return line(Span(f"{row.load:>3}%", "soon" if over else ""), Span(f" {bar}", "soon" if over else "quiet"))


def load_width(rows: Sequence[WorkerRow | TeamRow], showing: Showing) -> int:
    """The cells of the highest load with its bar."""
    return max([3, *(len(str(row.load)) for row in rows)]) + 2 + _BAR


def away(row: WorkerRow, showing: Showing) -> Line:
    """Until when the worker is away, else from when the next time."""
    if row.away:
        until = row.away.absence.ends_on
        return line(Span(f"till {show.aligned(until, showing.day)}" if until else "open end", "strong"))
    return line(f"from {show.aligned(row.ahead.absence.starts_on, showing.day)}") if row.ahead else show.NOTHING


def away_width(rows: Sequence[WorkerRow], showing: Showing) -> int:
    """A date, and the word before it."""
    return 5 + show.dates_width(away_date)(rows, showing)


def away_date(row: WorkerRow) -> date | None:
    """The date told of the absence; None also for one without an end."""
    if row.away:
        return row.away.absence.ends_on
    return row.ahead.absence.starts_on if row.ahead else None


def cover(row: WorkerRow, showing: Showing) -> Line:
    """Who covers the absence told; who cannot is said in another voice."""
    told = row.away or row.ahead
    if told is None:
        return show.NOTHING
    if told.cover is None:
        return line(Span("nobody", "soon"))
    return (_named(told.cover.name, showing, "" if told.covered else "late"),)


def cover_name(row: WorkerRow) -> str | None:
    """The name of who covers."""
    told = row.away or row.ahead
    return told.cover.name.casefold() if told and told.cover else None


def check(row: WorkerRow, showing: Showing) -> Line:
    """When the next records check is due, and that it was."""
    if row.check_due is None:
        return line(Span("none", "quiet"))
    overdue = row.check_due < showing.day
    due = show.aligned(row.check_due, showing.day)
    return line(Span(due, "late" if overdue else "quiet"), Span(" over", "late") if overdue else None)


def check_width(rows: Sequence[WorkerRow], showing: Showing) -> int:
    """A date, and the word behind it where any is overdue."""
    overdue = any(row.check_due is not None and row.check_due < showing.day for row in rows)
    return show.dates_width(_check_due)(rows, showing) + (5 if overdue else 0)


def _check_due(row: WorkerRow) -> date | None:
    return row.check_due


def team_name(row: TeamRow, showing: Showing) -> Line:
    """The team, set in under the one above it."""
    return line("  " * row.depth, say(row.team.name, "strong"))


def concerned(concerns: Mapping[Concern, int]) -> list[Line]:
    """How many workers each concerns, in words."""
    return [line(Span(f"{many} {CONCERN_WORDS[each]}", tone_of(each))) for each, many in concerns.items()]


def attention(row: TeamRow, showing: Showing) -> Line:
    """What needs attention in the team, the most urgent first."""
    if not row.concerns:
        return line(Span("● in order", "quiet"))
    first = next(iter(row.concerns))
    told = [Span(f"{sign_of(first)} ", tone_of(first))]
    for number, spans in enumerate(concerned(row.concerns)):
        told += [Span(", ", "faint"), *spans] if number else spans
    return tuple(told)


def worst(row: TeamRow, showing: Showing) -> tuple[int, int] | None:
    """What needs attention most, and of how many workers."""
    first = next(iter(row.concerns.items()), None)
    return (_RANK[first[0]], -first[1]) if first else None


def login(row: AccountRow, showing: Showing) -> Line:
    """The name the person signs in with, and whether it is one's own."""
    return line(say(row.login, "strong"), Span(" (you)", "quiet") if row.mine else None)


def role(row: AccountRow, showing: Showing) -> Line:
    """What they are here."""
    return line(row.account.role.words)


def managed(row: AccountRow, showing: Showing) -> Line:
    """The teams of a team manager."""
    return (say(row.teams, "quiet"),) if row.teams else show.NOTHING


def words_of(row: WorkerRow | TeamRow | AccountRow, showing: Showing) -> str:
    """The words by which a row is found: names, team and grade, the reference, and whatever needs attention."""
    if isinstance(row, AccountRow):
        return f"{row.login} {row.account.role.words} {row.teams}"
    concerns = " ".join(CONCERN_WORDS[each] for each in row.concerns)
    if isinstance(row, TeamRow):
        return f"{row.team.name} {concerns}"
    told = row.away or row.ahead
    cover = told.cover.name if told and told.cover else ""
    worker = row.worker
    at_work = "".join(span.text for span in state(row, showing))
    return " ".join((worker.name, worker.key or "", row.team or "no team", worker.grade, at_work, concerns, cover))
