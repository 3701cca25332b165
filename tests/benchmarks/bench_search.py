"""How long the first page of a search takes over 300,000 notes of 600 characters in an encrypted database.

`python -m tests.benchmarks.bench_search` prints the figures and asserts nothing. The aim: at most 50 ms however common
the words. Building takes about two minutes; `--keep PATH` builds there, and measures on what is there already.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from caseboard.store.bulk import insert_rows
from caseboard.store.opening import FileOpener, create_database
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from tests.benchmarks.measuring import spread
from tests.clock import now

PASSPHRASE = "a passphrase for a benchmark"
CHILDREN, WORKERS = 20_000, 200
LENGTH = 600
RUNS = 20
_PORTION = 20_000
_SYLLABLES = [first + second for first in "bdfgklmnprstvw" for second in ("a", "e", "i", "o", "u", "an", "er")]


def _vocabulary(chance: random.Random) -> list[str]:
    """20,000 invented words, the commonest first and shortest."""
    words: dict[str, None] = {}
    while len(words) < 20_000:
        longest = 1 + min(3, len(words) // 40)
        words["".join(chance.choices(_SYLLABLES, k=chance.randint(1, longest)))] = None
    return list(words)


def _notes(count: int, words: list[str], chance: random.Random) -> Iterator[list[dict[str, object]]]:
    """Notes in portions, their words as frequent as those of a language are: the nth as often as 1/n."""
    weights = list(accumulate(1 / place for place in range(1, len(words) + 1)))
    for start in range(1, count + 1, _PORTION):
        portion = []
        for number in range(start, min(start + _PORTION, count + 1)):
            day = date(2005, 1, 3) + timedelta(days=number * 1700 // count)
            note = " ".join(chance.choices(words, cum_weights=weights, k=LENGTH // 4))[:LENGTH]
            whose = {"child": chance.randint(1, CHILDREN), "worker": chance.randint(1, WORKERS)}
            portion.append({"id": number, **whose, "held_on": day, "recorded_on": day, "note": note})
        yield portion


def _fill(records: StoredRecords, count: int, words: list[str], chance: random.Random) -> None:
    names = [word.title() for word in words[200:2_000]]
    people = [f"{chance.choice(names)} {chance.choice(names)}" for _ in range(CHILDREN)]
    children = [{"id": n, "child_id": str(10_000 + n), "name": name} for n, name in enumerate(people, 1)]
    workers = [{"id": n, "name": chance.choice(names), "key": str(n)} for n in range(1, WORKERS + 1)]
    insert_rows(records, {"children": children, "workers": workers})
    for portion in _notes(count, words, chance):
        insert_rows(records, {"supervisions": portion})


def _queries(words: list[str]) -> dict[str, str]:
    common, rare = words[0], words[15_000]
    middling, name = (next(w for w in words[place:] if len(w) > 5) for place in (300, 500))
    return {
        "a word of nearly every note": common,
        "a word of a few": rare,
        "a word of some": middling,
        "two letters": next(w for w in words if len(w) > 3)[:2],
        "three letters": middling[:3],
        "four letters": middling[:4],
        "the whole of a common word": next(w for w in words if len(w) > 3),
        "two common words": f"{words[1]} {words[2]}",
        "a common and a rare word": f"{common} {rare}",
        "two rare words": f"{words[14_000]} {rare}",
        "a name": name,
        "a name begun": name[:3],
        "a record number": str(10_000 + CHILDREN // 2),
        "no such word": "zzzz",
    }


def _measure(path: Path, words: list[str]) -> None:
    """Each query in a database opened for it alone, whose first page comes from the disk, and then again and again."""
    for title, query in _queries(words).items():
        taken = []
        records = FileOpener(path, "bench", now).open(PASSPHRASE)
        for _ in range(RUNS):
            begun = time.perf_counter()
            found = records.search(query)
            taken.append(time.perf_counter() - begun)
        records.close()
        print(f"  {title:<28} {spread(taken, 'ms', 1000)}   first {taken[0] * 1000:.1f} ms, {len(found)} found")


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=300_000)
    parser.add_argument("--keep", type=Path, help="a database to build there, or that was built there before")
    options = parser.parse_args()
    chance = random.Random(1)
    words = _vocabulary(chance)
    with tempfile.TemporaryDirectory() as folder:
        path: Path = options.keep or Path(folder, "bench.db")
        if not path.exists():
            create_database(path, passphrase=PASSPHRASE, settings_document=default_settings())
            records = FileOpener(path, "bench", now).open(PASSPHRASE)
            begun = time.perf_counter()
            _fill(records, options.notes, words, chance)
            print(f"{options.notes:,} notes of {LENGTH} characters written in {time.perf_counter() - begun:.0f} s")
            records.close()
        print(f"first page, encrypted, {path.stat().st_size / 1e6:,.0f} MB   (at most 50 ms)")
        _measure(path, words)


if __name__ == "__main__":
    main()
