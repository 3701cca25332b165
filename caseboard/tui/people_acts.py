"""The acts on workers and teams, one form each. Imported when the first is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from caseboard.domain.acts import Act, Value
from caseboard.domain.people import Team, Worker, team_and_below
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date
from caseboard.tui.accounts_acts import ROLES
from caseboard.tui.acts_holding import HOLDING
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values, today_field
from caseboard.tui.forms_workers import worker_field
from caseboard.usecases.working.adding import add_worker
from caseboard.usecases.working.people import BeingAway, change_absence, edit_workers, record_absence
from caseboard.usecases.working.teams import Naming, add_team, change_team

_DAYS = (
    ("nqsw_until", "NQSW until"),
    ("active_from", "First day in post"),
    ("active_to", "Last day in post"),
    ("checked_on", "Records check made"),
)


def _day(day: date | None) -> str:
    return long_date(day)[4:] if day else ""


def _teams(teams: Mapping[int, Team], none: str) -> list[tuple[str, str]]:
    named = sorted(teams.values(), key=lambda team: team.name.casefold())
    return [("", none), *((str(team.id), team.name) for team in named)]


# Workers


def _particulars(snapshot: Snapshot, worker: Worker) -> Sequence[Field]:
    team = str(worker.team) if worker.team in snapshot.facts.teams else ""
    return (
        Field("grade", "Grade", Kind.TEXT, worker.grade),
        Field("hours", "Hours a week", Kind.TEXT, f"{worker.hours:g}" if worker.hours else ""),
        *(Field(name, label, Kind.DATE, _day(getattr(worker, name))) for name, label in _DAYS),
        Field("team", "Team", Kind.CHOICE, team, _teams(snapshot.facts.teams, "no team")),
    )


def _given(values: Values) -> dict[str, Value]:
    """The particulars as they were typed; None for what was left empty."""
    team, hours = values.text("team"), values.text("hours").strip()
    days: dict[str, Value] = {name: values.day_or_none(name) for name, _ in _DAYS}
    return {
        "team": int(team) if team else None,
        "grade": values.text("grade"),
        "hours": _number(hours) if hours else None,
        **days,
    }


def _number(text: str) -> float | str:
    """The number; where it is none the text itself, which the use case refuses."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _edit_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return _particulars(snapshot, snapshot.facts.workers[_worker(chosen)])


def _edit(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    return edit_workers(snapshot, [_worker(chosen)], _given(values), chosen.today)


def _worker(chosen: Chosen) -> int:
    assert chosen.worker is not None
    return chosen.worker


def _add_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    blank = Worker(0, "", chosen.team, active_from=chosen.today)
    particulars = [field for field in _particulars(snapshot, blank) if field.name != "active_to"]
    reference = Field("key", "Reference", Kind.TEXT, hint="in the record system, where it is known")
    return (Field("name", "Name", Kind.TEXT), reference, *particulars)


def _add(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    given = {name: value for name, value in _given(values).items() if value is not None and value != ""}
    return add_worker(snapshot, values.text("name"), values.text("key"), given, chosen.today)


# Absences


def _cover_field(snapshot: Snapshot, chosen: Chosen, cover: str = "") -> Field:
    return worker_field(snapshot, chosen, "cover", "Covered by", cover, hint="nobody yet")


def _cover(snapshot: Snapshot, values: Values) -> int | None:
    named = values.text("cover").strip()
    return values.worker("cover", snapshot.facts.workers.values()) if named else None


def _last_day(value: str = "") -> Field:
    return Field("ends_on", "Last day away", Kind.DATE, value, hint="until further notice")


def _absence_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (
        today_field("starts_on", "First day away", chosen),
        _last_day(),
        Field("reason", "Reason", Kind.TEXT),
        _cover_field(snapshot, chosen),
    )


def _absence(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    form = BeingAway(
        values.day("starts_on"), values.day_or_none("ends_on"), values.text("reason"), _cover(snapshot, values)
    )
    return record_absence(snapshot, [_worker(chosen)], form, chosen.today)


def _change_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    absence = next(a for a in snapshot.facts.absences if a.id == chosen.absence)
    cover = snapshot.facts.workers.get(absence.cover) if absence.cover is not None else None
    return _last_day(_day(absence.ends_on)), _cover_field(snapshot, chosen, cover.name if cover else "")


def _change(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    assert chosen.absence is not None
    ends_on = values.day_or_none("ends_on")
    return change_absence(snapshot, [chosen.absence], ends_on, _cover(snapshot, values), chosen.today)


# Teams


def _naming_fields(snapshot: Snapshot, team: Team) -> Sequence[Field]:
    teams = snapshot.facts.teams
    inside = team_and_below(teams, team.id)
    others = {number: other for number, other in teams.items() if number not in inside}
    parent = str(team.parent) if team.parent in others else ""
    return (
        Field("name", "Name", Kind.TEXT, team.name),
        Field("parent", "Under", Kind.CHOICE, parent, _teams(others, "none, at the top")),
    )


def _naming(values: Values) -> Naming:
    parent = values.text("parent")
    return Naming(values.text("name"), int(parent) if parent else None)


def _change_team_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return _naming_fields(snapshot, snapshot.facts.teams[_team(chosen)])


def _team(chosen: Chosen) -> int:
    assert chosen.team is not None
    return chosen.team


def _add_team_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    teams = snapshot.facts.teams.values()
    tops = [team.id for team in teams if team.parent is None]
    # Where one team is above all others, a team that is added is most likely to stand under it.
    above = chosen.team if chosen.team is not None else tops[0] if len(tops) == 1 else None
    return _naming_fields(snapshot, Team(0, "", above))


WORKERS = {
    "edit": Form("Change a worker", _edit_fields, _edit, About.WORKER),
    "add": Form("Add a worker", _add_fields, _add, About.NOTHING),
    "absence": Form("Record an absence", _absence_fields, _absence, About.WORKER),
    "change_absence": Form("Change or end an absence", _change_fields, _change, About.WORKER),
    "hand_on": HOLDING["hand_on"],
}
TEAMS = {
    "edit": Form(
        "Rename or move a team",
        _change_team_fields,
        lambda snapshot, chosen, values: change_team(snapshot, _team(chosen), _naming(values)),
        About.TEAM,
    ),
    "add": Form(
        "Add a team",
        _add_team_fields,
        lambda snapshot, chosen, values: add_team(snapshot, _naming(values)),
        About.NOTHING,
    ),
}
FORMS = {"workers": WORKERS, "teams": TEAMS, "roles": ROLES}
"""By the list shown, then by the name the commands use."""
