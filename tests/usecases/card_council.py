"""A council small enough to be counted by hand: what its card of July to September 2009 says is in `COUNTED`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from caseboard.domain.acts import Act, Edit, RecordKind, Verb
from caseboard.domain.periods import Quarter
from caseboard.usecases.carding import CardAsked
from caseboard.usecases.working.carding import Marked, mark_cohort
from tests.clock import NOW
from tests.domain.making import on
from tests.usecases.working.on_file import Rows, make_file, opened

Q1, Q2, Q3 = Quarter(2009, 1), Quarter(2009, 2), Quarter(2009, 3)
ASKED = CardAsked(Q2)
END = on("2009-09-30")
LATER = on("2009-10-05")
EAST, WEST = 11, 12

COUNTED = {
    "NI 59": (6, 10, 1),  # East 4 of 6, West 2 of 3, and one that nobody held
    "NI 60": (1, 2, 0),
    "NI 64": (0, 0, 0),
    "NI 65": (0, 0, 0),
    "NI 67": (0, 0, 1),
    "NI 68": (14, 18, 0),
}
"""By indicator how many count, of how many, and how many are left out; among them the cases of `working.on_file`."""


def make_card_file(folder: Path, more: Rows | None = None) -> Path:
    """A plain database with the council, and `more`."""
    return make_file(folder, {**card_rows(), **(more or {})})


def typed(**changes: Any) -> dict[str, Any]:
    """A row typed on the card."""
    row = {"quarter": str(Q2), "position": 1, "reference": "NI 59", "title": "Within 7 days", "owner": "CYPSC"}
    texts = {"measure": "Quarterly %", "polarity": "Rise", "baseline": "79.9% (08-09)", "last_year": "76.5%"}
    return {**row, **texts, "target": "80%", "data_quality": "No concerns", **changes}


def by_hand(**changes: Any) -> dict[str, Any]:
    """A row nothing is computed for."""
    words = {"title": "Looked after children", "measure": "Quarterly Numerical", "polarity": "Fall", "target": "1031"}
    return typed(position=2, reference="LAC", **words, result="1293", predicted="1293", **changes)


def mark(path: Path, cohort: str, assessments: list[int]) -> None:
    """Mark assessments, whose numbers are their children's, as of a cohort."""
    with opened(path) as records:
        records.perform(mark_cohort([Marked(pk, pk) for pk in assessments], cohort, "amin", END), NOW)


def put_right(path: Path) -> None:
    """Correct the date of a late assessment: it was in time."""
    edit = Edit(RecordKind.ASSESSMENT, {"authorised": on("2009-09-10")}, 105, 1, 105)
    with opened(path) as records:
        records.perform(Act(Verb.CORRECT, (edit,), "1 date corrected"), NOW)


def rename_team(path: Path, team: int, name: str) -> None:
    """Call a team otherwise."""
    act = Act(Verb.CHANGE_TEAM, (Edit(RecordKind.TEAM, {"name": name}, team, 1),), "1 team changed")
    with opened(path) as records:
        records.perform(act, NOW)


def card_rows() -> Rows:
    """What there is besides `working.on_file`."""
    assessments = list(_assessments())
    numbers = [row["id"] for row in assessments]
    return {
        "teams": [{"id": EAST, "name": "East Assessment", "parent": 1}, {"id": WEST, "name": "West Assessment"}],
        "workers": [{"id": n, "name": f"Worker {n}", "team": n} for n in (EAST, WEST)],
        "children": [{"id": n, "child_id": f"20{n}", "name": f"Child {n}", "born": date(2001, 5, 6)} for n in numbers],
        "referrals": [{"id": r["id"], "child": r["child"], "referred": r["started"]} for r in assessments],
        "assessments": assessments,
        "allocations": [
            {"id": n, "child": n, "referral": n, "worker": team, "team": team}
            for n, team in zip(numbers, [EAST] * 6 + [WEST] * 4 + [EAST] * 6, strict=True)
        ],
    }


def _assessments() -> Iterator[dict[str, Any]]:
    """Of the quarter 6 of 9 initial ones in time (East 4 of 6, West 2 of 3) and one left out, and 1 of 2 core ones."""
    start, in_time, late = "2009-09-01", "2009-09-10", "2009-09-16"  # 4 working days late
    for n, authorised in enumerate([in_time] * 4 + [late] * 2 + [in_time] * 2 + [late], 101):
        yield _assessment(n, "initial", start, authorised)
    yield _assessment(110, "initial", start, "2009-08-20")  # begun after it was authorised
    yield _assessment(111, "core", "2009-07-22", "2009-09-10")
    yield _assessment(112, "core", "2009-07-22", "2009-09-11")
    for n, authorised in enumerate(["2009-06-10"] * 3 + ["2009-06-11"], 113):  # the quarter before
        yield _assessment(n, "initial", "2009-06-01", authorised)


def _assessment(pk: int, kind: str, started: str, authorised: str) -> dict[str, Any]:
    of = {"id": pk, "child": pk, "referral": pk, "kind": kind, "standard": "WT2006"}
    return {**of, "started": on(started), "authorised": on(authorised)}
