"""The invented council as tests need it: built once for each seed and date, and as records for the quality checks."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from caseboard.seeds.demo import build_council

from caseboard.domain.record import AssessmentRecord, ChildRecord, EnquiryRecord, EpisodeRecord, PlanRecord
from caseboard.usecases.reference import rules_from

Row = dict[str, Any]
Tables = dict[str, list[Row]]
CALENDAR = rules_from("").calendar
WEDNESDAY, SUNDAY, FRIDAY = date(2009, 9, 30), date(2026, 11, 22), date(2012, 4, 13)
BUILT = [(1, WEDNESDAY), (1, SUNDAY), (2, FRIDAY), (7, date(2009, 12, 26))]


@cache
def council(seed: int, as_at: date, scale: int = 1) -> Tables:
    """The rows. Shared between tests: never change them."""
    tables: Tables = build_council(seed=seed, as_at=as_at, scale=scale, calendar=CALENDAR)
    return tables


def by(rows: list[Row], column: str) -> dict[Any, list[Row]]:
    """The rows by the value of one column."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def as_records(tables: Tables) -> list[ChildRecord]:
    """The council as a census return would tell it, each part's `where` being its id."""
    referrals, assessments = by(tables["referrals"], "child"), by(tables["assessments"], "referral")
    enquiries, plans = by(tables["s47_enquiries"], "referral"), by(tables["cp_plans"], "referral")
    conferences, reviews = by(tables["conferences"], "enquiry"), by(tables["cp_reviews"], "plan")
    alone = {row["referral"]: row["held_on"] for row in conferences[None]}

    def episode(r: Row) -> EpisodeRecord:
        pk = r["id"]
        return EpisodeRecord(
            r["referred"],
            closed=r["closed"],
            conference=alone.get(pk),
            assessments=tuple(
                AssessmentRecord(
                    a["started"],
                    child_seen=a["child_seen"],
                    submitted=a["submitted"],
                    authorised=a["authorised"],
                    where=f"assessment {a['id']}",
                )
                for a in assessments[pk]
            ),
            enquiries=tuple(
                EnquiryRecord(
                    e["started"],
                    conference=min((c["held_on"] for c in conferences[e["id"]]), default=None),
                    where=f"enquiry {e['id']}",
                )
                for e in enquiries[pk]
            ),
            plans=tuple(
                PlanRecord(
                    p["started"],
                    p["ended"],
                    reviews=tuple(v["held_on"] for v in reviews[p["id"]] if v["held_on"]),
                    where=f"plan {p['id']}",
                )
                for p in plans[pk]
            ),
            where=f"referral {pk}",
        )

    return [
        ChildRecord(
            c["child_id"],
            born=c["born"],
            episodes=tuple(episode(r) for r in referrals[c["id"]]),
            where=f"child {c['id']}",
        )
        for c in tables["children"]
    ]
