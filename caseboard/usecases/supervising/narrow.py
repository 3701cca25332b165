"""The board of a few children alone: what a session reads again after each case, while somebody types."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain
from typing import Protocol, TypeVar

from caseboard.domain.cases import Facts
from caseboard.domain.snapshot import Snapshot
from caseboard.usecases.ports import Records
from caseboard.usecases.viewing import View, view_board


class _OfChild(Protocol):
    @property
    def child(self) -> int: ...


F = TypeVar("F", bound=_OfChild)


def narrowed(view: View, children: Collection[int]) -> View:
    """The same view with nothing but these children (the database's numbers) in it."""
    return _viewed(view, _only(view.snapshot.facts, children))


def read_again(view: View, records: Records, child: int) -> View:
    """The view with everything of one child as it is in the database by now. Raises StoreError."""
    facts = view.snapshot.facts
    fresh = records.facts_of_child(facts.children[child].child_id)
    if fresh is None:
        return view
    kept = _only(facts, facts.children.keys() - {child})
    return _viewed(view, _together(kept, _only(fresh, {child})))


def _viewed(view: View, facts: Facts) -> View:
    return view_board(Snapshot(facts, view.snapshot.rules), view.as_at, compared=False)


def _only(facts: Facts, children: Collection[int]) -> Facts:
    wanted = frozenset(children)
    assessments, plans = _of(facts.assessments, wanted), _of(facts.plans, wanted)
    referrals = _of(facts.referrals, wanted)
    numbers, plan_numbers = {a.id for a in assessments}, {p.id for p in plans}
    episodes = {x.episode for x in chain[_Episodic](assessments, plans) if x.episode is not None}
    episodes |= {referral.id for referral in referrals}
    return replace(
        facts,
        children={pk: child for pk, child in facts.children.items() if pk in wanted},
        assessments=assessments,
        allocations=[
            a for a in facts.allocations if a.assessment in numbers or a.plan in plan_numbers or a.episode in episodes
        ],
        extensions=[e for e in facts.extensions if e.assessment in numbers],
        enquiries=_of(facts.enquiries, wanted),
        plans=plans,
        supervisions=_of(facts.supervisions, wanted),
        left_out=_of(facts.left_out, wanted),
        actions=_of(facts.actions, wanted),
        flags=_of(facts.flags, wanted),
        referrals=referrals,
        conferences=_of(facts.conferences, wanted),
    )


class _Episodic(Protocol):
    @property
    def episode(self) -> int | None: ...


def _of(facts: Iterable[F], wanted: frozenset[int]) -> list[F]:
    return [fact for fact in facts if fact.child in wanted]


def _together(facts: Facts, more: Facts) -> Facts:
    return replace(
        facts,
        children={**facts.children, **more.children},
        workers={**facts.workers, **more.workers},
        assessments=[*facts.assessments, *more.assessments],
        allocations=[*facts.allocations, *more.allocations],
        extensions=[*facts.extensions, *more.extensions],
        enquiries=[*facts.enquiries, *more.enquiries],
        plans=[*facts.plans, *more.plans],
        supervisions=[*facts.supervisions, *more.supervisions],
        left_out=[*facts.left_out, *more.left_out],
        actions=[*facts.actions, *more.actions],
        flags=[*facts.flags, *more.flags],
        referrals=[*facts.referrals, *more.referrals],
        conferences=[*facts.conferences, *more.conferences],
        core_groups_since=facts.core_groups_since or more.core_groups_since,
    )
