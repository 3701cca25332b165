"""Findings of the demo counted again, by SQL of its own from the tables: shares no rule with the product."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from tests.usecases.recount import days_between, later

OPEN_ASSESSMENT = (
    "a.voided_on is null and (a.authorised is null or a.authorised > :day) and coalesce(a.started, r.referred) <= :day"
)
QUERIES: Mapping[str, str] = {
    "start_before_referral": "select a.id from assessments a join referrals r on r.id = a.referral"
    " where a.started < r.referred and a.started <= :day",
    "start_after_authorised": "select id from assessments where started > authorised and started <= :day",
    "open_in_closed": "select a.id from assessments a join referrals r on r.id = a.referral"
    " where r.closed is not null and a.authorised is null and a.started <= :day",
    "plan_of_no_length": "select id from cp_plans where started = ended and started <= :day",
    "plan_not_on_conference": "select p.id from cp_plans p join conferences c on c.referral = p.referral"
    " group by p.id having sum(c.held_on = p.started) = 0 and p.started <= :day",
    "review_before_plan": "select distinct p.id from cp_plans p join cp_reviews v on v.plan = p.id"
    " where v.held_on <= p.started and p.started <= :day",
    "weekend_conference": "select e.id from s47_enquiries e join conferences c on c.enquiry = e.id"
    " where strftime('%w', c.held_on) in ('0', '6') and e.started <= :day",
    "conference_before_enquiry": "select e.id from s47_enquiries e join conferences c on c.enquiry = e.id"
    " where c.held_on < e.started and e.started <= :day",
    "action_overdue": "select id from (select x.id, coalesce((select k.by_when from carries k where k.action = x.id"
    " and k.carried_on <= :day order by k.carried_on desc, k.id desc limit 1), x.by_when) as due"
    " from actions x where x.agreed_on <= :day and (x.done_on is null or x.done_on > :day)) where due < :day",
    "no_review_booked": "select p.id from cp_plans p where p.started <= :day and (p.ended is null or p.ended > :day)"
    " and not exists (select 1 from cp_reviews v where v.plan = p.id and v.booked_for is not null"
    " and (v.held_on is null or v.held_on > :day))",
    "no_birth_date": "select distinct c.id from children c join assessments a on a.child = c.id"
    f" left join referrals r on r.id = a.referral where c.born is null and c.expected is null and {OPEN_ASSESSMENT}",
    "nfa_activity": "select distinct r.id from referrals r join assessments a on a.referral = r.id"
    " where r.nfa = 1 and a.started <= :day",
}


def recounted(path: Path, day: date) -> dict[str, list[int]]:
    """By check, the numbers of the records it should find."""
    with closing(sqlite3.connect(path)) as base:
        found = {key: _numbers(base, query, day) for key, query in QUERIES.items()}
        found["to_authorise"] = _waiting(base, day)
        found["not_visited"] = _unvisited(base, day)
        return found


def _numbers(base: sqlite3.Connection, query: str, day: date) -> list[int]:
    return sorted(row[0] for row in base.execute(query, {"day": day.isoformat()}))


def _waiting(base: sqlite3.Connection, day: date) -> list[int]:
    rows = base.execute(
        "select a.id, a.submitted from assessments a left join referrals r on r.id = a.referral"
        f" where a.submitted <= :day and {OPEN_ASSESSMENT}",
        {"day": day.isoformat()},
    )
    return sorted(pk for pk, on in rows if days_between(date.fromisoformat(on), day) >= 5)


def _unvisited(base: sqlite3.Connection, day: date) -> list[int]:
    rows = base.execute(
        "select p.id, coalesce((select max(v.visited_on) from visits v where v.plan = p.id and v.visited_on <= :day),"
        " p.started) from cp_plans p where p.started <= :day and (p.ended is null or p.ended > :day)",
        {"day": day.isoformat()},
    )
    return sorted(pk for pk, since in rows if later(date.fromisoformat(since), "10 wd") < day)
