"""What every act begins with: the marked rows as facts, each refusal naming its row where there are several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from caseboard.domain.acts import BadField, Edit, RecordKind, Value
from caseboard.domain.cases import AssessmentFacts, Child
from caseboard.domain.checking import ROWS
from caseboard.domain.snapshot import Snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One assessment an act is about."""

    a: AssessmentFacts
    child: Child


def rows_of(snapshot: Snapshot, assessments: Iterable[int]) -> list[Row]:
    """The assessments with these ids, each once. Raises BadField where there is none or one is not there any more."""
    found = chosen({a.id: a for a in snapshot.facts.assessments}, assessments)
    return [Row(a, snapshot.facts.children[a.child]) for a in found]


def children_of(snapshot: Snapshot, children: Iterable[int]) -> list[Child]:
    """The children with these ids, each once. Raises BadField as `rows_of`."""
    return chosen(snapshot.facts.children, children)


def chosen(by_id: Mapping[int, T], ids: Iterable[int]) -> list[T]:
    """What stands under these ids, each once. Raises BadField where there is none or one is not there any more."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise BadField(ROWS, "no row is chosen: choose one, or mark several")
    if not all(pk in by_id for pk in wanted):
        raise BadField(ROWS, "a row is not there any more: read the board again")
    return [by_id[pk] for pk in wanted]


def edits_of(items: Sequence[T], child_of: Callable[[T], Child], edit: Callable[[T], Sequence[Edit]]) -> list[Edit]:
    """The edits of every item, in order. The refusal of one refuses all, and says which where there are several."""
    edits: list[Edit] = []
    for item in items:
        try:
            edits += edit(item)
        except BadField as refused:
            if len(items) == 1:
                raise
            raise BadField(refused.field, f"record {child_of(item).child_id}: {refused}") from None
    return edits


def edits_of_rows(rows: Sequence[Row], edit: Callable[[Row], Sequence[Edit]]) -> list[Edit]:
    """`edits_of` for assessments."""
    return edits_of(rows, lambda row: row.child, edit)


def change(a: AssessmentFacts, values: Mapping[str, Value]) -> Edit:
    """The edit that gives fields of an assessment these values."""
    return Edit(RecordKind.ASSESSMENT, values, a.id, a.version, a.child)


def as_seen(a: AssessmentFacts) -> Edit:
    """The edit that changes nothing, but lets nothing of the act be done where somebody changed the assessment since.

    What makes a record of its own has no version by which two people doing the same would meet.
    """
    return change(a, {})


def refuse_authorised(a: AssessmentFacts) -> None:
    """Raise BadField where the assessment is finished."""
    if a.authorised is not None:
        raise BadField(ROWS, "the assessment is authorised already: reopen it first")


def refuse_second(snapshot: Snapshot, a: AssessmentFacts) -> None:
    """Raise BadField where another assessment of the referral is open: an episode never has two (census rule 8896)."""
    of_episode = (o for o in snapshot.facts.assessments if o.episode == a.episode is not None and o.id != a.id)
    if any(o.authorised is None for o in of_episode):
        raise BadField(ROWS, "another assessment of this referral is open: authorise that one first")


def started(a: AssessmentFacts) -> date:
    """The recorded start. Raises BadField where there is none."""
    if a.started is None:
        raise BadField(ROWS, "the assessment has no start date: correct that first")
    return a.started
