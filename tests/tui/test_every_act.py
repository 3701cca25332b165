"""Every act by real keys on a real file: it changes exactly what it says, and undo takes exactly that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseboard.domain.acts import Verb
from caseboard.domain.cases import Facts
from caseboard.tui.commands import ACTS
from caseboard.usecases.viewing import View
from tests.domain.making import on
from tests.tui.on_file import NOBODYS, OVER, SUBMITTED, act, file_board, go, go_to, ids_shown, told
from tests.tui.support import picture_of, table_of
from tests.usecases.working.on_file import counter_changes, everything, fact_changes, make_file, opened, seen


@dataclass(frozen=True)
class Case:
    """An act by its keys, and what it is to change."""

    at: int | Sequence[str]
    """The assessment the cursor is on, or the keys that go where the act is done."""
    keys: Sequence[str]
    said: str
    verb: Verb
    facts: Sequence[tuple[str, str]]
    counters: dict[str, int]


PLAN = ("6",)
"""The list of plans: of the child whose initial assessment was authorised in April."""
CASE_OF_PLAN = ("6", "enter")
"""The case of that child."""

LATE_ACTIONS = ("8",)
CASE_OF_ACTION = ("8", "enter")
ACTION = {"id": 1, "child": 1, "worker": 1, "what": "visit", "agreed_on": on("2009-09-14"), "by_when": on("2009-09-21")}

CASES = {
    "allocate": Case(
        NOBODYS,
        ["a", *"osei", "tab", "tab", "tab", *"duty", "enter"],
        "1 assessment allocated",
        Verb.ALLOCATE,
        [("allocations", "made")],
        {"unallocated": -1},
    ),
    "allocate to a team": Case(
        SUBMITTED,
        ["a", "tab", "down", "down", "tab", "tab", *"waits", "enter"],
        "1 assessment allocated",
        Verb.ALLOCATE,
        [("allocations", "made"), ("allocations", "3: end")],
        {"unallocated": 1},
    ),
    "allocate a plan": Case(
        PLAN,
        ["a", *"osei", "tab", "tab", "tab", *"moved", "enter"],
        "1 plan allocated",
        Verb.ALLOCATE,
        [("allocations", "made"), ("allocations", "4: end")],
        {"not_discussed": -1},  # never discussed: counted from the allocation
    ),
    "hand on": Case(
        OVER,
        ["A", *"osei", "tab", "tab", "tab", *"has left", "enter"],
        "2 assessments and 1 plan handed on",
        Verb.ALLOCATE,
        [("allocations", "made")] * 3 + [("allocations", f"{n}: end") for n in (1, 3, 4)],
        {"not_discussed": -1},  # never discussed: counted from the allocation
    ),
    "child seen": Case(
        NOBODYS,
        ["v", "enter"],
        "child seen recorded on 1 assessment",
        Verb.SEE_CHILD,
        [("assessments", "5: child_seen was_seen")],
        {},
    ),
    "submit": Case(
        OVER,
        ["w", "enter"],
        "1 assessment submitted",
        Verb.SUBMIT,
        [("assessments", "1: submitted")],
        {"to_authorise": 1},
    ),
    "authorise": Case(
        SUBMITTED,
        ["u", "enter"],
        "1 assessment authorised",
        Verb.AUTHORISE,
        [("assessments", "2: authorised")],
        {"next_5_days": -1, "to_authorise": -1},
    ),
    "authorise late": Case(
        OVER,
        ["u", "tab", *"3 sep", "tab", "tab", "down", "down", "tab", *"no reply", "enter"],
        "1 assessment authorised; nobody had submitted it",
        Verb.AUTHORISE,
        [("assessments", "1: authorised child_seen delay_reason delay_code was_seen")],
        {"overdue": -1},
    ),
    "reopen": Case(
        CASE_OF_PLAN,
        ["R", *"analysis is thin", "enter"],
        "1 assessment reopened",
        Verb.REOPEN,
        [("assessments", "4: submitted authorised")],
        {"overdue": 1, "unallocated": 1},
    ),
    "reopen to be authorised": Case(
        CASE_OF_PLAN,
        ["R", *"signed in error", "tab", "down", "enter"],
        "1 assessment reopened",
        Verb.REOPEN,
        [("assessments", "4: authorised")],
        {"overdue": 1, "unallocated": 1, "to_authorise": 1},
    ),
    "extend": Case(
        OVER,
        ["e", *"9 oct", "tab", *"hospital", "tab", *"B. Marsh", "enter"],
        "1 assessment extended to Fri 9 Oct 2009",
        Verb.EXTEND,
        [("extensions", "made")],
        {},
    ),
    "correct": Case(
        OVER,
        ["m", "tab", *"2 sep", "tab", *"typed wrongly", "enter"],
        "date corrected on 1 assessment",
        Verb.CORRECT,
        [("assessments", "1: started")],
        {},
    ),
    "take a date away": Case(
        SUBMITTED,
        ["m", "down", "tab", "tab", *"was the sibling", "enter"],
        "date corrected on 1 assessment",
        Verb.CORRECT,
        [("assessments", "2: child_seen was_seen")],
        {},
    ),
    "correct a strategy discussion": Case(
        NOBODYS,
        ["m", *["down"] * 4, "tab", *"28 sep", "tab", *"typed wrongly", "enter"],
        "date corrected on 1 section 47 enquiry",
        Verb.CORRECT,
        [("enquiries", "1: started")],
        {},
    ),
    "correct a conference": Case(
        CASE_OF_PLAN,
        ["m", *["down"] * 5, "tab", *"1 jun", "tab", *"typed wrongly", "enter"],
        "date corrected on 1 section 47 enquiry",
        Verb.CORRECT,
        [("enquiries", "2: conference")],
        {},
    ),
    "start a core assessment": Case(
        CASE_OF_PLAN,
        ["C", "enter"],
        "1 core assessment started",
        Verb.START_CORE,
        [("assessments", "made")],
        {"unallocated": 1},
    ),
    "enquiry": Case(
        OVER,
        ["y", "enter"],
        "1 section 47 enquiry recorded",
        Verb.RECORD_ENQUIRY,
        [("enquiries", "made")],
        {},
    ),
    "conference": Case(
        NOBODYS,
        ["Y", *"today", "enter"],
        "1 conference recorded",
        Verb.RECORD_CONFERENCE,
        [("enquiries", "1: conference conference_id")],
        {},
    ),
    "no conference": Case(
        NOBODYS,
        ["Y", "tab", *"not substantiated", "enter"],
        "1 conference recorded as not required",
        Verb.RECORD_CONFERENCE,
        [("enquiries", "1: not_required")],
        {},
    ),
    "flag": Case(
        OVER,
        ["f", *"injury seen", "enter"],
        "1 child flagged for immediate action",
        Verb.FLAG,
        [("flags", "made")],
        {},
    ),
    "book a review": Case(
        PLAN,
        ["B", *"30 oct", "enter"],
        "1 review booked for Fri 30 Oct 2009, after the statutory latest, Tue 1 Sep 2009",
        Verb.BOOK_REVIEW,
        [("plans", "1: reviews")],
        {},
    ),
    "review held": Case(
        CASE_OF_PLAN,
        ["H", "enter"],
        "1 review recorded as held, the next by Sun 28 Mar 2010",
        Verb.HOLD_REVIEW,
        [("plans", "1: reviews")],
        {},
    ),
    "visit": Case(
        PLAN,
        ["V", "tab", "down", "enter"],
        "1 visit recorded",
        Verb.RECORD_VISIT,
        [("plans", "1: visits")],
        {},
    ),
    "core group": Case(
        CASE_OF_PLAN,
        ["M", "enter"],
        "1 core group recorded",
        Verb.RECORD_CORE_GROUP,
        [("plans", "1: core_groups")],
        {},
    ),
    "end the plan": Case(
        PLAN,
        ["E", "enter"],
        "1 plan ended on Mon 28 Sep 2009",
        Verb.END_PLAN,
        [("plans", "1: ended")],
        {"cp_reviews": -1, "not_discussed": -1},
    ),
    "close an action": Case(
        LATE_ACTIONS,
        ["p", *"visited", "enter"],
        "1 action closed",
        Verb.CLOSE_ACTION,
        [("actions", "1: done_on outcome")],
        {"actions_overdue": -1},
    ),
    "carry an action on": Case(
        CASE_OF_ACTION,
        ["p", "tab", "tab", *"fri", "tab", *"she was ill", "enter"],
        "1 action carried on",
        Verb.CARRY_ACTION,
        [("actions", "1: carries")],
        {"actions_overdue": -1},
    ),
    "close flag": Case(
        NOBODYS,
        ["F", *"found safe", "enter"],
        "flag of 1 child closed",
        Verb.CLOSE_FLAG,
        [("flags", "1: closed_on closed_by what_was_done")],
        {},
    ),
    "mark as of a cohort": Case(
        OVER,
        ["ampersand", *"reassessed", "enter"],
        "1 assessment marked as of a cohort",
        Verb.MARK_COHORT,
        [],
        {},
    ),
}


def read(path: Path) -> tuple[Facts, View]:
    """What the file holds, and the board of the day."""
    with opened(path) as records:
        return everything(records), seen(records)


def test_every_act_that_has_a_key_is_in_the_table() -> None:
    keys = {command.keys for command in ACTS if command.action.startswith("act(")}
    assert {case.keys[0] for case in CASES.values()} == keys


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_an_act_changes_what_it_says_and_undo_takes_it_back(case: Case, tmp_path: Path) -> None:
    path = make_file(tmp_path, {"actions": [ACTION]})
    before, board = read(path)
    async with file_board(path) as pilot:
        if isinstance(case.at, int):
            go_to(pilot, case.at)
        else:
            await go(pilot, *case.at)
        await act(pilot, *case.keys)
        assert told(pilot) == [case.said]
        after, changed = read(path)
        assert sorted(fact_changes(before, after)) == sorted(case.facts)
        assert counter_changes(board, changed) == case.counters
        shown = {count.counter.key: count.count for count in picture_of(pilot).counts}
        assert shown == {count.counter.key: count.count for count in changed.counts()}
        await act(pilot, "ctrl+z")
        assert told(pilot)[-1] == f"undone: {case.said}"
        if isinstance(case.at, int):
            assert ids_shown(pilot)[table_of(pilot).cursor] == case.at
        undone, unchanged = read(path)
        assert fact_changes(before, undone) == []
        assert counter_changes(board, unchanged) == {}
        await act(pilot, "ctrl+y")
        assert told(pilot)[-1] == f"done again: {case.said}"
    again, _ = read(path)
    assert fact_changes(after, again) == []
    with opened(path) as records:
        records.verify_journal()
        done, *_ = (entry for entry in records.journal() if "changes" in entry.details)
        assert (done.what, done.who, done.details["said"]) == (case.verb, "amin", case.said)
