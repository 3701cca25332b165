"""What each indicator counts, by dated examples: in time or not, left out and why, and whose it was."""

from __future__ import annotations

import pytest

from caseboard.domain.cases import Allocation, AssessmentFacts, Extension, ReferralFacts
from caseboard.domain.indicators import CHILD_TWICE, INDICATORS, UNKNOWN_CLOCK, Indicator, Judged, judge, judge_reviews
from caseboard.domain.protection import PlanFacts, Review
from caseboard.domain.settings import Rules
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.usecases.reference import rules_from
from tests.domain.making import CLOSED_AT_CHRISTMAS, DAY_1, RULES, assessment, held_by, on, plan, snapshot

CALENDAR_DAYS = rules_from('[limits]\ninitial = "7 cd"\n')


def judged(shot: Snapshot, indicator: Indicator) -> Judged:
    """The one thing this indicator counts."""
    (found,) = (j for j in judge(shot, {}) if j.indicator is indicator)
    return found


def in_time(a: AssessmentFacts, rules: Rules = RULES) -> tuple[bool, str | None, int | None]:
    """Whether it was, its due date and by how much it was late; it is left out of nothing."""
    (found,) = judge(snapshot(a, rules=rules), {})
    assert (found.left_out, found.on) == ("", a.authorised)
    assert found.met_on in (None, a.authorised)
    return found.met_on is not None, found.due.isoformat() if found.due else None, found.late


def initial(referred: str, authorised: str, standard: str = "WT2006") -> AssessmentFacts:
    return assessment(started=on(referred), referred=on(referred), authorised=on(authorised), standard=standard)


@pytest.mark.parametrize(
    ("referred", "due"),
    [
        ("2009-09-01", "2009-09-10"),
        ("2009-08-28", "2009-09-09"),  # the Summer bank holiday is no working day
        ("2009-08-29", "2009-09-09"),  # a Saturday is not rolled forward
        ("2009-08-31", "2009-09-09"),  # nor is the bank holiday
        ("2009-12-21", "2010-01-04"),
        ("2009-04-09", "2009-04-22"),  # Easter
        ("2011-04-20", "2011-05-05"),
        ("2020-05-04", "2020-05-14"),  # the early May bank holiday was moved to the Friday
        ("2022-09-12", "2022-09-22"),  # the day of the funeral
        ("2012-02-22", "2012-03-02"),  # over a leap day
    ],
)
def test_ni_59_is_met_on_the_seventh_working_day_and_missed_on_the_next(referred: str, due: str) -> None:
    assert in_time(initial(referred, due)) == (True, due, None)
    day_after = RULES.calendar.nth_after(on(due), 1)
    assert day_after is not None
    assert in_time(initial(referred, day_after.isoformat())) == (False, due, 1)


@pytest.mark.parametrize(
    ("authorised", "met", "late"),
    [
        ("2009-07-22", True, None),  # on the day of the referral
        ("2009-07-31", True, None),
        ("2009-08-01", False, 0),  # a Saturday after a Friday: the dates decide, and no working day had passed
        ("2009-08-02", False, 0),
        ("2009-08-03", False, 1),
        ("2009-08-31", False, 20),
    ],
)
def test_what_is_authorised_on_a_day_off_is_late_by_the_dates(authorised: str, met: bool, late: int | None) -> None:
    assert in_time(initial("2009-07-22", authorised)) == (met, "2009-07-31", late)


@pytest.mark.parametrize(
    ("rules", "standard", "referred", "due"),
    [
        (RULES, "WT2010", "2009-09-01", "2009-09-15"),
        (DAY_1, "WT2006", "2009-09-01", "2009-09-09"),
        (DAY_1, "WT2006", "2009-08-29", "2009-09-09"),  # a Saturday is not day 1
        (CLOSED_AT_CHRISTMAS, "WT2006", "2009-12-21", "2010-01-07"),
        (CALENDAR_DAYS, "WT2006", "2009-08-28", "2009-09-04"),
    ],
)
def test_ni_59_by_the_assessments_standard_and_the_councils_ways_of_counting(
    rules: Rules, standard: str, referred: str, due: str
) -> None:
    assert in_time(initial(referred, due, standard), rules) == (True, due, None)
    assert in_time(initial(referred, "2010-03-01", standard), rules)[:2] == (False, due)


@pytest.mark.parametrize(
    ("a", "due"),
    [
        (assessment(kind=Step.CORE, authorised=on("2009-10-20")), "2009-10-20"),
        (assessment(kind=Step.CORE, started=on("2009-12-01"), authorised=on("2010-01-22")), "2010-01-22"),
        (assessment(kind=Step.CORE, standard="WT2010", authorised=on("2009-10-20")), "2009-10-20"),
        (assessment(kind=Step.SINGLE, started=on("2009-09-03"), authorised=on("2009-11-03")), "2009-11-03"),
        # a later one of the referral, and one whose referral is not known, count from their own start
        (assessment(started=on("2009-09-21"), first=False, authorised=on("2009-09-30")), "2009-09-30"),
        (assessment(started=on("2009-09-21"), referred=None, episode=None, authorised=on("2009-09-30")), "2009-09-30"),
        # begun days after the referral, and counted from it
        (assessment(started=on("2009-09-04"), authorised=on("2009-09-10")), "2009-09-10"),
    ],
)
def test_what_each_kind_counts_from(a: AssessmentFacts, due: str) -> None:
    assert in_time(a) == (True, due, None)
    assert in_time(a._replace(authorised=RULES.calendar.nth_after(on(due), 1))) == (False, due, 1)


def test_every_kind_of_assessment_has_its_indicator() -> None:
    of = {Step.INITIAL: Indicator.NI_59, Step.CORE: Indicator.NI_60, Step.SINGLE: Indicator.SINGLE}
    for kind, indicator in of.items():
        (found,) = judge(snapshot(assessment(kind=kind, authorised=on("2009-09-05"))), {})
        assert found.indicator is indicator
    assert list(INDICATORS) == list(Indicator)


def test_an_open_assessment_is_counted_nowhere() -> None:
    assert list(judge(snapshot(assessment()), {})) == []


def test_an_extension_changes_nothing() -> None:
    late = initial("2009-09-01", "2009-09-14")
    extended = snapshot(late, extensions=[Extension(1, on("2009-09-09"), on("2009-09-30"), "hospital", "B. Marsh")])
    assert list(judge(extended, {})) == list(judge(snapshot(late), {}))
    assert judged(extended, Indicator.NI_59).late == 2


@pytest.mark.parametrize(
    "a",
    [
        assessment(started=None),
        assessment(started=on("2009-08-31")),  # before its referral
        assessment(started=on("2041-01-02"), referred=on("2041-01-02")),
        assessment(started=on("1989-12-29"), referred=on("1989-12-29")),
        assessment(started=on("2040-12-27"), referred=on("2040-12-27")),  # due where no bank holidays are known
        assessment(standard="WT2013"),  # which has no initial assessment
    ],
)
def test_a_clock_without_figures_is_in_no_percentage(a: AssessmentFacts) -> None:
    found = judged(snapshot(a._replace(authorised=on("2009-09-05"))), Indicator.NI_59)
    assert (found.met_on, found.left_out, found.late) == (None, UNKNOWN_CLOCK, None)


def test_a_hard_fault_leaves_its_own_record_out_and_a_child_twice_everything_of_the_child() -> None:
    shot = snapshot(initial("2009-09-01", "2009-09-04"), plans=[plan()])
    faults = {("assessments", 1): "after_closure"}
    assert {j.indicator: j.left_out for j in judge(shot, faults)} == {
        Indicator.NI_59: "after_closure",
        Indicator.NI_65: "",
    }
    assert {j.left_out for j in judge(shot, faults, [1])} == {CHILD_TWICE}
    assert {j.left_out for j in judge_reviews(shot, {}, on("2009-09-30"), [1])} == {CHILD_TWICE}


@pytest.mark.parametrize(
    ("started", "ended", "long"),
    [
        ("2007-03-02", "2009-03-01", False),
        ("2007-03-02", "2009-03-02", True),
        ("2008-02-29", "2010-02-27", False),
        ("2008-02-29", "2010-02-28", True),  # clamped to the end of the month
        ("2006-02-28", "2008-02-28", True),
        ("2009-03-02", "2009-03-02", False),
    ],
)
def test_ni_64_counts_two_years_of_the_calendar(started: str, ended: str, long: bool) -> None:
    found = judged(snapshot(plans=[plan(started=on(started), ended=on(ended))]), Indicator.NI_64)
    assert (found.on, found.met_on) == (on(ended), on(ended) if long else None)


@pytest.mark.parametrize(
    ("previous", "others", "again"),
    [
        (0, (), False),
        (None, (), False),
        (1, (), True),
        (0, ("2001-05-07",), True),  # however long ago
        (0, ("2009-03-02",), False),  # on the same day: not earlier
        (0, ("2010-01-04",), False),
    ],
)
def test_ni_65_counts_any_earlier_plan_of_the_child(previous: int | None, others: tuple[str, ...], again: bool) -> None:
    plans = [
        plan()._replace(previous_plans=previous),
        *(plan(number, started=on(day), ended=on(day)) for number, day in enumerate(others, 2)),
        plan(9, child=2, started=on("2000-01-04")),
    ]
    (found,) = (j for j in judge(snapshot(plans=plans), {}) if (j.indicator, j.subject) == (Indicator.NI_65, 1))
    assert (found.on, found.met_on) == (on("2009-03-02"), on("2009-03-02") if again else None)


def reviewed(end: str, *held: str, conference: str | None = "2009-03-02", **about: str) -> bool | None:
    """Whether a plan of 2 March 2009, unless told, was reviewed in time at a period's end; None: it is left out."""
    dates = {"started": "2009-03-02", **about}
    made: PlanFacts = plan(
        started=on(dates["started"]),
        ended=on(dates["ended"]) if "ended" in dates else None,
        conference=on(conference) if conference else None,
        reviews=tuple(Review(None, None, on(day)) for day in held),
    )
    (found,) = judge_reviews(snapshot(plans=[made]), {}, on(end))
    assert found.on == on(end)
    return None if found.left_out else found.met_on is not None


@pytest.mark.parametrize(
    ("end", "held", "expected"),
    [
        ("2009-06-02", (), False),  # it falls due on the day itself, and nobody held it yet
        ("2009-06-02", ("2009-06-02",), True),
        ("2009-06-30", ("2009-06-02",), True),
        ("2009-06-30", ("2009-06-03",), False),
        ("2009-06-30", ("2009-05-01",), True),
        ("2009-10-31", ("2009-05-01",), True),  # the next counts from the one held early: by 1 November
        ("2009-11-01", ("2009-05-01",), False),
        ("2009-12-31", ("2009-05-01", "2009-11-01"), True),
        ("2009-12-31", ("2009-05-01", "2009-11-02"), False),
        ("2010-03-31", ("2009-06-03", "2009-12-03"), False),  # one held late fails the year, whatever followed
        ("2010-06-30", ("2009-06-03", "2009-12-03", "2010-06-03"), True),  # and not the year after
        ("2010-06-30", ("2009-05-01", "2009-11-01"), False),
        ("2010-04-15", ("2009-05-01",), False),  # due in the year before, and still not held
        ("2009-06-30", ("2009-07-01",), False),  # what was held later is not known yet
    ],
)
def test_ni_67_asks_of_every_review_that_fell_due_in_the_year(end: str, held: tuple[str, ...], expected: bool) -> None:
    assert reviewed(end, *held) is expected


def test_ni_67_counts_the_first_review_from_the_conference_and_clamps_months() -> None:
    autumn = {"started": "2009-11-30", "conference": "2009-11-30"}
    assert reviewed("2010-02-28", "2010-02-28", **autumn) is True
    assert reviewed("2010-03-31", "2010-03-01", **autumn) is False
    leap = {"started": "2011-11-30", "conference": "2011-11-30"}
    assert reviewed("2012-03-31", "2012-02-29", **leap) is True
    before = {"started": "2009-03-12", "conference": "2009-03-02"}
    assert reviewed("2009-06-30", "2009-06-03", **before) is False
    assert reviewed("2009-06-30", "2009-06-12", started="2009-03-12", conference=None) is True


@pytest.mark.parametrize(
    ("started", "ended", "end", "counted"),
    [
        ("2009-03-02", None, "2009-06-01", False),
        ("2009-03-02", None, "2009-06-02", True),  # three months on that day
        ("2009-11-30", None, "2010-02-27", False),
        ("2009-11-30", None, "2010-02-28", True),
        ("2009-03-02", "2009-09-30", "2009-09-30", False),  # ended on the day is not open on it
        ("2009-03-02", "2009-10-01", "2009-09-30", True),
    ],
)
def test_ni_67_is_of_plans_open_at_the_periods_end_for_three_months(
    started: str, ended: str | None, end: str, counted: bool
) -> None:
    made = plan(started=on(started), ended=on(ended) if ended else None)
    assert bool(list(judge_reviews(snapshot(plans=[made]), {}, on(end)))) is counted


def test_ni_67_of_a_plan_outside_the_calendar_is_in_no_percentage() -> None:
    assert reviewed("2040-12-31", started="2040-09-20", conference="2040-09-20", ended="2041-01-02") is False
    early = {"started": "1989-10-02", "conference": "1989-10-02"}
    assert reviewed("1990-03-31", **early) is None


def test_ni_67_counts_in_a_councils_own_days() -> None:
    made = plan(reviews=(Review(None, None, on("2009-06-02")),))
    rules = rules_from('[limits]\nfirst_review = "91 cd"\n')
    (found,) = judge_reviews(snapshot(plans=[made], rules=rules), {}, on("2009-06-30"))
    assert found.met_on is None  # 1 June


@pytest.mark.parametrize(
    ("work", "went_on"),
    [
        ((), None),
        ((assessment(started=on("2009-09-03")),), "2009-09-03"),
        ((assessment(kind=Step.SINGLE, started=on("2009-09-03")),), "2009-09-03"),
        ((assessment(kind=Step.CORE, started=on("2009-09-03")),), None),
        ((assessment(started=None),), None),
        ((assessment(started=on("2009-09-03"), episode=2),), None),
        ((assessment(started=on("2009-09-21")), assessment(2, started=on("2009-09-03"))), "2009-09-03"),
    ],
)
def test_ni_68_counts_a_referral_from_when_an_initial_or_single_assessment_began(
    work: tuple[AssessmentFacts, ...], went_on: str | None
) -> None:
    referral = ReferralFacts(1, 1, on("2009-09-01"), None, "", "", False)
    found = judged(snapshot(*work, referrals=[referral]), Indicator.NI_68)
    assert (found.on, found.met_on) == (on("2009-09-01"), on(went_on) if went_on else None)


EAST = held_by(1, 2, "2009-09-01", "2009-09-10")


@pytest.mark.parametrize(
    ("holders", "whose"),
    [
        ((EAST,), (2, 1)),  # closed on the day it was authorised
        ((EAST, held_by(2, 3, "2009-09-10")), (2, 1)),  # handed over that day: it was done before
        ((EAST._replace(end=on("2009-09-09")), held_by(2, 3, "2009-09-09")), (3, 2)),
        ((held_by(None, 4, "2009-09-01", "2009-09-10"), held_by(1, 2, "2009-09-10")), (2, 1)),  # first allocated then
        ((held_by(None, 4, "2009-09-01", "2009-09-10"),), (4, None)),
        ((held_by(1, 2, None),), (2, 1)),
        ((), (None, None)),
    ],
)
def test_what_is_finished_is_of_whoever_held_it_as_it_was_finished(
    holders: tuple[Allocation, ...], whose: tuple[int | None, int | None]
) -> None:
    a = initial("2009-09-01", "2009-09-10")
    found = judged(snapshot(a, allocations=holders), Indicator.NI_59)
    assert (found.team, found.worker) == whose


def test_a_plan_that_ended_is_of_whoever_held_it_then_and_one_that_began_of_whoever_took_it_on() -> None:
    handed = [held_by(1, 2, "2009-01-05", "2009-03-02"), held_by(2, 3, "2009-03-02", "2009-09-30")]
    shot = snapshot(plans=[plan(ended=on("2009-09-30"))], allocations=handed)
    for indicator in (Indicator.NI_64, Indicator.NI_65):
        found = judged(shot, indicator)
        assert (found.team, found.worker) == (3, 2)


def test_of_what_a_worker_holds_for_no_team_at_a_periods_end_it_is_the_one_they_sit_in() -> None:
    (found,) = judge_reviews(snapshot(plans=[plan()], allocations=[held_by(2, None)]), {}, on("2009-09-30"))
    assert (found.team, found.worker) == (3, 2)
