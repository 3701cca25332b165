"""The council's settings: read from one document in the database, checked whole, handed to every rule as `Rules`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.backup_settings import BackupSettings, parse_backups
from caseboard.domain.calendar import WorkingCalendar
from caseboard.domain.card_settings import CardSettings, parse_card
from caseboard.domain.errors import BadInput
from caseboard.domain.lock_settings import LockSettings, parse_lock
from caseboard.domain.retention_settings import parse_retention
from caseboard.domain.standards import Limit, Standards, Step, parse_limit
from caseboard.domain.supervision_settings import SupervisionSettings, parse_supervision

CHOICES_OF_STANDARD = ("WT2006", "WT2010")
_LEAST = {"nqsw_share": 1, "full_time_hours": 1}
"""The weights that are divided by."""
_KNOWN = (
    *("standard", "day_count", "closures", "limits", "close", "weights", "supervision", "decisions", "card"),
    *("backups", "lock", "retention"),
)


class DayCount(StrEnum):
    """Which day is day 1 of a clock."""

    START_IS_DAY_0 = "start_is_day_0"
    START_IS_DAY_1 = "start_is_day_1"


@dataclass(frozen=True, slots=True)
class Weights:
    """What work weighs, in hours a week of the worker who holds it, and what share of their hours there is for it."""

    initial: float = 3.0
    core: float = 2.0
    single: float = 2.0
    cp_plan: float = 3.0
    nqsw_share: float = 90.0
    """Per cent of their hours a newly qualified worker can give to cases."""
    full_time_hours: float = 37.0
    """The week of a worker whose hours are not recorded."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a council may choose. Every field has a default; see seeds/reference/settings.toml for the words."""

    standard: str = "WT2006"
    day_count: DayCount = DayCount.START_IS_DAY_0
    closures: Mapping[date, str] = field(default_factory=dict)
    limits: Mapping[Step, Limit] = field(default_factory=dict)
    close_initial: int = 2
    """Days left, in the row's own unit, at or under which an initial assessment is close to its limit."""
    close_other: int = 5
    weights: Weights = Weights()
    supervision: SupervisionSettings = field(default_factory=SupervisionSettings)
    reviewed_since: date | None = None
    """From when on decisions on referrals are reviewed; None: from the first day of the financial year in view."""
    card: CardSettings = field(default_factory=CardSettings)
    backups: BackupSettings = field(default_factory=BackupSettings)
    lock: LockSettings = field(default_factory=LockSettings)
    retention_months: int | None = None
    """Calendar months after which a child with nothing open is listed for removal; None: never."""


DEFAULTS = Settings()


class Span(NamedTuple):
    """What a start and a limit lead to, whatever the date it is read on."""

    due: date | None
    """None outside the calendar; then the numbers mean nothing."""
    begun: int = 0
    """The working-day number of day 0."""
    end: int = 0
    """The working-day number of the due date."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a clock needs besides the facts: the calendar, the standards and the settings."""

    calendar: WorkingCalendar
    standards: Standards
    settings: Settings
    spans: dict[tuple[date, Limit], Span] = field(default_factory=dict, compare=False, repr=False)
    """Due dates worked out so far: a board asks for the same few hundred over and over (see `clocks.due_date`)."""

    def standard_of(self, kind: Step) -> str:
        """The standard a newly recorded assessment of `kind` is judged by: single is WT2013 in every database."""
        return "WT2013" if kind is Step.SINGLE else self.settings.standard

    def close_within(self, step: Step) -> int:
        """Days left at or under which a clock of `step` counts as close."""
        return self.settings.close_initial if step is Step.INITIAL else self.settings.close_other


def make_rules(
    first: date, last: date, holidays: Mapping[date, str], standards: Standards, settings: Settings
) -> Rules:
    """Put calendar, standards and settings together; closures and own limits are applied here and nowhere else."""
    calendar = WorkingCalendar(first, last, holidays, settings.closures)
    return Rules(calendar, standards.with_limits(settings.limits), settings)


def parse_settings(document: Mapping[str, object]) -> Settings:
    """Check a settings document. Raises BadInput naming the line that cannot be used and what it should say."""
    for key in document:
        if key not in _KNOWN:
            raise BadInput(f'settings: "{key[:40]}" is not a setting; the settings are {", ".join(_KNOWN)}')
    standard = document.get("standard", DEFAULTS.standard)
    if standard not in CHOICES_OF_STANDARD:
        raise BadInput(f"settings: standard must be one of {', '.join(CHOICES_OF_STANDARD)}")
    try:
        day_count = DayCount(str(document.get("day_count", DayCount.START_IS_DAY_0)))
    except ValueError:
        raise BadInput(f"settings: day_count must be one of {', '.join(DayCount)}") from None
    close = _table(document, "close")
    return Settings(
        standard=str(standard),
        day_count=day_count,
        closures=_closures(_table(document, "closures")),
        limits=_limits(_table(document, "limits")),
        close_initial=_days(close, "initial", DEFAULTS.close_initial),
        close_other=_days(close, "other", DEFAULTS.close_other),
        weights=_weights(_table(document, "weights")),
        supervision=parse_supervision(_table(document, "supervision")),
        reviewed_since=_reviewed_since(_table(document, "decisions")),
        card=parse_card(_table(document, "card")),
        backups=parse_backups(_table(document, "backups")),
        lock=parse_lock(_table(document, "lock")),
        retention_months=parse_retention(_table(document, "retention")),
    )


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    table = document.get(key, {})
    if not isinstance(table, Mapping):
        raise BadInput(f"settings: {key} must be a table: write [{key}] on a line of its own")
    return table


def _closures(table: Mapping[str, object]) -> dict[date, str]:
    closures = {}
    for text, why in table.items():
        try:
            closures[date.fromisoformat(text)] = str(why)
        except ValueError:
            raise BadInput(f'settings: closures: "{text[:40]}" is not a date: write it as 2009-12-29 = "why"') from None
    return closures


def _limits(table: Mapping[str, object]) -> dict[Step, Limit]:
    limits = {}
    for text, limit in table.items():
        try:
            step = Step(text)
        except ValueError:
            steps = ", ".join(Step)
            raise BadInput(f'settings: limits: "{text[:40]}" is not a step; the steps are {steps}') from None
        try:
            limits[step] = parse_limit(str(limit))
        except BadInput as error:
            raise BadInput(f"settings: limits: {step}: {error}") from None
    return limits


def _reviewed_since(table: Mapping[str, object]) -> date | None:
    for name in table:
        if name != "reviewed_since":
            raise BadInput(f'settings: decisions: "{name[:40]}" is not a setting; there is reviewed_since alone')
    since = table.get("reviewed_since")
    # A date and time is a date too, to Python.
    if since is None or (isinstance(since, date) and not isinstance(since, datetime)):
        return since
    raise BadInput("settings: decisions: reviewed_since must be a date, written as 2009-07-22 without quotes")


def _days(table: Mapping[str, object], key: str, default: int) -> int:
    days = table.get(key, default)
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 99:
        raise BadInput(f"settings: close: {key} must be a whole number of days from 0 to 99")
    return days


def _weights(table: Mapping[str, object]) -> Weights:
    names = [f.name for f in fields(Weights)]
    for name, value in table.items():
        if name not in names:
            raise BadInput(f'settings: weights: "{name[:40]}" is not a weight; the weights are {", ".join(names)}')
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not _LEAST.get(name, 0) <= value <= 100:
            raise BadInput(f"settings: weights: {name} must be a number from {_LEAST.get(name, 0)} to 100")
    given = {name: value for name, value in table.items() if isinstance(value, (int, float))}
    return replace(DEFAULTS.weights, **given)
