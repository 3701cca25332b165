"""The demo's report card: the paper's rows and shares for its quarter, a frame for any other, a cohort to leave out."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from caseboard.domain.card import Polarity
from caseboard.usecases.reference import printed_card
from tests.seeds.council import BUILT, CALENDAR, FRIDAY, SUNDAY, WEDNESDAY, Row, by, council

PAPER = (date(2009, 7, 1), date(2009, 9, 30))
BOXING_DAY = date(2009, 12, 26)
LIMITS = {"initial": 7, "core": 35}
built = pytest.mark.parametrize(("seed", "as_at"), BUILT)


def finished(seed: int, as_at: date, kind: str) -> list[Row]:
    """The paper quarter's assessments of a kind that have no fault, each with whether it was in time."""
    tables = council(seed, as_at)
    rows = []
    for a in tables["assessments"]:
        if a["kind"] == kind and a["authorised"] and PAPER[0] <= a["authorised"] <= PAPER[1]:
            r = tables["referrals"][a["referral"] - 1]
            if r["referred"] <= a["started"] <= a["authorised"] <= (r["closed"] or date.max):
                took = CALENDAR.elapsed(a["started"] if kind == "core" else r["referred"], a["authorised"])
                rows.append({**a, "closed": r["closed"], "in_time": took is not None and took <= LIMITS[kind]})
    return rows


@pytest.mark.parametrize(("seed", "as_at", "scale"), [(1, WEDNESDAY, 1), (7, BOXING_DAY, 1)])
@pytest.mark.parametrize(("kind", "percent"), [("initial", 65.9), ("core", 76.2)])
def test_the_papers_quarter_has_the_papers_shares(
    seed: int, as_at: date, scale: int, kind: str, percent: float
) -> None:
    rows = finished(seed, as_at, kind)
    assert len(rows) > 400
    assert round(100 * sum(row["in_time"] for row in rows) / len(rows), 1) == percent


@pytest.mark.parametrize(("seed", "as_at"), [(1, WEDNESDAY), (7, BOXING_DAY)])
def test_what_was_moved_for_it_is_still_in_order(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    for row in [*finished(seed, as_at, "initial"), *finished(seed, as_at, "core")]:
        assert row["started"] <= row["submitted"] <= row["authorised"]
        # One was begun, against its decision, and authorised on the day its referral was closed.
        assert row["started"] == row["authorised"] or (row["child_seen"] or date.min) <= row["submitted"]
        assert row["in_time"] is False or row["delay_reason"] is None
    authorised = {a["id"]: a["authorised"] for a in tables["assessments"]}
    assert all(e["agreed_on"] <= (authorised[e["assessment"]] or as_at) for e in tables["extensions"])


@pytest.mark.parametrize("as_at", [date(2009, 9, 28), WEDNESDAY, BOXING_DAY])
def test_the_papers_rows_are_typed_word_for_word_but_what_is_computed_each_quarter(as_at: date) -> None:
    rows = by(council(7 if as_at == BOXING_DAY else 1, as_at)["card_rows"], "quarter")["2009-Q2"]
    assert [row["position"] for row in rows] == list(range(1, 17))
    printed = printed_card()[1:]
    assert {row["polarity"] for row in rows} == {polarity.value for polarity in Polarity}
    for row, cells in zip(rows, printed, strict=True):
        typed = [value for name, value in row.items() if name not in ("id", "quarter", "position")]
        computed = cells[0] in ("NI 59", "NI 60")
        assert typed == [*cells[:8], *(("", "") if computed else cells[8:10]), cells[10]]


@pytest.mark.parametrize(("seed", "as_at", "quarter"), [(2, FRIDAY, "2012-Q1"), (1, SUNDAY, "2026-Q3")])
def test_in_any_other_year_there_are_the_national_rows_and_none_of_the_papers_figures(
    seed: int, as_at: date, quarter: str
) -> None:
    rows = council(seed, as_at)["card_rows"]
    assert {row["quarter"] for row in rows} == {quarter}
    assert {"NI 59", "NI 60", "NI 64", "NI 65", "NI 67", "NI 68"} <= {row["reference"] for row in rows}
    for row in rows:
        assert row["reference"].startswith("NI ") and row["title"] and row["target"]
        assert not any(row[name] for name in ("baseline", "last_year", "result", "predicted", "data_quality"))


@built
def test_a_cohort_of_the_quarter_was_assessed_again_more_of_them_late(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    marks, assessments = tables["cohort_marks"], by(tables["assessments"], "id")
    assert {mark["cohort"] for mark in marks} == {f"Reassessed {as_at.year}"}
    assert len({mark["assessment"] for mark in marks}) == 60
    last = min(as_at, PAPER[1]) if as_at.year == 2009 else as_at
    kinds: Counter[str] = Counter()
    for mark in marks:
        (row,) = assessments[mark["assessment"]]
        assert row["child"] == mark["child"]
        assert last - timedelta(days=91) <= row["authorised"] <= last
        kinds[row["kind"]] += 1
    assert kinds["initial"] > kinds["core"] > 0


def test_a_council_that_has_not_the_whole_quarter_is_as_the_dice_had_it() -> None:
    shares = {}
    for as_at in (date(2009, 9, 28), WEDNESDAY):
        rows = finished(1, as_at, "initial")
        shares[as_at.day] = round(100 * sum(row["in_time"] for row in rows) / len(rows), 1)
    assert shares == {28: 65.6, 30: 65.9}
