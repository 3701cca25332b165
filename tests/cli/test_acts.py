"""Every act from the command line, on a real file: it changes exactly what it says, undone and in the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseboard.domain.acts import Verb
from caseboard.domain.cases import Facts
from tests.cli.conftest import run_command
from tests.usecases.working.on_file import everything, fact_changes, make_file, opened

WHY = ("--reason", "as agreed")
PLAN = ("--see-by", "2009-10-01", "--to-do", "see the child at school", "--review-on", "2009-10-12")
ACTS: dict[str, tuple[tuple[str, ...], str, Verb, list[tuple[str, str]]]] = {
    "hand on": (
        ("hand-on", "walsh", "--worker", "osei", *WHY),
        "2 assessments and 1 plan handed on",
        Verb.ALLOCATE,
        [("allocations", "made")] * 3 + [("allocations", f"{n}: end") for n in (1, 3, 4)],
    ),
    "seen": (
        ("seen", "1", "5", "--on", "2009-09-25"),
        "child seen recorded on 2 assessments",
        Verb.SEE_CHILD,
        [("assessments", "1: child_seen was_seen"), ("assessments", "5: child_seen was_seen")],
    ),
    "submit": (
        *(("submit", "1"), "1 assessment submitted", Verb.SUBMIT),
        [("assessments", "1: submitted")],
    ),
    "reopen": (
        *(("reopen", "4", *WHY), "1 assessment reopened", Verb.REOPEN),
        [("assessments", "4: submitted authorised")],
    ),
    "reopen to be authorised": (
        *(("reopen", "3", "--stays-submitted", *WHY), "1 assessment reopened", Verb.REOPEN),
        [("assessments", "3: authorised")],
    ),
    "extend": (
        ("extend", "1", "--until", "2009-10-09", "--agreed-by", "B. Marsh", *WHY),
        *("1 assessment extended to Fri 9 Oct 2009", Verb.EXTEND),
        [("extensions", "made")],
    ),
    "correct": (
        ("correct", "4", "--date", "authorised", "--to", "2009-04-14", *WHY),
        *("date corrected on 1 assessment", Verb.CORRECT),
        [("assessments", "4: authorised")],
    ),
    "take a date away": (
        ("correct", "2", "--date", "child-seen", "--take-away", *WHY),
        *("date corrected on 1 assessment", Verb.CORRECT),
        [("assessments", "2: child_seen was_seen")],
    ),
    "correct a conference": (
        ("correct", "4", "--date", "conference-held", "--to", "2009-06-01", *WHY),
        *("date corrected on 1 section 47 enquiry", Verb.CORRECT),
        [("enquiries", "2: conference")],
    ),
    "start a core assessment": (
        ("start-core", "3", "--start", "2009-09-22", "--basis", "initial_ended"),
        *("1 core assessment started", Verb.START_CORE),
        [("assessments", "made")],
    ),
    "enquiry": (
        ("enquiry", "101", "104", "--discussed", "2009-09-28"),
        *("2 section 47 enquiries recorded", Verb.RECORD_ENQUIRY),
        [("enquiries", "made"), ("enquiries", "made")],
    ),
    "conference": (
        *(("conference", "105", "--held", "2009-09-28"), "1 conference recorded", Verb.RECORD_CONFERENCE),
        [("enquiries", "1: conference conference_id")],
    ),
    "no conference": (
        ("conference", "105", "--not-required", "not substantiated"),
        *("1 conference recorded as not required", Verb.RECORD_CONFERENCE),
        [("enquiries", "1: not_required")],
    ),
    "book a review": (
        ("book-review", "1", "--on", "2009-10-30"),
        "1 review booked for Fri 30 Oct 2009, after the statutory latest, Tue 1 Sep 2009",
        *(Verb.BOOK_REVIEW, [("plans", "1: reviews")]),
    ),
    "review held": (
        ("review-held", "1", "--on", "2009-09-25"),
        "1 review recorded as held, the next by Thu 25 Mar 2010",
        *(Verb.HOLD_REVIEW, [("plans", "1: reviews")]),
    ),
    "end a plan": (
        *(("end-plan", "1"), "1 plan ended on Mon 28 Sep 2009", Verb.END_PLAN),
        [("plans", "1: ended")],
    ),
    "visit": (
        *(("visit", "1", "--alone"), "1 visit recorded", Verb.RECORD_VISIT),
        [("plans", "1: visits")],
    ),
    "core group": (
        *(("core-group", "1", "--on", "2009-06-12"), "1 core group recorded", Verb.RECORD_CORE_GROUP),
        [("plans", "1: core_groups")],
    ),
    "flag": (("flag", "101", *WHY), "1 child flagged for immediate action", Verb.FLAG, [("flags", "made")]),
    "close flag": (
        *(("close-flag", "105", "--done", "found safe"), "flag of 1 child closed", Verb.CLOSE_FLAG),
        [("flags", "1: closed_on closed_by what_was_done")],
    ),
    "decide": (
        *(
            (
                "decide",
                "6",
                "--decision",
                "initial-assessment",
                "--by",
                "B. Marsh",
                "--at",
                "9:30",
                "--start",
                "2009-09-25",
            ),
        ),
        *("initial assessment decided on 1 referral", Verb.DECIDE),
        [("assessments", "made"), ("referrals", "6: decided_on decision decided_by decided_at")],
    ),
    "decide on another agency": (
        ("decide", "6", "--decision", "other-agency", "--reason", "school nurse"),
        *("other agency decided on 1 referral", Verb.DECIDE),
        [("referrals", "6: decided_on decision decided_by decision_reason")],
    ),
    "review a decision": (
        ("review-decision", "7", "--outcome", "changed", "--to", "strategy-discussion", "--words", "third contact"),
        *("1 decision reviewed: changed", Verb.REVIEW_DECISION),
        [("enquiries", "made"), ("referrals", "7: no_further_action closed")],
    ),
    "allocate a referral with a plan": (
        ("allocate", "--referral", "6", "--worker", "osei", *WHY, *PLAN),
        *("1 case allocated", Verb.ALLOCATE),
        [("allocations", "made")],
    ),
}


def read(path: Path) -> Facts:
    with opened(path) as records:
        return everything(records)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_changes_what_it_says_is_journaled_and_undone(name: str, tmp_path: Path) -> None:
    arguments, words, verb, facts = ACTS[name]
    path = make_file(tmp_path)
    before = read(path)
    said = run_command(*arguments, db=path)
    assert (said.code, said.out, said.err) == (0, "", f"{words}\n")
    assert sorted(fact_changes(before, read(path))) == sorted(facts)
    with opened(path) as records:
        records.verify_journal()
        entry = records.journal()[-1]
        assert (entry.what, entry.details["said"]) == (verb, words)
    assert run_command("undo", db=path).err == f"undone: {words}\n"
    assert fact_changes(before, read(path)) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("seen", "1", "--on", "2009-09-29"), "--on: Tue 29 Sep 2009 is after today"),
        (("submit", "2"), "submitted already on Fri 25 Sep 2009"),
        (("extend", "1", "--until", "2009-10-09"), "--reason: the reason for the extension is missing"),
        (("extend", "1"), "Missing option '--until'"),
        (("correct", "1", "--date", "started", *WHY), "--to: write the right date, or --take-away without one"),
        (("correct", "1", "--date", "started", "--take-away", *WHY), "--to: an assessment has a start"),
        (("correct", "1", "--date", "born", *WHY), "'born' is not one of"),
        (("reopen", "1", *WHY), "the assessment is not authorised: there is nothing to reopen"),
        (("reopen", "99", *WHY), "not there any more"),
        (("--as-at", "2009-09-29", "submit", "1"), "--as-at: 2009-09-29 is still to come"),
        (("--as-at", "2009-09-29", "allocate", "1", "--worker", "osei", *WHY), "--as-at: 2009-09-29 is still to come"),
        (("--as-at", "2009-09-29", "authorise", "1"), "--as-at: 2009-09-29 is still to come"),
        (("start-core", "1", "--basis", "initial_ended"), "the initial assessment is open: authorise it first"),
        (("enquiry", "101", "--discussed", "2009-08-31"), "--discussed: Mon 31 Aug 2009 is before the referral"),
        (("enquiry", "999"), 'no child with open work has the record number "999"'),
        (("conference", "105"), "--held: write the date it was held, or --not-required and why"),
        (("conference", "105", "--held", "2009-09-26"), "--held: Sat 26 Sep 2009 is at a weekend"),
        (("book-review", "1"), "Missing option '--on'"),
        (("book-review", "1", "--on", "2009-10-31"), "--on: Sat 31 Oct 2009 is at a weekend"),
        (("review-held", "1", "--on", "2009-06-01"), "--on: the plan started on Mon 1 Jun 2009, and a review"),
        (("end-plan", "1", "--on", "2009-06-01"), "--on: a plan does not end on the day it starts (rule 8840)"),
        (("visit", "1", "--alone", "--not-alone"), "--not-alone: --alone and --not-alone cannot both be right"),
        (("core-group", "9"), "not there any more"),
        (("flag", "101"), "--reason: the reason for the flag is missing"),
        (("close-flag", "101", "--done", "x"), "the child is not flagged"),
        (("hand-on", "walsh", *WHY), "--worker: nobody would hold the case"),
        (("hand-on", "walsh", "--worker", "walsh", *WHY), "--worker: this is the worker whose cases are handed on"),
        (("hand-on", "nobody", "--worker", "osei", *WHY), "there is nobody of the name"),
        (("authorise", "1", "--seen", "2009-09-03"), "--delay: this is late: choose the reason for delay"),
        (("authorise", "1", "--delay", "lazy"), "'lazy' is not one of"),
        (("decide", "6", "--decision", "no-further-action"), "--reason: the reason for no further action is missing"),
        (("decide", "7", "--decision", "initial-assessment"), "decided already on Tue 22 Sep 2009"),
        (("decide", "6", "--decision", "initial-assessment", "--on", "2009-09-24"), "--on: Thu 24 Sep 2009 is before"),
        (("review-decision", "7", "--outcome", "agreed", "--by", "b. marsh"), "--by: this is who decided"),
        (("review-decision", "7", "--outcome", "changed", "--words", "x"), "--to: what it is changed to is missing"),
        (("review-decision", "6", "--outcome", "agreed"), "no decision was made on a referral 6"),
        (
            ("allocate", "--referral", "6", "--worker", "osei", *WHY, "--see-by", "2009-09-27"),
            "--see-by: Sun 27 Sep 2009 is before the allocation",
        ),
        (("allocate", "--referral", "7", "--worker", "osei", *WHY), "this referral led to no further action"),
    ],
)
def test_a_refusal_is_one_line_that_names_the_option_and_changes_nothing(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    path = make_file(tmp_path)
    before = read(path)
    said = run_command(*arguments, db=path)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert words in said.err
    assert read(path) == before
