"""The decisions on referrals: what waits for one today, who made the others, and who reviewed them.

With dice of its own, and added to what is there: nothing else of the council changes for it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from .council import Council, Deck
from .dice import NFA
from .families import record_number
from .names import child_name, surname
from .people import DUTY, EAST, WEST, Team

Row = dict[str, Any]
REVIEWED_SINCE = timedelta(days=330)
"""How far back the reviews of decisions reach."""
OTHER_AGENCY = "other agency"
INITIAL, CHANGED, URGENT, AGREED = "initial assessment", "changed", "urgent_action", "agreed"
WAITING = ((3, time(15, 40)), (1, time(9, 20)), (1, None), (0, time(8, 35)), (0, None))
"""What waits besides what the year left: received so many working days ago, and at what time where that is known."""
_REASONS = ("advice given, the family agreed", "threshold not met, letter sent", "same concern as in an open case")
_AGENCIES = ("health visitor", "education welfare", "housing advice", "the children's centre", "the council next door")
_CHANGES = ("the school's account was not asked for", "a younger child lives there", "third contact in a month")
_URGENT = (
    "injury not explained, seen today",
    "child alone at home, police asked",
    "threats to the mother",
)
_TO_DO = ("see the child at school", "speak to the health visitor first", "joint visit with the police", "home visit")
_WORDS = {"reason": _REASONS, "agency": _AGENCIES, CHANGED: _CHANGES, URGENT: _URGENT, "to_do": _TO_DO}


class Desk:
    """The duty desk's year."""

    def __init__(self, council: Council, teams: dict[str, Team]) -> None:
        """Shuffle its own decks."""
        self._council, self._duty = council, teams[DUTY].id
        rng = self._rng = council.dice("decisions")
        grades: list[Row] = [row for row in council.tables["workers"] if row["team"] == teams[DUTY].id]
        seniors = [row["name"] for row in grades if "Senior" in row["grade"]]
        self._decider = Deck(rng, (teams[DUTY].manager, 6), *((name, 4) for name in seniors[:2]))
        self._reviewer = Deck(rng, (teams[EAST].manager, 3), (teams[WEST].manager, 2))
        self._outcome = Deck(rng, (AGREED, 389), (CHANGED, 10), (URGENT, 1))
        self._reviewed = Deck(rng, (True, 14), (False, 1))
        self._lag = Deck(rng, (0, 3), (1, 8), (2, 6), (4, 3), (7, 1))
        self._timed, self._known = Deck(rng, (True, 3), (False, 1)), Deck(rng, (True, 2), (False, 1))
        self._elsewhere, self._planned = Deck(rng, (True, 1), (False, 4)), Deck(rng, (True, 2), (False, 1))
        self._words = {name: Deck(rng, *((w, 1) for w in words)) for name, words in _WORDS.items()}

    def write(self) -> None:
        """Fill in what the year's decisions and allocations leave open, and let some referrals wait."""
        began = self._began()
        for referral in self._council.tables["referrals"]:
            row: Row = referral
            self._fill(row, worked_on=row["id"] in began)
            self._review(row, began.get(row["id"]))
        for allocation in self._council.tables["allocations"]:
            self._give_plan(allocation)
        for place, (days, at) in enumerate(WAITING * self._council.scale):
            self._let_wait(place, days, at)

    def _began(self) -> dict[int, date]:
        """By referral, when its first assessment began."""
        began: dict[int, date] = {}
        for work in self._council.tables["assessments"]:
            row: Row = work
            if row["referral"] and row["started"]:
                began[row["referral"]] = min(row["started"], began.get(row["referral"], row["started"]))
        return began

    def _fill(self, row: Row, *, worked_on: bool) -> None:
        """Who decided, at what time where it is known, and why no further action or which agency."""
        row |= {"decided_at": None, "decision_reason": ""}
        received: datetime | None = row["received_at"]
        if not self._timed.draw():
            row["received_at"] = received = None
        if not row["decided_on"]:
            return
        row["decided_by"] = self._decider.draw()
        if received and self._known.draw():
            row["decided_at"] = _decided_at(received, row["decided_on"], self._rng)
        if row["decision"] == NFA:
            away = self._elsewhere.draw() and not worked_on
            row["decision_reason"] = self._words["agency" if away else "reason"].draw()
            if away:
                row |= {"decision": OTHER_AGENCY, "nfa": False}

    def _review(self, row: Row, began: date | None) -> None:
        """The second look. A decision was only changed to the assessment that began then."""
        decided: date | None = row["decided_on"]
        if decided is None or decided < self._council.as_at - REVIEWED_SINCE:
            return
        outcome, day = self._outcome.draw(), self._council.working(decided, self._lag.draw())
        if outcome == CHANGED and (began is None or began < decided or row["decision"] != INITIAL):
            outcome = AGREED
        if outcome == CHANGED:
            day = began or day
            row |= {"decision": NFA, "decision_reason": self._words["reason"].draw()}
        elif day > self._council.as_at or not self._reviewed.draw():
            return
        self._council.add(
            "decision_reviews",
            child=row["child"],
            referral=row["id"],
            reviewed_on=day,
            reviewed_by=self._reviewer.draw(),
            outcome=outcome,
            changed_to="initial_assessment" if outcome == CHANGED else "",
            words="" if outcome == AGREED else self._words[outcome].draw(),
        )

    def _give_plan(self, row: Row) -> None:
        """Most cases allocated in the last weeks came with a plan."""
        row |= {"see_by": None, "to_do": "", "review_on": None}
        start: date | None = row["starts_on"]
        recent = start is not None and (self._council.as_at - start).days < 60 and row["worker"] and not row["plan"]
        if start and recent and self._planned.draw():
            see_by, review_on = self._council.working(start, 3), self._council.working(start, 10)
            row |= {"see_by": see_by, "to_do": self._words["to_do"].draw(), "review_on": review_on}

    def _let_wait(self, place: int, days: int, at: time | None) -> None:
        """A child referred so many working days ago, about whom nothing is decided; every second one is Duty's."""
        council = self._council
        referred = council.working(council.as_at, -days) if days else council.as_at
        child = self._add("children", **self._child(referred))
        received = datetime.combine(referred, at) if at else None
        words = dict.fromkeys(("decision", "decided_by", "decision_reason", "closure_reason"), "")
        referral = self._add(
            *("referrals",),
            **words,
            child=child,
            referred=referred,
            received_at=received,
            referral_source="6",
            need="N1",
        )
        if place % 2:
            held = {"child": child, "referral": referral, "team": self._duty, "starts_on": referred, "to_do": ""}
            self._add("allocations", **held, reason="waiting for a decision")

    def _add(self, table: str, **columns: object) -> int:
        """A row with every column of its table."""
        others = (name for name in self._council.tables[table][0] if name != "id")
        return self._council.add(table, **{**dict.fromkeys(others), **columns})

    def _child(self, referred: date) -> Row:
        sex = "MF"[int(self._rng.random() * 2)]
        born = referred - timedelta(days=200 + int(self._rng.random() * 5_500))
        number = record_number(len(self._council.tables["children"]))
        name = child_name(self._rng, sex, surname(self._rng))
        return {"child_id": number, "name": name, "born": born, "sex": sex, "ethnicity": "WBRI"}


def _decided_at(received: datetime, on: date, rng: Random) -> datetime | None:
    """A time of the day after receipt; None where none was left in the day."""
    earliest = max(received + timedelta(minutes=35), datetime.combine(on, time(9)))
    latest = datetime.combine(on, time(17, 30))
    if earliest >= latest:
        return None
    return earliest + timedelta(minutes=5 * int(rng.random() * ((latest - earliest).seconds // 300)))
