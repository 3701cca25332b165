"""The open database behind the screens. Its methods block: call them in a thread worker, never on the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from caseboard.domain.acts import Verb
from caseboard.domain.errors import CaseboardError, StoreError
from caseboard.domain.journal import Event
from caseboard.domain.notes import HEADINGS
from caseboard.domain.roles import Deed, Rights, refusal
from caseboard.tui.drafts import SECOND, DraftKeeper, WindowDrafts

if TYPE_CHECKING:
    from caseboard.domain.accounts import Account
    from caseboard.domain.acts import Act, Done
    from caseboard.domain.cases import Allocation
    from caseboard.domain.handovers import Handover
    from caseboard.domain.sessions import WorkerSessions
    from caseboard.domain.snapshot import Snapshot
    from caseboard.domain.supervision import Draft, Found, NoteFacts, SessionFacts, SessionRecord
    from caseboard.usecases.casefile import CaseFile
    from caseboard.usecases.decided import Decided
    from caseboard.usecases.ports import Opener, Records
    from caseboard.usecases.quality import Checked
    from caseboard.usecases.searching import Opened, Result
    from caseboard.usecases.supervising.sheet import Sheet
    from caseboard.usecases.viewing import View
NOTES = 6
"""How many earlier notes of a child stand beside the editor."""
HANDOVER = "handover"
"""What the draft of the note to the next shift is kept under."""
FURTHER = timedelta(days=28)
"""How much further back is read by a move beyond what was read."""


class Session:
    """One database for the time the app runs: opened once, read into a snapshot, read again only where it must be."""

    def __init__(self, opener: Opener, now: Callable[[], datetime]) -> None:
        """Nothing is opened yet. `now` tells the time in UTC."""
        self._opener, self._now = opener, now
        self._lock = RLock()
        self._records: Records | None = None
        self._snapshot: Snapshot | None = None
        self._held: tuple[Snapshot, Sequence[SessionFacts]] | None = None
        self._view: View | None = None
        self.rights = Rights()
        """What this person is here, as it was when the board was read last."""
        self._closed = False
        self.window = WindowDrafts(self.open, now)
        self.drafts = DraftKeeper(self.window.write)
        self.stale = False
        """Whether something was saved that the board does not show yet."""
        self.unfinished: dict[tuple[object, ...], dict[str, str]] = {}
        """What was typed into the form of an act and not done, by the act and what it is about."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._now()

    @property
    def label(self) -> str:
        """What the database is called on screen."""
        return self._opener.label

    @property
    def locked(self) -> bool:
        """Whether a passphrase must be asked before anything can be read."""
        return self._records is None and self._opener.needs_passphrase

    def open(self, passphrase: str | None = None) -> Records:
        """The open database. Raises WrongPassphrase, NeedsPassphrase or StoreError, each one sentence."""
        if (records := self._records) is not None:
            return records  # without the lock: a draft is written while a board is being read
        with self._lock:
            if self._closed:
                raise StoreError("the database is closed")
            if self._records is None:
                self._records = self._opener.open(passphrase)
            return self._records

    def view(self, day: date, *, again: bool = False, since: date | None = None) -> View:
        """The board as at `day`, not compared yet; the database is read where the snapshot does not reach or `again`.

        `since`: how far back the facts must reach, where that is further than the board needs.
        Raises StoreError or BadInput (settings).
        """
        # Imported here, in a thread: the first frame does without the clocks.
        from caseboard.usecases.viewing import load_snapshot, reaches, view_board

        with self._lock:
            snapshot = self._snapshot
            if again or snapshot is None:
                self.read_rights()
                snapshot = self._snapshot = load_snapshot(self.open(), day, since)
            elif not reaches(snapshot, day, since):
                # Whoever goes back goes on going back: the next weeks are then there already.
                snapshot = self._snapshot = load_snapshot(self.open(), day - FURTHER, since)
            if self._view is None or self._view.snapshot is not snapshot or self._view.as_at != day:
                self._view = view_board(snapshot, day, compared=False)
            return self._view

    def read_rights(self) -> Rights:
        """Read what this person is here. Raises StoreError."""
        self.rights = self.open().rights()
        return self.rights

    def accounts(self) -> tuple[Sequence[Account], str]:
        """Everybody's accounts, and what they call this person. Raises StoreError."""
        records = self.open()
        return records.accounts(), records.login()

    def refusal(self, deed: Deed, held: Iterable[frozenset[int]] = ()) -> str | None:
        """Why this person is not offered `deed` on what these teams hold, in one sentence; None where they are.

        As far as was read: the database asks again when it is done.
        """
        teams = self._snapshot.facts.teams if self._snapshot else {}
        return refusal(self.rights, deed, held, {number: team.name for number, team in teams.items()})

    def refusal_of_session(self, worker: int) -> str | None:
        """Why this person is not offered supervision of the worker; None where they are."""
        from caseboard.domain.accounts import team_of_worker

        team = team_of_worker(self._snapshot.facts, worker) if self._snapshot else None
        return self.refusal(Verb.SUPERVISE, [frozenset() if team is None else frozenset([team])])

    def decided(self, view: View) -> Decided:
        """The decisions on referrals that may be in view. Raises StoreError."""
        from caseboard.usecases.decided import read_decided

        return read_decided(view.snapshot, self.open(), view.as_at, self._now())

    def worker_sessions(self, view: View) -> Mapping[int, WorkerSessions]:
        """Each worker's supervision on the view's date, by id; read once a snapshot. Raises StoreError."""
        from caseboard.domain.sessions import read_worker_sessions

        snapshot = view.snapshot
        with self._lock:
            if self._held is None or self._held[0] is not snapshot:
                self._held = snapshot, self.open().sessions(date.min)
            held = self._held[1]
        return read_worker_sessions(held, snapshot.facts.workers.values(), view.as_at, snapshot.rules)

    def shift(self, day: date, *, again: bool = False) -> View:
        """The board as at `day` with the shift that starts on it, neither compared yet. Raises StoreError, BadInput."""
        from caseboard.domain.handovers import last_acknowledged, shift_since
        from caseboard.usecases.shifting import HANDOVERS, with_shift

        with self._lock:
            handovers = self.open().handovers(limit=HANDOVERS)
            since = shift_since(last_acknowledged(handovers, day), day, day)
            return with_shift(self.view(day, again=again, since=since), handovers)

    def compare_shift(self, view: View) -> View:
        """The same view compared with the earlier dates, and what was done since the last shift. Raises StoreError."""
        from caseboard.usecases.shifting import compare_shift, with_work
        from caseboard.usecases.viewing import compare

        return with_work(compare_shift(compare(view)), self.open())

    def checked(self, view: View, today: date, *, signs: bool) -> Checked:
        """What the checks of the records find in the view, or the signs of gaming. Raises StoreError."""
        from caseboard.usecases.gaming import read_gaming
        from caseboard.usecases.quality import read_quality

        return (read_gaming if signs else read_quality)(self.open(), view, today)

    def handover_waiting(self, day: date) -> tuple[Handover | None, Handover | None, Draft | None]:
        """The note that waits on `day`, the hand-over acknowledged last, and what this person typed of another one.

        Raises StoreError.
        """
        from caseboard.domain.handovers import last_acknowledged, waiting_handover

        handovers = self.open().handovers()
        typed = self.window.read(self.drafts.flush())
        mine = (draft for draft in typed if draft.name.partition(SECOND)[0] == HANDOVER)
        draft = max(mine, key=lambda draft: draft.saved_at, default=None)
        return waiting_handover(handovers, day), last_acknowledged(handovers, day), draft

    def case(self, child_id: str, day: date) -> CaseFile:
        """One child's case as at `day`; the journal keeps that it was seen. Raises StoreError or BadInput."""
        from caseboard.usecases.casefile import open_case

        with self._lock:
            return open_case(self.open(), child_id, day, self._now())

    def search(self, words: str, *, first: bool) -> Sequence[Result]:
        """The texts with every one of `words`; the `first` search is journaled. Raises BadInput, StoreError."""
        from caseboard.usecases.searching import begin_search, search

        records = self.open()
        if first:
            begin_search(records, self._now())
        return search(records, words)

    def found(self, found: Found, words: str) -> Opened:
        """The whole text of a result; the journal keeps that it was seen. Raises BadInput, StoreError."""
        from caseboard.usecases.searching import open_found

        return open_found(self.open(), found, words, self._now())

    @property
    def headings(self) -> Sequence[str]:
        """What a supervision note is written under, as the council's settings were last read."""
        return self._snapshot.rules.settings.supervision.headings if self._snapshot else HEADINGS

    def sheet(self, worker: int, day: date) -> tuple[View, Sheet, Sequence[Draft]]:
        """A worker's sheet on `day`, the board of its children alone, and this person's drafts.

        Raises BadInput or StoreError.
        """
        from caseboard.usecases.supervising.narrow import narrowed
        from caseboard.usecases.supervising.sheet import read_sheet

        records, view = self.open(), self.view(day, again=self.stale)
        sheet = read_sheet(view, records, worker)
        drafts = self.window.read(self.drafts.flush())
        return narrowed(view, [case.case.child_pk for case in sheet.agenda]), sheet, drafts

    def sheet_again(self, view: View, worker: int, child: int | None) -> tuple[View, Sheet]:
        """The sheet as it is by now, `child` read anew. Raises BadInput or StoreError."""
        from caseboard.usecases.supervising.narrow import read_again
        from caseboard.usecases.supervising.sheet import read_sheet

        records = self.open()
        fresh = view if child is None else read_again(view, records, child)
        return fresh, read_sheet(fresh, records, worker)

    def written(self, number: int) -> SessionRecord | None:
        """A session with everything written in it, signed or not. Raises StoreError."""
        return self.open().session(number)

    def earlier_notes(self, child: int) -> Sequence[NoteFacts]:
        """A child's notes, the last held first; the journal keeps that they were seen. Raises StoreError."""
        records = self.open()
        records.note(Event.VIEW, self._now(), child=child, about="supervision notes")
        return records.notes(child, limit=NOTES)

    def take_stale(self) -> bool:
        """Whether the board must be read again; whoever asks does it."""
        stale, self.stale = self.stale, False
        return stale

    def perform(self, act: Act, *, draft: str = "") -> Done:
        """Carry out an act at this moment; `draft` is the name of what it saves.

        Raises Conflict, BadInput or StoreError; nothing is done then.
        """
        return self.open().perform(act, self._now(), draft=self.window.known(draft))

    def undo(self) -> Done:
        """Take back the last act. Raises BadInput, UndoRefused or StoreError."""
        return self.open().undo(self._now())

    def redo(self) -> Done:
        """Do again what was last taken back. Raises as `undo`."""
        return self.open().redo(self._now())

    def held_by(self, worker: int, day: date) -> Sequence[Allocation]:
        """What the worker holds on `day` or later, cases without open work too. Raises StoreError."""
        return self.open().held_by(worker, day)

    def preference(self, name: str) -> str | None:
        """What was remembered under `name`; None also where it cannot be read, for it is a convenience."""
        try:
            return self.open().preference(name)
        except CaseboardError:
            return None

    def remember(self, name: str, value: str) -> None:
        """Remember `value`; where it cannot be written nothing is said, for it is a convenience."""
        try:
            self.open().remember(name, value)
        except CaseboardError:
            return

    def close(self) -> None:
        """Write what is typed and let the database go for good, after whatever is being read."""
        self.drafts.close()
        with self._lock:
            self._closed = True
            if self._records is not None:
                self._records.close()
            self._records = self._snapshot = self._view = self._held = None
