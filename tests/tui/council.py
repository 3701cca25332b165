"""An invented council for the tests of the screens: every state, deterministic in its arguments."""

from __future__ import annotations

import random
from datetime import date, timedelta

from caseboard.domain.cases import (
    ActionFacts,
    Allocation,
    AssessmentFacts,
    Basis,
    Child,
    Extension,
    Facts,
    Flag,
    SupervisionFacts,
)
from caseboard.domain.people import Team, Worker
from caseboard.domain.protection import PlanFacts, Review
from caseboard.domain.standards import Step

TODAY = date(2009, 9, 28)
"""A Monday; the Monday four weeks before it was the Summer bank holiday."""
_FIRST = (
    "Amal",
    "Bea",
    "Cal",
    "Dot",
    "Eli",
    "Fay",
    "Gus",
    "Hope",
    "Ivo",
    "Jun",
    "Kit",
    "Lou",
    "Mia",
    "Ned",
    "Ola",
    "Pip",
)
_LAST = (
    "Ahmed",
    "Brook",
    "Carr",
    "Dale",
    "Eyre",
    "Ferris",
    "Gill",
    "Holt",
    "Imrie",
    "Joyce",
    "Kell",
    "Lund",
    "Marsh",
    "Nye",
)
_STAFF = ("R. Walsh", "J. Osei", "P. Lindqvist", "M. Tran", "A. Okafor", "S. Bell", "D. Mistry", "K. Novak", "L. Hart")
_TEAMS = ("Northbridge", "East Assessment", "West Assessment", "Children in Need", "Looked After", "Duty")


def council(assessments: int = 60, seed: int = 1, today: date = TODAY) -> Facts:
    """An invented council with every state, deterministic in its arguments."""
    pick = random.Random(seed)
    teams = {n: Team(n, name, None if n == 1 else 1) for n, name in enumerate(_TEAMS, 1)}
    workers = {n: Worker(n, _STAFF[n % len(_STAFF)], 2 + n % 5) for n in range(1, 28)}
    children = {n: _child(n, pick, today) for n in range(1, assessments + 1)}
    made = [_assessment(n, pick, today) for n in children]
    held = [_allocation(a, pick, workers) for a in made]
    plans = [_plan(n, pick, today) for n in children if n % 4 == 0]
    return Facts(
        authorised_since=date(2009, 1, 1),
        children=children,
        teams=teams,
        workers=workers,
        assessments=made,
        allocations=held,
        extensions=[
            Extension(a.id, today - timedelta(days=3), today + timedelta(days=9), "family away", "R. Amin")
            for a in made
            if a.id % 17 == 3
        ],
        plans=plans,
        supervisions=[_supervision(n, pick, today) for n in children if n % 5],
        actions=[_action(n, pick, today) for n in children if n % 3 == 0],
        flags=[Flag(n, today - timedelta(days=2), None, "seen with an injury") for n in children if n % 37 == 5],
    )


def _child(n: int, pick: random.Random, today: date) -> Child:
    name = f"{pick.choice(_FIRST)} {pick.choice(_LAST)}" if n % 11 else ""
    if n % 19 == 7:
        return Child(n, f"{10000 + n}-{n % 10}", name, None, expected=today + timedelta(days=60))
    return Child(n, f"{10000 + n}-{n % 10}", name, today - timedelta(days=pick.randrange(30, 6000)))


def _assessment(n: int, pick: random.Random, today: date) -> AssessmentFacts:
    kind = pick.choice((Step.INITIAL, Step.INITIAL, Step.CORE, Step.CORE, Step.SINGLE))
    longest = {Step.INITIAL: 14, Step.CORE: 62, Step.SINGLE: 75}[kind]
    started = today - timedelta(days=pick.randrange(0, longest))
    standard = "WT2013" if kind is Step.SINGLE else "WT2006"
    basis = pick.choice((Basis.STRATEGY_DISCUSSION, Basis.INITIAL_ENDED)) if kind is Step.CORE else None
    referred = started if kind is not Step.CORE else started - timedelta(days=9)
    submitted = today - timedelta(days=pick.randrange(0, 6)) if pick.random() < 0.12 else None
    seen = started + timedelta(days=3) if started + timedelta(days=3) <= today and pick.random() < 0.7 else None
    reason = pick.choice((None, None, "waiting for the school's report")) if kind is Step.CORE else None
    first = kind is not Step.CORE
    if n % 41 == 9:
        started = referred - timedelta(days=4)
    return AssessmentFacts(n, n, n, referred, kind, standard, started, first, basis, submitted, None, seen, reason)


def _allocation(a: AssessmentFacts, pick: random.Random, workers: dict[int, Worker]) -> Allocation:
    worker = workers[pick.randrange(1, len(workers) + 1)]
    if a.id % 13 == 4:
        return Allocation(None, worker.team, a.referred, None, episode=a.episode)
    return Allocation(worker.id, worker.team, a.started, None, episode=a.episode)


def _plan(n: int, pick: random.Random, today: date) -> PlanFacts:
    started = today - timedelta(days=pick.randrange(20, 400))
    booked = None if n % 8 == 0 else started + timedelta(days=pick.choice((80, 85, 120, 270)))
    reviews: tuple[Review, ...] = (Review(booked, None, None),) if booked else ()
    if booked and booked < today:
        reviews = (Review(booked, None, booked), Review(booked + timedelta(days=170), None, None))
    code = pick.choice(("NEG", "PHY", "EMO", "SAB", "MUL"))
    return PlanFacts(
        n, n, n, started, None, code, started, n % 3, reviews, (today - timedelta(days=pick.randrange(3, 40)),)
    )


def _supervision(n: int, pick: random.Random, today: date) -> SupervisionFacts:
    held = today - timedelta(days=pick.randrange(2, 60))
    told = pick.choice(
        (
            "mother's engagement has improved since the last visit",
            "school raised attendance again",
            "seen alone, settled",
        )
    )
    return SupervisionFacts(n, held, held + timedelta(days=1), told)


def _action(n: int, pick: random.Random, today: date) -> ActionFacts:
    agreed = today - timedelta(days=pick.randrange(5, 40))
    what = pick.choice(("home visit", "speak to the health visitor", "chase the school's report", "book the review"))
    return ActionFacts(n, n, agreed, what, 1 + n % 9, agreed + timedelta(days=pick.randrange(5, 25)), None)
