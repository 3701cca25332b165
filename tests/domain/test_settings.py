"""The council's settings: what may be chosen, and the sentence for each thing that cannot be read."""

from __future__ import annotations

import re

import pytest

from caseboard.domain.errors import BadInput
from caseboard.domain.settings import DEFAULTS, DayCount, Weights, parse_settings
from caseboard.domain.standards import Limit, Step, Unit
from caseboard.domain.supervision_settings import SessionIntervals, SupervisionSettings
from caseboard.usecases.reference import default_settings, rules_from
from tests.domain.making import on


def test_an_empty_document_is_the_defaults() -> None:
    assert parse_settings({}) == DEFAULTS
    assert (DEFAULTS.standard, DEFAULTS.day_count) == ("WT2006", DayCount.START_IS_DAY_0)
    assert (DEFAULTS.close_initial, DEFAULTS.close_other) == (2, 5)


def test_the_document_a_database_starts_with_is_the_defaults() -> None:
    assert rules_from(default_settings()).settings == DEFAULTS


def test_every_setting_can_be_set() -> None:
    rules = rules_from(
        'standard = "WT2010"\nday_count = "start_is_day_1"\n'
        '[closures]\n2009-12-29 = "Christmas"\n[limits]\ncp_visit = "20 wd"\n[close]\ninitial = 0\nother = 99\n'
        "[weights]\ncore = 2.5\nnqsw_share = 80\n"
        '[supervision]\nheadings = [" What  was said ", "Decision"]\nnqsw = "14 cd"\n'
        '[supervision.cases]\ncp_plan = "10 wd"\n[supervision.teams]\n"East Duty" = "1 months"\n'
        '[supervision.sessions]\nevery = "6 months"\n'
    )
    chosen = rules.settings
    assert chosen.standard == "WT2010"
    assert chosen.day_count is DayCount.START_IS_DAY_1
    assert chosen.closures == {on("2009-12-29"): "Christmas"}
    assert chosen.limits == {Step.CP_VISIT: Limit(20, Unit.WORKING_DAYS)}
    assert (chosen.close_initial, chosen.close_other) == (0, 99)
    assert chosen.weights == Weights(core=2.5, nqsw_share=80)
    assert chosen.supervision == SupervisionSettings(
        headings=("What was said", "Decision"),
        cases={"cp_plan": Limit(10, Unit.WORKING_DAYS)},
        nqsw=Limit(14, Unit.CALENDAR_DAYS),
        teams={"east duty": Limit(1, Unit.MONTHS)},
        sessions=SessionIntervals(every=Limit(6, Unit.MONTHS)),
    )
    assert rules.calendar.why_skipped(on("2009-12-29")) == "council closure: Christmas"
    assert str(rules.standards.timescale(Step.CP_VISIT, "WT2010").limit) == "20 wd"


def test_single_assessments_are_judged_by_2013_whatever_the_setting() -> None:
    rules = rules_from('standard = "WT2010"\n')
    assert [rules.standard_of(kind) for kind in (Step.INITIAL, Step.CORE, Step.SINGLE)] == [
        "WT2010",
        "WT2010",
        "WT2013",
    ]
    assert [rules.close_within(kind) for kind in (Step.INITIAL, Step.CORE, Step.SINGLE)] == [2, 5, 5]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("standart = 1\n", 'settings: "standart" is not a setting; the settings are standard, day_count, closures'),
        ('standard = "WT2013"\n', "settings: standard must be one of WT2006, WT2010"),
        ("standard = 7\n", "settings: standard must be one of WT2006, WT2010"),
        ('day_count = "day 0"\n', "settings: day_count must be one of start_is_day_0, start_is_day_1"),
        ("closures = 1\n", "settings: closures must be a table: write [closures] on a line of its own"),
        ('limits = "7 wd"\n', "settings: limits must be a table: write [limits] on a line of its own"),
        ("close = [1]\n", "settings: close must be a table: write [close] on a line of its own"),
        ("[lock]\nafter = 5\n", 'settings: lock: "after" is not a setting; there is after_minutes alone'),
        ("[lock]\nafter_minutes = 241\n", "settings: lock: after_minutes must be a whole number from 0"),
        ("[lock]\nafter_minutes = true\n", "settings: lock: after_minutes must be a whole number from 0"),
        (
            '[closures]\n"29 December" = "x"\n',
            'settings: closures: "29 December" is not a date: write it as 2009-12-29',
        ),
        ('[closures]\n2009-02-30 = "x"\n', 'settings: closures: "2009-02-30" is not a date'),
        ('[limits]\ninitial = "soon"\n', 'limit "soon": write a number and wd, cd or months'),
        ("[limits]\ninitial = 7\n", 'limit "7": write a number and wd, cd or months'),
        ('[limits]\nsupper = "7 wd"\n', 'settings: limits: "supper" is not a step; the steps are initial, core'),
        ("[close]\ninitial = -1\n", "settings: close: initial must be a whole number of days from 0 to 99"),
        ("[close]\nother = 100\n", "settings: close: other must be a whole number of days from 0 to 99"),
        ("[close]\nother = true\n", "settings: close: other must be a whole number of days from 0 to 99"),
        ("[close]\nother = 2.5\n", "settings: close: other must be a whole number of days from 0 to 99"),
        ("[weights]\nvisits = 1\n", 'settings: weights: "visits" is not a weight; the weights are initial, core'),
        ("[weights]\ncore = -1\n", "settings: weights: core must be a number from 0 to 100"),
        ("[weights]\ncore = nan\n", "settings: weights: core must be a number from 0 to 100"),
        ('[weights]\ncore = "2"\n', "settings: weights: core must be a number from 0 to 100"),
        ("[weights]\ncore = true\n", "settings: weights: core must be a number from 0 to 100"),
        ("[weights]\nfull_time_hours = 0\n", "settings: weights: full_time_hours must be a number from 1 to 100"),
        ("[weights]\nnqsw_share = 101\n", "settings: weights: nqsw_share must be a number from 1 to 100"),
        ("supervision = 1\n", "settings: supervision must be a table: write [supervision] on a line of its own"),
        (
            "[supervision]\nheads = 1\n",
            'settings: supervision: "heads" is not a setting; the settings are headings, cases, nqsw, teams, sessions',
        ),
        ('[supervision]\nheadings = "x"\n', "settings: supervision: headings must be a list of 1 to 15"),
        ("[supervision]\nheadings = []\n", "settings: supervision: headings must be a list of 1 to 15"),
        ('[supervision]\nheadings = [" "]\n', "settings: supervision: each of the headings has 1 to 60 characters"),
        ("[supervision]\nheadings = [1]\n", "settings: supervision: each of the headings has 1 to 60 characters"),
        (
            f'[supervision]\nheadings = ["{"x" * 61}"]\n',
            "settings: supervision: each of the headings has 1 to 60 characters",
        ),
        ('[supervision]\nheadings = ["a\\u001b"]\n', "settings: supervision: headings: holds a control or invisible"),
        ('[supervision]\nheadings = ["A", "a"]\n', "settings: supervision: headings: one stands twice"),
        ("[supervision]\nnqsw = 14\n", 'settings: supervision: nqsw: limit "14": write a number and wd, cd or months'),
        ("[supervision]\ncases = 1\n", "settings: supervision.cases must be a table: write [supervision.cases] on a"),
        (
            '[supervision.cases]\nlac = "7 cd"\n',
            'settings: supervision.cases: "lac" is not a setting; the settings are initial, core, single, cp_plan',
        ),
        ('[supervision.cases]\ncore = "weekly"\n', 'settings: supervision.cases: core: limit "weekly": write a number'),
        ('[supervision.teams]\nEast = "0 cd"\n', 'settings: supervision.teams: East: limit "0 cd": write a number'),
        (
            '[supervision.sessions]\never = "7 cd"\n',
            'settings: supervision.sessions: "ever" is not a setting; the settings are every, nqsw_first, nqsw_first',
        ),
        ("standard = \n", "settings: not readable as TOML:"),
    ],
)
def test_what_cannot_be_read_is_named(document: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=re.escape(sentence)) as refused:
        rules_from(document)
    assert "\n" not in str(refused.value)


def test_the_error_for_a_wrong_limit_is_one_sentence_even_for_a_long_word() -> None:
    with pytest.raises(BadInput) as refused:
        rules_from(f'{"x" * 5_000} = "7 wd"\n')
    assert len(str(refused.value)) < 200
