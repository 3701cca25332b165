"""Single values as files write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from caseboard.exchange.cells import (
    Unreadable,
    is_blank,
    read_date,
    read_iso_date,
    read_moment,
    read_whole,
    read_yes_no,
)
from caseboard.exchange.codes import NEEDS, SOURCES, read_category, read_code, read_sex

DAY = date(2020, 9, 16)


@pytest.mark.parametrize(
    "text",
    [
        "2020-09-16",
        "2020-09-16T00:00:00",
        "2020-09-16 14:32:05",
        "2020-09-16Z",
        "2020-09-16+01:00",
        "16/09/2020",
        "16-09-2020",
        "16.9.2020",
        "16/09/2020 14:32",
        "16 Sep 2020",
        "16-Sep-2020",
        "Wed, 16 September 2020",
        "16th September 2020",
        "44090",
        "44090.605",
        " 16/09/2020\u00a0",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["31/02/2020", "2020-13-01", "16/09/20", "09/16/2020", "2020", "soon", "K. Ahmed", "16 Foo 2020", "0000-01-01"],
)
def test_what_could_mean_something_else_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_date(text)


def test_an_unreadable_date_never_repeats_what_may_be_a_name() -> None:
    with pytest.raises(Unreadable, match="what stands there is not a date"):
        read_date("Ahmed")
    with pytest.raises(Unreadable, match='"31/02/2020" is not a date'):
        read_date("31/02/2020")


@pytest.mark.parametrize("text", ["", "  ", "#N/A", "#REF!", "N/A", "-", "NULL", "None"])
def test_an_empty_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_the_councils_own_format_comes_first() -> None:
    assert read_date("09/08/07", ("%d/%m/%y",)) == date(2007, 8, 9)
    assert read_date("2007-08-09", ("%d/%m/%y",)) == date(2007, 8, 9)


def test_xml_dates_are_iso_alone() -> None:
    assert read_iso_date("2020-09-16") == read_iso_date(" 2020-09-16T09:00:00Z ") == DAY
    assert read_iso_date("") is None
    for text in ("16/09/2020", "2020-02-30", "20200916", "2020-W38-3"):
        with pytest.raises(Unreadable):
            read_iso_date(text)


def test_a_moment_needs_a_time_of_day() -> None:
    assert read_moment("16/09/2020 09:05") == datetime(2020, 9, 16, 9, 5)
    assert read_moment("44090.5") == datetime(2020, 9, 16, 12)
    assert read_moment("16/09/2020") is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *((text, True) for text in ("a) Yes", "Yes", "Y", "true", "1")),
        *((text, False) for text in ("b) No", "N", "FALSE", "0")),
        *((text, None) for text in ("", "CS Assessment")),
    ],
)
def test_yes_and_no(text: str, meaning: bool | None) -> None:
    assert read_yes_no(text) is meaning


def test_whole_numbers() -> None:
    assert [read_whole(text) for text in ("0", "03", "2.0", "", "#N/A")] == [0, 3, 2, None, None]
    for text in ("-1", "1.5", "many", "99999999999999999999"):
        with pytest.raises(Unreadable):
            read_whole(text)


def test_a_spreadsheets_error_values_are_blank() -> None:
    assert is_blank("#N/A") and is_blank("#DIV/0!") and is_blank(" ") and not is_blank("N/A Smith")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("N1 - Abuse or Neglect", "N1"),
        ("n1", "N1"),
        ("N1", "N1"),
        ("PSRMEM - Support with memory", "PSRMEM"),
        ("Abuse or neglect", "Abuse or neglect"),
        ("", ""),
    ],
)
def test_the_code_is_taken_from_its_words(text: str, code: str) -> None:
    assert read_code(text, NEEDS) == code


def test_referral_sources_as_annex_a_writes_them() -> None:
    written = ["q) 6: Police", "s) 8: Other", "j) 3D: Health services", "t) 9: Anonymous", "1A"]
    assert [read_code(text, SOURCES) for text in written] == ["6", "8", "3D", "9", "1A"]


def test_categories_and_sexes() -> None:
    written = ["Physical abuse", "NEG", "a) Neglect", "Emotional Abuse", "mul", "Something else"]
    assert [read_category(text) for text in written] == ["PHY", "NEG", "NEG", "EMO", "MUL", "Something else"]
    assert [read_sex(text) for text in ("1", "2", "0", "9", "M", "b) Female", "")] == ["M", "F", "U", "U", "M", "F", ""]
