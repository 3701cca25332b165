"""The demo's sessions: every note in one, signed, kept to or missed; actions followed; what the worker said apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseboard.domain.notes import format_note, parse_note
from caseboard.domain.people import Worker
from caseboard.domain.sessions import read_worker_sessions
from caseboard.domain.supervision import SessionFacts
from tests.domain.making import RULES
from tests.seeds.council import BUILT, by, council

built = pytest.mark.parametrize(("seed", "as_at"), BUILT)


@built
def test_every_note_is_in_the_session_of_its_worker_and_day(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    sessions = {s["id"]: s for s in tables["sessions"]}
    assert len(sessions) > 300
    for note in tables["supervisions"]:
        session = sessions[note["session"]]
        assert (session["worker"], session["held_on"]) == (note["worker"], note["held_on"])
        assert session["held_on"] <= session["recorded_on"] <= note["recorded_on"]
    assert len({(s["worker"], s["held_on"]) for s in tables["sessions"]}) == len(sessions)


@built
def test_sessions_are_signed_but_a_few_of_the_last_days_and_the_next_is_agreed(seed: int, as_at: date) -> None:
    sessions = council(seed, as_at)["sessions"]
    for s in sessions:
        signed = [s["manager_signed_at"], s["worker_signed_at"]]
        assert all(at is None or s["recorded_on"] <= at.date() <= as_at for at in signed)
        assert bool(s["manager_initials"]) == (s["manager_signed_at"] is not None)
        assert s["manager_signed_at"] is not None or s["held_on"] >= as_at - timedelta(days=3)
        assert s["next_on"] is None or s["next_on"] > s["held_on"]
    assert sum(s["worker_signed_at"] is None for s in sessions) < len(sessions) / 5
    assert sum(s["next_on"] is None for s in sessions) < len(sessions) / 10


@built
def test_most_sessions_agreed_were_kept_and_some_were_missed(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    names = [name for name in SessionFacts._fields if name != "version"]
    sessions = [SessionFacts(*(s[name] for name in names)) for s in tables["sessions"]]
    workers = [Worker(w["id"], w["name"], w["team"]) for w in tables["workers"]]
    found = read_worker_sessions(sessions, workers, as_at, RULES).values()
    kept, planned = sum(s.kept for s in found), sum(s.planned for s in found)
    assert planned > 250
    assert 0.6 < kept / planned < 0.85


@built
def test_actions_are_carried_once_or_twice_and_have_outcomes(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    actions = {a["id"]: a for a in tables["actions"]}
    carried = by(tables["carries"], "action")
    assert {len(rows) for rows in carried.values()} == {1, 2}
    for pk, rows in carried.items():
        dates = [actions[pk]["by_when"], *(row["by_when"] for row in rows)]
        assert dates == sorted(set(dates)), "each carry puts it off"
        assert all(actions[pk]["agreed_on"] < row["carried_on"] < row["by_when"] for row in rows)
    done = [a for a in actions.values() if a["done_on"]]
    assert 0.7 < sum(bool(a["outcome"]) for a in done) / len(done) < 0.9
    assert not any(a["outcome"] for a in actions.values() if not a["done_on"])


@built
def test_notes_are_under_headings_or_brief_and_a_decision_has_its_reason(seed: int, as_at: date) -> None:
    notes = [s["note"] for s in council(seed, as_at)["supervisions"]]
    headed = [note for note in notes if note.startswith("# ")]
    assert 0.2 < len(headed) / len(notes) < 0.6
    for note in headed:
        parts = dict(parse_note(note))
        assert format_note(parse_note(note)) == note
        assert ("Decision" in parts) == ("Rationale" in parts)
        assert all(parts.values())


@built
def test_cases_not_discussed_have_a_reason_and_no_note_in_that_session(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    noted = {(s["session"], s["child"]) for s in tables["supervisions"]}
    left_out = [(row["session"], row["child"]) for row in tables["not_discussed"]]
    assert len(left_out) > 300
    assert len(set(left_out)) == len(left_out)
    assert not noted & set(left_out)
    assert all(row["why"] for row in tables["not_discussed"])


@built
def test_some_workers_have_a_sheet_of_their_own_and_some_signed_notes_an_addition(seed: int, as_at: date) -> None:
    tables = council(seed, as_at)
    sessions = {s["id"]: s for s in tables["sessions"]}
    assert len(tables["worker_sheets"]) > 60
    assert len({row["session"] for row in tables["worker_sheets"]}) == len(tables["worker_sheets"])
    notes = {s["id"]: s for s in tables["supervisions"]}
    assert len(tables["additions"]) > 50
    for row in tables["additions"]:
        assert row["added_at"].date() > notes[row["supervision"]]["recorded_on"]
        assert sessions[notes[row["supervision"]]["session"]]["manager_signed_at"]
        assert row["added_at"].date() <= as_at
