"""What a use case, a screen or a command needs of a database: the shape the store fills and the wiring hands over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from caseboard.domain.accounts import Account
from caseboard.domain.acts import Act, Done
from caseboard.domain.cases import Allocation, Child, Facts
from caseboard.domain.decisions import DecisionFacts
from caseboard.domain.handovers import Handover
from caseboard.domain.journal import Entry, Event, Head
from caseboard.domain.roles import Deed, Rights
from caseboard.domain.supervision import Draft, Found, NoteFacts, SessionFacts, SessionRecord

if TYPE_CHECKING:
    from caseboard.domain.card import CohortMark, SignedCard, TypedRow
    from caseboard.domain.gaming import PerDay
    from caseboard.domain.indicators import Judged
    from caseboard.domain.quality_supervision import NoteDigest
    from caseboard.domain.reckoning import FindingCount, HardFault
    from caseboard.domain.settings import Rules
    from caseboard.domain.tallies import Asked, Tally


class Records(Protocol):
    """An open database. Every method may block: call it in a worker thread, never on the event loop.

    Methods raise StoreError with one sentence when the database is busy, damaged or gone.
    """

    def settings_document(self) -> str:
        """The council's settings, as the TOML text that was last loaded."""
        ...

    def login(self) -> str:
        """What accounts call this person: the name they signed in with, to the machine or to the database's server."""
        ...

    def accounts(self) -> Sequence[Account]:
        """Every account, those taken away too, by login. Where none stands everything is offered to everybody."""
        ...

    def rights(self) -> Rights:
        """What this person is here."""
        ...

    def require(self, deed: Deed) -> None:
        """Raise NotOffered where this person's role is not offered `deed`.

        For what is no act (`perform`, `undo` and `redo` ask themselves): a restore, a removal.
        """
        ...

    def facts(self, since: date) -> Facts:
        """Everything the board reads. Leaves out assessments authorised, and plans ended, on or before `since`."""
        ...

    def facts_of_child(self, child_id: str) -> Facts | None:
        """Everything known of one child, finished work included; None where no child has that record number."""
        ...

    def tallies(self, rules: Rules, asked: Asked, today: date) -> Sequence[Tally]:
        """What the indicators count, by quarter, team and worker; reckoned anew first where something changed.

        `today` is what a date in the future is measured by: never the date in view.
        """
        ...

    def judged(self, rules: Rules, asked: Asked, today: date) -> Sequence[Judged]:
        """Exactly what `tallies` counts, one by one, in the order of the dates."""
        ...

    def hard_faults(self, rules: Rules, today: date) -> Sequence[HardFault]:
        """Every hard fault in what is stored."""
        ...

    def plans(self, since: date) -> Facts:
        """The plans not ended on or before `since`, with who held them and the children they are about."""
        ...

    def children(self, numbers: Collection[int]) -> Mapping[int, Child]:
        """Children by the database's number; one that is not there is left out."""
        ...

    def cases_of(self, children: Collection[int]) -> Facts:
        """Everything of the cases of these children (the database's numbers), finished work included.

        Nothing of supervision, and neither teams nor workers.
        """
        ...

    def note_digests(self, children: Collection[int], since: date) -> Sequence[NoteDigest]:
        """The supervision notes of these children held on or after `since`, each by the digest of its words."""
        ...

    def active_after_nfa(self) -> Sequence[int]:
        """The children with a referral decided to need no further action under which there is any work."""
        ...

    def changed_between(self, first: date, last: date) -> Sequence[int]:
        """The children of whom something happened then that a sign of `domain.gaming` could be."""
        ...

    def authorised_between(self, first: date, last: date) -> Facts:
        """The assessments authorised then and their children, and nothing else of them."""
        ...

    def authorised_per_day(self, first: date, last: date) -> PerDay:
        """How many assessments each team authorised on each date, as `judged` last had them."""
        ...

    def card_rows(self) -> Sequence[TypedRow]:
        """What was typed on report cards, by quarter and position."""
        ...

    def cards(self) -> Sequence[SignedCard]:
        """The report cards signed off, the last first."""
        ...

    def cohorts(self) -> Mapping[str, int]:
        """The cohorts assessments are marked as of, and how many of each."""
        ...

    def cohort_marks(self, cohort: str) -> Sequence[CohortMark]:
        """The assessments marked as of a cohort, in the order they were."""
        ...

    def finding_counts(self, since: date) -> Sequence[FindingCount]:
        """How many findings of each check there were on the days they were counted, from `since` on, in order."""
        ...

    def count_findings(self, day: date, counts: Mapping[str, int]) -> None:
        """Keep how many findings of each check there are on `day`, in the place of what was kept of that day."""
        ...

    def held_by(self, worker: int, day: date) -> Sequence[Allocation]:
        """What the worker (by the database's number) holds on `day` or is to hold later, and is not finished.

        Cases without open work are among them, which `facts` leaves out: see `working.allocate.reassign_all`.
        """
        ...

    def preference(self, name: str) -> str | None:
        """What a screen remembered for this person under `name`."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Remember `value` for this person under `name`."""
        ...

    def perform(self, act: Act, at: datetime, *, draft: Draft | None = None) -> Done:
        """Carry out `act` whole, in one transaction with its entry in the journal. `at` is UTC.

        `draft`: this person's draft that the act saves. It is gone with the same transaction, unless it says something
        else by then: what was typed in another window stays.
        Raises Conflict where a record was changed since the version the act names, NotOffered where this person's role
        is not offered the act.
        """
        ...

    def sessions(self, since: date, *, worker: int | None = None) -> Sequence[SessionFacts]:
        """Supervision sessions held on or after `since`, oldest first: of one worker (the database's number) or all."""
        ...

    def session(self, number: int) -> SessionRecord | None:
        """One session with everything written in it, by the database's number; None where there is none."""
        ...

    def notes(self, child: int, *, limit: int = 20) -> Sequence[NoteFacts]:
        """The supervision notes of a child (the database's number), whole, the last held first."""
        ...

    def decisions(self, since: date) -> Sequence[DecisionFacts]:
        """Decisions on referrals made on or after `since`, oldest first, each with its reviews."""
        ...

    def handovers(self, *, limit: int = 20) -> Sequence[Handover]:
        """Hand-overs from shift to shift, the last written first."""
        ...

    def handover_of(self, number: int) -> Handover | None:
        """One hand-over by the database's number; None where there is none."""
        ...

    def note_of(self, number: int) -> NoteFacts | None:
        """One supervision note by the database's number; None where there is none."""
        ...

    def search(self, words: str, *, limit: int = 50) -> Sequence[Found]:
        """Notes, additions, actions and hand-overs in which every word stands, the newest first; the last word may be
        a beginning.

        The child's name and record number, and who supervision was of or is to act, are words of a note, an addition
        and an action; who wrote a hand-over is of it. No word finds nothing.
        """
        ...

    def drafts(self) -> Sequence[Draft]:
        """What this person typed and has not saved, by name."""
        ...

    def save_draft(self, draft: Draft, over: Draft | None = None) -> bool:
        """Keep a draft of this person in the place of `over`, or where none of its name is. It is in no journal.

        False, and nothing is kept, where the draft of that name says something else: another window wrote it.
        """
        ...

    def drop_draft(self, draft: Draft) -> None:
        """Forget this person's draft of that name, unless it says something else by then."""
        ...

    def undo(self, at: datetime) -> Done:
        """Take back this person's last act that stands, across restarts.

        Raises BadInput where there is none, UndoRefused where somebody else changed one of its records since. What is
        refused is said once and passed over: the next undo takes the act before it.
        """
        ...

    def redo(self, at: datetime) -> Done:
        """Do again what this person last undid, while they have done nothing else since. Raises as `undo`."""
        ...

    def note(self, event: Event, at: datetime, *, child: int | None = None, about: str = "") -> None:
        """Enter in the journal what changes nothing: a case looked at, a list written out. `at` is UTC.

        `child` is the database's number; `about` names fields, lists and counts, never a child or a note's text.
        """
        ...

    def journal(
        self, *, child_id: str | None = None, since: datetime | None = None, what: Collection[str] = ()
    ) -> Sequence[Entry]:
        """Entries, oldest first: of the child with this record number, from `since` (UTC) on, of these kinds.

        `what`: values of `Verb` and `Event`; empty for all of them.
        """
        ...

    def record_numbers(self, of: Collection[int]) -> Mapping[int, str]:
        """The record numbers of children by the database's own; one that is not there is left out."""
        ...

    def verify_journal(self) -> Head:
        """Prove that no entry was changed, removed or moved. Raises StoreError naming the first that is wrong."""
        ...

    def close(self) -> None:
        """Let the database go. Harmless when called twice."""
        ...


class Opener(Protocol):
    """A database that is not open yet: what the app is handed, so that its first frame needs no database."""

    @property
    def label(self) -> str:
        """What to call it on screen: the file's name, or "demo"."""
        ...

    @property
    def needs_passphrase(self) -> bool:
        """Whether `open` needs a passphrase."""
        ...

    def open(self, passphrase: str | None = None) -> Records:
        """Open it, migrating first only where it is behind.

        Raises WrongPassphrase, NeedsPassphrase or StoreError, each one sentence.
        """
        ...
