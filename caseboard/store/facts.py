"""Facts as the rules read them: one select of columns for each kind, never one for each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection

from caseboard.domain.cases import (
    ActionFacts,
    Allocation,
    AssessmentFacts,
    Basis,
    Carry,
    Child,
    Extension,
    Facts,
    Flag,
    ReferralFacts,
    SupervisionFacts,
)
from caseboard.domain.people import Absence, Team, Worker
from caseboard.domain.protection import ConferenceFacts, EnquiryFacts, PlanFacts, Review
from caseboard.domain.standards import Step
from caseboard.domain.supervision import LeftOut
from caseboard.store import selects
from caseboard.store.backend import S, backend_of
from caseboard.store.duty import read_reviews
from caseboard.store.reach import Reach

_T = TypeVar("_T")
_PORTION = 1000
_STEPS: dict[str, Step] = {step.value: step for step in Step}
_ID = attrgetter("id")
_BASES: dict[str, Basis] = {basis.value: basis for basis in Basis}


def read_facts(connection: Connection, reach: Reach) -> Facts:
    """Read everything in `reach` within the connection's transaction, so that all of it is of one moment."""
    # Asked once: to look for the children in each statement anew took a quarter of the time.
    reach = replace(reach, known=sorted(set(connection.execute(reach.involved).scalars())))
    return replace(
        read_cases(connection, reach),
        teams={team.id: team for team in _read(connection, Team, selects.all_teams())},
        workers=_workers(connection),
        extensions=_read(connection, Extension, selects.extensions_of(reach)),
        supervisions=_read(connection, SupervisionFacts, selects.supervisions_of(reach)),
        left_out=_read(connection, LeftOut, selects.left_out_of(reach)),
        actions=_read_actions(connection, reach),
        flags=_read(connection, Flag, selects.flags_of(reach)),
        absences=_read(connection, Absence, selects.all_absences()),
        decision_reviews=read_reviews(connection, reach.referrals_read),
        core_groups_since=connection.execute(selects.first_core_group()).scalar_one(),
    )


def read_cases(connection: Connection, reach: Reach, *, with_workers: bool = False) -> Facts:
    """Children and their cases alone, and who held them: nothing of supervision, of the council at most the workers."""
    return Facts(
        reach.since,
        children={child.id: child for child in _read(connection, Child, selects.children_of(reach))},
        assessments=_read_assessments(connection, reach),
        allocations=_read(connection, _allocation, selects.allocations_of(reach)),
        enquiries=sorted(_read(connection, EnquiryFacts, selects.enquiries_of(reach)), key=_ID),
        plans=_read_plans(connection, reach),
        referrals=sorted(_read(connection, ReferralFacts, selects.referrals_of(reach)), key=_coming),
        conferences=_read(connection, ConferenceFacts, selects.conferences_of(reach)),
        workers=_workers(connection) if with_workers else {},
    )


def _workers(connection: Connection) -> dict[int, Worker]:
    return {worker.id: worker for worker in _read(connection, Worker, selects.all_workers())}


def read_finished(connection: Connection, reach: Reach) -> Facts:
    """The assessments in `reach` with their children, and nothing else of them."""
    return Facts(
        reach.since,
        children={child.id: child for child in _read(connection, Child, selects.children_of(reach))},
        assessments=_read_assessments(connection, reach),
    )


def read_children(connection: Connection, numbers: Collection[int]) -> dict[int, Child]:
    """The children with these numbers."""
    wanted = sorted(numbers)
    found: dict[int, Child] = {}
    for first in range(0, len(wanted), _PORTION):
        some = selects.children_of_numbers(wanted[first : first + _PORTION])
        found |= {child.id: child for child in _read(connection, Child, some)}
    return found


def _coming(referral: ReferralFacts) -> tuple[date, int]:
    return (referral.referred or date.min, referral.id)


def read_held(connection: Connection, worker: int, day: date) -> list[Allocation]:
    """Everything unfinished the worker holds on `day` or later, cases without open work among them."""
    return _read(connection, Allocation, selects.allocations_held_by(worker, day))


def _read(connection: Connection, make: Callable[..., _T], statement: S) -> list[_T]:
    """Rows whose columns are the fields of `make`, in its order.

    In portions: a row at a time costs twice as much, all at once holds every row twice.
    """
    rows = connection.execute(backend_of(connection).in_order(statement))
    return [make(*row) for portion in rows.partitions(_PORTION) for row in portion]


def _allocation(*row: Any) -> Allocation:
    *fields, assessed, visited = row
    return Allocation._make((*fields, min(filter(None, (assessed, visited)), default=None)))


def _read_assessments(connection: Connection, reach: Reach) -> list[AssessmentFacts]:
    def make(*row: Any) -> AssessmentFacts:
        pk, child, episode, referred, kind, standard, started, first, basis, *others = row
        return AssessmentFacts(
            pk, child, episode, referred, _STEPS[kind], standard, started, first, _BASES.get(basis), *others
        )

    return sorted(_read(connection, make, selects.assessments_of(reach)), key=_ID)


def _read_actions(connection: Connection, reach: Reach) -> list[ActionFacts]:
    carried: dict[int, tuple[Carry, ...]] = {}
    for action, *fields in connection.execute(selects.carries_of(reach)):
        carried[action] = (*carried.get(action, ()), Carry(*fields))

    def make(pk: int, *row: Any) -> ActionFacts:
        *fields, session, outcome, agreed_with = row
        return ActionFacts(*(pk, *fields, carried.get(pk, ()), session, outcome, agreed_with))

    return _read(connection, make, selects.actions_of(reach))


def _read_plans(connection: Connection, reach: Reach) -> list[PlanFacts]:
    """Plans with their reviews and visits. One without any date to start from cannot be shown on a date: left out."""
    reviews: dict[int, list[Review]] = defaultdict(list)
    for plan, *dates in connection.execute(selects.reviews_of(reach)).all():
        reviews[plan].append(Review(*dates))
    visited: dict[int, list[date]] = defaultdict(list)
    for plan, day in connection.execute(selects.visits_of(reach)).all():
        visited[plan].append(day)
    met: dict[int, list[date]] = defaultdict(list)
    for plan, day in connection.execute(selects.core_groups_of(reach)).all():
        met[plan].append(day)

    def make(pk: int, *row: Any) -> PlanFacts:
        *fields, version = row
        reviewed, seen = tuple(reviews[pk]), tuple(sorted(visited[pk]))
        return PlanFacts(*(pk, *fields, reviewed, seen, tuple(met[pk]), version))

    rows = connection.execute(selects.plans_of(reach)).all()
    return sorted((make(*row) for row in rows if row.started), key=_ID)
