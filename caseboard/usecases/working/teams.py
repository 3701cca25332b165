"""Teams added, renamed and put under another team."""

from __future__ import annotations

from dataclasses import dataclass

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.checking import ROWS, check_line
from caseboard.domain.people import teams_above
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.working.rows import chosen


@dataclass(frozen=True, slots=True)
class Naming:
    """What a team is called, and the team above it (None: at the top)."""

    name: str
    parent: int | None


def add_team(snapshot: Snapshot, form: Naming) -> Act:
    """Add a team. Raises BadField for a field of `Naming`."""
    return Act(Verb.ADD_TEAM, (Edit(RecordKind.TEAM, _checked(snapshot, None, form)),), "1 team added")


def change_team(snapshot: Snapshot, team: int, form: Naming) -> Act:
    """Rename the team, or put it with all below it under another. No case and no worker changes hands.

    Raises BadField for a field of `Naming`, or "rows" where nothing would change or the team is not there any more.
    """
    (before,) = chosen(snapshot.facts.teams, [team])
    changed = {name: value for name, value in _checked(snapshot, team, form).items() if getattr(before, name) != value}
    if not changed:
        raise BadField(ROWS, "nothing is different from what is recorded: change a field first")
    above = teams_above(snapshot.facts.teams, form.parent) if "parent" in changed else []
    # Two people who each put a team under the other's would take both out of the tree: of what is above, nothing may
    # have changed since either.
    seen = [Edit(RecordKind.TEAM, {}, t.id, t.version) for t in above]
    return Act(Verb.CHANGE_TEAM, (*seen, Edit(RecordKind.TEAM, changed, team, before.version)), "1 team changed")


def _checked(snapshot: Snapshot, team: int | None, form: Naming) -> dict[str, Value]:
    """The values as they are kept."""
    teams = snapshot.facts.teams
    name = check_line("name", form.name, "the name of the team")
    if any(t.name.casefold() == name.casefold() and t.id != team for t in teams.values()):
        raise BadField("name", "there is a team of this name: choose another name")
    if form.parent is not None and form.parent not in teams:
        raise BadField("parent", "there is no such team: choose one from the list, or none")
    if any(t.id == team for t in teams_above(teams, form.parent)):
        raise BadField("parent", "that team is this one or stands below it: choose another, or none")
    return {"name": name, "parent": form.parent}
