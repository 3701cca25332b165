"""An open database: what the use cases ask of it (`usecases.ports.Records`), each call one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Engine, delete, insert, select, update

from caseboard.domain.cases import Facts
from caseboard.domain.errors import StoreError
from caseboard.store.engine import reading, writing
from caseboard.store.errors import told_plainly
from caseboard.store.facts import read_facts
from caseboard.store.reach import Reach, reach_of_child, reach_since
from caseboard.store.tables import children, preferences, settings


class StoredRecords:
    """An open database. Every method may block, and raises StoreError when the database is busy, damaged or gone."""

    def __init__(self, engine: Engine, name: str, who: str) -> None:
        """Take over `engine`; `name` is what messages call the database, `who` whose preferences are kept."""
        self._engine: Engine | None = engine
        self._name = name
        self._who = who

    @property
    def engine(self) -> Engine:
        """The engine. Raises StoreError once closed."""
        if self._engine is None:
            raise StoreError(f"{self._name} is closed: open it again")
        return self._engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the database at one moment."""
        with told_plainly(self._name), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write, alone among all programs; rolled back whole on any exception."""
        with told_plainly(self._name), writing(self.engine) as connection:
            yield connection

    def settings_document(self) -> str:
        """The council's settings, as the TOML text that was last loaded."""
        with self.reading() as connection:
            document: str = connection.execute(select(settings.c.document).where(settings.c.id == 1)).scalar_one()
            return document

    def set_settings_document(self, document: str) -> None:
        """Replace the council's settings; whoever calls has checked them (`usecases.reference.rules_from`)."""
        with self.writing() as connection:
            connection.execute(
                update(settings).where(settings.c.id == 1).values(document=document, version=settings.c.version + 1)
            )

    def facts(self, since: date) -> Facts:
        """Everything the board reads. Leaves out assessments authorised, and plans ended, on or before `since`."""
        return self._read(reach_since(since))

    def facts_of_child(self, child_id: str) -> Facts | None:
        """Everything known of one child, finished work included; None where no child has that record number."""
        with self.reading() as connection:
            child = connection.execute(select(children.c.id).where(children.c.child_id == child_id)).scalar()
        return None if child is None else self._read(reach_of_child(child))

    def _read(self, reach: Reach) -> Facts:
        try:
            with self.reading() as connection:
                return read_facts(connection, reach)
        except (ValueError, TypeError, KeyError):
            # A flipped bit in a plain file can turn a date into a text that is none. An encrypted one would not open.
            raise StoreError(
                f"{self._name} holds a value that cannot be read, it is damaged: restore a backup"
            ) from None

    def preference(self, name: str) -> str | None:
        """What a screen remembered for this person under `name`."""
        mine = (preferences.c.who == self._who, preferences.c.name == name)
        with self.reading() as connection:
            return connection.execute(select(preferences.c.value).where(*mine)).scalar()

    def remember(self, name: str, value: str) -> None:
        """Remember `value` for this person under `name`."""
        mine = (preferences.c.who == self._who, preferences.c.name == name)
        with self.writing() as connection:
            connection.execute(delete(preferences).where(*mine))
            connection.execute(insert(preferences), {"who": self._who, "name": name, "value": value})

    def close(self) -> None:
        """Let the database, and with the engine its key, go. Harmless when called twice."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
