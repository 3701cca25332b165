"""`caseboard cohort` on a real file: marked, shown without, taken back, undone, refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Said, run_command
from tests.cli.test_card import TODAY, card
from tests.usecases.card_council import make_card_file
from tests.usecases.working.on_file import opened


def cohort(path: Path, *arguments: str) -> Said:
    return run_command("cohort", *arguments, db=path, today=TODAY)


def cohorts(path: Path) -> dict[str, int]:
    with opened(path) as records:
        return dict(records.cohorts())


def test_assessments_open_and_authorised_long_ago_are_marked_and_taken_back(tmp_path: Path) -> None:
    path = make_card_file(tmp_path)
    assert cohort(path, "the 400", "105", "4", "1").err == "3 assessments marked as of a cohort\n"
    assert cohorts(path) == {"the 400": 3}
    shown = card(path, "--quarter", "2009-Q2", "--cohort", "the 400", "--format", "json").data["rows"][0]
    assert (shown["denominator"], shown["computed"]["without_cohort"]["denominator"]) == (10, 9)
    assert cohort(path, "the 400", "4", "--take-back").err == "1 assessment no longer of a cohort\n"
    assert cohorts(path) == {"the 400": 2}
    assert run_command("undo", db=path).code == 0
    assert cohorts(path) == {"the 400": 3}


def test_a_cohort_is_found_however_its_name_is_spaced(tmp_path: Path) -> None:
    path = make_card_file(tmp_path)
    cohort(path, " the  400 ", "105")
    assert cohorts(path) == {"the 400": 1}
    assert cohort(path, "the  400", "105", "--take-back").err == "1 assessment no longer of a cohort\n"
    assert cohorts(path) == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("x", "9999"), "ASSESSMENT_ID: there is no assessment 9999; list board and card --rows give numbers"),
        ((" ", "105"), "the name of the cohort is missing: write it in a few words"),
        (("x" * 101, "105"), "the name of the cohort has 101 characters: write it in no more than 100"),
        (("x",), "Missing argument 'ASSESSMENT_ID...'"),
        (("x", "105", "--take-back"), 'ASSESSMENT_ID: assessment 105 is not of the cohort "x"'),
    ],
)
def test_what_cannot_be_is_one_sentence_and_marks_nothing(given: tuple[str, ...], said: str, tmp_path: Path) -> None:
    path = make_card_file(tmp_path)
    answer = cohort(path, *given)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert cohorts(path) == {}
