"""An open database: what the use cases ask of it (`usecases.ports.Records`), each call one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, Engine, delete, insert, select, update

from caseboard.domain.accounts import Account
from caseboard.domain.acts import Act, Done
from caseboard.domain.cases import Allocation, Facts
from caseboard.domain.decisions import DecisionFacts
from caseboard.domain.errors import CaseboardError, StoreError
from caseboard.domain.handovers import Handover
from caseboard.domain.journal import Entry, Event, Head
from caseboard.domain.roles import Deed, Rights
from caseboard.domain.supervision import Draft, Found, NoteFacts, SessionFacts, SessionRecord
from caseboard.store import acting
from caseboard.store.accounts import login_of, read_accounts, read_rights, refuse_deed
from caseboard.store.drafts import drop_draft, read_drafts, save_draft
from caseboard.store.duty import read_decisions, read_handover, read_handovers
from caseboard.store.engine import reading, writing
from caseboard.store.errors import told_plainly
from caseboard.store.facts import read_facts, read_held
from caseboard.store.figure_records import FigureRecords
from caseboard.store.journal import Writer, entries, mark_of, verify
from caseboard.store.reach import Reach, reach_of_child, reach_since
from caseboard.store.search import search
from caseboard.store.supervising import read_note, read_notes, read_session, read_sessions
from caseboard.store.tables import children, preferences, settings


class StoredRecords(FigureRecords):
    """An open database. Every method may block, and raises StoreError when the database is busy, damaged or gone."""

    def __init__(self, engine: Engine, name: str, writer: Writer) -> None:
        """Take over `engine`; `name` is what messages call the database, `writer` tells the journal who acts."""
        self._engine: Engine | None = engine
        self._name = name
        self.writer = writer

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

    def set_settings_document(self, document: str, at: datetime) -> None:
        """Replace the council's settings; whoever calls has checked them (`usecases.reference.rules_from`)."""
        one = settings.c.id == 1
        with self.writing() as connection:
            refuse_deed(connection, self.writer.who, Event.SETTINGS)
            before = connection.execute(select(settings.c.document).where(one)).scalar_one()
            changed = update(settings).where(one).values(document=document, version=settings.c.version + 1)
            if connection.execute(changed).rowcount != 1:  # see `changes`: a server passes over what is not allowed
                raise StoreError(f"{self._name}: this login may not change the settings: ask an administrator")
            self.writer.append(connection, at, Event.SETTINGS, details={"before": before, "after": document})

    def login(self) -> str:
        """What accounts call this person: the name they signed in with."""
        with self.reading() as connection:
            return login_of(connection, self.writer.who)

    def accounts(self) -> list[Account]:
        """Every account, those taken away too, by login."""
        with self.reading() as connection:
            return read_accounts(connection)

    def rights(self) -> Rights:
        """What this person is here."""
        with self.reading() as connection:
            return read_rights(connection, self.writer.who)

    def require(self, deed: Deed) -> None:
        """Raise NotOffered where this person's role is not offered `deed`. For what is not an act: acts ask."""
        with self.reading() as connection:
            refuse_deed(connection, self.writer.who, deed)

    def facts(self, since: date) -> Facts:
        """Everything the board reads. Leaves out assessments authorised, and plans ended, on or before `since`."""
        return self._read(reach_since(since))

    def facts_of_child(self, child_id: str) -> Facts | None:
        """Everything known of one child, finished work included; None where no child has that record number."""
        with self.reading() as connection:
            child = connection.execute(select(children.c.id).where(children.c.child_id == child_id)).scalar()
        return None if child is None else self._read(reach_of_child(child))

    def held_by(self, worker: int, day: date) -> list[Allocation]:
        """What the worker holds on `day` or is to hold later, cases without open work among them."""
        with self.reading() as connection:
            return read_held(connection, worker, day)

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
        mine = (preferences.c.who == self.writer.who, preferences.c.name == name)
        with self.reading() as connection:
            return connection.execute(select(preferences.c.value).where(*mine)).scalar()

    def remember(self, name: str, value: str) -> None:
        """Remember `value` for this person under `name`."""
        mine = (preferences.c.who == self.writer.who, preferences.c.name == name)
        with self.writing() as connection:
            connection.execute(delete(preferences).where(*mine))
            connection.execute(insert(preferences), {"who": self.writer.who, "name": name, "value": value})

    def perform(self, act: Act, at: datetime, *, draft: Draft | None = None) -> Done:
        """Carry out `act` whole, with its entry, and forget the draft it saves. Raises Conflict, BadInput."""
        with self.writing() as connection:
            return acting.perform(connection, self.writer, act, at, draft)

    def sessions(self, since: date, *, worker: int | None = None) -> list[SessionFacts]:
        """Supervision sessions held on or after `since`, oldest first: of one worker or all."""
        with self.reading() as connection:
            return read_sessions(connection, since, worker)

    def session(self, number: int) -> SessionRecord | None:
        """One session with everything written in it; None where there is none."""
        with self.reading() as connection:
            return read_session(connection, number)

    def notes(self, child: int, *, limit: int = 20) -> list[NoteFacts]:
        """The supervision notes of a child, whole, the last held first."""
        with self.reading() as connection:
            return read_notes(connection, child, limit)

    def decisions(self, since: date) -> list[DecisionFacts]:
        """Decisions on referrals made on or after `since`, oldest first, each with its reviews."""
        with self.reading() as connection:
            return read_decisions(connection, since)

    def handovers(self, *, limit: int = 20) -> list[Handover]:
        """Hand-overs from shift to shift, the last written first."""
        with self.reading() as connection:
            return read_handovers(connection, limit)

    def handover_of(self, number: int) -> Handover | None:
        """One hand-over; None where there is none."""
        with self.reading() as connection:
            return read_handover(connection, number)

    def note_of(self, number: int) -> NoteFacts | None:
        """One supervision note; None where there is none."""
        with self.reading() as connection:
            return read_note(connection, number)

    def search(self, words: str, *, limit: int = 50) -> list[Found]:
        """Texts in which every word stands, the newest first, and those of whom a word names."""
        with self.reading() as connection:
            return search(connection, words, limit)

    def drafts(self) -> list[Draft]:
        """What this person typed and has not saved, by name."""
        with self.reading() as connection:
            return read_drafts(connection, self.writer.who)

    def save_draft(self, draft: Draft, over: Draft | None = None) -> bool:
        """Keep a draft in the place of `over`; False where another one of its name is there."""
        with self.writing() as connection:
            return save_draft(connection, self.writer.who, draft, over)

    def drop_draft(self, draft: Draft) -> None:
        """Forget this person's draft, unless it says something else by now."""
        with self.writing() as connection:
            drop_draft(connection, self.writer.who, draft)

    def undo(self, at: datetime) -> Done:
        """Take back this person's last act that stands. Raises BadInput, UndoRefused."""
        with self.writing() as connection:
            outcome = acting.undo(connection, self.writer, at)
        return _done(outcome)

    def redo(self, at: datetime) -> Done:
        """Do again what this person last undid. Raises BadInput, UndoRefused."""
        with self.writing() as connection:
            outcome = acting.redo(connection, self.writer, at)
        return _done(outcome)

    def note(self, event: Event, at: datetime, *, child: int | None = None, about: str = "") -> None:
        """Enter in the journal what changes nothing: a case looked at, a list written out."""
        with self.writing() as connection:
            self.writer.append(connection, at, event, child=child, details={"about": about} if about else None)

    def journal(
        self, *, child_id: str | None = None, since: datetime | None = None, what: Collection[str] = ()
    ) -> list[Entry]:
        """Entries, oldest first: of the child with this record number, from `since` on, of these kinds."""
        with self.reading() as connection:
            return list(entries(connection, child_id=child_id, since=since, what=what))

    def mark(self) -> str:
        """What tells this database from every other, for ever: derived from its journal's first entry.

        The same in its backups. Nothing of the journal can be worked out from it. "0" where nothing was ever journaled.
        """
        with self.reading() as connection:
            return mark_of(connection)

    def record_numbers(self, of: Collection[int]) -> dict[int, str]:
        """The record numbers of children by the database's own, as the journal names them."""
        with self.reading() as connection:
            # All of them are read: an IN has room for some thousands only.
            rows = connection.execute(select(children.c.id, children.c.child_id))
            return {child: child_id for child, child_id in rows if child in of}

    def verify_journal(self) -> Head:
        """Prove the whole chain. Raises BrokenJournal, which names the first entry that is wrong."""
        with self.reading() as connection:
            return verify(connection, self.writer.key)

    def close(self) -> None:
        """Let the database, and with the engine its key, go. Harmless when called twice."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
            self.writer = replace(self.writer, key=None)


def _done(outcome: Done | CaseboardError) -> Done:
    """What was done. Raises what it was refused with."""
    if isinstance(outcome, CaseboardError):
        raise outcome
    return outcome
