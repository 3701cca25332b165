"""How long 100,000 entries of a journal take to verify and to read, and what one entry costs an act.

`python -m tests.benchmarks.bench_journal` prints the figures and asserts nothing. The aim: verified in about a second.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from caseboard.domain.journal import Event
from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.benchmarks.measuring import spread
from tests.clock import NOW, now
from tests.store.acts import authorise
from tests.store.rows import one_case

ACTS = 200


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _fill(records: StoredRecords, entries: int) -> None:
    """Views and, each tenth, what an act leaves, in one transaction."""
    change = {"table": "assessments", "record": 7, "child": 1, "version": 3, "before": {"authorised": None}}
    act = {"said": "1 assessment authorised", "reason": "", "changes": [{**change, "after": {}, "marks": {}}]}
    with records.writing() as connection:
        for number in range(entries):
            acted = number % 10 == 0
            what, details = ("authorise", act) if acted else (Event.VIEW, None)
            records.writer.append(connection, NOW + timedelta(seconds=number), what, child=1, details=details)


def _measure(title: str, passphrase: str | None, entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.db")
        create_database(path, passphrase=passphrase, settings_document=default_settings())
        records = FileOpener(path, "bench", now).open(passphrase)
        insert_rows(records, one_case())
        filling = _timed(lambda: _fill(records, entries))
        verifying = [_timed(records.verify_journal) for _ in range(5)]
        reading = [_timed(lambda: records.journal(child_id="101")) for _ in range(3)]
        acting = [_timed(partial(records.perform, authorise(version), NOW)) for version in range(1, ACTS + 1)]
        undoing = [_timed(lambda: records.undo(NOW)) for _ in range(ACTS)]
        print(f"{title}, {entries:,} entries appended in {filling:.1f} s")
        print(f"  verify the whole chain   {spread(verifying, 's ', 1)}   (about 1 s)")
        print(f"  read all entries         {spread(reading, 's ', 1)}")
        print(f"  an act, with its entry   {spread(acting, 'ms', 1000)}")
        print(f"  an undo, with its entry  {spread(undoing, 'ms', 1000)}")
        records.close()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_args().entries
    _measure("plain", None, entries)
    _measure("encrypted", "a passphrase for a benchmark", entries)


if __name__ == "__main__":
    main()
