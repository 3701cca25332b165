"""Every clock in words and days, on dated examples."""

from __future__ import annotations

from datetime import date

import pytest

from caseboard.domain.cases import AssessmentFacts, Basis, Child, Facts
from caseboard.domain.clocks import State
from caseboard.domain.protection import EnquiryFacts, PlanFacts, Review
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.usecases.explaining import ExplainedClock, explain_child, figures, lines, sentence
from caseboard.usecases.reference import default_settings, rules_from

DAY = date(2009, 9, 28)
CHILD = Child(1, "10234-7", "", date(2005, 5, 1))


def core(started: date | None, authorised: date | None = None, referred: date | None = date(2009, 7, 20)) -> Facts:
    """One core assessment after a strategy discussion."""
    assessment = AssessmentFacts(
        7, 1, 3, referred, Step.CORE, "WT2006", started, False, Basis.STRATEGY_DISCUSSION, None, authorised, None, None
    )
    return Facts(date.min, {1: CHILD}, assessments=[assessment])


def explained(facts: Facts, *kinds: str, day: date = DAY) -> list[ExplainedClock]:
    """The child's clocks of these kinds, else those of the assessments, by the rules a new database has."""
    clocks = explain_child(Snapshot(facts, rules_from(default_settings())), day)
    return [clock for clock in clocks if (clock.kind in kinds if kinds else clock.row is not None)]


def test_an_overdue_core_assessment_says_what_was_counted_and_skipped() -> None:
    (clock,) = explained(core(date(2009, 8, 3)))
    assert sentence(clock, DAY) == "39 wd since 3 Aug, 35 allowed (WT2006), due Tue 22 Sep 2009, 4 over"
    assert len(clock.counted) == clock.clock.elapsed == 39
    assert date(2009, 8, 31) in {s.day for s in clock.skipped}
    told = lines(clock, DAY)
    assert told[1] == (
        "counts from Mon 3 Aug 2009 (strategy discussion); the core assessment counts from: its own recorded start"
    )
    assert told[3] == "skipped: 31 Aug bank holiday: Late Summer Bank Holiday, 16 weekend days"


def test_a_finished_assessment_is_read_on_the_day_it_was_authorised() -> None:
    (clock,) = explained(core(date(2009, 8, 3), authorised=date(2009, 9, 1)))
    assert (clock.clock.read_on, clock.clock.elapsed, clock.clock.state) == (date(2009, 9, 1), 20, State.ON_TRACK)
    assert clock.counted[-1] == date(2009, 9, 1)
    assert sentence(clock, DAY) == (
        "20 wd since 3 Aug to 1 Sep, when it was authorised, 35 allowed (WT2006), due Tue 22 Sep 2009, in time"
    )


@pytest.mark.parametrize(("authorised", "ended"), [("2009-09-22", "in time"), ("2009-09-23", "1 over")])
def test_a_finished_assessment_is_in_time_on_its_due_date_and_over_after_it(authorised: str, ended: str) -> None:
    (clock,) = explained(core(date(2009, 8, 3), authorised=date.fromisoformat(authorised)))
    assert clock.clock.state is (State.ON_TRACK if ended == "in time" else State.OVER)
    assert sentence(clock, DAY).endswith(ended)


def test_a_conference_that_was_held_says_so() -> None:
    enquiry = EnquiryFacts(1, 1, 3, date(2009, 9, 1), date(2009, 9, 15), not_required=False)
    (clock,) = explained(Facts(date.min, {1: CHILD}, enquiries=[enquiry]), "icpc")
    assert ", when it was held, 15 allowed" in sentence(clock, DAY)
    assert sentence(clock, DAY).endswith("in time")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (core(None), "no start date is recorded"),
        (core(date(2009, 7, 1)), "the recorded start is before the referral (rule 1103)"),
        (core(date(1985, 7, 1), referred=None), "outside the calendar, which runs from 1990-01-01 to 2040-12-31"),
    ],
)
def test_a_clock_without_figures_says_why(facts: Facts, why: str) -> None:
    (clock,) = explained(facts)
    assert (clock.fault, clock.counted, clock.skipped) == (why, (), ())
    assert sentence(clock, DAY) == f"no figures: {why}; 35 wd allowed (WT2006)"


def test_a_conference_counts_fifteen_working_days_from_the_strategy_discussion() -> None:
    enquiry = EnquiryFacts(1, 1, 3, date(2009, 9, 1), None, not_required=False)
    (clock,) = explained(Facts(date.min, {1: CHILD}, enquiries=[enquiry]), "icpc")
    assert (clock.kind, clock.clock.due, clock.clock.left) == ("icpc", date(2009, 9, 22), -4)


def test_a_conference_not_required_has_no_clock() -> None:
    enquiry = EnquiryFacts(1, 1, 3, date(2009, 9, 1), None, not_required=True)
    assert explained(Facts(date.min, {1: CHILD}, enquiries=[enquiry]), "icpc") == []


def test_a_review_is_allowed_months_and_its_days_left_are_calendar_days() -> None:
    plan = PlanFacts(1, 1, 3, date(2009, 6, 1), None, "NEG", date(2009, 6, 1), 0)
    (first,) = explained(Facts(date.min, {1: CHILD}, plans=[plan]), "first_review")
    assert sentence(first, DAY).endswith("due Tue 1 Sep 2009, 27 over (calendar days)")
    held = PlanFacts(1, 1, 3, date(2009, 6, 1), None, "NEG", date(2009, 6, 1), 0, (Review(None, None, DAY),))
    (later,) = explained(Facts(date.min, {1: CHILD}, plans=[held]), "later_review")
    assert (later.kind, later.clock.due, later.basis) == ("later_review", date(2010, 3, 28), "previous review")


@pytest.mark.parametrize(
    ("conference", "told"),
    [
        (
            "2009-06-01",
            "3 calendar months on from Mon 1 Jun 2009 is Tue 1 Sep 2009; a weekend or a holiday moves nothing",
        ),
        (
            "2009-11-30",
            "3 calendar months on from Mon 30 Nov 2009 is Sun 28 Feb 2010, the last day of its month, which has no day"
            " 30; a weekend or a holiday moves nothing",
        ),
    ],
)
def test_a_limit_in_months_tells_how_its_date_came_about(conference: str, told: str) -> None:
    day = date.fromisoformat(conference)
    plan = PlanFacts(1, 1, 3, day, None, "NEG", day, 0)
    (clock,) = explained(Facts(date.min, {1: CHILD}, plans=[plan]), "first_review", day=day)
    assert lines(clock, day)[-1] == told


def test_one_month_is_one_month() -> None:
    plan = PlanFacts(1, 1, 3, date(2009, 8, 3), None, "NEG", date(2009, 8, 3), 0)
    (clock,) = explained(Facts(date.min, {1: CHILD}, plans=[plan]), "first_review")
    assert figures(clock, DAY) == "1 month since 3 Aug, 3 allowed (WT2006), due Tue 3 Nov 2009"


def test_without_a_date_to_count_from_there_are_no_figures() -> None:
    facts = core(None, referred=None)
    (clock,) = explained(facts, "supervision")
    assert (clock.fault, clock.clock.due) == ("no date to count from is recorded", None)


def test_running_clocks_come_before_finished_ones() -> None:
    finished = core(date(2009, 8, 3), authorised=date(2009, 9, 1)).assessments[0]
    running = AssessmentFacts(
        8, 1, 3, date(2009, 7, 20), Step.CORE, "WT2006", date(2009, 9, 2), False, None, None, None, None, None
    )
    clocks = explained(Facts(date.min, {1: CHILD}, assessments=[finished, running]))
    assert [c.row.assessment_id for c in clocks if c.row] == [8, 7]
