"""`python -m tests.benchmarks.bench_indicators`: NI 59 and NI 60 over ten years of a big authority.

160,000 assessments in an encrypted database: the two indicators by quarter and team, from the open database. Beside it
the same figures as somebody would make them who has the rows in a workbook: pandas, where it is installed, reading the
xlsx and counting working days with numpy. Printed, never asserted. Building takes a minute or two.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from caseboard.domain.indicators import Indicator
from caseboard.domain.tallies import Asked
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import bank_holidays, default_settings, rules_from
from tests.benchmarks.measuring import spread

PASSPHRASE = "measured by nobody"
FIRST, LAST = date(1999, 4, 1), date(2009, 3, 31)
TEAMS = 24
RUNS = 7
Rows = dict[str, list[dict[str, object]]]


def make_rows(assessments: int) -> Rows:
    """An invented authority: every referral an initial assessment, every other one a core assessment after it."""
    random, days = Random(1), (LAST - FIRST).days
    rows: Rows = {name: [] for name in ("teams", "children", "referrals", "assessments", "allocations")}
    rows["teams"] = [{"id": n + 1, "name": f"Team {n + 1}"} for n in range(TEAMS)]
    while len(rows["assessments"]) < assessments:
        pk, referred = len(rows["referrals"]) + 1, FIRST + timedelta(days=random.randrange(days))
        rows["children"].append({"id": pk, "child_id": f"{pk:07}", "name": f"Child {pk}"})
        done = referred + timedelta(days=random.randrange(1, 16))
        rows["referrals"].append({"id": pk, "child": pk, "referred": referred, "closed": done + timedelta(days=90)})
        rows["allocations"].append({"id": pk, "child": pk, "referral": pk, "team": random.randrange(TEAMS) + 1})
        _assess(rows, pk, "initial", referred, done)
        if pk % 2:
            _assess(rows, pk, "core", done, done + timedelta(days=random.randrange(20, 70)))
    return rows


def _assess(rows: Rows, referral: int, kind: str, started: date, authorised: date) -> None:
    work = {"id": len(rows["assessments"]) + 1, "child": referral, "referral": referral, "kind": kind}
    rows["assessments"].append(work | {"standard": "WT2006", "started": started, "authorised": authorised})


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run."""
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found


def count(records: StoredRecords) -> int:
    """What both indicators come to by quarter and team."""
    rules = rules_from(records.settings_document())
    asked = Asked((Indicator.NI_59, Indicator.NI_60), FIRST, LAST, LAST)
    return len(records.tallies(rules, asked, LAST))


def write_workbook(rows: Rows, path: Path) -> None:
    """The assessments with their team, as a workbook."""
    import xlsxwriter

    team = {allocation["referral"]: allocation["team"] for allocation in rows["allocations"]}
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = workbook.add_worksheet("assessments")
    sheet.write_row(0, 0, ("kind", "team", "started", "authorised"))
    for n, a in enumerate(rows["assessments"], 1):
        sheet.write_row(n, 0, (a["kind"], team[a["referral"]], a["started"], a["authorised"]))
    workbook.close()


def count_in_pandas(path: Path) -> int:
    """The same from the workbook."""
    import numpy
    import pandas

    frame = pandas.read_excel(path)
    off = numpy.array([str(day) for day in bank_holidays().days], dtype="datetime64[D]")
    begun, done = (frame[name].to_numpy().astype("datetime64[D]") for name in ("started", "authorised"))
    passed = numpy.busday_count(begun + 1, done + 1, holidays=off)
    frame["met"] = passed <= frame["kind"].map({"initial": 7, "core": 35})
    by = [frame["kind"], frame["team"], frame["authorised"].dt.to_period("Q")]
    return len(frame.groupby(by)["met"].agg(["sum", "count"]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assessments", type=int, default=160_000)
    wanted = parser.parse_args().assessments
    with tempfile.TemporaryDirectory() as folder:
        rows, path = make_rows(wanted), Path(folder) / "authority.caseboard"
        create_database(path, passphrase=PASSPHRASE, settings_document=default_settings())
        records = FileOpener(path, "bench", lambda: datetime.now(UTC)).open(PASSPHRASE)
        insert_rows(records, rows)
        print(f"{wanted:,} assessments, {len(rows['referrals']):,} referrals, {TEAMS} teams, encrypted")
        print(f"reckoned, once after an extract   {spread(timed(lambda: count(records), 1), 's', 1)}")
        records.close()
        records = FileOpener(path, "bench", lambda: datetime.now(UTC)).open(PASSPHRASE)
        print(f"from an open database, first      {spread(timed(lambda: count(records), 1), 'ms', 1000)}   (≤ 300)")
        print(f"from an open database, again      {spread(timed(lambda: count(records), RUNS), 'ms', 1000)}   (≤ 300)")
        records.close()
        _print_pandas(rows, Path(folder) / "authority.xlsx")


def _print_pandas(rows: Rows, path: Path) -> None:
    try:
        import pandas  # noqa: F401
    except ImportError:
        print("pandas from an xlsx               not measured: pandas and openpyxl are not installed")
        return
    write_workbook(rows, path)
    print(f"pandas from an xlsx               {spread(timed(lambda: count_in_pandas(path), 1), 's', 1)}")


if __name__ == "__main__":
    main()
