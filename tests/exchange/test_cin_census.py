"""The CIN census reader: the sample, and messages that differ from it as real ones do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseboard.domain.record import ChildRecord, Problem
from caseboard.domain.standards import Step
from caseboard.exchange.formats import read_extract
from tests.exchange.files import CENSUS, assessment, census, child, episode, write


def _read(path: Path, **options: str) -> tuple[list[ChildRecord], list[Problem]]:
    extract = read_extract(path, **options)  # type: ignore[arg-type]
    return list(extract.children()), extract.problems


def _read_text(tmp_path: Path, text: str, **options: str) -> tuple[list[ChildRecord], list[Problem]]:
    return _read(write(tmp_path / "census.xml", text), **options)


def test_every_element_of_the_sample_arrives() -> None:
    extract = read_extract(CENSUS)
    assert (extract.format, extract.as_of) == ("cin-census", date(2022, 3, 31))
    (only,) = extract.children()
    assert (only.child_id, only.born, only.expected) == ("DfEX0000001", date(1966, 3, 24), date(1966, 3, 22))
    assert (only.died, only.sex, only.ethnicity, only.upn) == (date(1980, 10, 8), "M", "WBRI", "A123456789123")
    (found,) = only.episodes
    assert (found.referred, found.source, found.need) == (date(1970, 10, 6), "1A", "N4")
    assert (found.closed, found.closure_reason, found.nfa) == (date(1971, 2, 27), "RC1", False)
    assert (found.conference, found.where) == (date(1970, 12, 6), "line 36")
    (a,) = found.assessments
    assert (a.started, a.review_on, a.authorised) == (date(1970, 6, 3), date(1970, 6, 22), date(1971, 7, 18))
    (e,) = found.enquiries
    assert (e.started, e.conference_target, e.conference) == (date(1970, 6, 2), date(1970, 6, 23), date(1970, 6, 17))
    assert e.not_required is False
    (p,) = found.plans
    assert (p.started, p.ended, p.previous_plans) == (date(1970, 2, 17), date(1971, 3, 14), 10)
    assert (p.initial_category, p.category, p.reviews) == ("PHY", "PHY", (date(1971, 2, 15),))
    assert extract.problems == []


def test_namespaces_and_the_order_of_elements_do_not_matter(tmp_path: Path) -> None:
    text = (
        '<c:Message xmlns:c="urn:census"><c:Children><c:Child>'
        "<c:CINdetails><c:Assessments><c:AssessmentAuthorisationDate>2009-09-10</c:AssessmentAuthorisationDate>"
        "<c:AssessmentActualStartDate>2009-09-01</c:AssessmentActualStartDate></c:Assessments>"
        "<c:CINreferralDate>2009-09-01</c:CINreferralDate></c:CINdetails>"
        "<c:ChildIdentifiers><c:Sex>F</c:Sex><c:LAchildID> 7 </c:LAchildID></c:ChildIdentifiers></c:Child></c:Children>"
        "<c:Header><c:CollectionDetails><c:ReferenceDate>2009-09-28</c:ReferenceDate></c:CollectionDetails></c:Header>"
        "</c:Message>"
    )
    extract = read_extract(write(tmp_path / "census.xml", text))
    assert extract.as_of == date(2009, 9, 28)
    (only,) = extract.children()
    assert (only.child_id, only.sex, only.episodes[0].referred) == ("7", "F", date(2009, 9, 1))
    assert only.episodes[0].assessments[0].authorised == date(2009, 9, 10)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_any_encoding_the_file_declares_is_read(tmp_path: Path, encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    path = tmp_path / "census.xml"
    path.write_text(f'<?xml version="1.0" encoding="{name}"?>' + census(child("Zoë-1")), encoding=encoding)
    (only,) = _read(path)[0]
    assert only.child_id == "Zoë-1"


def test_reviews_in_one_element_or_in_many(tmp_path: Path) -> None:
    dates = ("2009-04-01", "2009-08-01")
    inner = [f"<CPPreviewDate>{day}</CPPreviewDate>" for day in dates]
    plan = "<ChildProtectionPlans><CPPstartDate>2009-01-05</CPPstartDate>{}</ChildProtectionPlans>"
    one = plan.format(f"<Reviews>{''.join(inner)}</Reviews>")
    many = plan.format("".join(f"<Reviews>{review}</Reviews>" for review in inner))
    (only,), _ = _read_text(tmp_path, census(child("7", episode("2009-01-02", one), episode("2009-01-02", many))))
    for found in only.episodes:
        assert found.plans[0].reviews == (date(2009, 4, 1), date(2009, 8, 1))


def test_an_unborn_child_has_an_expected_date(tmp_path: Path) -> None:
    unborn = (
        "<Child><ChildIdentifiers><LAchildID>8</LAchildID><ExpectedPersonBirthDate>2009-11-30</ExpectedPersonBirthDate>"
        "<GenderCurrent>0</GenderCurrent></ChildIdentifiers></Child>"
    )
    (only,), problems = _read_text(tmp_path, census(unborn))
    assert (only.born, only.expected, only.sex, problems) == (None, date(2009, 11, 30), "U", [])


def test_the_first_to_start_is_initial_when_said_so(tmp_path: Path) -> None:
    text = census(child("7", episode("2009-09-01", assessment("2009-09-12"), assessment("2009-09-01"))))
    (only,), _ = _read_text(tmp_path, text, assessments="initial-then-core")
    assert [a.kind for a in only.episodes[0].assessments] == [Step.CORE, Step.INITIAL]
    (only,), _ = _read_text(tmp_path, text)
    assert [a.kind for a in only.episodes[0].assessments] == [Step.SINGLE, Step.SINGLE]


def test_a_record_with_an_unreadable_date_is_left_out_alone_and_listed_with_its_line(tmp_path: Path) -> None:
    text = census(
        child("1", episode("2009-09-01", assessment("2009-09-31"), assessment("2009-09-02"))),
        child("2", episode("1/9/2009"), episode("2009-09-03")),
        child("3", episode("2009-09-04"), born="last year"),
        child("4", episode("2009-09-05")),
    )
    children, problems = _read_text(tmp_path, text)
    assert [c.child_id for c in children] == ["1", "2", "4"]
    assert [a.started for a in children[0].episodes[0].assessments] == [date(2009, 9, 2)]
    assert [e.referred for e in children[1].episodes] == [date(2009, 9, 3)]
    assert problems == [
        Problem(
            "line 4", 'assessment left out: AssessmentActualStartDate: "2009-09-31" is not a date, such as 2009-09-28'
        ),
        Problem("line 7", 'episode left out: CINreferralDate: "1/9/2009" is not a date, such as 2009-09-28'),
        Problem("line 10", "child left out: PersonBirthDate: what stands there is not a date, such as 2009-09-28"),
    ]


def test_an_unreadable_review_leaves_the_plan(tmp_path: Path) -> None:
    plan = (
        "<ChildProtectionPlans><CPPstartDate>2009-01-05</CPPstartDate>\n<Reviews><CPPreviewDate>?</CPPreviewDate>\n"
        "<CPPreviewDate>2009-04-01</CPPreviewDate></Reviews></ChildProtectionPlans>"
    )
    (only,), problems = _read_text(tmp_path, census(child("7", episode("2009-01-02", plan))))
    assert only.episodes[0].plans[0].reviews == (date(2009, 4, 1),)
    assert [p.where for p in problems] == ["line 5"]


@pytest.mark.parametrize("identifier", ["<LAchildID></LAchildID>", "<LAchildID>  </LAchildID>", ""])
def test_a_child_without_an_id_is_left_out_and_listed(tmp_path: Path, identifier: str) -> None:
    without = f"<Child><ChildIdentifiers>{identifier}</ChildIdentifiers></Child>"
    children, problems = _read_text(tmp_path, census(without, child("7")))
    assert [c.child_id for c in children] == ["7"]
    assert problems == [Problem("line 3", "child left out: there is no child id")]


def test_unknown_codes_are_kept_and_listed(tmp_path: Path) -> None:
    codes = (
        "<ReferralSource>99Z</ReferralSource><PrimaryNeedCode>N42</PrimaryNeedCode>"
        "<ReasonForClosure>RC10</ReasonForClosure><ChildProtectionPlans><CPPstartDate>2009-01-05</CPPstartDate>"
        "<InitialCategoryOfAbuse>ABC</InitialCategoryOfAbuse></ChildProtectionPlans>"
    )
    (only,), problems = _read_text(tmp_path, census(child("7", episode("2009-01-02", codes))))
    found = only.episodes[0]
    assert (found.source, found.need, found.closure_reason) == ("99Z", "N42", "RC10")
    assert found.plans[0].initial_category == "ABC"
    assert len(problems) == 4
    assert all("not a census code" in p.what for p in problems)


def test_a_child_id_that_stands_twice_is_listed_and_both_are_handed_over(tmp_path: Path) -> None:
    text = census(child("7", episode("2009-01-02")), child("7", episode("2009-03-04")))
    children, problems = _read_text(tmp_path, text)
    assert [c.episodes[0].referred for c in children] == [date(2009, 1, 2), date(2009, 3, 4)]
    assert [(p.where, "8510" in p.what) for p in problems] == [("line 6", True)]


def test_what_has_no_date_at_all_is_handed_over_and_listed(tmp_path: Path) -> None:
    bare = "<CINdetails><Assessments></Assessments><ChildProtectionPlans></ChildProtectionPlans></CINdetails>"
    (only,), problems = _read_text(tmp_path, census(child("7", bare)))
    (found,) = only.episodes
    assert (found.referred, found.assessments[0].started, found.plans[0].started) == (None, None, None)
    assert {p.where for p in problems} == {"line 4"}
    assert len(problems) == 3


def test_control_characters_in_an_id_are_made_visible_and_listed(tmp_path: Path) -> None:
    (only,), problems = _read_text(tmp_path, census(child("7\u202e8")))
    assert only.child_id == "7\ufffd8"
    assert "invisible character" in problems[0].what


def test_an_id_too_long_to_be_one_is_left_out_rather_than_cut(tmp_path: Path) -> None:
    children, problems = _read_text(tmp_path, census(child("9" * 101), child("9" * 100)))
    assert [len(c.child_id) for c in children] == [100]
    assert [p.where for p in problems] == ["line 3"]


def test_a_reference_date_that_cannot_be_read_is_listed(tmp_path: Path) -> None:
    extract = read_extract(write(tmp_path / "census.xml", census(child("7"), reference_date="31/03/2022")))
    assert (extract.as_of, [c.child_id for c in extract.children()]) == (None, ["7"])
    assert [p.where for p in extract.problems] == ["Header"]
