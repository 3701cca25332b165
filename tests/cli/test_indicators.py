"""Every indicator against a recount that shares no code with it: by quarter and year to date, by team and worker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from caseboard.domain.cases import Facts
from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter, parse_quarter
from caseboard.domain.settings import Rules
from caseboard.domain.tallies import Figure
from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from caseboard.usecases.carding import CardAsked, compare_teams, compare_workers, read_card
from caseboard.usecases.indicator_rows import IndicatorRow, indicator_rows
from caseboard.usecases.reference import rules_from
from tests.cli.conftest import run_command
from tests.cli.imported import imported_council
from tests.cli.indicator_recount import Counted, Recount
from tests.cli.paper_demos import PAPER_DAY, SEEDS, paper_demo
from tests.clock import now
from tests.exchange.files import ANNEX, CENSUS

IMPORTED = 0
"""In the place of a seed: the council loaded from extracts."""
Sums = dict[str, tuple[int, int, int, tuple[int, int]]]
"""By reference: numerator, denominator, left out; how many were late and by how many days in all."""


class Counting:
    """One database, read by the product and counted again."""

    def __init__(self, records: StoredRecords, path: Path, today: date) -> None:
        self.records, self.path, self.today = records, path, today
        self.rules: Rules = rules_from(records.settings_document())
        self.people: Facts = records.facts(today)
        self._again: dict[date, Recount] = {}

    def again(self, first: date, last: date, as_at: date) -> list[Counted]:
        if as_at not in self._again:
            self._again[as_at] = Recount(self.path, as_at, self.today)
        return self._again[as_at].rows(first, last)

    def rows(self, quarter: Quarter, as_at: date, *, year_to_date: bool) -> list[Counted]:
        """What the product says is behind its figures."""
        asked, people = CardAsked(quarter), (self.people.teams, self.people.workers)
        return [
            _counted(row)
            for indicator in Indicator
            for row in indicator_rows(
                *(self.records, self.rules, *people, indicator, asked, as_at, self.today), year_to_date=year_to_date
            )
        ]


@contextmanager
def counting(path: Path, today: date) -> Iterator[Counting]:
    records = FileOpener(path, "tester", now).open()
    try:
        yield Counting(records, path, today)
    finally:
        records.close()


@pytest.fixture(scope="module", params=[*SEEDS, IMPORTED], ids=lambda seed: f"seed-{seed}" if seed else "imported")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counting]:
    seed: int = request.param
    folder = tmp_path_factory.mktemp("counted")
    path = paper_demo(folder, seed) if seed else imported_council(folder)
    with counting(path, date.fromisoformat(PAPER_DAY)) as found:
        yield found


@pytest.mark.parametrize(
    ("quarter", "as_at", "year_to_date"),
    [
        ("2009-Q2", "2009-09-30", False),
        ("2009-Q2", "2009-09-30", True),
        ("2009-Q1", "2009-09-30", False),
        ("2008-Q4", "2009-09-30", True),
        ("2009-Q2", "2009-08-12", False),
    ],
)
def test_the_rows_behind_every_figure_are_those_of_the_recount(
    both: Counting, quarter: str, as_at: str, year_to_date: bool
) -> None:
    asked, day = parse_quarter(quarter), date.fromisoformat(as_at)
    first = asked.year_begins if year_to_date else asked.first
    expected = both.again(first, asked.last, day)
    told = both.rows(asked, day, year_to_date=year_to_date)
    for indicator in Indicator:
        mine = sorted((row for row in told if row.indicator == indicator), key=_order)
        assert mine == sorted((row for row in expected if row.indicator == indicator), key=_order), indicator
    assert len(told) == len(expected)


@pytest.mark.parametrize(("quarter", "as_at"), [("2009-Q2", "2009-09-30"), ("2009-Q2", "2009-08-12")])
def test_the_figures_of_the_card_are_the_sums_of_the_recount(both: Counting, quarter: str, as_at: str) -> None:
    asked, day = parse_quarter(quarter), date.fromisoformat(as_at)
    card = read_card(both.records, both.rules, CardAsked(asked), day, both.today)
    before = asked.moved(-1)
    periods = {
        "quarter": (asked.first, asked.last),
        "year_to_date": (asked.year_begins, asked.last),
        "before": (before.first, before.last),
        "last_year": (Quarter(asked.year - 1, 1).first, Quarter(asked.year - 1, 4).last),
    }
    for name, (first, last) in periods.items():
        expected = _sums(both.again(first, last, day))
        for row in card.rows:
            if row.computed:
                figure = getattr(row.computed, name)
                assert _of(figure) == expected.get(row.reference, _NOTHING), (row.reference, name)
    trend = [asked.moved(back) for back in range(-7, 1)]
    for row in card.rows:
        if row.computed:
            quarters = [_sums(both.again(q.first, q.last, day)).get(row.reference, _NOTHING) for q in trend]
            assert row.computed.trend == tuple(_percent(part, whole) for part, whole, *_ in quarters)


def test_the_figures_of_every_team_and_worker_are_the_sums_of_the_recount(both: Counting) -> None:
    asked = parse_quarter("2009-Q2")
    rows = both.again(asked.first, asked.last, both.today)
    about = (both.records, both.rules, CardAsked(asked), both.today, both.today)
    teams = compare_teams(*about, both.people.teams)
    workers = compare_workers(*about, both.people.workers)
    assert len(teams) >= 3 and len(workers) >= 4
    for compared, whose in ((teams, "team"), (workers, "worker")):
        parts: dict[str, list[Counted]] = defaultdict(list)
        for row in rows:
            parts[getattr(row, whose) or compared[-1].name].append(row)
        assert {one.name for one in compared} == set(parts)
        for one in compared:
            expected = _sums(parts[one.name])
            assert {i: _of(f) for i, f in one.figures.items()} == {i: expected.get(i, _NOTHING) for i in Indicator}


def test_the_card_of_a_team_has_the_teams_below_it(both: Counting) -> None:
    asked = parse_quarter("2009-Q2")
    rows = both.again(asked.first, asked.last, both.today)
    of_teams = [row for row in rows if row.team]
    (top,) = {team.name for team in both.people.teams.values() if team.name in ("Northbridge", "East")}
    mine = of_teams if top == "Northbridge" else [row for row in of_teams if row.team == top]
    said = run_command(
        *("card", "--quarter", "2009-Q2", "--team", top, "--as-at", str(both.today), "--format", "json"),
        db=both.path,
        today=both.today,
    )
    told = {row["reference"]: (row["numerator"], row["denominator"], row["excluded"]) for row in said.data["rows"]}
    expected = _sums(mine)
    assert told == {reference: expected.get(reference, _NOTHING)[:3] for reference in told}
    assert len(told) == len(Indicator)


def test_the_samples_of_extracts_are_counted_as_the_recount_does(tmp_path: Path) -> None:
    path, today = tmp_path / "ours.db", date(2021, 3, 19)
    assert run_command("init", "--plain", db=path).code == 0
    for sample in (CENSUS, ANNEX):
        said = run_command("import", str(sample), "--as-of", today.isoformat(), db=path, today=today)
        assert said.code in (0, 1), said.err
    seen = set()
    with counting(path, today) as found:
        for quarter in map(Quarter, (1970, 1971, 2019, 2019, 2020, 2020), (1, 2, 3, 4, 2, 4)):
            told = found.rows(quarter, today, year_to_date=True)
            expected = found.again(quarter.year_begins, quarter.last, today)
            assert sorted(told, key=_order) == sorted(expected, key=_order), quarter
            seen |= {(row.indicator, row.rule) for row in told}
    assert {indicator for indicator, _ in seen} >= {"SA 45", "NI 64", "NI 65", "NI 67", "NI 68"}
    assert {rule for _, rule in seen} >= {"", "1103", "8565"}


def test_every_way_of_counting_and_of_leaving_out_is_there(both: Counting) -> None:
    """Else the tests above would prove little."""
    year = Quarter(2009, 1)
    rows = [row for back in range(5) for row in both.again(year.moved(-back).first, date(2009, 9, 30), both.today)]
    assert {row.indicator for row in rows} == {indicator.value for indicator in Indicator}
    counted = {(row.indicator, row.met) for row in rows if not row.rule}
    assert counted == {(indicator.value, met) for indicator in Indicator for met in (True, False)}
    assert len({row.rule for row in rows}) >= 4


_NOTHING = (0, 0, 0, (0, 0))


def _sums(rows: Iterable[Counted]) -> Sums:
    sums: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        sums[row.indicator].append(row)
    found = {}
    for indicator, of in sums.items():
        counted = [row for row in of if not row.rule]
        late = [row.late for row in counted if row.late is not None]
        found[indicator] = (sum(r.met for r in counted), len(counted), len(of) - len(counted), (len(late), sum(late)))
    return found


def _of(figure: Figure) -> tuple[int, int, int, tuple[int, int]]:
    return (*figure.share, figure.excluded, (figure.late.among, int(figure.late.total)))


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _order(row: Counted) -> tuple[str, date, int]:
    return (row.indicator, row.on, row.record)


def _counted(row: IndicatorRow) -> Counted:
    whose = (row.team, row.worker, row.started, row.due, row.late)
    return Counted(row.indicator.value, row.subject, row.child_id, row.on, row.met, _rule(row.left_out), *whose)


def _rule(words: str) -> str:
    """The number of the rule a reason names; of the two without one a word."""
    if found := re.search(r"\(rule (\d+)\)", words):
        return found[1]
    return {"": "", "a date": "future", "its clock": "unknown"}[" ".join(words.split()[:2])]
