"""Two programs on one database: one act wins, the other is told with both values (of lost updates: `tests/faults`)."""

from __future__ import annotations

import multiprocessing
from datetime import date, timedelta
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from typing import Any

from caseboard.domain.acts import Act, Conflict, Edit, RecordKind, Verb
from caseboard.store.bulk import insert_rows
from tests.clock import NOW
from tests.store.acts import rows
from tests.store.conftest import Database
from tests.store.rows import one_case

SPAWN = multiprocessing.get_context("spawn")
FRIDAY = date(2009, 9, 25)


def _submit(day: date, version: int) -> Act:
    edit = Edit(RecordKind.ASSESSMENT, {"submitted": day}, 1, version, child=1)
    return Act(Verb.SUBMIT, (edit,), "1 assessment submitted")


def _act_once(made: Database, who: str, day: date, ready: Barrier, told: Queue[Any]) -> None:
    """Act; who is told of a conflict has seen both versions, and chooses their own."""
    records = made.open(who)
    ready.wait()
    act = _submit(day, 1)
    try:
        records.perform(act, NOW)
    except Conflict as conflict:
        found = [(d.name, d.mine, d.theirs) for d in conflict.differences]
        records.perform(act.knowing(conflict), NOW)
        told.put((who, day, conflict.who, found))
    else:
        told.put((who, day, None, []))
    records.close()


def test_of_two_acts_on_one_record_one_wins_and_the_other_gets_both_values_and_chooses(every: Database) -> None:
    insert_rows(every.open(), one_case())
    ready, told = SPAWN.Barrier(2), SPAWN.Queue()
    people = {"amin": FRIDAY, "osei": FRIDAY + timedelta(days=3)}
    actors = [SPAWN.Process(target=_act_once, args=(every, who, day, ready, told)) for who, day in people.items()]
    for actor in actors:
        actor.start()
    answers = sorted((told.get(timeout=60) for _ in actors), key=lambda answer: answer[2] is not None)
    for actor in actors:
        actor.join()

    (winner, won, by, _), (loser, lost, named, found) = answers
    assert (by, named, {winner, loser}) == (None, winner, set(people))
    assert found == [("submitted", lost, won)]
    records = every.open()
    (assessment,) = rows(records, "assessments")
    assert (assessment["submitted"], assessment["version"]) == (lost, 3)
    assert [entry.who for entry in records.journal() if entry.what == Verb.SUBMIT] == [winner, loser]
    records.verify_journal()
