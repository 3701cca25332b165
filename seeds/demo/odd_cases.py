"""What a manager looks for: breaches gone long, cases nobody holds, work waiting for a signature, drift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .council import Holding
from .dice import NFA
from .names import AWKWARD
from .people import Team
from .supervision import Supervision
from .workshop import Workshop


def add_soft_faults(shop: Workshop, duty: Team, east: Team, west: Team) -> None:
    """Add each soft fault, and the names that break careless screens, on open work."""
    names = iter(AWKWARD)
    child = shop.child()  # due today, on a day that can be a due date
    shop.assessment(child, shop.referral(child, 7, east), shop.ago(7))
    _add_long_breaches(shop, names, east, west)
    _add_unheld(shop, names, duty)
    _add_unsigned(shop, names, west)
    _add_without_dates(shop, east)
    _add_activity_after_nfa(shop, duty)
    _add_enquiry_without_conference(shop, names, west)


def _add_long_breaches(shop: Workshop, names: Iterator[str], east: Team, west: Team) -> None:
    for team, days, kind in ((west, 50, "initial"), (west, 78, "core"), (east, 60, "single")):
        child = shop.child(next(names))
        assessment = shop.assessment(child, shop.referral(child, days, team), shop.ago(days), kind)
        shop.council.tables["assessments"][assessment - 1]["delay_reason"] = shop.clerk.words.delay()
    shop.council.add(
        "extensions",
        assessment=assessment,
        agreed_on=shop.ago(16),
        until=shop.council.working(shop.council.as_at, 4),
        reason=shop.clerk.words.extension(),
        agreed_by=east.manager,
    )


def _add_unheld(shop: Workshop, names: Iterator[str], duty: Team) -> None:
    """Held by a team and nobody in it, by no team at all, and by an import that gave no date."""
    for days in (2, 3, 6):
        child = shop.child()
        referral = shop.referral(child, days, duty, held=False)
        shop.assessment(child, referral, shop.ago(days))
        waiting = {"referral": referral}
        shop.clerk.add_allocation(child.id, None, duty.id, shop.ago(days), None, "waiting for a worker", waiting)
    for days in (1, 8):
        child = shop.child()
        shop.assessment(child, shop.referral(child, days, duty, held=False), shop.ago(days))
    child = shop.child(next(names))
    referral = shop.referral(child, 5, duty, held=False)
    shop.assessment(child, referral, shop.ago(5))
    worker = duty.give_to(shop.council.as_at)
    shop.clerk.add_allocation(child.id, worker.id, duty.id, None, None, "", {"referral": referral})


def _add_unsigned(shop: Workshop, names: Iterator[str], west: Team) -> None:
    """Submitted more than five working days ago and not authorised."""
    for days, waiting, kind in ((31, 8, "core"), (10, 6, "initial")):
        child = shop.child(next(names))
        referral = shop.referral(child, days, west)
        shop.assessment(child, referral, shop.ago(days), kind, submitted=shop.ago(waiting))


def _add_without_dates(shop: Workshop, east: Team) -> None:
    """No date of birth; no start, so that the clock is unknown."""
    for days in (3, 11):
        child = shop.register.add_child(shop.name(), None, None)
        assessment = shop.assessment(child, shop.referral(child, days, east), shop.ago(days))
    row = shop.council.tables["assessments"][assessment - 1]
    row.update(started=None, child_seen=None)


def _add_activity_after_nfa(shop: Workshop, duty: Team) -> None:
    child = shop.child()
    closed = shop.ago(14)
    referral = shop.referral(child, 14, duty, closed=closed, held=False, decision=NFA)
    shop.assessment(child, referral, closed, authorised=closed)


def _add_enquiry_without_conference(shop: Workshop, names: Iterator[str], west: Team) -> None:
    """Past fifteen working days and neither a conference nor the decision that none is needed."""
    child = shop.child(next(names))
    referral = shop.referral(child, 24, west)
    shop.assessment(child, referral, shop.ago(22), "core")
    target = shop.council.working(shop.ago(22), 15)
    shop.council.add(
        "s47_enquiries",
        child=child.id,
        referral=referral,
        started=shop.ago(22),
        conference_target=target,
        not_required=None,
    )


def add_drift(shop: Workshop, supervision: Supervision, west: Team) -> None:
    """The same words on two siblings, a note typed weeks after the supervision, an action carried on twice."""
    note = "No change since last time. Visits continue. Assessment to be completed."
    council = shop.council
    family = shop.name().partition(" ")[2]
    for first_name, born in (("Tobi", 0), ("Esme", 900)):
        child = shop.child(f"{first_name} {family}", born)
        referral = shop.referral(child, 33, west)
        assessment = shop.assessment(child, referral, shop.ago(30), "core")
        council.tables["assessments"][assessment - 1]["start_basis"] = "initial_ended"
        holding: Holding = council.holdings[-1]
        held = shop.ago(19)
        first = supervision.add(holding, held, held + timedelta(days=21), note)
        action = council.add(
            "actions",
            child=child.id,
            supervision=first,
            worker=holding.worker,
            what="See the children on their own",
            agreed_on=held,
            by_when=shop.ago(12),
            done_on=None,
        )
        for on, until in ((12, 8), (8, 3)):
            to, why = shop.ago(until), "Family away"
            council.add("carries", action=action, session=None, carried_on=shop.ago(on), by_when=to, why=why)
