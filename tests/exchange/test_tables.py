"""A council's own extract: the mapping, and rows gathered into children."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from caseboard.domain.errors import BadFile, BadInput
from caseboard.domain.record import ChildRecord, Holder, Problem
from caseboard.domain.standards import Step
from caseboard.exchange.formats import read_extract
from caseboard.exchange.mapping import FIELDS, read_mapping
from caseboard.usecases.extracts import HOLDER, Kind
from tests.exchange.files import Rows, workbook, write

DOCS = Path(__file__).parents[2] / "docs" / "import.md"

COLUMNS = {
    "child_id": "Client ID",
    "name": "Client",
    "born": "DOB",
    "referred": "Referral Date",
    "assessment_kind": "Form",
    "assessment_started": "Started",
    "authorised": "Authorised",
    "team": "Team",
    "worker": "Worker",
    "allocated_on": "Allocated",
}
HEADINGS = ",".join(COLUMNS.values())


def _mapping(tmp_path: Path, columns: dict[str, str] = COLUMNS, extra: str = "", after: str = "") -> Path:
    lines = "\n".join(f'{field} = "{heading}"' for field, heading in columns.items())
    return write(tmp_path / "own.toml", f"{extra}\n[columns]\n{lines}\n{after}\n")


def _read_csv(tmp_path: Path, *rows: str, **mapping: str) -> tuple[list[ChildRecord], list[Problem]]:
    path = write(tmp_path / "own.csv", "\n".join((HEADINGS, *rows)) + "\n")
    extract = read_extract(path, mapping=_mapping(tmp_path, **mapping))  # type: ignore[arg-type]
    return list(extract.children()), extract.problems


def test_a_row_tells_of_child_referral_assessment_and_holder(tmp_path: Path) -> None:
    row = '12,"O\'Neil, Sam",06/05/2004,2009-09-01,Core assessment,02/09/2009,,East,J. Osei,03/09/2009'
    (only,), problems = _read_csv(tmp_path, row)
    (episode,) = only.episodes
    (a,) = episode.assessments
    assert (only.child_id, only.name, only.born) == ("12", "O'Neil, Sam", date(2004, 5, 6))
    assert (episode.referred, bool(episode.holder)) == (date(2009, 9, 1), False)
    assert (a.kind, a.started, a.authorised, a.where) == (Step.CORE, date(2009, 9, 2), None, "line 2")
    assert a.holder == Holder("East", "J. Osei", date(2009, 9, 3))
    assert problems == []


def test_rows_of_one_child_and_referral_are_gathered_and_repeats_are_one(tmp_path: Path) -> None:
    rows = (
        "12,S,,2009-09-01,initial,2009-09-01,2009-09-08,East,A,",
        "12,S,,2009-09-01,initial,2009-09-01,2009-09-08,East,A,",
        "12,,06/05/2004,2009-09-01,core,2009-09-09,,East,B,",
        "13,T,,2009-09-02,,,,East,B,",
        "12,S,,2009-03-01,initial,2009-03-01,,East,A,",
    )
    children, _ = _read_csv(tmp_path, *rows)
    assert [c.child_id for c in children] == ["12", "13"]
    assert children[0].born == date(2004, 5, 6)
    assert [(e.referred, len(e.assessments)) for e in children[0].episodes] == [
        (date(2009, 9, 1), 2),
        (date(2009, 3, 1), 1),
    ]
    assert children[1].episodes[0].assessments == ()


def test_words_of_the_council_are_mapped_to_kinds_and_unknown_ones_listed(tmp_path: Path) -> None:
    children, problems = _read_csv(
        tmp_path,
        "1,,,2009-09-01,Form 7b,2009-09-01,,,,",
        "2,,,2009-09-01,Form 9,2009-09-01,,,,",
        after='[values.assessment_kind]\n"form 7B" = "initial"',
    )
    assert [c.episodes[0].assessments[0].kind for c in children] == [Step.INITIAL, Step.SINGLE]
    assert [p.where for p in problems] == ["line 3"]


def test_rows_too_long_and_bad_dates_are_left_out_and_short_rows_filled_and_listed_by_line(tmp_path: Path) -> None:
    children, problems = _read_csv(
        tmp_path,
        "1,,,2009-09-01,core,2009-09-01",
        "2,,,2009-09-01,core,2009-09-01,,,,,surplus",
        '3,"a\nb",,2009-09-01,core,2009-09-01,,,,',
        "4,,,31/09/2009,core,2009-09-01,,,,",
        ",,,2009-09-01,core,2009-09-01,,,,",
        "",
        "5,,,2009-09-01,core,2009-09-01,,,,,,",
    )
    assert [c.child_id for c in children] == ["1", "3", "5"]
    assert [p.where for p in problems] == ["line 2", "line 3", "line 6", "line 7"]
    assert problems[0].what == "it has 6 cells under 10 headings: the missing ones were taken as empty"
    assert problems[1].what == "row left out: it has 11 cells under 10 headings"


def test_a_table_of_headings_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="has no row under its headings: nothing to load"):
        _read_csv(tmp_path)


def test_a_workbook_is_read_by_the_same_mapping(tmp_path: Path) -> None:
    case = [12, "S", date(2004, 5, 6), "1/9/2009", "core", 40058, None, "E", "A"]
    rows: Rows = [["Open cases"], list(COLUMNS.values()), case]
    path = workbook(tmp_path / "own.xlsx", Cover=[["nothing"]], Cases=rows)
    (only,) = read_extract(path, mapping=_mapping(tmp_path)).children()
    (a,) = only.episodes[0].assessments
    assert (only.child_id, only.born, a.started, a.where) == ("12", date(2004, 5, 6), date(2009, 9, 2), "Cases, row 3")
    with pytest.raises(BadFile, match='no sheet named "Other"'):
        list(read_extract(path, mapping=_mapping(tmp_path, extra='sheet = "Other"')).children())


def test_a_plan_gathers_the_reviews_of_its_rows(tmp_path: Path) -> None:
    columns = {
        "child_id": "id",
        "plan_started": "start",
        "plan_category": "category",
        "review_held": "held",
        "review_booked": "booked",
        "last_visit": "visit",
        "team": "team",
    }
    text = "id,start,category,held,booked,visit,team\n"
    text += (
        "7,2009-01-05,Neglect,2009-04-01,2010-01-20,2009-08-01,East\n7,2009-01-05,Neglect,2009-08-01,,2009-09-01,East\n"
    )
    extract = read_extract(write(tmp_path / "plans.csv", text), mapping=_mapping(tmp_path, columns))
    ((plan,),) = ([p for e in c.episodes for p in e.plans] for c in extract.children())
    assert (plan.category, plan.reviews) == ("NEG", (date(2009, 4, 1), date(2009, 8, 1)))
    assert (plan.review_booked, plan.last_visit) == (date(2010, 1, 20), date(2009, 9, 1))
    assert extract.carries[Kind.PLAN] == {"category", HOLDER}
    assert extract.partial == {Kind.REVIEW, Kind.VISIT}
    assert extract.source == "table: own"


def test_delimiter_encoding_and_dates_are_the_mappings(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("id;name;when\n7;Zoë;09/08/07\n".encode("cp1252"))
    extra = 'delimiter = ";"\nencoding = "cp1252"\ndates = ["%d/%m/%y"]'
    columns = {"child_id": "ID", "name": "Name", "referred": "When"}
    (only,) = read_extract(path, mapping=_mapping(tmp_path, columns, extra)).children()
    assert (only.name, only.episodes[0].referred) == ("Zoë", date(2007, 8, 9))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_line_end_and_a_byte_order_mark_are_read(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(f"id,when{newline}7,2009-09-01{newline}".encode("utf-8-sig"))
    mapping = _mapping(tmp_path, {"child_id": "id", "referred": "when"})
    (only,) = read_extract(path, mapping=mapping).children()
    assert only.child_id == "7"


def test_the_mapping_in_the_guide_reads_a_file_with_its_headings(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    mapping_file = write(tmp_path / "guide.toml", text)
    mapping = read_mapping(mapping_file)
    cells = {
        "Client ID": "7",
        "Received": "01/09/2009 08:30",
        "Referral Date": "01/09/09",
        "Form": "Initial Assessment (v3)",
        "Form Started": "2 Sep 2009",
        "Sent to Manager": "2009-09-08",
    }
    row = ",".join(cells.get(heading, "") for heading in mapping.columns.values())
    path = write(tmp_path / "own.csv", f"{','.join(mapping.columns.values())}\n{row}\n")
    extract = read_extract(path, mapping=mapping_file)
    (only,) = extract.children()
    (episode,) = only.episodes
    (a,) = episode.assessments
    assert (episode.referred, episode.received_at) == (date(2009, 9, 1), datetime(2009, 9, 1, 8, 30))
    assert (a.kind, a.started, a.submitted) == (Step.INITIAL, date(2009, 9, 2), date(2009, 9, 8))
    assert extract.source == "table: open assessments"


def test_the_guide_names_every_field() -> None:
    named = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    assert set(FIELDS) <= named


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[columns", "not readable as TOML"),
        ("", "needs a table [columns]"),
        ('[columns]\nchild_id = ""', "needs a table [columns]"),
        ('[columns]\nreferred = "x"', "child_id is missing"),
        ('[columns]\nchild_id = "x"', "one of referred, assessment_started and plan_started"),
        ('[columns]\nchild_id = "x"\nbirthday = "y"', '"birthday" is not a field'),
        ('[columns]\nchild_id = "x"\nauthorised = "y"', "authorised needs assessment_started"),
        ('colums = 1\n[columns]\nchild_id = "x"', '"colums" is not a setting'),
        ('encoding = "ebcdic"\n[columns]\nchild_id = "x"', "encoding must be one of"),
        ('delimiter = "::"\n[columns]\nchild_id = "x"', "delimiter must be one character"),
        ('dates = "%d"\n[columns]\nchild_id = "x"', "dates must be a list"),
        ('[columns]\nchild_id = "x"\nreferred = "y"\n[values]\nkind = 1', "is not a table named after a field"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_mapping(write(tmp_path / "own.toml", text))
    assert says in str(refused.value)
    assert str(refused.value).startswith("mapping own.toml: ")
    assert "\n" not in str(refused.value)


def test_a_mapping_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_mapping(tmp_path / "none.toml")
