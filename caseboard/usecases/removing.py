"""Removing what is kept of a child: looked at first, refused while work is open, done for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from caseboard.domain.acts import BadField
from caseboard.domain.calendar import add_months
from caseboard.domain.checking import check_words
from caseboard.domain.errors import BadInput
from caseboard.domain.retention import Finished, Going, Removed, naming, still_open
from caseboard.usecases.ports import Records


class RemovalTarget(Protocol):
    """A database that children can be removed from."""

    def preview(self, child_id: str) -> Going:
        """What would go. Raises BadInput where no child has that record number."""
        ...

    def remove(self, child_id: str, seen: Going, reason: str, at: datetime) -> Removed:
        """Remove the child. Raises BadInput where anything was recorded of it since `seen`."""
        ...

    def let_back(self, child_id: str, reason: str, at: datetime) -> None:
        """Let extracts load a removed child again. Raises BadInput where no such child was removed."""
        ...

    def finished(self) -> list[Finished]:
        """The children of whom nothing is open, those finished longest ago first."""
        ...


@dataclass(frozen=True, slots=True)
class Planned:
    """A removal as it was looked at, checked and not done."""

    child_id: str
    going: Going
    open_work: tuple[str, ...]
    reason: str


def plan_removal(
    records: Records, target: RemovalTarget, child_id: str, reason: str, today: date, *, although: str = ""
) -> Planned:
    """Look at what removing the child would take away. `although`: why it goes while work is open.

    Raises BadInput where no child has that record number, BadField where work is open and nobody says why all the
    same, where the reason is missing, or where it names the child: it is what stays.
    """
    facts = records.facts_of_child(child_id)
    if facts is None:
        raise BadInput(f'CHILD_ID: there is no child with the record number "{child_id[:40]}"')
    said = check_words("reason", reason, "the reason")
    child = next(child for child in facts.children.values() if child.child_id == child_id)
    open_work = still_open(facts, today)
    if open_work and not although.strip():
        listed = ", ".join(open_work)
        raise BadField("although", f"{listed} open: end that first, or say why it is removed all the same")
    if open_work:
        said = f"{said} (open: {', '.join(open_work)}; {check_words('although', although, 'why all the same')})"
    pattern = naming(child)
    if child_id in said or (pattern and pattern.search(said)):
        raise BadField("reason", "the reason stays in the journal: write it without the name and the record number")
    return Planned(child_id, target.preview(child_id), open_work, said)


def carry_out(target: RemovalTarget, planned: Planned, confirmed: str, at: datetime) -> Removed:
    """Remove the child. `confirmed` is the record number as it was typed again; raises BadInput where it is another."""
    if confirmed.strip() != planned.child_id:
        raise BadInput("that is not the record number: nothing was removed")
    return target.remove(planned.child_id, planned.going, planned.reason, at)


def let_back(target: RemovalTarget, child_id: str, reason: str, at: datetime) -> None:
    """Let extracts load a removed child again. Raises BadInput as `plan_removal`, and where it was not removed."""
    said = check_words("reason", reason, "the reason")
    if child_id in said:
        raise BadField("reason", "the reason stays in the journal: write it without the record number")
    target.let_back(child_id, said, at)


def due_for_removal(target: RemovalTarget, months: int | None, today: date) -> list[Finished]:
    """The children with nothing open whose last work ended more than `months` calendar months before `today`.

    Raises BadInput where the settings name no number of months.
    """
    if months is None:
        raise BadInput("no time of keeping is set: load settings with after_months under [retention]")
    return [child for child in target.finished() if add_months(child.ended_on, months) < today]
