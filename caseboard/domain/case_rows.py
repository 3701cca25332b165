"""The case of a row: the child as at a date, who holds it, and whether it is flagged."""

from __future__ import annotations

from datetime import date

from caseboard.domain.calendar import whole_years
from caseboard.domain.cases import Allocation, Child
from caseboard.domain.rows import Case
from caseboard.domain.snapshot import Snapshot


def case_of(snapshot: Snapshot, child_pk: int, holder: Allocation | None, day: date) -> Case:
    """The child by the database's number as at `day`, held by `holder`."""
    return case_with(snapshot, snapshot.facts.children[child_pk], holder, day)


def case_with(snapshot: Snapshot, child: Child, holder: Allocation | None, day: date) -> Case:
    """The same for a child who may have no open work, and so not be among the snapshot's."""
    facts = snapshot.facts
    worker = facts.workers.get(holder.worker) if holder and holder.worker is not None else None
    team_pk = holder.team if holder else None
    if team_pk is None and worker is not None:
        team_pk = worker.team
    team = facts.teams.get(team_pk) if team_pk is not None else None
    held_by = (team_pk, team.name if team else None, worker.id if worker else None, worker.name if worker else None)
    born = child.born
    age = whole_years(born, day) if born and born <= day else None
    unborn = born > day if born else child.expected is not None
    flags = snapshot.flags.get(child.id)
    immediate = flags is not None and any(flag.is_open(day) for flag in flags)
    # By place: by name it takes twice as long, and a board makes thousands.
    named = (child.id, child.child_id, child.label, born, age, unborn)
    return Case(*named, *held_by, holder.start if holder else None, immediate)
