"""The strip under the workers and teams: who it is, why this load, absences with their cover, what is held, checks."""

from __future__ import annotations

from datetime import date

from caseboard.domain.account_rows import AccountRow
from caseboard.domain.caseload import Caseload, weigh
from caseboard.domain.people import Team, Worker
from caseboard.domain.roles import ROLE_DEFINITIONS
from caseboard.domain.settings import Weights
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import KIND_WORDS, long_date, plural, short_date
from caseboard.domain.worker_rows import Away, TeamRow, WorkerRow
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Showing
from caseboard.tui.people_figures import concerned
from caseboard.tui.widgets.detail import Paragraph


def tell(row: WorkerRow | TeamRow | AccountRow | None, snapshot: Snapshot, showing: Showing) -> list[Paragraph]:
    """Some paragraphs about a worker or a team; none for no row."""
    if row is None:
        return []
    if isinstance(row, AccountRow):
        return _account(row)
    if isinstance(row, TeamRow):
        return [_team(row, snapshot.facts.teams.get(row.team.parent or 0)), _team_load(row), concerned(row.concerns)]
    weights = snapshot.rules.settings.weights
    return [
        _identity(row, showing.day),
        _load(row, weights, showing.day),
        _absences(row, showing),
        _rest(row, showing.day),
    ]


def _account(row: AccountRow) -> list[Paragraph]:
    role = row.account.role
    of = line("manages ", say(row.teams, "strong")) if row.teams else None
    who = _parts((say(row.login, "strong"),), line("you") if row.mine else None, line(Span(role.words, "strong")), of)
    # A line each: the narrowest screen cuts what does not fit.
    return [who, *([line(words)] for words in ROLE_DEFINITIONS[role].split(", ", 2))]


def _parts(*parts: Line | None) -> Paragraph:
    return [part for part in parts if part]


def _identity(row: WorkerRow, day: date) -> Paragraph:
    worker = row.worker
    newly = worker.nqsw_until if worker.is_nqsw(day) else None
    begins = "since" if worker.in_post(day) or worker.has_left(day) else "begins"
    leaves = "left" if worker.has_left(day) else "leaves"
    return _parts(
        (say(worker.name, "strong"),),
        (say(worker.grade),) if worker.grade else None,
        (say(row.team),) if row.team else line(Span("no team", "soon")),
        line(f"newly qualified until {long_date(newly)}") if newly else None,
        line(f"{begins} {long_date(worker.active_from)}") if worker.active_from else None,
        line(Span(f"{leaves} {long_date(worker.active_to)}", "strong")) if worker.active_to else None,
    )


def _load(row: WorkerRow, weights: Weights, day: date) -> Paragraph:
    """How the load comes to its figure: what each piece of work weighs, and what hours there are for it."""
    held = row.held
    kinds = [(held.kinds.get(kind), KIND_WORDS[kind].lower(), each) for kind, each in weigh(weights).items()]
    pieces = [*kinds, (held.plans, "CP plan" if held.plans == 1 else "CP plans", weights.cp_plan)]
    told = " + ".join(f"{many} {words} × {each:g} h" for many, words, each in pieces if many)
    work = f"{told} = {held.weight:.4g} h of work a week" if told else "no work"
    percent = Span(f"load {row.load}%", "soon" if row.load > 100 else "strong")
    return [line(percent, ": ", work), line(_hours(row, weights, day))]


def _hours(row: WorkerRow, weights: Weights, day: date) -> str:
    worker = row.worker
    week = f"{worker.hours:g} h" if worker.hours else f"{weights.full_time_hours:g} h, a full week, as none is recorded"
    share = f", of which {weights.nqsw_share:g}% = {row.hours:.4g} h for cases, newly qualified"
    return f"works {week}{share if worker.is_nqsw(day) else ''}"


def _absences(row: WorkerRow, showing: Showing) -> Paragraph:
    told = [_away(away, showing) for away in (row.away, row.ahead) if away]
    return told or _parts(line(Span("no absence recorded for today or later", "quiet")))


def _away(away: Away, showing: Showing) -> Line:
    absence, day = away.absence, showing.day
    days = f"away from {long_date(absence.starts_on)}"
    until = f" until {long_date(absence.ends_on)}" if absence.ends_on else " until further notice"
    why = Span("hidden", "faint") if showing.private else say(absence.reason, "quiet")
    reason = (Span(" ("), why, Span(")")) if absence.reason else ()
    if away.cover is None:
        return line(Span(days + until, "strong"), *reason, Span(", nobody covers", "over"))
    cannot = None if away.covered else Span(_why_not(away.cover, max(day, absence.starts_on)), "over")
    return line(Span(days + until, "strong"), *reason, ", cover ", say(away.cover.name), cannot)


def _why_not(cover: Worker, day: date) -> str:
    """Why the one who covers cannot."""
    return ", who is away too" if cover.in_post(day) else ", who is not in post"


def _rest(row: WorkerRow, day: date) -> Paragraph:
    key = row.worker.key
    reference = line(Span("reference ", "quiet"), say(key, "quiet")) if key else None
    return _parts(_held(row.held), _check(row, day), reference)


def _held(held: Caseload) -> Line:
    if not held.children:
        return line("holds nothing")
    over = Span(f", {held.over} over the limit", "late") if held.over else None
    work = " and ".join(
        words
        for n, words in (
            (held.assessments, plural(held.assessments, "assessment")),
            (held.plans, plural(held.plans, "CP plan")),
        )
        if n
    )
    return line(f"holds {work} of {plural(held.children, 'child', 'children')}", over)


def _check(row: WorkerRow, day: date) -> Line:
    made = row.worker.checked_on
    if row.check_due is None or made is None:
        return line(Span("no records check (CRB, DBS) is recorded: e says when it was made", "quiet"))
    was = f"records check made {short_date(made, day)}, "
    if row.check_due < day:
        return line(was, Span(f"was due again {long_date(row.check_due)}", "over"))
    return line(was, f"due again {long_date(row.check_due)}")


def _team(row: TeamRow, above: Team | None) -> Paragraph:
    return _parts(
        (say(row.team.name, "strong"),),
        line("under ", say(above.name)) if above else line("at the top of the tree"),
        line(f"{plural(row.workers, 'worker')} in post, with the teams below"),
        line(f"{row.away} away") if row.away else None,
    )


def _team_load(row: TeamRow) -> Paragraph:
    work = f"{row.weight:.4g} h of work a week, those in post have {row.hours:.4g} h for cases"
    percent = line(Span(f"load {row.load}%", "soon" if row.load > 100 else "strong")) if row.load is not None else None
    return _parts(percent, line(work), line(f"{row.over} over the limit") if row.over else None)
