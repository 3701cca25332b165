"""Every hard data fault of a census return, once or twice each, on children made for it."""

from __future__ import annotations

from datetime import date, timedelta

from .families import Child
from .people import Team
from .workshop import STILL_OPEN, Workshop


def add_hard_faults(shop: Workshop, east: Team, west: Team, safeguarding: Team) -> None:
    """Add each hard fault. The rule numbers are those of the census validation rules."""
    _add_assessment_faults(shop, east, west)
    _add_future_dates(shop, east)
    _add_plan_faults(shop, safeguarding)
    _add_conference_faults(shop, safeguarding)
    _add_child_twice(shop, west)


def _add_assessment_faults(shop: Workshop, east: Team, west: Team) -> None:
    for team, days in ((east, 4), (west, 12)):  # 1103: started before the referral
        child = shop.child()
        shop.assessment(child, shop.referral(child, days, team), shop.ago(days + 3))
    child = shop.child()  # 8608: started after it was authorised
    shop.assessment(child, shop.referral(child, 40, west), shop.ago(31), authorised=shop.ago(33))
    child = shop.child()  # 8565: activity after the episode was closed
    referral = shop.referral(child, 60, east, closed=shop.ago(50))
    shop.assessment(child, referral, shop.ago(58), authorised=shop.ago(46))
    child = shop.child()  # 8896: two open in one episode
    referral = shop.referral(child, 18, west)
    shop.assessment(child, referral, shop.ago(18))
    shop.assessment(child, referral, shop.ago(9), "core")
    child = shop.child()  # 8867: the episode is closed and an assessment is open
    shop.assessment(child, shop.referral(child, 25, east, closed=shop.ago(6)), shop.ago(24))


def _add_future_dates(shop: Workshop, team: Team) -> None:
    """Dates that have not come: a start, an authorisation and a date of birth."""
    rows = shop.council.tables["assessments"]
    coming = shop.council.working(shop.council.as_at, 9)
    child = shop.child()
    shop.assessment(child, shop.referral(child, 3, team), coming)
    child = shop.child()
    assessment = shop.assessment(child, shop.referral(child, 5, team), shop.ago(5))
    rows[assessment - 1]["authorised"] = coming
    child = shop.register.add_child(shop.name(), coming + STILL_OPEN, None, "U")
    shop.assessment(child, shop.referral(child, 2, team), shop.ago(2))


def _add_plan_faults(shop: Workshop, team: Team) -> None:
    child = shop.child()  # 2885: the plan does not start on its initial conference
    plan = shop.plan(child, shop.referral(child, 60, team), shop.ago(40), shop.ago(35), None)
    _book(shop, plan)
    child = shop.child()  # 8841: a review before the plan began
    plan = shop.plan(child, shop.referral(child, 50, team), shop.ago(30), shop.ago(30), None)
    shop.plans.review(plan, shop.ago(38), None, shop.ago(38))
    _book(shop, plan)
    child = shop.child()  # 8840: the plan ended on the day it began
    referral = shop.referral(child, 90, team, closed=shop.ago(60))
    shop.plan(child, referral, shop.ago(70), shop.ago(70), shop.ago(70))
    child = shop.child()  # 8935: two open plans
    referral = shop.referral(child, 75, team)
    for days in (52, 20):
        _book(shop, shop.plan(child, referral, shop.ago(days), shop.ago(days), None))


def _book(shop: Workshop, plan: int) -> None:
    shop.plans.review(plan, shop.council.working(shop.council.as_at, 5), shop.ago(20), None)


def _add_conference_faults(shop: Workshop, team: Team) -> None:
    saturday = shop.ago(20)
    while saturday.weekday() != 5:
        saturday -= timedelta(days=1)
    child = shop.child()  # 8875: the initial conference was on a weekend
    referral = shop.referral(child, 45, team)
    _enquire(shop, child, referral, shop.ago(38), saturday)
    child = shop.child()  # 8615: the initial conference was before the enquiry
    referral = shop.referral(child, 45, team)
    _enquire(shop, child, referral, shop.ago(25), shop.ago(28))


def _enquire(shop: Workshop, child: Child, referral: int, started: date, conference: date) -> None:
    target = shop.council.working(started, 15)
    enquiry = shop.council.add(
        "s47_enquiries",
        child=child.id,
        referral=referral,
        started=started,
        conference_target=target,
        not_required=False,
    )
    shop.council.add("conferences", child=child.id, referral=referral, enquiry=enquiry, held_on=conference)


def _add_child_twice(shop: Workshop, team: Team) -> None:
    """8510 as far as a database can hold it: one child under two record numbers, the one with a leading nought."""
    name = shop.name()
    child = shop.child(name, 31)
    number = str(shop.council.tables["children"][child.id - 1]["child_id"])
    shop.assessment(child, shop.referral(child, 6, team), shop.ago(6))
    twin = shop.register.add_child(name, shop.council.days_ago(2_031), None, "U", f"0{number}")
    shop.assessment(twin, shop.referral(twin, 4, team), shop.ago(4))
