"""The page of figures: filled from the results of a run, and every test of faults is told of in it."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from tests.faults.figures import BEGIN, COMMAND, END, TRUST, filled, told_of

PASSED = (
    '<testsuites><testsuite timestamp="2009-09-28T09:00:00"><testcase classname="tests.faults.test_x" name="a">'
    '<properties><property name="figure" value="10 kills: 0 lost"/></properties></testcase></testsuite></testsuites>'
)


def test_the_figures_of_a_run_take_the_place_of_those_before() -> None:
    text = filled(f"before\n{BEGIN}\nold\n{END}\nafter\n", [fromstring(PASSED)])
    assert text.startswith(f"before\n{BEGIN}\nRun of 2009-09-28 by `CASEBOARD_FAULTS=full python -m pytest")
    assert "\n| `faults/test_x` | 10 kills: 0 lost |\n\nNot in this run: cli/test_crash, " in text
    assert text.endswith(f"tui/test_hostile_terminal.\n{END}\nafter\n")
    assert "\nold\n" not in text


def test_a_run_that_failed_is_not_published() -> None:
    failed = fromstring(PASSED.replace("</properties>", "</properties><failure/>"))
    with pytest.raises(ValueError, match="nothing to publish"):
        filled(f"{BEGIN}{END}", [failed])


def test_every_test_of_faults_and_hostile_input_is_told_of() -> None:
    text = TRUST.read_text(encoding="utf-8")
    assert {test for test in told_of() if f"| `{test}` |" not in text.partition(BEGIN)[0]} == set()
    assert text.count(BEGIN) == text.count(END) == 1
    assert COMMAND in text
