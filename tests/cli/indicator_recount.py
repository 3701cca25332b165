"""The indicators counted again, from the file itself: shares no code with the product.

Plain SQL, days counted one by one with the `holidays` package, limits and rules of exclusion written a second time.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.cli.fault_recount import Faults, Row, by
from tests.usecases.recount import months_later, works

LIMITS = {
    ("initial", "WT2006"): 7,
    ("initial", "WT2010"): 10,
    ("core", "WT2006"): 35,
    ("core", "WT2010"): 35,
    ("single", "WT2013"): 45,
}
REFERENCES = {"initial": "NI 59", "core": "NI 60", "single": "SA 45"}
DAY = timedelta(days=1)
_KNOWN = (date(1990, 1, 1), date(2040, 12, 31))
"""The first and last day the bank holidays are known for."""
_DATES = frozenset(
    [
        *("started", "submitted", "authorised", "child_seen", "referred", "closed", "ended", "held_on", "starts_on"),
        *("ends_on", "visited_on", "born"),
    ]
)
_SELECTS = {
    "children": "SELECT id, child_id, born FROM children ORDER BY id",
    "referrals": "SELECT id, child, referred, closed FROM referrals WHERE voided_on IS NULL ORDER BY referred, id",
    "assessments": "SELECT * FROM assessments WHERE voided_on IS NULL ORDER BY id",
    "enquiries": "SELECT id, child, referral, started FROM s47_enquiries WHERE voided_on IS NULL ORDER BY id",
    "conferences": "SELECT id, child, referral, enquiry, held_on FROM conferences"
    " WHERE voided_on IS NULL ORDER BY held_on, id",
    "plans": "SELECT id, child, referral, conference, started, ended, previous_plans FROM cp_plans"
    " WHERE voided_on IS NULL ORDER BY id",
    "reviews": "SELECT plan, held_on FROM cp_reviews WHERE voided_on IS NULL AND held_on IS NOT NULL ORDER BY held_on",
    "visits": "SELECT plan, max(visited_on) AS visited_on FROM visits WHERE voided_on IS NULL GROUP BY plan",
    "allocations": "SELECT a.id, a.referral, a.assessment, a.plan, a.worker, coalesce(a.team, w.team) AS team,"
    " a.starts_on, a.ends_on FROM allocations a LEFT JOIN workers w ON w.id = a.worker WHERE a.voided_on IS NULL",
    "teams": "SELECT id, name, parent FROM teams",
    "workers": "SELECT id, name FROM workers",
}


class Counted(NamedTuple):
    """One thing an indicator counts or leaves out."""

    indicator: str
    record: int
    child_id: str
    on: date
    met: bool
    rule: str
    """Of the fault because of which it is left out; "unknown" for a clock without figures; empty where it counts."""
    team: str | None
    worker: str | None
    started: date | None
    due: date | None
    late: int | None


def nth_working_day(start: date, number: int) -> date | None:
    """None outside the years the holidays are known for."""
    day = start
    while number:
        day += DAY
        number -= works(day)
    return day if _KNOWN[0] <= start and day <= _KNOWN[1] else None


@cache
def working_days(start: date, end: date) -> int:
    """Days d with start < d <= end that are working days."""
    return sum(works(start + DAY * n) for n in range(1, (end - start).days + 1))


def year_of(day: date) -> date:
    """The first day of the financial year."""
    return date(day.year - (day.month < 4), 4, 1)


class Recount:
    """Everything in a database that the indicators count as at a day."""

    def __init__(self, path: Path, as_at: date, today: date | None = None) -> None:
        """`today` is what a date in the future is measured by."""
        self.as_at, self.today = as_at, today or as_at
        self._counted_once: list[Counted] = []
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            self.tables = {name: [_dated(row) for row in connection.execute(sql)] for name, sql in _SELECTS.items()}
        names = ("children", "referrals", "teams", "workers")
        self.by_id = {name: {row["id"]: row for row in self.tables[name]} for name in names}
        self.held: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in self.tables["allocations"]:
            subject = next(name for name in ("assessment", "plan", "referral") if row[name] is not None)
            self.held[subject, row[subject]].append(row)
        self.of_referral = by(self.tables["assessments"], "referral")
        self.reviews = by(self.tables["reviews"], "plan")
        held_on = {row["id"]: row["held_on"] for row in self.tables["conferences"]}
        for plan in self.tables["plans"]:
            plan["conference"] = held_on.get(plan["conference"])
            plan["begun"] = plan["started"] or plan["conference"]
        self.plans = [plan for plan in self.tables["plans"] if plan["begun"]]
        self.faults = Faults(self.tables, self.plans, self.reviews, self.today).found

    def rows(self, first: date, last: date) -> list[Counted]:
        """What is counted between two days, and NI 67 at the last of them; nothing after the day."""
        last = min(last, self.as_at)
        if not self._counted_once:
            self._counted_once = list(self._dated_ones())
        found = [row for row in self._counted_once if first <= row.on <= last]
        return [*found, *self._reviewed(last)] if first <= last else found

    def _dated_ones(self) -> Iterator[Counted]:
        for a in self.tables["assessments"]:
            if a["authorised"]:
                yield self._assessment(a)
        for p in self.plans:
            earlier = any(o["child"] == p["child"] and o["begun"] < p["begun"] for o in self.plans)
            held = self._holder(p["begun"], ("plan", p["id"]), ("referral", p["referral"]))
            yield self._counted("NI 65", p, "plan", p["begun"], bool(p["previous_plans"]) or earlier, held, p["begun"])
            if p["ended"]:
                two_years = p["ended"] >= months_later(p["begun"], 24)
                held = self._finished(p["ended"], ("plan", p["id"]), ("referral", p["referral"]))
                yield self._counted("NI 64", p, "plan", p["ended"], two_years, held, p["begun"])
        first_look = self._first_look()
        for r in self.tables["referrals"]:
            if r["referred"]:
                went_on = first_look.get(r["id"], date.max) <= self.as_at
                held = self._holder(r["referred"], ("referral", r["id"]))
                yield self._counted("NI 68", r, "referral", r["referred"], went_on, held, r["referred"])

    def _first_look(self) -> dict[int, date]:
        """By referral, when its first initial or single assessment began."""
        found: dict[int, date] = {}
        for a in sorted(self.tables["assessments"], key=lambda a: a["started"] or date.max):
            if a["kind"] != "core" and a["referral"] and a["started"]:
                found.setdefault(a["referral"], a["started"])
        return found

    def _assessment(self, a: Row) -> Counted:
        referral = self.by_id["referrals"].get(a["referral"])
        referred = referral["referred"] if referral else None
        start = a["started"]
        limit = LIMITS.get((a["kind"], a["standard"]))
        known = limit is not None and start and not (referred and start < referred)
        if known and a["kind"] != "core" and referred and self._is_first(a):
            start = referred
        due = nth_working_day(start, limit) if known and limit else None
        done = a["authorised"]
        held = self._finished(done, ("assessment", a["id"]), ("referral", a["referral"]))
        row = self._counted(REFERENCES[a["kind"]], a, "assessment", done, bool(due and done <= due), held, start)
        late = working_days(due, done) if due and done > due else None
        return row._replace(due=due, late=late, rule=row.rule or ("" if due else "unknown"))

    def _is_first(self, a: Row) -> bool:
        others = [o for o in self.of_referral[a["referral"]] if o["kind"] != "core"]
        return bool(min(others, key=lambda o: (o["started"] or date.max, o["position"], o["id"]))["id"] == a["id"])

    @cache  # noqa: B019  (lives as long as the test)
    def _by_referral(self, table: str) -> dict[Any, list[Row]]:
        return by(self.tables[table], "referral")

    def _of_referral(self, table: str, referral: int) -> list[Row]:
        return self._by_referral(table)[referral]

    def _reviewed(self, end: date) -> Iterator[Counted]:
        """NI 67: the plans open at the end for three months or more."""
        for p in self.plans:
            if p["begun"] <= end and not (p["ended"] and p["ended"] <= end) and months_later(p["begun"], 3) <= end:
                held = self._holder(end, ("plan", p["id"]), ("referral", p["referral"]))
                yield self._counted("NI 67", p, "plan", end, self._in_time(p, end), held, p["begun"])

    def _in_time(self, plan: Row, end: date) -> bool:
        before, months = plan["conference"] or plan["begun"], 3
        for held in [*(r["held_on"] for r in self.reviews[plan["id"]] if r["held_on"] <= end), None]:
            latest = months_later(before, months)
            if latest <= end and (held is None or (held > latest and latest >= year_of(end))):
                return False
            before, months = held or before, 6
        return True

    def _counted(
        self, indicator: str, row: Row, kind: str, on: date, met: bool, held: Row | None, started: date | None
    ) -> Counted:
        child = self.by_id["children"][row["child"]]["child_id"]
        rule = "8510" if row["child"] in self.faults["child"] else self.faults[kind].get(row["id"], "")
        team = self.by_id["teams"].get(held["team"]) if held else None
        worker = self.by_id["workers"].get(held["worker"]) if held else None
        whose = (team["name"] if team else None, worker["name"] if worker else None)
        return Counted(indicator, row["id"], child, on, met, rule, *whose, started, None, None)

    def _holder(self, day: date, *subjects: tuple[str, int | None]) -> Row | None:
        for name, number in subjects:
            holding = [
                a
                for a in (self.held[name, number] if number is not None else ())
                if (a["starts_on"] or date.min) <= day and (a["ends_on"] is None or day < a["ends_on"])
            ]
            if holding:
                return max(holding, key=lambda a: a["starts_on"] or date.min)
        return None

    def _finished(self, day: date, *subjects: tuple[str, int | None]) -> Row | None:
        """Whoever held it the day before; where no worker did, on the day."""
        before = self._holder(day - DAY, *subjects)
        if before and before["worker"]:
            return before
        return self._holder(day, *subjects) or before


def _dated(row: sqlite3.Row) -> Row:
    return {key: date.fromisoformat(row[key][:10]) if key in _DATES and row[key] else row[key] for key in row.keys()}  # noqa: SIM118
