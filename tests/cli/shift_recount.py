"""The shift counted again, slowly and from the rows themselves: shares no code with the product.

Plain SQL on the demo's file, days counted one by one from the file of bank holidays, limits written a second time.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.cli.shift_days import months_later, nth_working_day, working_days, works

Row = dict[str, Any]
Tables = dict[str, list[Row]]
LIMITS = {("initial", "WT2006"): 7, ("core", "WT2006"): 35, ("single", "WT2013"): 45}
DUE = ("over", "due_today")
LEADS_ON = ("initial assessment", "strategy discussion", "initial_assessment", "strategy_discussion")
_DATES = ("on", "started", "referred", "submitted", "authorised", "closed", "ended", "seen", "born", "expected")
_TABLES = (
    *("teams", "workers", "absences", "children", "referrals", "assessments", "s47_enquiries", "conferences"),
    *("cp_plans", "cp_reviews", "visits", "core_groups", "allocations", "flags", "actions", "carries", "handovers"),
)


def read_tables(path: Path) -> Tables:
    """Every row that is not voided, ISO dates as dates."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        found = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in _TABLES}
    for name, rows in found.items():
        dated = [key for key in (rows[0] if rows else ()) if _is_date(key)]
        for row in rows:
            row.update({key: date.fromisoformat(row[key][:10]) for key in dated if row[key]})
        found[name] = [row for row in rows if not row.get("voided_on")]
    return found


def _is_date(key: str) -> bool:
    return key.endswith(("_on", "_for", "_from", "_to", "_until", "by_when", "see_by")) or key in (
        *_DATES,
        "child_seen",
    )


def by(rows: list[Row], key: str) -> dict[Any, list[Row]]:
    """The rows by one of their fields."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


class Recount:
    """The rows of the shift of one day, as tuples."""

    def __init__(self, tables: Tables, day: date) -> None:
        self.day, self.tables = day, tables
        self.since = self.reckoned_from()
        self.following = nth_working_day(day, 1)
        self.until = max(self.following, day + timedelta((6 - day.weekday()) % 7))
        self.children, self.workers, self.teams, self.referrals = (
            {row["id"]: row for row in tables[name]} for name in ("children", "workers", "teams", "referrals")
        )
        self.held = {key: by(tables["allocations"], key) for key in ("referral", "assessment", "plan")}
        self.flagged = {
            f["child"] for f in tables["flags"] if self.past(f["raised_on"]) and not self.past(f["closed_on"])
        }
        self.of_referral = by([*tables["assessments"], *tables["s47_enquiries"], *tables["cp_plans"]], "referral")
        self.siblings = by(tables["assessments"], "referral")
        self.assessments = [self.assessment(a) for a in tables["assessments"] if self.is_open(a)]
        self.assessments.sort(key=lambda a: a["id"])
        self.conferences = {c["id"]: c["held_on"] for c in tables["conferences"]}
        self.plans = [p for p in map(self.plan, tables["cp_plans"]) if p["begun"] <= day and not self.past(p["ended"])]
        self.of_plan = {name: by(tables[name], "plan") for name in ("cp_reviews", "visits", "core_groups")}
        self.case_of_child: dict[int, tuple[int | None, int | None]] = {}
        for row in [*self.assessments, *self.plans]:
            known = self.case_of_child.setdefault(row["child"], row["holder"])
            if known[0] is None and row["holder"][0] is not None:
                self.case_of_child[row["child"]] = row["holder"]

    # The day

    def past(self, event: date | None) -> bool:
        return event is not None and event <= self.day

    def reckoned_from(self) -> date:
        """The last hand-over acknowledged in four weeks, else the working day before."""
        taken = [h["acknowledged_on"] for h in self.tables["handovers"] if self.past(h["acknowledged_on"])]
        last = max(taken, default=date.min)
        if last >= self.day - timedelta(28):
            return last
        before = self.day - timedelta(1)
        while not works(before):
            before -= timedelta(1)
        return before

    def breaks(self, due: date | None) -> str | None:
        if due is None or due > self.following:
            return None
        if due < self.day:
            return "over"
        return "over_gap" if due < self.following and self.following > self.day + timedelta(1) else "next_working_day"

    def clock(self, kind: str, due: date | None, unit: str, close: int) -> tuple[Any, ...]:
        """Kind, due, left, unit, state, breaks."""
        if due is None:
            return kind, None, None, unit, "unknown", None
        if unit == "wd":
            left = working_days(self.day, due) if self.day <= due else -working_days(due, self.day)
        else:
            left = (due - self.day).days
        state = (
            "over" if due < self.day else "due_today" if due == self.day else "close" if left <= close else "on_track"
        )
        return kind, due.isoformat(), left, unit, state, self.breaks(due)

    # Who holds it

    def allocation(self, *subjects: tuple[str, int | None]) -> Row | None:
        """The allocation of the first of the subjects that anybody holds."""
        for name, pk in subjects:
            held = [
                a
                for a in (self.held[name][pk] if pk is not None else ())
                if (a["starts_on"] is None or self.past(a["starts_on"])) and not self.past(a["ends_on"])
            ]
            if held:
                return max(held, key=lambda a: a["starts_on"] or date.min)
        return None

    def holder(self, *subjects: tuple[str, int | None]) -> tuple[int | None, int | None]:
        """Worker and team."""
        last = self.allocation(*subjects)
        if last is None:
            return None, None
        return last["worker"], last["team"] or (last["worker"] and self.workers[last["worker"]]["team"])

    def has_left(self, worker: int) -> bool:
        last, first = self.workers[worker]["active_to"], self.workers[worker]["active_from"]
        return last is not None and (last < self.day or (first is not None and last < first))

    def of_nobody(self, holder: tuple[int | None, int | None]) -> bool:
        return holder[0] is None or self.has_left(holder[0])

    def away(self, worker: int | None) -> tuple[bool, bool]:
        """Whether the worker is away, and whether somebody at work covers."""
        absent = [
            a for a in self.tables["absences"] if self.past(a["starts_on"]) and (a["ends_on"] or self.day) >= self.day
        ]
        mine = [a for a in absent if a["worker"] == worker]
        if not mine or worker is None or self.has_left(worker):
            return False, False
        cover = min(mine, key=lambda a: (a["starts_on"], a["id"]))["cover"]
        if cover is None or self.has_left(cover) or any(a["worker"] == cover for a in absent):
            return True, False
        begun = self.workers[cover]["active_from"]
        return True, begun is None or begun <= self.day

    # What is open

    def is_open(self, a: Row) -> bool:
        referral = self.referrals.get(a["referral"])
        begun = a["started"] or (referral["referred"] if referral else None)
        return (begun is None or self.past(begun)) and not self.past(a["authorised"])

    def assessment(self, a: Row) -> Row:
        referral = self.referrals.get(a["referral"])
        referred, start = referral and referral["referred"], a["started"]
        due = None
        if start and not (referred and start < referred):
            others = [o for o in self.siblings[a["referral"]] if o["kind"] != "core" and o["started"]]
            first = min(others, key=lambda o: (o["started"], o["position"], o["id"]), default=a)
            if a["kind"] != "core" and referred and first["id"] == a["id"]:
                start = referred
            due = nth_working_day(start, LIMITS[a["kind"], a["standard"]])
        clock = self.clock("assessment", due, "wd", 2 if a["kind"] == "initial" else 5)
        return {**a, "clock": clock, "holder": self.holder(("assessment", a["id"]), ("referral", a["referral"]))}

    def plan(self, p: Row) -> Row:
        conference = self.conferences.get(p["conference"])
        holder = self.holder(("plan", p["id"]), ("referral", p["referral"]))
        return {**p, "held": conference, "begun": p["started"] or conference or date.max, "holder": holder}

    def nothing_begun(self, referral: int) -> bool:
        return not any(w["started"] is None or self.past(w["started"]) for w in self.of_referral[referral])

    def waits(self, r: Row) -> bool:
        """For its decision."""
        if not self.past(r["referred"]) or self.past(r["closed"]) or self.past(r["decided_on"]):
            return False
        return not (r["nfa"] and r["decided_on"] is None) and self.nothing_begun(r["id"])

    # The groups

    def row(self, group: str, child: int, holder: tuple[int | None, int | None], grave: bool, *clock: Any) -> Row:
        worker, team = holder
        known = self.children[child]
        kind, due, left, unit, state, breaks = clock or (None,) * 6
        return {
            **{
                "group": group,
                "child_id": known["child_id"],
                "child": (known["name"] or "").strip() or known["child_id"],
            },
            "worker": worker and self.workers[worker]["name"],
            "team": team and self.teams[team]["name"],
            **{"kind": kind, "due": due, "left": left, "unit": unit, "state": state, "breaks": breaks},
            **{"immediate": child in self.flagged, "grave": grave},
        }

    def rows(self) -> Iterator[Row]:
        """Every row, in no order within a group."""
        yield from self.immediate()
        yield from self.of_referrals()
        yield from self.nobodys()
        yield from self.of_assessments()
        yield from self.enquiries()
        for plan in self.plans:
            yield from self.of_one_plan(plan)
        yield from self.absent()
        yield from self.actions()

    def immediate(self) -> Iterator[Row]:
        for flag in self.tables["flags"]:
            if self.past(flag["raised_on"]) and not self.past(flag["closed_on"]):
                yield self.row("immediate", flag["child"], self.case_of_child.get(flag["child"], (None, None)), True)

    def of_referrals(self) -> Iterator[Row]:
        for r in self.tables["referrals"]:
            holder, waits = self.holder(("referral", r["id"])), self.waits(r)
            clock = self.clock("decision", nth_working_day(r["referred"], 1), "wd", 5) if waits else ()
            grave = waits and clock[4] in DUE
            if self.past(r["referred"]) and r["referred"] >= self.since:
                yield self.row("overnight", r["child"], holder, grave, *clock)
            if waits:
                yield self.row("decisions", r["child"], holder, grave, *clock)
            decided = self.past(r["decided_on"]) and r["decision"] in LEADS_ON and not self.past(r["closed"])
            if decided and self.nothing_begun(r["id"]) and holder[0] is None:
                yield self.row("nobodys", r["child"], holder, True)

    def nobodys(self) -> Iterator[Row]:
        told = set()
        for each in [*self.assessments, *self.plans]:
            if self.of_nobody(each["holder"]):
                told.add(each["child"])
                yield self.row("nobodys", each["child"], each["holder"], True, *each.get("clock", ()))
        for e, holder, clock in self.waiting_enquiries():
            if self.of_nobody(holder) and e["child"] not in told:
                yield self.row("nobodys", e["child"], holder, True, *clock)

    def of_assessments(self) -> Iterator[Row]:
        for a in self.assessments:
            child, clock = self.children[a["child"]], a["clock"]
            state, grave = clock[4], clock[4] in DUE
            born = child["born"]
            unborn = born > self.day if born else child["expected"] is not None
            if not self.past(a["child_seen"]) and not unborn:
                given = self.allocation(("assessment", a["id"]), ("referral", a["referral"]))
                late = given is not None and self.past(given["see_by"])
                yield self.row("not_seen", a["child"], a["holder"], grave or late, *clock)
            if state in (*DUE, "close") or clock[5]:
                yield self.row("limits", a["child"], a["holder"], grave, *clock)
            if self.past(a["submitted"]):
                yield self.row("to_authorise", a["child"], a["holder"], True, *clock)

    def waiting_enquiries(self) -> Iterator[tuple[Row, tuple[int | None, int | None], tuple[Any, ...]]]:
        for e in self.tables["s47_enquiries"]:
            if not self.past(e["started"]) or e["not_required"]:
                continue
            own = [
                c["held_on"] for c in self.tables["conferences"] if (c["enquiry"], c["child"]) == (e["id"], e["child"])
            ]
            near = [
                c["held_on"]
                for c in self.tables["conferences"]
                if (c["enquiry"], c["child"], c["referral"]) == (None, e["child"], e["referral"])
                and c["held_on"] >= e["started"]
            ]
            referral = self.referrals.get(e["referral"])
            if self.past(min(own or near, default=None)) or (referral and self.past(referral["closed"])):
                continue
            holder = self.case_of_child.get(e["child"]) or self.holder(("referral", e["referral"]))
            yield e, holder, self.clock("conference", nth_working_day(e["started"], 15), "wd", 5)

    def enquiries(self) -> Iterator[Row]:
        for e, holder, clock in self.waiting_enquiries():
            yield self.row("enquiries", e["child"], holder, clock[4] in (*DUE, "close"), *clock)

    def of_one_plan(self, p: Row) -> Iterator[Row]:
        start = p["held"] or p["begun"]
        reviews = self.of_plan["cp_reviews"][p["id"]]
        held = [r["held_on"] for r in reviews if self.past(r["held_on"])]
        latest = months_later(max(held), 6) if held else months_later(start, 3)
        known = [r for r in reviews if r["booked_for"] and not self.past(r["held_on"])]
        booked = sorted(r["booked_for"] for r in known if r["booked_on"] is None or self.past(r["booked_on"]))
        ahead = [b for b in booked if b >= self.day]
        following = ahead[0] if ahead else booked[-1] if booked else None
        if latest <= self.until or (following and following <= self.until):
            wrong = latest <= self.day or following is None or following > latest or following < self.day
            yield self.row("plans", p["child"], p["holder"], wrong, *self.clock("review", latest, "cd", 5))
        group = nth_working_day(start, 10)
        met = any(self.past(g["held_on"]) for g in self.of_plan["core_groups"][p["id"]])
        if not met and group <= self.until and (group >= self.day or self.tables["core_groups"]):
            clock = self.clock("core_group", group, "wd", 5)
            yield self.row("plans", p["child"], p["holder"], clock[4] in DUE, *clock)
        seen = [v["visited_on"] for v in self.of_plan["visits"][p["id"]] if self.past(v["visited_on"])]
        clock = self.clock("visit", nth_working_day(max(seen, default=p["begun"]), 10), "wd", 5)
        if clock[5]:
            yield self.row("plans", p["child"], p["holder"], clock[4] in DUE, *clock)

    def absent(self) -> Iterator[Row]:
        """One row for a child and worker, of what is flagged, most over or due first; a plan only where that is all."""
        told = set()
        unknown = 1 << 20
        worst = sorted(
            self.assessments,
            key=lambda a: (unknown if a["clock"][2] is None else a["clock"][2], a["clock"][1] or "9", a["id"]),
        )
        for each in [*worst, *self.plans]:
            worker = each["holder"][0]
            away, covered = self.away(worker)
            if away and (each["child"], worker) not in told:
                told.add((each["child"], worker))
                yield self.row("absent", each["child"], each["holder"], not covered, *each.get("clock", ()))

    def actions(self) -> Iterator[Row]:
        carries = by(self.tables["carries"], "action")
        for a in self.tables["actions"]:
            if not self.past(a["agreed_on"]) or self.past(a["done_on"]):
                continue
            carried = sorted(
                (c for c in carries[a["id"]] if self.past(c["carried_on"])), key=lambda c: (c["carried_on"], c["id"])
            )
            due = carried[-1]["by_when"] if carried else a["by_when"]
            if due <= self.following:
                own = (a["worker"], a["worker"] and self.workers[a["worker"]]["team"])
                holder = self.case_of_child.get(a["child"], own)
                clock = self.clock("action", due, "cd", 5)
                yield self.row("actions", a["child"], holder, due < self.day, *clock)
