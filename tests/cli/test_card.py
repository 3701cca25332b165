"""`caseboard card`: every format, the rows behind a figure, signing off, and one sentence for what cannot be."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run, Said, run_command
from tests.hostile import HOSTILE, unsafe_in
from tests.usecases.card_council import by_hand, make_card_file, mark, put_right, rename_team, typed
from tests.usecases.working.on_file import opened

TODAY = date(2009, 10, 5)
QUARTER = ("--quarter", "2009-Q2")
KEYS = [
    *("reference", "title", "owner", "measure", "polarity", "baseline", "last_year", "target", "result", "predicted"),
    *("data_quality", "numerator", "denominator", "excluded", "rag", "direction"),
]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return make_card_file(tmp_path, {"card_rows": [typed(), by_hand()]})


def card(path: Path, *arguments: str, today: date = TODAY) -> Said:
    return run_command("card", *arguments, db=path, today=today)


def test_json_has_the_keys_of_the_interface_and_the_figures_as_numbers(council: Path) -> None:
    document = card(council, *QUARTER, "--format", "json").data
    assert list(document)[:3] == ["quarter", "as_at", "rows"]
    assert (document["quarter"], document["as_at"]) == ("2009-Q2", "2009-10-05")
    assert all(list(row)[:16] == KEYS for row in document["rows"])
    ni_59, by_typing, *_, ni_67, _ = document["rows"]
    assert (ni_59["result"], ni_59["numerator"], ni_59["denominator"], ni_59["excluded"]) == (60.0, 6, 10, 1)
    assert (ni_59["rag"], ni_59["direction"], ni_59["polarity"]) == ("red", "worse", "Rise")
    assert (by_typing["result"], by_typing["numerator"], by_typing["rag"]) == ("1293", None, "red")
    assert (ni_67["reference"], ni_67["result"], ni_67["denominator"], ni_67["rag"]) == ("NI 67", None, 0, None)


def test_the_quarter_is_that_of_the_date_in_view_unless_named(council: Path) -> None:
    assert card(council, "--format", "json").data["quarter"] == "2009-Q3"
    assert card(council, "--as-at", "2009-09-28", "--format", "json").data["quarter"] == "2009-Q2"


def test_the_table_says_what_the_card_is_of_its_rows_and_the_teams(council: Path) -> None:
    out = card(council, *QUARTER).out
    assert out.startswith("REPORT CARD 2009/10 Quarter 2: the whole council, as at Mon 5 Oct 2009\nNot signed off\n")
    for said in ("60.0%", "6 of 10", "66.7 % (4 of 6) *", "East Assessment", "1 left out: ", "red"):
        assert said in out, said


def test_a_team_is_with_the_teams_below_it_and_named_in_full(council: Path) -> None:
    document = card(council, *QUARTER, "--team", "east", "--format", "json")
    assert document.code == 0, document.err
    rows = {row["reference"]: row for row in document.data["rows"]}
    assert document.data["team"] == "East"
    assert (rows["NI 59"]["numerator"], rows["NI 59"]["denominator"]) == (4, 6)
    assert "LAC" not in rows


def test_csv_xlsx_and_html_are_written_to_files_only_their_owner_reads(council: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "html"):
        path = tmp_path / f"card.{form}"
        said = card(council, *QUARTER, "--format", form, "--output", str(path))
        assert (said.out, said.err) == ("", f"written: {path}\n")
        assert path.stat().st_mode & 0o077 == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "card.csv").read_text(), newline="")))
    assert [row["reference"] for row in rows][:2] == ["NI 59", "LAC"]
    assert openpyxl.load_workbook(tmp_path / "card.xlsx")["card"]["I2"].value == 60
    assert "<h1>Report card 2009/10 Quarter 2</h1>" in (tmp_path / "card.html").read_text()


def test_the_rows_behind_a_figure_are_as_many_as_it_says(council: Path) -> None:
    rows = card(council, *QUARTER, "--rows", "ni59", "--format", "json").data
    counted = [row for row in rows if row["left_out"] is None]
    assert (sum(row["met"] for row in counted), len(counted), len(rows)) == (6, 10, 11)
    of_year = card(council, *QUARTER, "--rows", "NI 59", "--year-to-date", "--format", "json").data
    assert len(of_year) == 16


def test_a_cohort_is_shown_with_and_without(council: Path) -> None:
    mark(council, "the 400", [105, 106])
    document = card(council, *QUARTER, "--cohort", "the 400", "--format", "json").data
    assert document["rows"][0]["numerator"] == 6
    assert document["rows"][0]["computed"]["without_cohort"]["percent"] == 75.0
    assert "without the cohort: 75.0 % (6 of 8)" in card(council, *QUARTER, "--cohort", "the 400").out


def test_a_card_is_signed_off_listed_printed_as_it_was_and_compared(council: Path) -> None:
    said = card(council, *QUARTER, "--sign-off", "R. Archer", "--format", "json")
    assert said.err == "card of 2009/10 Quarter 2 signed off: it is signed card 1\n"
    assert said.data["approved_by"] == "R. Archer"
    assert card(council, "--differences", "1").err == "nothing differs from the signed card\n"
    put_right(council)
    (listed,) = card(council, "--signed", "--format", "json").data
    assert (listed["number"], listed["quarter"], listed["approved_by"]) == (1, "2009-Q2", "R. Archer")
    assert card(council, "--signed", "1", "--format", "json").data == said.data


def test_what_changed_since_the_signature_is_told(council: Path) -> None:
    card(council, *QUARTER, "--sign-off", "R. Archer")
    put_right(council)
    found = card(council, "--differences", "1", "--format", "csv").out
    assert found == (
        "reference,column,then,now\r\nNI 59,result,60.0,70.0\r\nNI 59,predicted,60.0,70.0\r\nNI 59,numerator,6,7\r\n"
    )


def test_a_signed_card_is_not_undone(council: Path) -> None:
    card(council, *QUARTER, "--sign-off", "R. Archer")
    said = run_command("undo", db=council)
    assert said.code != 0
    assert "a signed card stays as it was signed and is not undone: sign another one" in said.err
    assert len(card(council, "--signed", "--format", "json").data) == 1


def test_a_card_signed_before_its_quarter_ends_says_so(council: Path) -> None:
    said = card(council, "--as-at", "2009-09-28", "--sign-off", "R. Archer")
    assert "the quarter goes on until Wed 30 Sep 2009: its figures are those up to the date" in said.err


def test_what_is_written_out_is_in_the_journal(council: Path) -> None:
    card(council, *QUARTER, "--format", "json")
    with opened(council) as records:
        assert records.journal()[-1].details["about"] == "card 2009-Q2, json, as at 2009-10-05"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--quarter", "2009-Q5"), '--quarter: "2009-Q5" is not a quarter: write 2009-Q2 for July to September 2009'),
        (("--quarter", "2009-Q4"), "--quarter: 2009-Q4 begins on Fri 1 Jan 2010, after the date in view (2009-10-05)"),
        (("--team", "Nowhere"), '--team: there is no team "Nowhere"'),
        (("--cohort", "x"), '--cohort: there is no cohort "x"; no assessment is marked as of a cohort'),
        (("--rows", "NI 61"), '--rows: "NI 61" is not computed; computed are NI 59, NI 60, SA 45'),
        (("--rows", "NI 59", "--format", "html"), "--format: html is for a card; take table, csv, json or xlsx"),
        (("--rows", "NI 59", "--cohort", "x"), "--cohort: the rows of a figure are those of the whole figure"),
        (("--year-to-date",), "--year-to-date: the card shows both; it is for --rows"),
        (("--sign-off", " "), "--sign-off: who approves it is missing: write it in a few words"),
        (("--sign-off", "x", "--rows", "NI 59"), "card: name one of --rows, --sign-off, --signed and --differences"),
        (("--as-at", "2009-10-06", "--sign-off", "x"), "--sign-off: the card is as at Tue 6 Oct 2009, still to come"),
        (("--signed", "9"), '--signed: there is no signed card "9"; caseboard card --signed lists them'),
        (("--signed", "1", "--quarter", "2009-Q2"), "--signed: a signed card has its quarter, team and cohort"),
        (("--differences", "9"), '--differences: there is no signed card "9"'),
        (("--differences", "x"), '--differences: "x" is not a whole number'),
        (("--format", "pdf"), "'pdf' is not one of 'table', 'csv', 'json', 'xlsx', 'html'"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(given: tuple[str, ...], said: str, council: Path) -> None:
    answer = card(council, *given)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    with opened(council) as records:
        assert records.cards() == []


def test_a_card_that_cannot_be_written_is_not_signed(council: Path, tmp_path: Path) -> None:
    there = tmp_path / "card.html"
    there.write_text("kept")
    said = card(council, *QUARTER, "--sign-off", "R. Archer", "--format", "html", "--output", str(there))
    assert said.err == f"caseboard: --output: {there} is there already; name another file\n"
    assert there.read_text() == "kept"
    assert card(council, "--signed", "--format", "json").data == []


def test_a_card_for_a_folder_that_is_not_there_is_not_signed(council: Path, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "card.html"
    said = card(council, *QUARTER, "--sign-off", "R. Archer", "--format", "html", "--output", str(path))
    assert said.err == f"caseboard: --output: there is no folder {path.parent}; make it, or name another file\n"
    assert card(council, "--signed", "--format", "json").data == []


def test_a_signed_card_is_compared_when_its_cohort_is_no_more(council: Path) -> None:
    mark(council, "the 400", [105])
    card(council, *QUARTER, "--cohort", "the 400", "--sign-off", "R. Archer")
    assert run_command("cohort", "the 400", "105", "--take-back", db=council, today=TODAY).code == 0
    assert card(council, "--differences", "1").err == "nothing differs from the signed card\n"


def test_a_signed_card_of_a_team_that_is_called_otherwise_by_now_says_so(council: Path) -> None:
    card(council, *QUARTER, "--team", "East", "--sign-off", "R. Archer")
    assert card(council, "--differences", "1").err == "nothing differs from the signed card\n"
    rename_team(council, 1, "North")  # "East" is by now a part of one name alone, and another team's
    said = card(council, "--differences", "1")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(
        'caseboard: --differences: signed card 1 is of the team "East", and no team is called so'
    )


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_hostile_text_on_a_card_is_harmless_on_standard_output(form: str, tmp_path: Path) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in HOSTILE if len(text) < 1_000 and "\0" not in text]
    rows = [typed(reference=f"{n}", position=n, title=text, owner=text) for n, text in enumerate(texts, 1)]
    said = card(make_card_file(tmp_path, {"card_rows": rows}), *QUARTER, "--format", form)
    assert said.code == 0, said.err
    assert not unsafe_in(said.out.replace("\r\n", "\n"))


def test_the_demo_has_a_card_whose_teams_add_up_to_it(run: Run) -> None:
    document = run("card", "--format", "json").data
    for row in document["rows"]:
        if (beside := row["computed"]) is not None:
            name = beside["indicator"]
            of_teams = [team["figures"][name] for team in document["teams"]]
            assert sum(figure["denominator"] for figure in of_teams) == row["denominator"]
            assert sum(figure["numerator"] for figure in of_teams) == row["numerator"]
            assert sum(sum(figure["left_out"].values()) for figure in of_teams) == row["excluded"]
            rows = run("card", "--rows", name, "--format", "json").data
            assert len(rows) == row["denominator"] + row["excluded"]
            assert sum(r["met"] and r["left_out"] is None for r in rows) == row["numerator"]
