"""A child removed: nothing of it is left in any table, the journal, the words or the file, and nothing else is gone."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select, update

from caseboard.domain.errors import BadInput, StoreError
from caseboard.domain.retention import Going
from caseboard.domain.roles import Role
from caseboard.store.belongings import of_no_child
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from caseboard.store.removing import RemovalStore
from caseboard.store.tables import journal, metadata, supervisions
from tests.clock import NOW
from tests.served import Served, give_account
from tests.store.acts import LATER, flag
from tests.store.conftest import Database, Made
from tests.store.full_of import NAMES, NUMBERS, two_children, words_of

OF_NO_CHILD = {
    *("teams", "workers", "absences", "sessions", "worker_sheets"),  # the workers' own
    *("settings", "preferences", "drafts", "imports", "import_problems"),  # what names the child is dropped
    *("card_rows", "cards", "finding_counts", "reckonings", "handovers"),  # counts, and words about no one child
    *("journal", "journal_key"),  # see `resealing`
    *("accounts", "account_teams"),
}
"""Tables none of whose rows is a child's. One more belongs here only where that is so: else give it a link."""


def _filled(made: Database) -> StoredRecords:
    records = made.open()
    insert_rows(records, two_children())
    return records


def remove(records: StoredRecords, child: int = 1, reason: str = "kept long enough") -> Going:
    store = RemovalStore(records)
    going = store.preview(NUMBERS[child])
    removed = store.remove(NUMBERS[child], going, reason, LATER)
    assert not removed.traces_left
    return going


def _dump(records: StoredRecords) -> dict[str, list[dict[str, Any]]]:
    with records.reading() as connection:
        return {
            table.name: [
                dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key)).all()
            ]
            for table in metadata.sorted_tables
        }


def test_every_table_is_known_to_be_a_childs_or_not() -> None:
    assert set(of_no_child()) <= OF_NO_CHILD


def test_every_row_of_the_child_goes_and_no_other(every: Database) -> None:
    records = _filled(every)
    before = _dump(records)
    going = remove(records)
    after = _dump(records)
    for name, rows in before.items():
        if name not in ("journal", "journal_key"):
            gone = [row for row in rows if row not in after[name]]
            assert len(gone) == going.counts.get(name, 0) == len(rows) - len(after[name]), name
    assert not any(word in str(after) for word in (NAMES[1], NUMBERS[1], "quillfeather"))
    assert str(after).count(NAMES[2]) == str(before).count(NAMES[2])
    assert records.facts_of_child(NUMBERS[1]) is None
    assert records.search("Quillfeather") == [] and records.search("Thistlewood")
    records.verify_journal()
    records.close()


def test_a_preview_changes_nothing_and_counts_what_goes(every: Database) -> None:
    records = _filled(every)
    records.perform(flag(), NOW)
    before = _dump(records)
    going = RemovalStore(records).preview(NUMBERS[1])
    assert _dump(records) == before
    assert going.counts["children"] == 1 and going.counts["flags"] == 2 and going.counts["drafts"] == 1
    assert (going.entries, going.signed, going.cards, going.named) == (1, 1, 2, {})
    records.close()


def test_no_byte_of_the_child_stays_in_the_file_or_its_log(plain: Made) -> None:
    records = _filled(plain)
    with records.writing() as connection:  # an earlier, longer text, of which a page may still hold the end
        mine = update(supervisions).where(supervisions.c.id == 1)
        connection.execute(mine.values(note=f"{words_of(1)} " * 800 + "Zebedee"))
    with records.writing() as connection:
        connection.execute(mine.values(note="shorter, said Zebedee"))
    records.perform(flag(), NOW)
    files = (plain.path, plain.path.with_name(f"{plain.path.name}-wal"))
    wanted = [word.encode() for word in (NAMES[1].split()[1], NUMBERS[1], "Zebedee")]
    assert all(any(word in file.read_bytes() for file in files) for word in wanted)
    remove(records)
    for file in files:
        text = file.read_bytes().lower()
        assert not any(word.lower() in text for word in wanted), file.name
        assert file is not files[0] or NAMES[2].encode().lower() in text
    records.close()


def test_an_encrypted_file_is_whole_and_opens_afterwards(encrypted: Made) -> None:
    records = _filled(encrypted)
    records.perform(flag(), NOW)
    remove(records)
    records.close()
    records = encrypted.open()
    assert records.verify_journal().number == 4  # an unlock, the flag, the removal, another unlock
    with records.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
    records.close()


def test_who_reads_meanwhile_is_named_and_the_file_written_anew_later(plain: Made) -> None:
    records, other = _filled(plain), plain.open("osei")
    store = RemovalStore(records)
    going = store.preview(NUMBERS[1])
    with other.reading() as connection:
        connection.execute(select(func.count()).select_from(journal)).all()
        records.engine.dispose()  # else the test waits for the reader as long as a person would
        impatient = plain.impatient()
        removed = RemovalStore(impatient).remove(NUMBERS[1], going, "kept long enough", LATER)
        assert removed.traces_left
        assert not RemovalStore(impatient).write_anew()
    assert RemovalStore(impatient).write_anew()
    wal = plain.path.with_name(f"{plain.path.name}-wal")
    assert NUMBERS[1].encode() not in plain.path.read_bytes() + wal.read_bytes()
    for each in (records, other, impatient):
        each.close()


def test_what_others_wrote_about_the_child_is_counted_and_stays(shared: Database) -> None:
    rows = two_children()
    rows["supervisions"][1]["note"] = f"Stays with {NAMES[1].upper()} at weekends."
    rows["worker_sheets"][0]["text"] = f"Worried about {NUMBERS[1]}."
    rows["handovers"][0]["note"] = f"{NAMES[1]} ({NUMBERS[1]}): mother rang."
    rows["cohort_marks"][1]["cohort"] = "Quillfeather and others"  # part of a name is that of others too
    records = shared.open()
    insert_rows(records, rows)
    going = remove(records)
    after = _dump(records)
    assert going.named == {"supervisions": 1, "worker_sheets": 1}
    assert after["supervisions"][0]["note"].startswith("Stays with OTTOLINE")
    assert after["handovers"][0]["note"] == "[removed] ([removed]): mother rang."
    records.close()


def test_what_is_recorded_between_preview_and_removal_stands_in_its_way(shared: Database) -> None:
    records = _filled(shared)
    store = RemovalStore(records)
    going = store.preview(NUMBERS[1])
    records.perform(flag(), NOW)
    before = _dump(records)
    with pytest.raises(BadInput, match="look at what would go again"):
        store.remove(NUMBERS[1], going, "kept long enough", LATER)
    assert _dump(records) == before
    records.close()


def test_a_child_that_is_not_there_is_refused(shared: Database) -> None:
    records = shared.open()
    with pytest.raises(BadInput, match="no child with this record number"):
        RemovalStore(records).preview("1")
    records.close()


def test_only_who_owns_the_tables_of_a_server_removes(served: Served) -> None:
    records = _filled(served)
    records.perform(flag(), NOW)
    give_account(served.address, "east", Role.ADMINISTRATOR)
    before, login = _dump(records), served.open("east")
    with pytest.raises(StoreError, match="this login may not do that"):
        RemovalStore(login).preview(NUMBERS[1])
    assert _dump(records) == before
    records.close()
    login.close()
