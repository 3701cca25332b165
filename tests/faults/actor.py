"""`python -m tests.faults.actor PATH WHO`: acts, undoes and does again until it is killed, and says what it was told.

One line for each act once it is acknowledged: the number of its entry, and the date the assessment then has or "-".
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from caseboard.domain.acts import Conflict, Done
from caseboard.domain.errors import BadInput
from caseboard.store.records import StoredRecords
from tests.clock import NOW
from tests.faults.opening import open_at
from tests.store.acts import authorise, rows

FIRST = date(2009, 9, 28)


def main() -> None:
    """Act for ever."""
    path, who = sys.argv[1:]
    chance = random.Random()
    records = open_at(Path(path), who)
    while True:
        done = _act(records, chance)
        if done is not None:
            (row,) = rows(records, "assessments")
            print(done.entry, row["authorised"] or "-", flush=True)


def _act(records: StoredRecords, chance: random.Random) -> Done | None:
    what = chance.choice((records.undo, records.redo, None, None))
    if what is None:
        (row,) = rows(records, "assessments")
        day = FIRST + timedelta(days=chance.randrange(1000))
        return records.perform(authorise(row["version"], day), NOW)
    try:
        return what(NOW)
    except (BadInput, Conflict):  # nothing to undo or to do again, or somebody else acted since
        return None


if __name__ == "__main__":
    main()
