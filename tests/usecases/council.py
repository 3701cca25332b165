"""A database to load extracts into, and what a test asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy import select

from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.domain.cases import Facts
from caseboard.domain.rows import BoardRow
from caseboard.exchange.formats import read_extract
from caseboard.store.loaded import TABLES
from caseboard.store.loading import ImportStore
from caseboard.store.opening import FileOpener
from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata
from caseboard.usecases.importing import ImportReport, import_extract
from caseboard.usecases.viewing import load_snapshot, view_board
from tests.clock import now
from tests.plain_file import make_plain

NOW = datetime(2009, 9, 28, 9, 0, tzinfo=UTC)
NOON = time(12)


@dataclass
class Council:
    """A database, and a folder for the files to be loaded."""

    folder: Path
    records: StoredRecords

    def load(
        self,
        file: Path,
        as_of: date | None = None,
        *,
        mapping: Path | None = None,
        assessments: str = "single",
        dry_run: bool = False,
    ) -> ImportReport:
        """Load a file."""
        extract = read_extract(file, mapping=mapping, assessments=assessments)
        return import_extract(extract, ImportStore(self.records), as_of=as_of, now=NOW, who="amin", dry_run=dry_run)

    def load_text(self, text: str, as_of: date | None = None, *, assessments: str = "single") -> ImportReport:
        """Load a census message."""
        path = self.folder / "census.xml"
        path.write_text(text, encoding="utf-8")
        return self.load(path, as_of, assessments=assessments)

    def load_table(self, mapping: str, text: str, as_of: date) -> ImportReport:
        """Load a council's own table."""
        (self.folder / "own.toml").write_text(mapping, encoding="utf-8")
        (self.folder / "own.csv").write_text(text, encoding="utf-8")
        return self.load(self.folder / "own.csv", as_of, mapping=self.folder / "own.toml")

    def rows(self, table: str) -> list[dict[str, object]]:
        """Every row of a table by id."""
        columns = metadata.tables[table]
        with self.records.reading() as connection:
            found = connection.execute(select(columns).order_by(*columns.primary_key))
            return [dict(row._mapping) for row in found]

    def everything(self) -> dict[str, list[dict[str, object]]]:
        """Every row of the tables an import writes records to."""
        kept = (*(table.name for table in TABLES.values()), "allocations", "teams", "workers")
        return {name: self.rows(name) for name in kept}

    def facts(self, child_id: str) -> Facts:
        """Everything known of a child."""
        facts = self.records.facts_of_child(child_id)
        assert facts is not None
        return facts

    def board(self, day: date) -> dict[str, BoardRow]:
        """The board as at a day, by child; the last of a child's rows."""
        view = view_board(load_snapshot(self.records, day), day)
        return {row.case.child_id: row for row in view.board.assessments}

    def type_value(self, table: str, record: int, field: str, value: Value, on: date) -> None:
        """Type a value, as a screen would."""
        (version,) = (row["version"] for row in self.rows(table) if row["id"] == record)
        assert isinstance(version, int)
        edit = Edit(RecordKind(table), {field: value}, record, version)
        self.records.perform(Act(Verb.CORRECT, (edit,), "1 value corrected"), datetime.combine(on, NOON, UTC))


def make_file(path: Path) -> StoredRecords:
    """A plain database file without any record yet, open."""
    make_plain(path)
    return FileOpener(path, "amin", now).open()
