"""The board counted again, slowly and from the rows themselves: shares no code with the product.

Every count walks day by day with the `holidays` package. Limits are written here a second time on purpose.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import holidays

Row = dict[str, Any]
Tables = dict[str, list[Row]]
ENGLAND = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(1990, 2041)))
LIMITS = {("initial", "WT2006"): 7, ("core", "WT2006"): 35, ("single", "WT2013"): 45}
SUPERVISION = "28 cd"
CLOSE = {"initial": 2, "core": 5, "single": 5}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in ENGLAND


def days_between(start: date, end: date) -> int:
    """Working days after the start up to and including the end."""
    count, day = 0, start
    while day < end:
        day += timedelta(days=1)
        if works(day):
            count += 1
    return count


def months_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    last = day.day
    while True:
        try:
            return date(year, month, last)
        except ValueError:
            last -= 1


def later(day: date, interval: str) -> date:
    """The date so many "cd", "wd" or "months" later."""
    number, unit = interval.split()
    if unit == "months":
        return months_later(day, int(number))
    left_to_count = int(number)
    while left_to_count:
        day += timedelta(days=1)
        left_to_count -= unit == "cd" or works(day)
    return day


class Recount:
    """The record read as at one date."""

    def __init__(self, tables: Tables, day: date, intervals: dict[str, str] | None = None) -> None:
        """`intervals`: how often to be discussed, by kind of case, name of a team, or "nqsw"."""
        self.tables = tables
        self.day = day
        self.intervals = intervals or {}
        self.children = self._index("children")
        self.referrals = self._index("referrals")
        self.workers = self._index("workers")
        self.teams = self._index("teams")
        self.plans = [p for p in tables["cp_plans"] if p["started"] <= day and (p["ended"] is None or p["ended"] > day)]
        self.supervised: dict[int, list[date]] = defaultdict(list)
        for s in tables["supervisions"]:
            if s["held_on"] <= day:
                self.supervised[s["child"]].append(s["held_on"])
        self.allocated: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for a in tables["allocations"]:
            begun = a["starts_on"] is None or a["starts_on"] <= day
            if begun and (a["ends_on"] is None or a["ends_on"] > day):
                for subject in ("referral", "assessment", "plan"):
                    if a[subject] is not None:
                        self.allocated[subject, a[subject]].append(a)
        self.flagged = {
            f["child"]
            for f in tables["flags"]
            if f["raised_on"] <= day and (f["closed_on"] is None or f["closed_on"] > day)
        }
        self.rows = [self._row(a) for a in tables["assessments"] if self._open(a)]

    def _index(self, table: str) -> dict[int, Row]:
        return {row["id"]: row for row in self.tables[table]}

    def _open(self, a: Row) -> bool:
        begun = a["started"] or self.referrals[a["referral"]]["referred"]
        return bool(begun <= self.day and (a["authorised"] is None or a["authorised"] > self.day))

    def _holder(self, referral: int, subject: str, pk: int) -> Row | None:
        held = self.allocated[subject, pk] or self.allocated["referral", referral]
        return max(held, key=lambda a: a["starts_on"] or date.min) if held else None

    def _seen(self, event: date | None) -> date | None:
        return event if event is not None and event <= self.day else None

    def _is_first(self, a: Row) -> bool:
        siblings = [o for o in self.tables["assessments"] if o["referral"] == a["referral"] and o["kind"] != "core"]
        siblings.sort(key=lambda o: (o["started"] is None, o["started"] or date.max, o["position"], o["id"]))
        return bool(siblings[0]["id"] == a["id"])

    def _clock(self, a: Row, referred: date) -> Row:
        """Where it counts from, its due date, what has elapsed and what is left, and its state."""
        start, basis = a["started"], a["start_basis"] or "own_start"
        if start is None or start < referred:
            figures = dict.fromkeys(("elapsed", "due", "left"))
            return {"started": start, "start_basis": basis, "state": "unknown", **figures}
        if a["kind"] != "core" and self._is_first(a):
            start, basis = referred, "referral"
        due, left_to_count = start, LIMITS[a["kind"], a["standard"]]
        while left_to_count:
            due += timedelta(days=1)
            left_to_count -= works(due)
        over = self.day > due
        left = -days_between(due, self.day) if over else days_between(self.day, due)
        state = "over" if over else "due_today" if self.day == due else "on_track"
        if state == "on_track" and left <= CLOSE[a["kind"]]:
            state = "close"
        elapsed = days_between(start, self.day)
        return {"started": start, "start_basis": basis, "elapsed": elapsed, "due": due, "left": left, "state": state}

    def _row(self, a: Row) -> Row:
        child, referral = self.children[a["child"]], self.referrals[a["referral"]]
        holder = self._holder(a["referral"], "assessment", a["id"])
        agreed = [e for e in self.tables["extensions"] if e["assessment"] == a["id"] and e["agreed_on"] <= self.day]
        last = max(self.supervised[a["child"]], default=None)
        plans = [p for p in self.plans if p["child"] == a["child"]]
        plan = max(plans, key=lambda p: p["started"]) if plans else None
        return {
            "child_id": child["child_id"],
            "child": child["name"] or child["child_id"],
            "born": child["born"],
            "age": self._age(child["born"]),
            "team": self.teams[holder["team"]]["name"] if holder else None,
            "worker": self.workers[holder["worker"]]["name"] if holder and holder["worker"] else None,
            "assessment_id": a["id"],
            "kind": a["kind"],
            "standard": a["standard"],
            **self._clock(a, referral["referred"]),
            "limit": LIMITS[a["kind"], a["standard"]],
            "unit": "wd",
            "submitted": self._seen(a["submitted"]),
            "authorised": None,
            "to_authorise": self._seen(a["submitted"]) is not None,
            "extended_to": max(agreed, key=lambda e: e["agreed_on"])["until"] if agreed else None,
            "delay_reason": a["delay_reason"],
            "immediate": a["child"] in self.flagged,
            "last_supervised": last,
            "days_since_supervised": (self.day - last).days if last else None,
            "cp_plan": plan["category"] if plan else None,
            "cp_review_latest": self.review_latest(plan) if plan else None,
            "cp_review_booked": self.review_booked(plan) if plan else None,
        }

    def _age(self, born: date | None) -> int | None:
        if born is None or born > self.day:
            return None
        years = self.day.year - born.year
        birthday_to_come = (self.day.month, self.day.day) < (born.month, born.day)
        return years - 1 if birthday_to_come else years

    def _reviews(self, plan: Row) -> list[Row]:
        return [r for r in self.tables["cp_reviews"] if r["plan"] == plan["id"]]

    def review_latest(self, plan: Row) -> date:
        """Three months after the conference, or six after the last review held."""
        held = [r["held_on"] for r in self._reviews(plan) if r["held_on"] and r["held_on"] <= self.day]
        if held:
            return months_later(max(held), 6)
        conferences = [c["held_on"] for c in self.tables["conferences"] if c["id"] == plan["conference"]]
        return months_later(conferences[0] if conferences else plan["started"], 3)

    def review_booked(self, plan: Row) -> date | None:
        """The date booked last, of several booked at one time the earliest to come, else the last that was missed."""
        booked = []
        known = [r for r in self._reviews(plan) if r["booked_for"] and (r["booked_on"] or self.day) <= self.day]
        made = max((r["booked_on"] or date.min for r in known), default=None)
        for r in known:
            if (r["booked_on"] or date.min) != made:
                continue
            unheld = r["held_on"] is None or r["held_on"] > self.day
            if unheld and r["booked_for"] and (r["booked_on"] is None or r["booked_on"] <= self.day):
                booked.append(r["booked_for"])
        to_come = sorted(b for b in booked if b >= self.day)
        return to_come[0] if to_come else max(booked, default=None)

    def alert(self, plan: Row) -> str | None:
        """What is wrong with the plan's next review."""
        latest, booked = self.review_latest(plan), self.review_booked(plan)
        if latest < self.day:
            return "passed"
        if booked is None:
            return "none_booked"
        return "booked_late" if booked > latest else None

    def counters(self) -> dict[str, int]:
        """The eight counters."""
        states = [row["state"] for row in self.rows]
        by_when = {a["id"]: a["by_when"] for a in self.tables["actions"]}
        for carry in sorted(self.tables["carries"], key=lambda c: c["carried_on"]):
            if carry["carried_on"] <= self.day:
                by_when[carry["action"]] = carry["by_when"]
        overdue = [
            a
            for a in self.tables["actions"]
            if a["agreed_on"] <= self.day
            and by_when[a["id"]] < self.day
            and (a["done_on"] is None or a["done_on"] > self.day)
        ]
        return {
            "overdue": states.count("over"),
            "due_today": states.count("due_today"),
            "next_5_days": sum(row["left"] is not None and 0 < row["left"] <= 5 for row in self.rows),
            "to_authorise": sum(row["to_authorise"] for row in self.rows),
            "unallocated": sum(row["worker"] is None for row in self.rows),
            "cp_reviews": sum(self.alert(plan) is not None for plan in self.plans),
            "not_discussed": len(self.not_discussed()),
            "actions_overdue": len(overdue),
        }

    def not_discussed(self) -> set[str]:
        """Record numbers of children with open work, and no supervision held within the shortest of their intervals."""
        of_child: dict[int, list[tuple[str, Row | None, date]]] = defaultdict(list)
        for a in self.tables["assessments"]:
            if self._open(a):
                begun = self.referrals[a["referral"]]["referred"]
                holder = self._holder(a["referral"], "assessment", a["id"])
                of_child[a["child"]].append((a["kind"], holder, begun))
        for p in self.plans:
            holder = self._holder(p["referral"], "plan", p["id"])
            of_child[p["child"]].append(("cp_plan", holder, p["started"]))
        late = set()
        for child, cases in of_child.items():
            since = max(self.supervised[child], default=None)
            if since is None:
                held = [(holder["starts_on"] or begun) for _, holder, begun in cases if holder and holder["worker"]]
                since = min(held or [begun for _, _, begun in cases])
            if min(later(since, interval) for interval in self._intervals(cases)) < self.day:
                late.add(self.children[child]["child_id"])
        return late

    def sessions(self) -> dict[int, tuple[date, date | None, int, int]]:
        """By worker: the last session, the next agreed, and of those agreed for the twelve months past those kept."""
        of_worker: dict[int, list[Row]] = defaultdict(list)
        for session in self.tables["sessions"]:
            if session["held_on"] <= self.day:
                of_worker[session["worker"]].append(session)
        found = {}
        for worker, held in of_worker.items():
            held.sort(key=lambda s: s["held_on"])
            kept = planned = 0
            for session, following in zip(held, [*held[1:], None], strict=True):
                agreed = session["next_on"]
                if agreed and self.day.replace(year=self.day.year - 1) <= agreed < self.day:
                    planned += 1
                    kept += following is not None and following["held_on"] <= agreed
            found[worker] = (held[-1]["held_on"], held[-1]["next_on"], kept, planned)
        return found

    def _intervals(self, cases: list[tuple[str, Row | None, date]]) -> list[str]:
        found = []
        for kind, holder, _ in cases:
            found.append(self.intervals.get(kind))
            if holder:
                found.append(self.intervals.get(self.teams[holder["team"]]["name"]))
            if holder and holder["worker"]:
                until = self.workers[holder["worker"]]["nqsw_until"]
                found.append(self.intervals.get("nqsw") if until and until >= self.day else None)
        return [interval for interval in found if interval] or [SUPERVISION]
