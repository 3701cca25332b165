"""What the checks of the records read besides the board: whole cases of some children, digests of notes, candidates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, func, select, true, union

from caseboard.domain.cases import Facts
from caseboard.domain.gaming import PerDay
from caseboard.domain.indicators import STEP_OF
from caseboard.domain.quality_supervision import NoteDigest, digest_of
from caseboard.store.facts import read_cases
from caseboard.store.reach import has_work, reach_of_some
from caseboard.store.tables import (
    assessments,
    children,
    cp_plans,
    judged,
    referrals,
    s47_enquiries,
    supervisions,
    workers,
)

_PORTION = 1000
"""Children asked for at once: an IN has room for some thousands only."""


def read_cases_of(connection: Connection, numbers: Collection[int]) -> Facts:
    """Everything of the cases of these children, finished work included; nothing of supervision or the council."""
    wanted = sorted(numbers)
    whole = Facts(date.min)
    for first in range(0, len(wanted), _PORTION):
        some = select(children.c.id).where(children.c.id.in_(wanted[first : first + _PORTION]))
        read = read_cases(connection, reach_of_some(some))
        whole = replace(
            whole,
            children={**whole.children, **read.children},
            assessments=[*whole.assessments, *read.assessments],
            allocations=[*whole.allocations, *read.allocations],
            enquiries=[*whole.enquiries, *read.enquiries],
            plans=[*whole.plans, *read.plans],
            referrals=[*whole.referrals, *read.referrals],
            conferences=[*whole.conferences, *read.conferences],
        )
    return whole


def read_note_digests(connection: Connection, numbers: Collection[int], since: date) -> list[NoteDigest]:
    """The supervision notes of these children held on or after `since`, each by the digest of its words."""
    s, wanted = supervisions.c, sorted(numbers)
    found: list[NoteDigest] = []
    for first in range(0, len(wanted), _PORTION):
        of_some = s.child.in_(wanted[first : first + _PORTION])
        notes = select(s.id, s.child, s.held_on, s.note).where(of_some, s.held_on >= since, s.voided_on.is_(None))
        for number, child, held_on, note in connection.execute(notes.order_by(s.id)):
            found.append(NoteDigest(number, child, held_on, digest_of(note)))
    return found


def read_active_after_nfa(connection: Connection) -> list[int]:
    """The children with a referral decided to need no further action under which there is any work."""
    work = (has_work(table) for table in (assessments, s47_enquiries, cp_plans))
    nfa = select(referrals.c.child).where(referrals.c.nfa.is_(true()), referrals.c.voided_on.is_(None))
    return list(connection.execute(union(*(nfa.where(each) for each in work))).scalars())


def read_authorised_per_day(connection: Connection, first: date, last: date) -> PerDay:
    """How many assessments each team authorised on each date, as they are judged at present.

    What a worker holds for no team is of the team they sit in, as on the board.
    """
    j, days = judged.c, PerDay()
    team = func.coalesce(j.team, workers.c.team).label("of_team")
    of_assessments = j.indicator.in_([indicator.value for indicator in STEP_OF])
    counted = select(team, j.on_day, func.count()).select_from(judged.outerjoin(workers, workers.c.id == j.worker))
    counted = counted.where(of_assessments, j.on_day.between(first, last)).group_by(team, j.on_day)
    for of_team, day, many in connection.execute(counted):
        days.setdefault(of_team, {})[day] = many
    return days


def read_changed_between(connection: Connection, first: date, last: date) -> list[int]:
    """The children of whose cases something was begun again, missing or decided to need nothing then.

    More than the signs of `gaming` will find: the rules look at them, this only keeps all the others away.
    """
    a, o, r, p = assessments.c, assessments.alias("other").c, referrals.c, referrals.alias("before").c
    standing = a.voided_on.is_(None)
    again = select(o.id).where(o.referral == a.referral, o.kind == a.kind, o.id != a.id, o.voided_on.is_(None))
    decided = r.decided_on.between(first, last) | (r.decided_on.is_(None) & r.closed.between(first, last))
    before = select(p.id).where(p.child == r.child, p.id != r.id, p.nfa.is_(true()), p.voided_on.is_(None))
    candidates = (
        select(a.child).where(standing, a.missing_from.between(first, last)),
        select(a.child).where(standing, a.started.between(first, last), again.exists()),
        select(r.child).where(r.voided_on.is_(None), r.nfa.is_(true()), decided),
        select(r.child).where(r.voided_on.is_(None), r.referred.between(first, last), before.exists()),
    )
    return list(connection.execute(union(*candidates)).scalars())
