"""The faults because of which something is in no percentage, found again: by the rules of the census, in code apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def by(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    """The rows by one of their fields."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


class Faults:
    """The rule each record breaks first, by kind and number."""

    def __init__(self, tables: Tables, plans: list[Row], reviews: dict[Any, list[Row]], today: date) -> None:
        """`plans`: each with the day it `begun`; `reviews` held, by plan."""
        self.today, self.tables = today, tables
        self.found: dict[str, dict[int, str]] = {kind: {} for kind in ("assessment", "plan", "referral", "child")}
        self.referrals = {r["id"]: r for r in tables["referrals"]}
        conferences = self.tables["conferences"]
        self.of_enquiry: dict[int, date] = {}
        for c in conferences:
            if c["enquiry"]:
                self.of_enquiry.setdefault(c["enquiry"], c["held_on"])
        self.alone = by([c for c in conferences if not c["enquiry"]], "referral")
        self.enquiries = by(self.tables["enquiries"], "referral")
        self.visited = {row["plan"]: row["visited_on"] for row in self.tables["visits"]}
        for a in self.tables["assessments"]:
            self._note("assessment", a["id"], self._of_assessment(a))
        for p in plans:
            self._note("plan", p["id"], self._of_plan(p, [r["held_on"] for r in reviews[p["id"]]]))
        self._two_plans(plans)
        for r in self.tables["referrals"]:
            self._note("referral", r["id"], self._of_referral(r))
        self._twins()

    def _note(self, kind: str, number: int, rules: Iterator[str]) -> None:
        for rule in rules:
            self.found[kind].setdefault(number, rule)

    def _later(self, *days: date | None) -> bool:
        return any(day is not None and day > self.today for day in days)

    def _closed(self, row: Row) -> date:
        referral = self.referrals.get(row["referral"])
        return (referral["closed"] if referral else None) or date.max

    def _of_assessment(self, a: Row) -> Iterator[str]:
        referral = self.referrals.get(a["referral"])
        started, done = a["started"], a["authorised"]
        if referral and referral["referred"] and started and started < referral["referred"]:
            yield "1103"
        if started and done and started > done:
            yield "8608"
        if self._later(started, done, a["submitted"], a["child_seen"]):
            yield "future"
        if max(started or date.min, done or date.min) > self._closed(a):
            yield "8565"

    def _of_plan(self, p: Row, reviews: list[date]) -> Iterator[str]:
        if self._later(p["begun"], p["ended"], self.visited.get(p["id"]), *reviews):
            yield "future"
        if max(p["begun"], p["ended"] or date.min) > self._closed(p):
            yield "8565"
        own = [e for e in self.enquiries[p["referral"]] if e["child"] == p["child"]]
        held = {self.of_enquiry[e["id"]] for e in own if e["id"] in self.of_enquiry}
        held |= {c["held_on"] for c in self.alone[p["referral"]] if c["child"] == p["child"]}
        if held and p["begun"] not in held:
            yield "2885"
        if any(held_on <= p["begun"] for held_on in reviews):
            yield "8841"
        if p["begun"] == p["ended"]:
            yield "8840"

    def _two_plans(self, plans: list[Row]) -> None:
        order = {r["id"]: place for place, r in enumerate(self.tables["referrals"])}
        for of_child in by([p for p in plans if not p["ended"]], "child").values():
            of_child.sort(key=lambda p: (order.get(p["referral"], len(order)), p["id"]))
            for plan in of_child[1:]:
                self.found["plan"].setdefault(plan["id"], "8935")

    def _of_referral(self, r: Row) -> Iterator[str]:
        alone = min((c["held_on"] for c in self.alone[r["id"]]), default=None)
        if self._later(r["referred"], r["closed"], alone):
            yield "future"
        if alone and alone.weekday() > 4:
            of_enquiries = {self.of_enquiry.get(e["id"]) for e in self.enquiries[r["id"]]}
            if alone not in of_enquiries:
                yield "8875"

    def _twins(self) -> None:
        for twins in by(
            [{**c, "plain": c["child_id"].lower().lstrip("0")} for c in self.tables["children"]], "plain"
        ).values():
            if len(twins) > 1:
                self.found["child"] |= {c["id"]: "8510" for c in twins}
