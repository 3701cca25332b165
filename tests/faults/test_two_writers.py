"""Two programs change one record a thousand times each: no update is lost, in files and on a server.

Forty updates each; 1,000 with CASEBOARD_FAULTS=full. Programs that read in one transaction and write in the next lose
some, which shows that the test can fail.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import select, update

from caseboard.domain.acts import Act, Conflict, Edit, RecordKind, Verb
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.tables import assessments
from tests.clock import NOW
from tests.faults.council import by_key
from tests.faults.killing import BEGUN, Job, begin, end, processes
from tests.faults.opening import FULL
from tests.served import Served
from tests.store.acts import rows
from tests.store.conftest import Database, Made
from tests.store.rows import one_case

FRIDAY = date(2009, 9, 25)
UPDATES = 1000 if FULL else 40
"""Of each program."""
PEOPLE = ("osei", "walsh")


def _open(made: Database, who: str) -> StoredRecords:
    return made.open(who) if isinstance(made, Served) else by_key(made, who)


def _submit(day: date, version: int) -> Act:
    edit = Edit(RecordKind.ASSESSMENT, {"submitted": day}, 1, version, child=1)
    return Act(Verb.SUBMIT, (edit,), "1 assessment submitted")


def _acting(told: Connection, made: Database, who: str, together: Barrier) -> None:
    """Add a day, again and again; who is told of a conflict looks what is there and tries again."""
    records = _open(made, who)
    told.send(BEGUN)
    together.wait()
    for _ in range(UPDATES):
        done = False
        while not done:
            (row,) = (row for row in rows(records, "assessments") if row["id"] == 1)
            try:
                records.perform(_submit(row["submitted"] + timedelta(days=1), row["version"]), NOW)
                done = True
            except Conflict:
                pass
    records.close()


def _careless(told: Connection, made: Database, who: str, together: Barrier) -> None:
    """The same without a version: read in one transaction, written in the next."""
    records = _open(made, who)
    told.send(BEGUN)
    together.wait()
    c = assessments.c
    for _ in range(UPDATES):
        with records.reading() as connection:
            day = connection.execute(select(c.submitted).where(c.id == 1)).scalar_one()
        with records.writing() as connection:
            later = day + timedelta(days=1)
            connection.execute(update(assessments).where(c.id == 1).values(submitted=later))
    records.close()


def _days_gained(made: Database, job: Job[[Database, str, Barrier]]) -> int:
    """By how many days the date grew in all, with two programs at it."""
    records = _open(made, "amin")
    with records.writing() as connection:
        connection.execute(update(assessments).where(assessments.c.id == 1).values(submitted=FRIDAY))
    together = processes().Barrier(len(PEOPLE))
    for process in [begin(job, made, who, together)[0] for who in PEOPLE]:
        end(process)
        assert process.exitcode == 0
    (row,) = (row for row in rows(records, "assessments") if row["id"] == 1)
    records.close()
    gained: int = (row["submitted"] - FRIDAY).days
    return gained


@pytest.mark.parametrize("kind", ["plain", "encrypted", "served"])
def test_no_update_of_two_programs_is_lost(
    kind: str, request: pytest.FixtureRequest, publish: Callable[[str], None]
) -> None:
    made: Database = request.getfixturevalue(kind)
    if isinstance(made, Served):
        insert_rows(_open(made, "amin"), one_case())
    count = UPDATES * len(PEOPLE)
    gained = _days_gained(made, _acting)
    records = _open(made, "amin")
    records.verify_journal()
    by = [sum(entry.who == who and entry.what == Verb.SUBMIT for entry in records.journal()) for who in PEOPLE]
    records.close()
    where = "on PostgreSQL" if isinstance(made, Served) else f"in a {'plain' if made.key is None else 'encrypted'} file"
    publish(f"{len(PEOPLE)} programs × {UPDATES} updates of one record {where}: {count} done, {count - gained} lost")
    assert gained == count
    assert by == [UPDATES] * len(PEOPLE)


def test_programs_that_look_first_and_write_later_lose_some(plain: Made, publish: Callable[[str], None]) -> None:
    count = UPDATES * len(PEOPLE)
    lost = count - _days_gained(plain, _careless)
    publish(f"{len(PEOPLE)} programs × {UPDATES} updates without a version, for comparison: {count} done, {lost} lost")
    assert lost > 0
