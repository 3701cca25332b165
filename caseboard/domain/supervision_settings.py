"""What a council chooses about supervision: a note's headings, how often a case is discussed, a session held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from caseboard.domain.errors import BadInput
from caseboard.domain.notes import HEADINGS
from caseboard.domain.standards import ASSESSMENT_KINDS, Limit, Unit, parse_limit
from caseboard.domain.text import clean_name

CP_PLAN = "cp_plan"
CASE_KINDS = (*(kind.value for kind in ASSESSMENT_KINDS), CP_PLAN)
"""The kinds of case that can have an interval of their own: an assessment's kind, or a child protection plan."""
_MONTHLY, _HALF_A_YEAR = Limit(1, Unit.MONTHS), Limit(6, Unit.MONTHS)
_WEEKLY, _FORTNIGHTLY, _SIX_WEEKS = (Limit(days, Unit.CALENDAR_DAYS) for days in (7, 14, 42))
_MOST_HEADINGS, _LONGEST_HEADING = 15, 60


@dataclass(frozen=True, slots=True)
class SessionIntervals:
    """How often a worker has supervision: the employers' standard for social work supervision, unless changed."""

    every: Limit = _MONTHLY
    nqsw_first: Limit = _WEEKLY
    """In the first weeks of the newly qualified year, for as long as `nqsw_first_for`."""
    nqsw_first_for: Limit = _SIX_WEEKS
    nqsw: Limit = _FORTNIGHTLY
    """After that, until `nqsw_for` of the year has passed."""
    nqsw_for: Limit = _HALF_A_YEAR


@dataclass(frozen=True, slots=True)
class SupervisionSettings:
    """How often a case is to be discussed: the shortest of these that applies, `limits.supervision` where none does."""

    headings: tuple[str, ...] = HEADINGS
    cases: Mapping[str, Limit] = field(default_factory=dict)
    """By kind of case, of `CASE_KINDS`."""
    nqsw: Limit | None = None
    """For a case that a newly qualified worker holds."""
    teams: Mapping[str, Limit] = field(default_factory=dict)
    """By the name of the team that holds the case, case folded."""
    sessions: SessionIntervals = SessionIntervals()

    @property
    def has_intervals(self) -> bool:
        """Whether any case can have another interval than the rest."""
        return bool(self.cases or self.teams or self.nqsw)


def parse_supervision(table: Mapping[str, object]) -> SupervisionSettings:
    """Check the settings' table `supervision`. Raises BadInput naming the line and what it should say."""
    _refuse_unknown("supervision", table, [f.name for f in fields(SupervisionSettings)])
    nqsw = table.get("nqsw")
    cases = _table(table, "cases")
    _refuse_unknown("supervision.cases", cases, CASE_KINDS)
    sessions = _table(table, "sessions")
    _refuse_unknown("supervision.sessions", sessions, [f.name for f in fields(SessionIntervals)])
    teams = _limits("supervision.teams", _table(table, "teams"))
    return SupervisionSettings(
        headings=_headings(table.get("headings", HEADINGS)),
        cases=_limits("supervision.cases", cases),
        nqsw=None if nqsw is None else _limit("supervision: nqsw", nqsw),
        teams={name.casefold().strip(): limit for name, limit in teams.items()},
        sessions=SessionIntervals(**_limits("supervision.sessions", sessions)),
    )


def _headings(given: object) -> tuple[str, ...]:
    if not isinstance(given, (list, tuple)) or not 1 <= len(given) <= _MOST_HEADINGS:
        raise BadInput(f'settings: supervision: headings must be a list of 1 to {_MOST_HEADINGS}: ["Decision", …]')
    headings = []
    for heading in given:
        words = clean_name(heading, "settings: supervision: headings") if isinstance(heading, str) else ""
        if not words or len(words) > _LONGEST_HEADING:
            raise BadInput(f"settings: supervision: each of the headings has 1 to {_LONGEST_HEADING} characters")
        headings.append(words)
    if len({heading.casefold() for heading in headings}) < len(headings):
        raise BadInput("settings: supervision: headings: one stands twice; each heading has one place in a note")
    return tuple(headings)


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    inner = table.get(key, {})
    if not isinstance(inner, Mapping):
        raise BadInput(f"settings: supervision.{key} must be a table: write [supervision.{key}] on a line of its own")
    return inner


def _refuse_unknown(where: str, table: Mapping[str, object], known: tuple[str, ...] | list[str]) -> None:
    for name in table:
        if name not in known:
            raise BadInput(f'settings: {where}: "{name[:40]}" is not a setting; the settings are {", ".join(known)}')


def _limits(where: str, table: Mapping[str, object]) -> dict[str, Limit]:
    return {name: _limit(f"{where}: {name[:40]}", limit) for name, limit in table.items()}


def _limit(where: str, text: object) -> Limit:
    try:
        return parse_limit(str(text))
    except BadInput as error:
        raise BadInput(f"settings: {where}: {error}") from None
