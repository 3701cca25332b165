"""Team and worker from extracts: whose a row is, its history, and allocations made in caseboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from caseboard.store.bulk import insert_rows
from tests.exchange.files import ANNEX, Rows, workbook
from tests.usecases.council import Council

FIRST, SECOND, THIRD = date(2009, 9, 7), date(2009, 9, 14), date(2009, 9, 21)
MAPPING = """
[columns]
child_id = "id"
referred = "referred"
assessment_started = "started"
authorised = "authorised"
team = "team"
worker = "worker"
allocated_on = "since"
"""


def _load(council: Council, team: str, worker: str, as_of: date, since: str = "") -> tuple[int, int, int]:
    text = f"id,referred,started,authorised,team,worker,since\n7,2009-09-01,2009-09-01,,{team},{worker},{since}\n"
    report = council.load_table(MAPPING, text, as_of)
    return report.added, report.updated, report.unchanged


def _held(council: Council, day: date) -> tuple[str | None, str | None]:
    case = council.board(day)["7"].case
    return case.team, case.worker


def _allocations(council: Council) -> list[tuple[object, object]]:
    return [(row["starts_on"], row["ends_on"]) for row in council.rows("allocations")]


def test_the_first_allocation_is_undated_and_reaches_back(council: Council) -> None:
    assert _load(council, "East", "Osei", FIRST) == (3, 0, 0)
    assert _held(council, date(2009, 9, 1)) == ("East", "Osei")
    assert _allocations(council) == [(None, None)]


def test_a_change_of_worker_in_a_newer_extract_begins_on_its_date_and_the_past_stays(council: Council) -> None:
    _load(council, "East", "Osei", FIRST)
    assert _load(council, "West", "Walsh", SECOND) == (0, 1, 2)
    assert _load(council, "West", "Walsh", SECOND) == (0, 0, 3)
    assert _allocations(council) == [(None, SECOND), (SECOND, None)]
    assert _held(council, FIRST) == ("East", "Osei")
    assert _held(council, SECOND) == ("West", "Walsh")


def test_an_allocation_date_in_the_extract_is_taken(council: Council) -> None:
    _load(council, "East", "Osei", FIRST, "02/09/2009")
    assert _held(council, date(2009, 9, 1)) == (None, None)
    assert _load(council, "West", "Walsh", SECOND, "10/09/2009")[1] == 1
    assert _allocations(council) == [(date(2009, 9, 2), date(2009, 9, 10)), (date(2009, 9, 10), None)]


def test_the_same_worker_dated_later_gets_the_date(council: Council) -> None:
    _load(council, "East", "Osei", FIRST)
    assert _load(council, "East", "Osei", SECOND, "03/09/2009")[1] == 1
    assert _allocations(council) == [(date(2009, 9, 3), None)]


def test_a_worker_gone_from_a_newer_extract_leaves_the_case_with_the_team(council: Council) -> None:
    _load(council, "East", "Osei", FIRST)
    assert _load(council, "East", "", SECOND)[1] == 1
    assert _held(council, SECOND) == ("East", None)
    assert _load(council, "", "", THIRD)[1] == 1
    assert _held(council, THIRD) == (None, None)


def test_an_older_extract_does_not_bring_the_old_worker_back(council: Council) -> None:
    _load(council, "East", "Osei", FIRST)
    _load(council, "East", "Osei", THIRD)
    text = "id,referred,started,authorised,team,worker,since\n7,2009-09-01,2009-09-01,,West,Walsh,\n"
    report = council.load_table(MAPPING, text, SECOND)
    assert (report.updated, _held(council, THIRD)) == (0, ("East", "Osei"))
    assert [p.where for p in report.problems] == ["line 2"]
    assert "team and worker: not taken" in report.problems[0].what


def test_an_allocation_made_in_caseboard_stays_until_a_later_extract_names_somebody_else(council: Council) -> None:
    _load(council, "East", "Osei", FIRST)
    insert_rows(council.records, {"workers": [{"id": 9, "name": "Marsh", "team": 1}]})
    council.type_value("allocations", 1, "worker", 9, SECOND)
    assert _load(council, "East", "Osei", SECOND)[1] == 0
    assert _load(council, "", "", THIRD)[1] == 0
    assert _held(council, THIRD) == ("East", "Marsh")
    assert _load(council, "East", "Osei", THIRD)[1] == 1
    assert _held(council, SECOND) == ("East", "Marsh")
    assert _held(council, THIRD) == ("East", "Osei")


def test_teams_and_workers_are_found_by_name_whatever_the_case(council: Council) -> None:
    insert_rows(
        council.records,
        {
            "teams": [{"id": 1, "name": "Northbridge"}, {"id": 2, "name": "East", "parent": 1}],
            "workers": [{"id": 1, "name": "J. Osei", "team": 2}],
        },
    )
    _load(council, "EAST", "j. osei", FIRST)
    assert [(t["name"], t["parent"]) for t in council.rows("teams")] == [("Northbridge", None), ("East", 1)]
    assert [(w["name"], w["team"]) for w in council.rows("workers")] == [("J. Osei", 2)]


def test_a_row_without_a_worker_is_nobodys_even_where_its_referral_has_one(council: Council, tmp_path: Path) -> None:
    heads = ["Child Unique ID", "Allocated Team", "Allocated Worker"]
    referral: Rows = [[*heads, "Date of Referral"], [7, "Duty", "Osei", "2009-09-01"]]
    own: Rows = [[*heads, "Assessment start date", "Date of authorisation"], [7, "", "", "2009-09-02", ""]]
    council.load(workbook(tmp_path / "annex.xlsx", List_3=referral, List_4=own), FIRST)
    row = council.board(FIRST)["7"]
    assert (row.case.team, row.case.worker, row.started) == (None, None, date(2009, 9, 1))


def test_an_assessment_outlives_the_row_its_referral_stood_in(council: Council, tmp_path: Path) -> None:
    list_3: Rows = [["Child Unique ID", "Date of Referral"], [7, "2009-03-02"]]
    list_4: Rows = [["Child Unique ID", "Assessment start date", "Date of authorisation"], [7, "2009-03-09", ""]]
    council.load(workbook(tmp_path / "march.xlsx", List_3=list_3, List_4=list_4), FIRST)
    later: Rows = [list_4[0], [7, "2009-03-09", "2009-09-10"]]
    report = council.load(workbook(tmp_path / "september.xlsx", List_3=[list_3[0]], List_4=later), SECOND)
    assert (report.added, report.updated) == (0, 1)
    (a,) = council.rows("assessments")
    assert (a["referral"], a["authorised"], a["missing_from"]) == (1, date(2009, 9, 10), None)


def test_a_referral_that_becomes_known_is_given_to_its_assessment(council: Council, tmp_path: Path) -> None:
    list_4: Rows = [["Child Unique ID", "Assessment start date"], [7, "2009-03-09"]]
    council.load(workbook(tmp_path / "first.xlsx", List_4=list_4), FIRST)
    list_3: Rows = [["Child Unique ID", "Date of Referral"], [7, "2009-03-02"]]
    second = workbook(tmp_path / "second.xlsx", List_3=list_3, List_4=list_4)
    report = council.load(second, SECOND)
    assert (report.added, report.updated, report.vanished) == (1, 1, 0)
    assert [a["referral"] for a in council.rows("assessments")] == [1]
    assert council.load(second, SECOND).unchanged == 3


def test_what_another_format_does_not_carry_is_left_as_it_was(council: Council) -> None:
    council.load(ANNEX, FIRST)
    mapping = '[columns]\nchild_id = "id"\nassessment_started = "started"'
    report = council.load_table(mapping, "id,started\n10692868,2019-05-16\n", THIRD)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    facts = council.facts("10692868")
    (a,) = facts.assessments
    assert a.authorised == date(2021, 2, 8)
    assert [facts.workers[x.worker].name for x in facts.allocations if x.worker] == ["Lexie Defore"]
    assert {c["ethnicity"] for c in council.rows("children") if c["child_id"] == "10692868"} == {"APKN"}
