"""The Annex A reader: the sample row by row, and workbooks that vary as real ones do."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from caseboard.domain.record import AssessmentRecord, ChildRecord, Holder, Problem
from caseboard.exchange.annex_a_lists import list_number
from caseboard.exchange.formats import read_extract
from caseboard.usecases.extracts import HOLDER, Kind
from tests.exchange.files import ANNEX, Rows, workbook

LIST_3 = ["Child Unique ID", "Gender", "Date of Birth", "Date of Referral", "Allocated Team", "Allocated Worker"]
LIST_4 = ["Child Unique ID", "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"]
HELD = ["Allocated Team", "Allocated Worker"]


def _read(path: Path) -> tuple[dict[str, ChildRecord], list[Problem]]:
    extract = read_extract(path)
    return {child.child_id: child for child in extract.children()}, extract.problems


def _assessments(child: ChildRecord) -> list[AssessmentRecord]:
    return [a for episode in child.episodes for a in episode.assessments]


def test_the_assessments_of_the_sample_arrive_row_by_row() -> None:
    children, _ = _read(ANNEX)
    rows = {
        "10692868": ("2019-05-16", "2021-02-08", "Children in Care Team 1", "Lexie Defore"),
        "15221387": ("2019-10-30", "2021-01-19", "Children in Care Team 3", "Hallie Erwin"),
        "12590177": ("2019-12-26", "2020-11-11", "Children in Care Team 3", "Hallie Erwin"),
        "15765513": ("2020-02-26", "2021-02-02", "Locality 4 Unit 2", "Marty Gonsalves"),
        "12012513": ("2020-02-26", "2021-02-02", "Locality 4 Unit 2", "Marty Gonsalves"),
    }
    for child_id, (started, authorised, team, worker) in rows.items():
        (a,) = _assessments(children[child_id])
        assert (str(a.started), str(a.authorised), a.holder) == (started, authorised, Holder(team, worker))
        assert (a.was_seen, children[child_id].episodes[0].referred) == (True, None)


def test_the_other_lists_of_the_sample_arrive() -> None:
    children, problems = _read(ANNEX)
    referred = children["6537810"]
    (episode,) = referred.episodes
    assert (referred.born, referred.sex, referred.ethnicity) == (date(2004, 7, 18), "M", "WBRI")
    assert (episode.referred, episode.source, episode.nfa) == (date(2020, 9, 16), "8", False)
    assert episode.holder == Holder("Multi Agency Safeguarding Hub", "Dustin Hazlett")
    (enquiry,) = episode.enquiries
    assert (enquiry.started, enquiry.conference) == (date(2020, 9, 16), date(2020, 10, 5))
    assert enquiry.not_required is False
    assert children["10273003"].episodes[0].enquiries[0].not_required is True
    (plan,) = children["10721552"].episodes[0].plans
    assert (plan.started, plan.ended, plan.category) == (date(2020, 11, 23), date(2021, 2, 16), "PHY")
    assert (plan.last_visit, plan.seen_alone, plan.reviews) == (date(2021, 1, 22), True, (date(2021, 2, 16),))
    assert (plan.previous_plans, plan.holder) == (0, Holder("Locality 4 Unit 1", "Ezra Leigh"))
    assert "12598894" in children
    assert [p.where for p in problems] == ["List 6, row 2"]
    assert len(children) == 27


def test_headings_are_found_below_a_title_out_of_order_and_reworded(tmp_path: Path) -> None:
    headings = ["", "  ALLOCATED  Worker ", "Date of authorisation", "Assessment start date (continuous)", None]
    rows: Rows = [
        ["Annex A - prepared for inspection"],
        [],
        [*headings, "Age of Child (Years)", "Team", "Child\u00a0unique ID "],
        [],
        ["", "J. Osei", "#N/A", "16 Sep 2020", None, 4, "East", 12345.0],
        ["", "R.\u00a0Walsh", datetime(2020, 10, 1), 44090, None, 3, "East", "00012"],
    ]
    children, problems = _read(workbook(tmp_path / "annex.xlsx", List_4=rows))
    assert problems == []
    (first,), (second,) = _assessments(children["12345"]), _assessments(children["00012"])
    assert (first.started, first.authorised, first.holder) == (date(2020, 9, 16), None, Holder("East", "J. Osei"))
    assert (second.started, second.authorised) == (date(2020, 9, 16), date(2020, 10, 1))
    assert (second.holder, second.where) == (Holder("East", "R. Walsh"), "List 4, row 6")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("List 4", 4),
        ("list_04", 4),
        ("LIST 4 - Assessments", 4),
        ("Annex A List 7", 7),
        ("List 10", 10),
        ("Notes", None),
    ],
)
def test_a_sheet_is_known_by_the_number_of_its_list(name: str, number: int | None) -> None:
    assert list_number(name) == number


def test_an_assessment_belongs_to_the_latest_referral_on_or_before_its_start(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "annex.xlsx",
        List_3=[
            LIST_3,
            [7, "M", "06/05/2004", "2009-03-01", "East", "A"],
            [7, "M", "06/05/2004", "2009-09-01", "West", "B"],
        ],
        List_4=[
            [*LIST_4, *HELD],
            [7, "2009-02-28", "", "East", ""],
            [7, "2009-09-01", "", "", ""],
            [7, "2009-08-31", ""],
        ],
    )
    children, _ = _read(path)
    placed = [(e.referred, [a.started for a in e.assessments]) for e in children["7"].episodes]
    assert placed == [
        (date(2009, 3, 1), [date(2009, 8, 31)]),
        (date(2009, 9, 1), [date(2009, 9, 1)]),
        (None, [date(2009, 2, 28)]),
    ]


def test_need_and_closure_of_list_6_go_to_the_referral_before_it(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "annex.xlsx",
        List_3=[LIST_3, [7, "F", "", "2009-03-01", "", ""]],
        List_6=[
            ["Child Unique ID", "CIN Start Date", "Primary Need Code", "CIN Closure Date", "Reason for Closure"],
            [7, "2009-03-04", "N1 - Abuse or Neglect", "2009-07-01", "RC7 - Services ceased"],
        ],
    )
    children, problems = _read(path)
    (episode,) = children["7"].episodes
    assert (episode.need, episode.closed, episode.closure_reason) == ("N1", date(2009, 7, 1), "RC7")
    assert problems == []


def test_a_row_without_an_id_or_with_an_unreadable_date_is_left_out_and_listed(tmp_path: Path) -> None:
    rows: Rows = [
        LIST_4,
        ["", "2009-09-01", ""],
        [7, "1/13/2009", ""],
        [8, "2009-09-01", "not yet"],
        [9, "2009-09-01", ""],
    ]
    children, problems = _read(workbook(tmp_path / "annex.xlsx", List_4=rows))
    assert list(children) == ["9"]
    assert [p.where for p in problems] == ["List 4, row 2", "List 4, row 3", "List 4, row 4"]
    assert '"1/13/2009"' in problems[1].what
    assert "not yet" not in problems[2].what


def test_the_unborn_are_known_by_gender_or_a_negative_age(tmp_path: Path) -> None:
    headings = ["Child Unique ID", "Gender", "Age", "Date of Birth", "Date of Referral"]
    rows: Rows = [
        headings,
        [1, "Unborn", "", "30/11/2009", "2009-09-01"],
        [2, "", -0.2, "30/11/2009", "2009-09-01"],
    ]
    children, _ = _read(workbook(tmp_path / "annex.xlsx", List_3=rows))
    for child in children.values():
        assert (child.born, child.expected) == (None, date(2009, 11, 30))


def test_a_list_whose_headings_are_not_found_is_listed_and_the_others_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "annex.xlsx", List_3=[["Case", "When"], [1, 2]], List_4=[LIST_4, [7, "2009-09-01"]])
    children, problems = _read(path)
    assert list(children) == ["7"]
    assert [p.where for p in problems] == ["List 3"]


def test_only_what_the_workbook_has_columns_for_is_carried(tmp_path: Path) -> None:
    extract = read_extract(workbook(tmp_path / "annex.xlsx", List_4=[LIST_4, [7, "2009-09-01", ""]]))
    assert set(extract.carries) == {Kind.CHILD, Kind.ASSESSMENT}
    assert extract.carries[Kind.ASSESSMENT] == {"authorised"}
    assert Kind.CHILD in extract.partial
    whole = read_extract(ANNEX)
    assert HOLDER in whole.carries[Kind.ASSESSMENT]
    assert Kind.CHILD not in whole.partial


def test_rows_of_one_child_that_differ_are_listed(tmp_path: Path) -> None:
    rows: Rows = [
        LIST_3,
        [7, "M", "06/05/2004", "2009-03-01", "", ""],
        [7, "F", "", "2009-09-01", "", ""],
    ]
    children, problems = _read(workbook(tmp_path / "annex.xlsx", List_3=rows))
    assert (children["7"].sex, children["7"].born) == ("M", date(2004, 5, 6))
    assert problems == [Problem("List 3, row 3", "the child's sex is not the one on List 3, row 2: that one is used")]
