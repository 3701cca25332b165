"""Which children on plans belong together. No extract says so: children of one surname whose plans began together do.

Brothers and sisters are talked about at one conference, so their plans share its date, and one worker or team holds
them. Without a name (the CIN census) nobody is tied to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caseboard.domain.cases import Child
from caseboard.domain.protection import PlanFacts
from caseboard.domain.reviews import is_open

if TYPE_CHECKING:
    from datetime import date

    from caseboard.domain.snapshot import Snapshot


def sibling_key(child: Child, plan: PlanFacts) -> tuple[str, ...]:
    """What the plans of brothers and sisters share; empty where the child has no name of two words."""
    words = child.name.split()
    return (words[-1].casefold(), (plan.conference or plan.started).isoformat()) if len(words) > 1 else ()


def siblings_on_plans(snapshot: Snapshot, child: int, key: tuple[str, ...], day: date) -> Iterator[Child]:
    """The other children on plans on `day` that `key` ties to the child by the database's number `child`."""
    if not key:
        return
    for plan in snapshot.facts.plans:
        if plan.child != child and is_open(plan, day) and snapshot.siblings[plan.id] == key:
            yield snapshot.facts.children[plan.child]
