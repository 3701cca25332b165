"""What a person typed, and what belongs to caseboard, when an extract comes."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.store.bulk import insert_rows
from tests.exchange.files import assessment, census, child, episode
from tests.usecases.council import Council

FIRST, TYPED, LATER = date(2009, 9, 7), date(2009, 9, 14), date(2009, 9, 21)
MINE, THEIRS = date(2009, 9, 8), date(2009, 9, 9)


def _text(authorised: str = "") -> str:
    return census(child("7", episode("2009-09-01", assessment("2009-09-01", authorised))))


@pytest.fixture
def typed(council: Council) -> Council:
    """A council where the only assessment's authorisation was typed in caseboard."""
    council.load_text(_text(), FIRST)
    council.type_value("assessments", 1, "authorised", MINE, TYPED)
    return council


def _authorised(council: Council) -> object:
    return council.rows("assessments")[0]["authorised"]


@pytest.mark.parametrize(
    ("authorised", "as_of", "stands"),
    [("", LATER, MINE), ("2009-09-09", TYPED, MINE), ("2009-09-05", FIRST, MINE), ("2009-09-08", LATER, MINE)],
)
def test_a_typed_value_stays(typed: Council, authorised: str, as_of: date, stands: date) -> None:
    report = typed.load_text(_text(authorised), as_of)
    assert (_authorised(typed), report.updated, report.problems) == (stands, 0, [])


def test_a_later_extract_with_another_value_wins_and_is_listed(typed: Council) -> None:
    report = typed.load_text(_text("2009-09-09"), LATER)
    assert (_authorised(typed), report.updated) == (THEIRS, 1)
    assert [(p.where, p.what) for p in report.problems] == [
        ("line 4", "authorised: the value typed in caseboard gave way to this later extract")
    ]
    cleared = typed.load_text(_text(), date(2009, 9, 22))
    assert (_authorised(typed), cleared.problems) == (None, [])


def test_another_field_of_the_same_record_is_still_followed(typed: Council) -> None:
    review = "<AssessmentInternalReviewDate>2009-09-04</AssessmentInternalReviewDate>"
    text = _text().replace("</Assessments>", f"{review}</Assessments>")
    assert typed.load_text(text, LATER).updated == 1
    (row,) = typed.rows("assessments")
    assert (row["authorised"], row["review_on"]) == (MINE, date(2009, 9, 4))


def test_what_belongs_to_caseboard_is_not_touched(council: Council) -> None:
    council.load_text(_text(), FIRST)
    insert_rows(
        council.records,
        {
            "extensions": [
                {"assessment": 1, "agreed_on": FIRST, "until": LATER, "reason": "illness", "agreed_by": "amin"}
            ],
            "flags": [{"child": 1, "raised_on": FIRST, "raised_by": "amin", "reason": "see today"}],
            "supervisions": [{"child": 1, "held_on": FIRST, "recorded_on": FIRST, "note": "discussed"}],
            "actions": [{"child": 1, "what": "visit", "agreed_on": FIRST, "by_when": LATER}],
        },
    )
    council.type_value("assessments", 1, "delay_reason", "court", FIRST)
    names = ("extensions", "flags", "supervisions", "actions")
    before = {name: council.rows(name) for name in names}
    council.load_text(_text("2009-09-09"), LATER)
    council.load_text(census(child("8")), LATER)
    assert {name: council.rows(name) for name in names} == before
    assert council.rows("assessments")[0]["delay_reason"] == "court"


def test_a_review_booked_in_caseboard_stays_when_the_extract_brings_the_one_held(council: Council) -> None:
    plan = (
        "<ChildProtectionPlans><CPPstartDate>2009-01-05</CPPstartDate>"
        "<Reviews>{}</Reviews><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse></ChildProtectionPlans>"
    )
    council.load_text(census(child("7", episode("2009-01-02", plan.format("")))), FIRST)
    insert_rows(council.records, {"cp_reviews": [{"plan": 1, "booked_for": LATER, "booked_on": FIRST}]})
    held = "<CPPreviewDate>2009-04-01</CPPreviewDate>"
    report = council.load_text(census(child("7", episode("2009-01-02", plan.format(held)))), TYPED)
    assert (report.added, report.vanished) == (1, 0)
    assert [(r["booked_for"], r["held_on"]) for r in council.rows("cp_reviews")] == [
        (LATER, None),
        (None, date(2009, 4, 1)),
    ]


def test_a_record_made_in_caseboard_does_not_vanish_with_an_extract_that_never_had_it(council: Council) -> None:
    council.load_text(census(child("7", episode("2009-09-01"))), FIRST)
    own = {"id": 1, "child": 1, "kind": "single", "standard": "WT2013", "started": date(2009, 9, 2)}
    insert_rows(council.records, {"assessments": [own]})
    report = council.load_text(_text(), LATER)
    assert (report.added, report.vanished) == (1, 0)
    assert [(a["source"], a["missing_from"]) for a in council.rows("assessments")] == [("", None), ("cin-census", None)]


def test_records_made_in_caseboard_are_recognised_in_an_extract_that_brings_them_too(council: Council) -> None:
    insert_rows(
        council.records,
        {
            "children": [{"id": 5, "child_id": "7", "name": "K. Ahmed", "born": date(2004, 5, 6), "sex": "F"}],
            "referrals": [{"id": 5, "child": 5, "referred": date(2009, 1, 2)}],
            "assessments": [
                {
                    "id": 5,
                    "child": 5,
                    "referral": 5,
                    "kind": "initial",
                    "standard": "WT2006",
                    "started": date(2009, 1, 2),
                    "submitted": MINE,
                }
            ],
            "s47_enquiries": [{"id": 5, "child": 5, "referral": 5, "started": date(2009, 1, 3)}],
            "conferences": [{"id": 5, "child": 5, "referral": 5, "enquiry": 5, "held_on": date(2009, 1, 20)}],
            "cp_plans": [{"id": 5, "child": 5, "referral": 5, "conference": 5, "started": date(2009, 1, 20)}],
            "cp_reviews": [{"plan": 5, "booked_for": date(2009, 4, 1), "held_on": date(2009, 4, 2)}],
        },
    )
    enquiry = "<S47ActualStartDate>2009-01-03</S47ActualStartDate><DateOfInitialCPC>2009-01-20</DateOfInitialCPC>"
    plan = "<CPPstartDate>2009-01-20</CPPstartDate><Reviews><CPPreviewDate>2009-04-02</CPPreviewDate></Reviews>"
    parts = (f"<Section47>{enquiry}</Section47>", f"<ChildProtectionPlans>{plan}</ChildProtectionPlans>")
    report = council.load_text(census(child("7", episode("2009-01-02", assessment("2009-01-02"), *parts))), LATER)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 7)
    assert council.rows("children")[0]["name"] == "K. Ahmed"
    (a,) = council.rows("assessments")
    assert (a["kind"], a["standard"], a["submitted"]) == ("initial", "WT2006", MINE)
    assert council.rows("cp_reviews")[0]["booked_for"] == date(2009, 4, 1)
