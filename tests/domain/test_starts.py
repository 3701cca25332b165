"""Which date an assessment counts from, and when that cannot be known."""

from __future__ import annotations

import pytest

from caseboard.domain.cases import AssessmentFacts, Basis
from caseboard.domain.clocks import State
from caseboard.domain.snapshot import clock_start
from caseboard.domain.standards import Step
from tests.domain.making import RULES, assessment, on, only_row, snapshot

REFERRED, STARTED = on("2009-09-01"), on("2009-09-03")


@pytest.mark.parametrize("kind", [Step.INITIAL, Step.SINGLE])
def test_the_episodes_first_initial_or_single_assessment_counts_from_the_referral(kind: Step) -> None:
    found = clock_start(assessment(kind=kind, started=STARTED, referred=REFERRED), RULES.standards)
    assert (found.start, found.basis, found.fault) == (REFERRED, Basis.REFERRAL, None)


@pytest.mark.parametrize("kind", [Step.INITIAL, Step.SINGLE])
def test_a_later_one_counts_from_its_own_start(kind: Step) -> None:
    found = clock_start(assessment(kind=kind, started=STARTED, referred=REFERRED, first=False), RULES.standards)
    assert (found.start, found.basis) == (STARTED, Basis.OWN_START)


@pytest.mark.parametrize("kind", [Step.INITIAL, Step.CORE, Step.SINGLE])
def test_one_without_a_known_referral_counts_from_its_own_start(kind: Step) -> None:
    found = clock_start(assessment(kind=kind, started=STARTED, referred=None), RULES.standards)
    assert (found.start, found.basis, found.fault) == (STARTED, Basis.OWN_START, None)


@pytest.mark.parametrize("basis", [b for b in Basis if b is not Basis.REFERRAL])
def test_a_core_assessment_counts_from_its_own_start_and_says_what_started_it(basis: Basis) -> None:
    found = clock_start(assessment(kind=Step.CORE, started=STARTED, referred=REFERRED, basis=basis), RULES.standards)
    assert (found.start, found.basis) == (STARTED, basis)


@pytest.mark.parametrize(
    ("faulty", "words"),
    [
        (assessment(started=None), "no start date is recorded"),
        (assessment(started=on("2009-08-31")), "the recorded start is before the referral (rule 1103)"),
        (assessment(kind=Step.CORE, started=on("2009-08-31")), "the recorded start is before the referral (rule 1103)"),
        (assessment(kind=Step.SINGLE, standard="WT2010"), "its standard has no limit for single assessments"),
        (assessment(standard="nonsense"), "its standard has no limit for initial assessments"),
    ],
)
def test_no_start_or_a_start_before_the_referral_is_unknown_and_says_why(faulty: AssessmentFacts, words: str) -> None:
    row = only_row(snapshot(faulty), "2009-09-15")
    assert (row.state, row.elapsed, row.due, row.left) == (State.UNKNOWN, None, None, None)
    assert row.fault == words


def test_outside_the_calendar_is_unknown_and_says_where_the_calendar_runs() -> None:
    row = only_row(snapshot(assessment(started=on("2009-09-01"))), "2041-02-01")
    assert row.state is State.UNKNOWN
    assert row.fault == f"outside the calendar, which runs from {RULES.calendar.first} to {RULES.calendar.last}"


@pytest.mark.parametrize(
    ("kind", "standard", "due", "limit"),
    [
        (Step.INITIAL, "WT2006", "2009-09-10", 7),
        (Step.INITIAL, "WT2010", "2009-09-15", 10),
        (Step.CORE, "WT2006", "2009-10-20", 35),
        (Step.CORE, "WT2010", "2009-10-20", 35),
        (Step.SINGLE, "WT2013", "2009-11-03", 45),
    ],
)
def test_each_assessment_is_judged_by_the_standard_it_stores(kind: Step, standard: str, due: str, limit: int) -> None:
    row = only_row(snapshot(assessment(kind=kind, standard=standard)), "2009-09-02")
    assert (row.due, row.limit, row.unit, row.standard) == (on(due), limit, "wd", standard)
