"""Every act of a session on a real file: exactly its change is read again, undo and redo hold, the counters follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from caseboard.domain.acts import Act, Conflict, Verb
from caseboard.domain.errors import BadInput
from caseboard.domain.notes import Part
from caseboard.store.records import StoredRecords
from caseboard.usecases.supervising.actions import agree_action, carry_action, close_action
from caseboard.usecases.supervising.record import (
    Agreeing,
    Carrying,
    Closing,
    Held,
    Recording,
    change_session,
    record_not_discussed,
    record_note,
    write_sheet,
)
from caseboard.usecases.supervising.sheet import read_sheet
from caseboard.usecases.supervising.sign import add_to_note, sign
from tests.clock import NOW
from tests.domain.making import on
from tests.usecases.supervising.on_file import Seen, changes, make_sessions_file, see
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import SUPERVISING, counter_changes, opened

Doing = Callable[[Seen], Act]
HELD = Held(on("2009-09-25"), on("2009-10-23"))
PARTS = (Part("Update since last time", "Seen at home."), Part("Decision", "continue"), Part("Rationale", "bruising"))
CLOSED = Closing(1, on("2009-09-24"), "seen, no bruise")
KEPT = Carrying(2, on("2009-10-02"), "")
VISIT = Recording(
    HELD, PARTS, (CLOSED,), (KEPT,), (Agreeing("ask the police", None, "health visitor", on("2009-10-05")),)
)
GROUP = Recording(HELD, PARTS, carried=(Carrying(3, on("2009-10-05"), "chair was ill"),))


def _note(child: int, form: Recording) -> Doing:
    return lambda s: record_note(s.view.snapshot, s.sheet, child, form, TODAY, "amin")


def _leave_out(child: int, why: str) -> Doing:
    return lambda s: record_not_discussed(s.view.snapshot, s.sheet, child, why, HELD, TODAY, "amin")


def _sheet(text: str) -> Doing:
    return lambda s: write_sheet(s.view.snapshot, s.sheet, text, HELD, TODAY, "amin")


def _add(s: Seen) -> Act:
    assert s.sheet.last is not None
    note = next(n for (kind, _), n in s.written.items() if kind == "note" and n.session == s.sheet.last.id)
    return add_to_note(note, s.sheet.last, "The date was the 27th.", "amin", NOW)


VISITED, GROUPED, SHORT = _note(1, VISIT), _note(4, GROUP), _leave_out(2, "no time")
AGAIN = Recording(HELD, (Part("", "Seen at school."),))
WHOLE = (VISITED, GROUPED, SHORT)
ACTS: dict[str, tuple[tuple[Doing, ...], Doing, list[str], dict[str, int]]] = {
    "the first case": (
        (),
        VISITED,
        ["action 1: done_on outcome", "action made", "carry made", "note made", "session made"],
        {"actions_overdue": -1},
    ),
    "the second case": ((VISITED,), GROUPED, ["carry made", "note made"], {"not_discussed": -1, "actions_overdue": -1}),
    "a note again": ((VISITED,), _note(1, AGAIN), ["note 2: text"], {}),
    "carried again": (
        (GROUPED,),
        _note(4, Recording(HELD, PARTS, carried=(Carrying(3, on("2009-10-09"), "chair still ill"),))),
        ["carry 1: to why"],
        {},
    ),
    "left out": ((), SHORT, ["left out made", "session made"], {}),
    "left out, said better": ((SHORT,), _leave_out(2, "fire alarm"), ["left out 1: why"], {}),
    "discussed after all": ((SHORT,), _note(2, AGAIN), ["left out 1 gone", "note made"], {}),
    "sheet": ((), _sheet("leave"), ["session made", "sheet made"], {}),
    "sheet again": ((_sheet("leave"),), _sheet("no leave"), ["sheet 1: text"], {}),
    "another day": (
        WHOLE,
        lambda s: change_session(s.view.snapshot, s.sheet, Held(TODAY, on("2009-10-23")), TODAY),
        [
            *("action 4: agreed_on", "carry 1: carried_on", "carry 2: carried_on"),
            *("note 2: held_on", "note 3: held_on", "session 2: held_on"),
        ],
        {},
    ),
    "add to a signed note": ((), _add, ["note 1: additions"], {}),
    "close": (
        (),
        lambda s: close_action(s.view.snapshot, [1, 3], TODAY, "done", TODAY),
        ["action 1: done_on outcome", "action 3: done_on outcome"],
        {"actions_overdue": -2},
    ),
    "carry": (
        (),
        lambda s: carry_action(s.view.snapshot, [1], on("2009-10-05"), "ill", TODAY),
        ["carry made"],
        {"actions_overdue": -1},
    ),
    "agree": (
        (),
        lambda s: agree_action(s.view.snapshot, [1, 2], Agreeing("ring", 1, "", TODAY), TODAY),
        ["action made", "action made"],
        {},
    ),
}


def do(records: StoredRecords, *doings: Doing) -> None:
    """Do one after the other, each on what is then to be seen."""
    for doing in doings:
        records.perform(doing(see(records)), NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_sessions_file(tmp_path)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_changes_exactly_what_it_says_and_can_be_undone_and_done_again(name: str, path: Path) -> None:
    given, doing, expected, counters = ACTS[name]
    with opened(path) as records:
        do(records, *given)
        before = see(records)
        act = doing(before)
        assert records.perform(act, NOW).said == act.said
        after = see(records)
    assert changes(before, after) == expected
    assert counter_changes(before.view, after.view) == counters
    with opened(path) as records:  # across a restart
        records.undo(NOW + timedelta(minutes=1))
        undone = see(records)
        assert changes(before, undone) == []
        assert undone.view.board == before.view.board
        records.redo(NOW + timedelta(minutes=2))
        again = see(records)
        assert changes(after, again) == []
        assert again.view.board == after.view.board
        assert records.verify_journal().number >= 3


def test_every_verb_of_a_session_is_acted_on_a_file(path: Path) -> None:
    with opened(path) as records:
        verbs = {doing(see(records)).verb for given, doing, _, _ in ACTS.values() if not given}
    assert verbs == SUPERVISING - {Verb.SIGN}


def test_a_signed_session_can_be_neither_undone_nor_changed_but_added_to(path: Path) -> None:
    with opened(path) as records:
        do(records, *WHOLE)
        before = see(records)
        do(records, lambda s: sign(s.sheet, "RA", "RW", NOW))
        after = see(records)
        assert changes(before, after) == [
            "session 2: manager_initials manager_signed_at worker_initials worker_signed_at"
        ]
        with pytest.raises(BadInput, match="signing is final"):
            records.undo(NOW)
        act = record_note(before.view.snapshot, before.sheet, 1, AGAIN, TODAY, "amin")
        with pytest.raises(Conflict) as conflict:
            records.perform(act, NOW)
        with pytest.raises(BadInput, match="signed meanwhile"):
            records.perform(act.knowing(conflict.value), NOW)
        do(records, _add)
        note = see(records).written["note", 2]
        assert [(a.text, a.added_by) for a in note.additions] == [("The date was the 27th.", "amin")]
        assert records.verify_journal().number >= 5


def test_the_worker_may_sign_later_than_the_manager(path: Path) -> None:
    with opened(path) as records:
        do(records, *WHOLE, lambda s: sign(s.sheet, "RA", "", NOW))
        half = see(records).sheet
        assert half.record is None
        assert half.last is not None and half.last.half_signed
        do(records, lambda s: sign(s.sheet, "", "RW", NOW))
        last = see(records).sheet.last
        assert last is not None
        assert (last.manager_initials, last.worker_initials, last.half_signed) == ("RA", "RW", False)


def test_what_is_written_in_a_session_stands_on_its_sheet(path: Path) -> None:
    with opened(path) as records:
        do(records, VISITED)
        sheet = see(records).sheet
        assert sheet.record is not None
        assert (sheet.record.session.held_on, sheet.record.session.recorded_on) == (on("2009-09-25"), TODAY)
        assert sheet.record.notes[1].text == (
            "# Update since last time\nSeen at home.\n# Decision\ncontinue\n# Rationale\nbruising"
        )
        assert [case.case.child_pk for case in sheet.agenda] == [1, 4, 2]
        assert [case.case.child_pk for case in sheet.missing()] == [4, 2]
        assert sheet.last is not None and sheet.last.id == 1


def test_the_next_sheet_carries_exactly_the_open_actions(path: Path) -> None:
    later = on("2009-10-23")
    with opened(path) as records:
        do(records, *WHOLE, lambda s: sign(s.sheet, "RA", "RW", NOW))
        seen = see(records, later)
        carried = {a.action_id: (a.what, a.by_when, a.carried) for case in seen.sheet.agenda for a in case.actions}
        still_open = {action.id for action in seen.view.snapshot.facts.actions if action.done_on is None}
    assert carried == {
        2: ("ring the school", on("2009-10-02"), 0),
        3: ("core group", on("2009-10-05"), 1),
        4: ("ask the police", on("2009-10-05"), 0),
    }
    assert carried.keys() == still_open
    assert seen.sheet.record is None
    assert seen.sheet.last is not None and seen.sheet.last.id == 2
    left_out = next(case for case in seen.sheet.agenda if case.case.child_pk == 2)
    assert ("not discussed last time", "no time") in [(p.words, p.note) for p in left_out.points]


def test_a_sheet_as_at_an_earlier_date_knows_no_later_session(path: Path) -> None:
    with opened(path) as records:
        do(records, VISITED)
        sheet = see(records, on("2009-09-24")).sheet
    assert sheet.record is None
    assert sheet.last is not None and sheet.last.id == 1


def test_two_people_who_begin_a_session_at_once_meet(path: Path) -> None:
    with opened(path, "osei") as theirs, opened(path) as mine:
        act = VISITED(see(mine))
        do(theirs, GROUPED)
        with pytest.raises(Conflict):
            mine.perform(act, NOW)
        assert [s.supervisor for s in mine.sessions(on("2009-09-01"))] == ["amin"]
        do(mine, VISITED)
        assert len(mine.sessions(on("2009-09-01"))) == 1


def test_an_action_closed_by_somebody_else_meanwhile_is_not_carried_on(path: Path) -> None:
    with opened(path, "osei") as theirs, opened(path) as mine:
        act = GROUPED(see(mine))
        theirs.perform(close_action(see(theirs).view.snapshot, [3], TODAY, "done", TODAY), NOW)
        with pytest.raises(Conflict):
            mine.perform(act, NOW)
        assert mine.sessions(on("2009-09-01")) == []


def test_no_words_of_a_note_or_sheet_stand_in_the_journal(path: Path) -> None:
    with opened(path) as records:
        do(records, VISITED, _note(1, AGAIN), _sheet("leave in October"), _sheet("no leave"))
        kept = "".join(str(entry.details) for entry in records.journal())
    assert "Seen at" not in kept
    assert "leave" not in kept


def test_a_worker_who_is_not_there_has_no_sheet(path: Path) -> None:
    with opened(path) as records, pytest.raises(BadInput, match="not in the database any more"):
        read_sheet(see(records).view, records, 99)
