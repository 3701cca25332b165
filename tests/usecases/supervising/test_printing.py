"""What a printed record gathers: everything as it stood when supervision was held, nothing of the worker's own."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from caseboard.domain.cases import ActionFacts, Carry, Child, SupervisionFacts
from caseboard.domain.notes import Part, format_note
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from caseboard.domain.supervision import Addition, NotDiscussed, NoteFacts, SessionFacts
from caseboard.usecases.supervising.printed import PrintedAction, PrintedRecord
from caseboard.usecases.supervising.printing import print_not_discussed, print_note
from tests.clock import NOW
from tests.domain.making import assessment, on, plan, snapshot

HELD, BEFORE = on("2009-09-28"), on("2009-08-31")
SESSION = SessionFacts(3, 1, "R. Amin", HELD, on("2009-09-30"), None, "RA", NOW)
TEXT = format_note([Part("Decision", "Child 1 stays at home."), Part("Rationale", "One\n\ntwo")])
NOTE = NoteFacts(
    9, 1, 3, 1, "R. Amin", HELD, on("2009-09-30"), TEXT, additions=(Addition("Child 1 moved.", "amin", NOW),)
)


def action(
    what: str, agreed: str, by_when: str, done: str = "", carries: tuple[Carry, ...] = (), outcome: str = ""
) -> ActionFacts:
    done_on = on(done) if done else None
    return ActionFacts(len(what), 1, on(agreed), what, 1, on(by_when), done_on, carries=carries, outcome=outcome)


def facts(*actions: ActionFacts) -> Snapshot:
    """One child with a core assessment authorised since, on a plan that has ended since."""
    return snapshot(
        assessment(kind=Step.CORE, started=on("2009-08-03"), referred=on("2009-07-01"), authorised=on("2009-10-05")),
        assessment(2, authorised=on("2009-09-09")),
        plans=[plan(started=on("2009-07-06"), conference=on("2009-07-06"), ended=on("2009-12-01"))],
        supervisions=[SupervisionFacts(1, BEFORE, BEFORE, ""), SupervisionFacts(1, HELD, HELD, "")],
        actions=actions,
    )


def printed(*actions: ActionFacts, numbers: bool = False) -> PrintedRecord:
    return print_note(facts(*actions), NOTE, SESSION, numbers=numbers)


def test_a_child_not_born_yet_is_printed_with_the_day_it_is_expected() -> None:
    unborn = Child(1, "100-1", "", None, on("2009-12-01"))
    printed = print_note(snapshot(children={1: unborn}), NOTE, SESSION)
    assert (printed.born, printed.expected) == (None, on("2009-12-01"))


def test_it_says_whose_it_is_when_it_was_held_and_how_much_later_it_was_typed() -> None:
    record = printed()
    assert (record.child, record.child_id, record.born) == ("Child 1", "100-1", date(2001, 5, 6))
    standing = record.standing
    assert (standing.worker, standing.supervisor, standing.held_on) == ("Rachel Walsh", "R. Amin", HELD)
    assert (standing.lag, standing.signed, standing.final) == ("2 days after", False, True)
    assert [(s.role, s.initials, s.at) for s in standing.signatures] == [("Manager", "RA", NOW), ("Worker", "", None)]


def test_a_note_of_an_extract_has_no_session_and_nobody_signed_it() -> None:
    loaded = NOTE._replace(session=None, worker=None, supervisor="", recorded_on=HELD)
    standing = print_note(facts(), loaded, None).standing
    assert (standing.worker, standing.supervisor) == ("not recorded", "not recorded")
    assert (standing.lag, standing.signed, standing.final) == ("the same day", False, True)


def test_the_clocks_are_those_that_ran_on_the_day_with_the_figures_they_had_then() -> None:
    assert printed().clocks == (
        "Child protection plan: neglect, since Mon 6 Jul 2009, 12 weeks",
        "First CP review: 2 months since 6 Jul, 3 allowed (WT2006), due Tue 6 Oct 2009, 8 left (calendar days)",
        "CP visit: 59 wd since 6 Jul, 10 allowed (local), due Mon 20 Jul 2009, 49 over",
        "Core assessment: 39 wd since 3 Aug, 35 allowed (WT2006), due Tue 22 Sep 2009, 4 over",
    )


@pytest.mark.parametrize(
    ("before", "by_when", "became"),
    [
        (action("x", "2009-08-31", "2009-09-18"), "2009-09-18", "open, 10 days late"),
        (action("x", "2009-08-31", "2009-09-28"), "2009-09-28", "open"),
        (action("x", "2009-08-31", "2009-09-18", "2009-09-25"), "2009-09-18", "done Fri 25 Sep 2009"),
        (
            action("x", "2009-08-31", "2009-09-18", HELD.isoformat(), outcome="fine"),
            "2009-09-18",
            "done Mon 28 Sep 2009: fine",
        ),
        (action("x", "2009-08-31", "2009-09-18", "2009-09-29"), "2009-09-18", "open, 10 days late"),
        (
            action("x", "2009-08-31", "2009-09-18", carries=(Carry(HELD, on("2009-10-09"), why="in hospital"),)),
            "2009-10-09",
            "carried, was by Fri 18 Sep 2009: in hospital",
        ),
        (
            action(
                "x",
                "2009-07-01",
                "2009-08-01",
                carries=(Carry(BEFORE, on("2009-09-18")), Carry(HELD, on("2009-10-09"))),
            ),
            "2009-10-09",
            "carried ×2, was by Fri 18 Sep 2009",
        ),
        (
            action(
                "x",
                "2009-07-01",
                "2009-08-01",
                carries=(Carry(BEFORE, on("2009-09-18")), Carry(on("2009-10-26"), on("2009-11-09"))),
            ),
            "2009-09-18",
            "open, 10 days late, carried ×1",
        ),
        (
            action("x", "2009-08-31", "2009-10-09", carries=(Carry(HELD, on("2009-10-09")),)),
            "2009-10-09",
            "carried to the same date",
        ),
    ],
)
def test_an_action_of_before_says_what_had_become_of_it_on_the_day(
    before: ActionFacts, by_when: str, became: str
) -> None:
    assert printed(before).before == (PrintedAction("x", "Rachel Walsh", on(by_when), became),)
    assert printed(before).agreed == ()


def test_what_was_done_by_the_supervision_before_is_that_ones() -> None:
    assert printed(action("x", "2009-08-01", "2009-09-18", BEFORE.isoformat())).before == ()


def test_what_was_agreed_on_the_day_has_who_and_by_when_and_what_came_after_is_not_there() -> None:
    nurse = action("y", HELD.isoformat(), "2009-10-09")._replace(worker=None, who="School nurse")
    record = printed(nurse, action("later", "2009-10-26", "2009-11-09"))
    assert record.agreed == (PrintedAction("y", "School nurse", on("2009-10-09")),)
    assert record.before == ()


def test_the_parts_and_additions_are_as_written() -> None:
    record = printed()
    assert record.parts == (Part("Decision", "Child 1 stays at home."), Part("Rationale", "One\n\ntwo"))
    assert [a.text for a in record.additions] == ["Child 1 moved."]
    assert record.not_discussed is None


def test_with_numbers_the_childs_name_stands_nowhere() -> None:
    kyle = Child(1, "100-1", "Kyle Marsh", None)
    shot = snapshot(children={1: kyle}, actions=[action("See Kyle", "2009-08-31", "2009-09-25", outcome="")])
    note = NOTE._replace(text="Kyle Marsh is well", additions=(Addition("kyle again", "amin", NOW),))
    record = print_note(shot, note, SESSION, numbers=True)
    missed = print_not_discussed(shot, NotDiscussed(1, 1, "Kyle was ill"), SESSION, numbers=True)
    assert record.parts == (Part("", "100-1 is well"),)
    assert record.before[0].what == "See 100-1"
    assert "yle" not in repr((record, missed)) and "arsh" not in repr((record, missed))


def test_a_child_who_was_not_discussed_says_why_and_what_stays_open() -> None:
    record = print_not_discussed(facts(action("x", "2009-08-31", "2009-09-18")), NotDiscussed(1, 1, "no time"), SESSION)
    assert (record.not_discussed, record.parts) == ("no time", ())
    assert record.before[0].became == "open, 10 days late"
    assert len(record.clocks) == 4


def test_there_is_no_room_for_the_workers_own_sheet_on_a_childs_record() -> None:
    assert not [field.name for field in fields(PrintedRecord) if "sheet" in field.name]
