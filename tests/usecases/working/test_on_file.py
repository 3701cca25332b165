"""Every act on a real file: exactly its change is read again, the counters change by exactly it, undo and redo hold."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from caseboard.domain.acts import Act, Conflict, RecordKind, Verb
from caseboard.domain.cases import Basis
from caseboard.domain.decisions import Decision, DecisionFacts, Outcome
from caseboard.domain.errors import StoreError
from caseboard.domain.snapshot import Snapshot
from caseboard.store.records import StoredRecords
from caseboard.usecases.working.adding import add_worker
from caseboard.usecases.working.allocate import Allocating, allocate, reassign_all
from caseboard.usecases.working.authorise import Authorising, authorise, record_seen, reopen, submit
from caseboard.usecases.working.dates import DateOf, Extending, correct, extend
from caseboard.usecases.working.deciding import Deciding, decide
from caseboard.usecases.working.enquiry_dates import EnquiryDate, correct_enquiry
from caseboard.usecases.working.flag import close_flag, raise_flag
from caseboard.usecases.working.people import BeingAway, change_absence, edit_workers, record_absence
from caseboard.usecases.working.protecting import (
    book_review,
    end_plan,
    hold_review,
    record_core_group,
    record_visit,
)
from caseboard.usecases.working.reviewing import Reviewing, review_decision
from caseboard.usecases.working.starting import conference_not_required, record_conference, record_enquiry, start_core
from caseboard.usecases.working.teams import Naming, add_team, change_team
from tests.clock import NOW
from tests.domain.making import on
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import (
    OF_ACCOUNTS,
    OF_THE_CARD,
    OF_THE_SHIFT,
    SUPERVISING,
    counter_changes,
    counts,
    fact_changes,
    make_file,
    opened,
    seen,
)

SEEN = on("2009-09-04")
LATE = Authorising(TODAY, seen=SEEN, delay="agency", delay_words="medical report")
TO_OSEI = Allocating(2, None, TODAY, "leave")
MADE = "made"
Doing = Callable[[Snapshot], Act]
DECIDED = "decided_on decision decided_by decided_at"
CHANGED = Reviewing(Outcome.CHANGED, TODAY, "amin", "third contact", Decision.INITIAL_ASSESSMENT)
WITH_PLAN = Allocating(2, None, TODAY, "duty", on("2009-10-01"), "see the child at school", on("2009-10-12"))
Case = tuple[Doing, list[tuple[str, str]], dict[str, int]]


def made(s: Snapshot) -> list[DecisionFacts]:
    """The one decision of the file."""
    return [DecisionFacts(r, s.facts.children[r.child]) for r in s.facts.referrals if r.decided_on and r.id == 7]


ACTS: dict[str, Case] = {
    "allocate": (
        lambda s: allocate(s, TO_OSEI, TODAY, assessments=[1, 5]),
        [("allocations", MADE), ("allocations", MADE), ("allocations", "1: end")],
        {"unallocated": -1},
    ),
    "allocate to a team": (
        lambda s: allocate(s, Allocating(None, 2, TODAY, "waits"), TODAY, assessments=[2], plans=[1]),
        [("allocations", MADE), ("allocations", MADE), ("allocations", "3: end"), ("allocations", "4: end")],
        {"unallocated": 1},
    ),
    "reassign all": (
        lambda s: reassign_all(s, 1, TO_OSEI, TODAY),
        [("allocations", MADE)] * 3 + [("allocations", f"{n}: end") for n in (1, 3, 4)],
        {},
    ),
    "see child": (
        lambda s: record_seen(s, [1, 5], on("2009-09-28"), TODAY),
        [("assessments", "1: child_seen was_seen"), ("assessments", "5: child_seen was_seen")],
        {},
    ),
    "submit": (
        lambda s: submit(s, [1, 5], TODAY, TODAY),
        [("assessments", "1: submitted"), ("assessments", "5: submitted")],
        {"to_authorise": 2},
    ),
    "authorise late": (
        lambda s: authorise(s, [1], LATE, TODAY),
        [("assessments", "1: authorised child_seen delay_reason delay_code was_seen")],
        {"overdue": -1},
    ),
    "authorise in time": (
        lambda s: authorise(s, [2], Authorising(TODAY), TODAY),
        [("assessments", "2: authorised")],
        {"next_5_days": -1, "to_authorise": -1},
    ),
    "authorise unseen": (
        lambda s: authorise(s, [5], Authorising(TODAY, not_seen="away with family"), TODAY),
        [("assessments", "5: authorised not_seen_reason was_seen")],
        {"unallocated": -1},
    ),
    "reopen": (
        lambda s: reopen(s, [3], "more analysis", TODAY, returned=False),
        [("assessments", "3: authorised")],
        {"overdue": 1, "to_authorise": 1, "unallocated": 1},
    ),
    "correct": (
        lambda s: correct(s, [3], DateOf.AUTHORISED, on("2009-09-23"), "typing error", TODAY),
        [("assessments", "3: authorised")],
        {},
    ),
    "correct child seen": (
        lambda s: correct(s, [2], DateOf.CHILD_SEEN, None, "was the sibling", TODAY),
        [("assessments", "2: child_seen was_seen")],
        {},
    ),
    "correct strategy discussion": (
        lambda s: correct_enquiry(s, [4], EnquiryDate.DISCUSSED, on("2009-05-12"), "typing error", TODAY, "amin"),
        [("enquiries", "2: started")],
        {},
    ),
    "correct conference": (
        lambda s: correct_enquiry(s, [4], EnquiryDate.HELD, on("2009-06-01"), "typing error", TODAY, "amin"),
        [("enquiries", "2: conference")],
        {},
    ),
    "conference not held": (
        lambda s: correct_enquiry(s, [4], EnquiryDate.HELD, None, "put off", TODAY, "amin"),
        [("enquiries", "2: conference conference_id")],
        {},
    ),
    "extend": (
        lambda s: extend(s, [1], Extending(on("2009-10-09"), "hospital", "R. Amin", TODAY), TODAY),
        [("extensions", MADE)],
        {},
    ),
    "flag": (lambda s: raise_flag(s, [1], "police called", TODAY, TODAY, "amin"), [("flags", MADE)], {}),
    "close flag": (
        lambda s: close_flag(s, [5], "found", TODAY, TODAY, "amin"),
        [("flags", "1: closed_on closed_by what_was_done")],
        {},
    ),
    "start core": (
        lambda s: start_core(s, [3], on("2009-09-22"), Basis.INITIAL_ENDED, TODAY),
        [("assessments", MADE)],
        {"unallocated": 1},
    ),
    "enquiry": (lambda s: record_enquiry(s, [1, 4], TODAY, TODAY), [("enquiries", MADE)] * 2, {}),
    "conference": (
        lambda s: record_conference(s, [5], TODAY, TODAY),
        [("enquiries", "1: conference conference_id")],
        {},
    ),
    "conference not required": (
        lambda s: conference_not_required(s, [5], "not substantiated"),
        [("enquiries", "1: not_required")],
        {},
    ),
    "book a review": (
        lambda s: book_review(s, [1], on("2009-10-30"), TODAY),
        [("plans", "1: reviews")],
        {},
    ),
    "hold a review": (lambda s: hold_review(s, [1], on("2009-09-25"), TODAY), [("plans", "1: reviews")], {}),
    "end a plan": (lambda s: end_plan(s, [1], TODAY, TODAY), [("plans", "1: ended")], {"cp_reviews": -1}),
    "visit": (lambda s: record_visit(s, [1], TODAY, True, TODAY), [("plans", "1: visits")], {}),
    "core group": (lambda s: record_core_group(s, [1], TODAY, TODAY), [("plans", "1: core_groups")], {}),
    "edit worker": (
        lambda s: edit_workers(s, [1, 2], {"checked_on": TODAY, "hours": 18.5}, TODAY),
        [("workers", "1: hours checked_on"), ("workers", "2: hours checked_on")],
        {},
    ),
    "add worker": (
        lambda s: add_worker(s, "K. Novak", "SW9", {"team": 1, "active_from": TODAY}, TODAY),
        [("workers", MADE)],
        {},
    ),
    "add team": (lambda s: add_team(s, Naming("East Duty", 1)), [("teams", MADE)], {}),
    "change team": (
        lambda s: change_team(s, 1, Naming("Far East", 2)),
        [("teams", "1: name parent")],
        {},
    ),
    "absence": (
        lambda s: record_absence(s, [1], BeingAway(TODAY, None, "ill", 2), TODAY),
        [("absences", MADE)],
        {},
    ),
    "change absence": (
        lambda s: change_absence(s, [1], on("2009-10-14"), 1, TODAY),
        [("absences", "1: ends_on cover")],
        {},
    ),
    "decide": (
        lambda s: decide(s, [6], Deciding(Decision.INITIAL_ASSESSMENT, TODAY, "amin", at="09:30"), TODAY),
        [("assessments", MADE), ("referrals", f"6: {DECIDED}")],
        {"unallocated": 1},
    ),
    "decide on a strategy discussion": (
        lambda s: decide(s, [6], Deciding(Decision.STRATEGY_DISCUSSION, TODAY, "amin"), TODAY),
        [("enquiries", MADE), ("referrals", f"6: {DECIDED.removesuffix(' decided_at')}")],
        {},
    ),
    "decide on no further action": (
        lambda s: decide(s, [6], Deciding(Decision.NO_FURTHER_ACTION, TODAY, "amin", "advice"), TODAY),
        [("referrals", "6: decided_on decision decided_by no_further_action decision_reason")],
        {},
    ),
    "change a decision": (
        lambda s: review_decision(s, made(s), CHANGED, TODAY),
        [("assessments", MADE), ("referrals", "7: no_further_action closed")],
        {"next_5_days": 1, "unallocated": 1},
    ),
    "review with urgent action": (
        lambda s: review_decision(s, made(s), Reviewing(Outcome.URGENT_ACTION, TODAY, "amin", "injury"), TODAY),
        [("flags", MADE)],
        {},
    ),
    "allocate a referral with a plan": (
        lambda s: allocate(s, WITH_PLAN, TODAY, referrals=[6]),
        [("allocations", MADE)],
        {},
    ),
}

_MEETS_NOBODY = ("flag", "enquiry", "absence", "add worker", "add team")
"""Acts that only add: nothing anybody else recorded is lost by them."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_file(tmp_path)


def test_the_file_begins_with_work_for_every_counter_the_acts_can_change(path: Path) -> None:
    with opened(path) as records:
        found = counts(seen(records))
    assert {key: found[key] for key in ("overdue", "next_5_days", "to_authorise", "unallocated", "cp_reviews")} == {
        "overdue": 1,
        "next_5_days": 1,
        "to_authorise": 1,
        "unallocated": 1,
        "cp_reviews": 1,
    }


def test_every_verb_is_acted_on_a_file(path: Path) -> None:
    with opened(path) as records:
        snapshot = seen(records).snapshot
    assert {doing(snapshot).verb for doing, _, _ in ACTS.values()} == set(
        Verb
    ) - SUPERVISING - OF_THE_SHIFT - OF_THE_CARD - OF_ACCOUNTS


def test_every_act_on_a_case_names_the_child_by_whom_a_role_is_asked(path: Path) -> None:
    with opened(path) as records:
        snapshot = seen(records).snapshot
    of_no_case = {RecordKind.WORKER, RecordKind.TEAM, RecordKind.ABSENCE}
    edits = [edit for doing, _, _ in ACTS.values() for edit in doing(snapshot).edits]
    assert all(edit.child is not None or edit.kind in of_no_case for edit in edits)


@pytest.mark.parametrize("name", list(ACTS))
def test_an_act_changes_exactly_what_it_says_and_can_be_undone_and_done_again(name: str, path: Path) -> None:
    try_act(name, lambda: opened(path))


def try_act(name: str, open_anew: Callable[[], AbstractContextManager[StoredRecords]]) -> None:
    """Do it, take it back and do it again, each time read anew: exactly its change is there, and is gone."""
    doing, facts, counters = ACTS[name]
    with open_anew() as records:
        before = seen(records)
        act = doing(before.snapshot)
        done = records.perform(act, NOW)
        assert done.said == act.said
        after = seen(records)
        entry = records.journal()[-1]
        assert (entry.number, entry.what, entry.details["said"]) == (done.entry, act.verb, act.said)
    assert sorted(fact_changes(before.snapshot.facts, after.snapshot.facts)) == sorted(facts)
    changed = counter_changes(before, after)
    assert {key: by for key, by in changed.items() if key != "not_discussed"} == counters
    with open_anew() as records:  # across a restart
        records.undo(NOW + timedelta(minutes=1))
        undone = seen(records)
        assert undone.board == before.board
        assert fact_changes(before.snapshot.facts, undone.snapshot.facts) == []
        records.redo(NOW + timedelta(minutes=2))
        again = seen(records)
        assert again.board == after.board
        assert again.counts() == after.counts()
        assert records.verify_journal().number >= 3


@pytest.mark.parametrize("name", [name for name in ACTS if name not in _MEETS_NOBODY])
def test_an_act_on_what_somebody_else_changed_meanwhile_is_not_done(name: str, path: Path) -> None:
    doing = ACTS[name][0]
    with opened(path, "osei") as theirs, opened(path) as mine:
        act = doing(seen(mine).snapshot)
        theirs.perform(doing(seen(theirs).snapshot), NOW)
        after = seen(theirs)
        with pytest.raises(Conflict):
            mine.perform(act, NOW)
        assert seen(mine).board == after.board


@pytest.mark.parametrize("name", ["add worker", "add team"])
def test_what_two_people_add_under_one_name_is_added_once(name: str, path: Path) -> None:
    doing = ACTS[name][0]
    with opened(path, "osei") as theirs, opened(path) as mine:
        act = doing(seen(mine).snapshot)
        theirs.perform(doing(seen(theirs).snapshot), NOW)
        after = seen(theirs)
        with pytest.raises(StoreError, match="nothing was written"):
            mine.perform(act, NOW)
        assert fact_changes(after.snapshot.facts, seen(mine).snapshot.facts) == []


def test_two_people_do_not_put_two_teams_under_each_other(path: Path) -> None:
    with opened(path, "osei") as theirs, opened(path) as mine:
        act = change_team(seen(mine).snapshot, 1, Naming("East", 2))
        theirs.perform(change_team(seen(theirs).snapshot, 2, Naming("West", 1)), NOW)
        with pytest.raises(Conflict):
            mine.perform(act, NOW)


CORRECTIONS = {
    "correct": ("assessments", "authorised", "2009-09-22", "2009-09-23"),
    "correct child seen": ("assessments", "child_seen", "2009-09-22", None),
    "correct strategy discussion": ("s47_enquiries", "started", "2009-05-11", "2009-05-12"),
    "correct conference": ("conferences", "held_on", "2009-05-29", "2009-06-01"),
}
"""By act: the table, the field, and its date before and after."""


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_corrected_date_is_found_again_in_the_journal_with_the_date_it_had(name: str, path: Path) -> None:
    table, field, before, after = CORRECTIONS[name]
    with opened(path) as records:
        records.perform(ACTS[name][0](seen(records).snapshot), NOW)
        (entry,) = (entry for entry in records.journal() if entry.what == Verb.CORRECT)
        records.verify_journal()
    (change,) = entry.details["changes"]
    assert (change["table"], change["before"][field], change["after"][field]) == (table, before, after)
    assert (entry.who, entry.child, bool(entry.details["reason"])) == ("amin", change["child"], True)
