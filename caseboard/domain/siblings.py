"""Which children on plans belong together. No extract says so: children of one surname whose plans began together do.

Brothers and sisters are talked about at one conference, so their plans share its date, and one worker or team holds
them. Without a name (the CIN census) nobody is tied to anybody.
"""

from __future__ import annotations

from caseboard.domain.cases import Child, PlanFacts


def sibling_key(child: Child, plan: PlanFacts) -> tuple[str, ...]:
    """What the plans of brothers and sisters share; empty where the child has no name of two words."""
    words = child.name.split()
    return (words[-1].casefold(), (plan.conference or plan.started).isoformat()) if len(words) > 1 else ()
