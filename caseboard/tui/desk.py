"""What lies on the table in one session: the sheet as it was read, and what was typed and is not saved.

No screen and no query. Children are known by the database's number; the order to discuss is that of the first reading,
so that no case moves under the hands of who is typing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum, auto

from caseboard.domain.acts import Act, RecordKind
from caseboard.domain.agenda import AgendaCase
from caseboard.domain.cases import Child
from caseboard.domain.errors import BadInput
from caseboard.domain.notes import parse_note
from caseboard.domain.people import Worker
from caseboard.domain.rows import ActionRow
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.supervision import Draft, NoteFacts, SessionFacts, SessionRecord
from caseboard.domain.words import long_date
from caseboard.tui.dates import parse_day
from caseboard.tui.drafts import SECOND, Words
from caseboard.tui.typed import Typed, TypedSheet, from_json, sheet_from_json, together
from caseboard.tui.unsaved import Unsaved
from caseboard.usecases.supervising.sheet import Sheet, to_handle
from caseboard.usecases.viewing import View


class Standing(Enum):
    """How far a case is in this session."""

    TO_DO = auto()
    TYPED = auto()
    """Something is typed and not saved."""
    SENT = auto()
    """On its way to the database."""
    DISCUSSED = auto()
    LEFT_OUT = auto()
    """Not discussed, and said why."""


def _means(text: str, day: date | None, today: date, *, ahead: bool = False) -> bool:
    try:
        return parse_day(text, today, ahead=ahead) == day
    except BadInput:
        return False


class Desk:
    """One session of one worker."""

    def __init__(self, view: View, sheet: Sheet, drafts: Iterable[Draft]) -> None:
        """`drafts` are this person's, of other sessions too."""
        self.view, self.sheet = view, sheet
        self._agenda = {case.case.child_pk: case for case in sheet.agenda}
        self.children: Sequence[int] = list(self._agenda)
        """In the order to discuss."""
        self.typed: dict[int, Typed] = {}
        self._based: dict[int, int] = {}
        """The version of the note that was there when a case began to be typed; 0: there was none."""
        self.notes: dict[int, Sequence[NoteFacts]] = {}
        """The earlier notes of a child, as far as they were read."""
        self.sent: set[int] = set()
        """Cases on their way to the database."""
        self.locked = False
        """Whether the session is signed: only read, and added to."""
        self._names: dict[int, str] = {}
        """Under which name the draft of a child's note goes on, where it was continued."""
        self._unsaved, own = self._sorted(drafts)
        self.own_names = [self.own_name, *(draft.name for draft in own if draft.name != self.own_name)]
        """The drafts `own` stands for: more than one where it was typed in two windows."""
        sheets = [sheet_from_json(draft.text) for draft in own]
        self.own = together(sheets)
        self.own_joined = bool(sheets) and self.own.text not in {sheet.text for sheet in sheets}
        """Whether texts of several windows stand in it."""

    def _sorted(self, drafts: Iterable[Draft]) -> tuple[Unsaved, list[Draft]]:
        """Those of each child's note, and those of the worker's own sheet and the dates; each the oldest first."""
        known = {self.draft_name(child): child for child in self.children}
        waiting: dict[int, list[Draft]] = {}
        own = []
        for draft in sorted(drafts, key=lambda draft: draft.saved_at):
            name = draft.name.partition(SECOND)[0]
            if name in known:
                waiting.setdefault(known[name], []).append(draft)
            elif name == self.own_name:
                own.append(draft)
        return Unsaved(waiting), own

    # What was read

    @property
    def worker(self) -> Worker:
        """Whose session it is."""
        return self.sheet.worker

    @property
    def snapshot(self) -> Snapshot:
        """The facts of the children of the session."""
        return self.view.snapshot

    @property
    def record(self) -> SessionRecord | None:
        """What was saved so far."""
        return self.sheet.record

    @property
    def headings(self) -> Sequence[str]:
        """What a note is written under."""
        return self.snapshot.rules.settings.supervision.headings

    def lay(self, view: View, sheet: Sheet) -> None:
        """The sheet was read again. A case with nothing left to discuss stays where it was, without its points."""
        self.view, self.sheet = view, sheet
        fresh = {case.case.child_pk: case for case in sheet.agenda}
        self._agenda = {child: fresh.get(child) or self._without_points(case) for child, case in self._agenda.items()}

    def _without_points(self, case: AgendaCase) -> AgendaCase:
        done = {action.id for action in self.snapshot.actions.get(case.case.child_pk, ()) if action.done_on}
        return replace(case, points=(), actions=tuple(row for row in case.actions if row.action_id not in done))

    def case(self, child: int) -> AgendaCase:
        """A case of the agenda."""
        return self._agenda[child]

    def child(self, number: int) -> Child:
        """Who the child is."""
        return self.snapshot.facts.children[number]

    def actions(self, child: int, held_on: date) -> list[ActionRow]:
        """The actions of last time that are to be closed or carried."""
        waiting = to_handle(self.snapshot, self.sheet, child, held_on)
        return [row for row in self.case(child).actions if row.action_id in waiting]

    # What was typed

    def draft_name(self, child: int) -> str:
        """What the draft of a child's note is kept under."""
        return self._names.get(child) or f"note:{self.worker.id}:{child}"

    @property
    def own_name(self) -> str:
        """What the draft of the worker's own sheet and the two dates is kept under."""
        return f"sheet:{self.worker.id}"

    def saved(self, child: int) -> Typed:
        """What was saved of a case, as it would be typed."""
        note = self.record.notes.get(child) if self.record else None
        return Typed(parse_note(note.text)) if note else Typed()

    def of(self, child: int) -> Typed:
        """What the editor shows of a case."""
        return self.typed.get(child) or self.saved(child)

    def left_out(self, child: int) -> str:
        """Why the case was not discussed, as saved."""
        row = self.record.not_discussed.get(child) if self.record else None
        return row.why if row else ""

    def take(self, child: int, typed: Typed) -> Words | None:
        """Keep what was typed. What makes the text of its draft, "" where nothing is left to keep; None: no change."""
        typed = replace(typed, why=self.of(child).why)
        return None if typed == self.of(child) else self.put(child, typed)

    def put(self, child: int, typed: Typed) -> Words:
        """As `take`, the reason for leaving a case out too."""
        if typed == self.saved(child):
            self.typed.pop(child, None)
            self._based.pop(child, None)
            return str
        self.typed[child] = typed
        self._based.setdefault(child, self._version(child))
        return typed.to_json

    def _version(self, child: int) -> int:
        note = self.record.notes.get(child) if self.record else None
        return note.version if note else 0

    def as_begun(self, child: int, act: Act) -> Act:
        """The act on the note as it was when the case began to be typed: who changed it meanwhile is met."""
        begun = self._based.get(child, self._version(child))
        edits = (
            replace(edit, version=begun) if edit.kind is RecordKind.SUPERVISION and edit.record is not None else edit
            for edit in act.edits
        )
        return replace(act, edits=tuple(edits))

    def knowing(self, child: int) -> None:
        """The person has seen the note that is there by now, and means to replace it."""
        self._based[child] = self._version(child)

    def took(self, child: int, sent: Typed) -> Words:
        """What was sent is saved: only what was typed since is left."""
        now = self.typed.pop(child, sent)
        self._based.pop(child, None)
        if now == sent:
            self._unsaved.saved(child)
            return str
        answers = tuple(answer for answer in now.answers if answer not in sent.answers)
        agreed = tuple(row for row in now.agreed if row not in sent.agreed)
        return self.put(child, replace(now, answers=answers, agreed=agreed, why=""))

    @property
    def dates(self) -> tuple[str, str]:
        """When it was held and when the next one is, as typed or as saved."""
        held_on, next_on = self._saved_dates
        return self.own.held_on or held_on, self.own.next_on or next_on

    def settle_dates(self) -> None:
        """Forget the dates that were typed and are saved by now, however they were written."""
        session, own, today = (self.record.session if self.record else None), self.own, self.view.as_at
        if session:
            held_on = "" if _means(own.held_on, session.held_on, today) else own.held_on
            next_on = "" if _means(own.next_on, session.next_on, today, ahead=True) else own.next_on
            self.own = replace(own, held_on=held_on, next_on=next_on)

    @property
    def _saved_dates(self) -> tuple[str, str]:
        session = self.record.session if self.record else None
        next_on = long_date(session.next_on)[4:] if session and session.next_on else ""
        return long_date(session.held_on if session else self.view.as_at)[4:], next_on

    @property
    def own_text(self) -> str:
        """The worker's own sheet as typed or as saved."""
        return self.own.text or self._saved_own

    @property
    def _saved_own(self) -> str:
        return self.record.sheet.text if self.record and self.record.sheet else ""

    def take_own(self, text: str, held_on: str, next_on: str) -> bool:
        """Keep what was typed of the worker's own sheet and the two dates; whether anything changed."""
        saved = (self._saved_own, *self._saved_dates)
        own = TypedSheet(*("" if new == old else new for new, old in zip((text, held_on, next_on), saved, strict=True)))
        changed, self.own = own != self.own, own
        return changed

    def unsaved(self, child: int) -> Draft | None:
        """Typed before or in another window, and neither continued nor discarded yet."""
        return self._unsaved.of(child)

    def unsaved_text(self, child: int) -> Typed:
        """The unsaved note itself."""
        draft = self.unsaved(child)
        return from_json(draft.text) if draft else Typed()

    def resume(self, child: int) -> None:
        """Go on with the unsaved note."""
        draft = self._unsaved.resume(child)
        self.typed[child], self._names[child] = from_json(draft.text), draft.name

    def discard(self, child: int) -> str:
        """Throw the unsaved note away; the name of its draft."""
        return self._unsaved.discard(child).name

    def unsaved_when(self, child: int) -> str:
        """When the unsaved note was typed."""
        return self._unsaved.when(child, self.view.as_at)

    # How far it is

    def standing(self, child: int) -> Standing:
        """How far a case is."""
        if child in self.sent:
            return Standing.SENT
        if self.record and child in self.record.not_discussed:
            return Standing.LEFT_OUT
        if child in self.typed or self.unsaved(child):
            return Standing.TYPED
        return Standing.DISCUSSED if self.record and child in self.record.notes else Standing.TO_DO

    def next_open(self, index: int) -> int | None:
        """The next case to do after `index`, from the top again where there is none below; None: all are done."""
        order = [*range(index + 1, len(self.children)), *range(index + 1)]
        done = (Standing.DISCUSSED, Standing.LEFT_OUT, Standing.SENT)
        return next((n for n in order if self.standing(self.children[n]) not in done), None)

    def missing(self) -> list[int]:
        """The children that stand in the way of signing; those with text that is not saved among them."""
        open_ = {case.case.child_pk for case in self.sheet.missing()}
        return [c for c in self.children if c in open_ or self.standing(c) in (Standing.TYPED, Standing.SENT)]

    @property
    def to_sign(self) -> SessionFacts | None:
        """The session a signature is given on: the one on the table, else the one before it."""
        return self.record.session if self.record else self.sheet.last

    @property
    def half_signed(self) -> bool:
        """Whether one signature of that session is still missing."""
        return bool(self.to_sign and self.to_sign.half_signed)

    def signed_note(self, child: int) -> NoteFacts | None:
        """The child's last note that is only added to: any but the one of the session that goes on."""
        own = None if self.locked or self.record is None else self.record.session.id
        return next((note for note in self.notes.get(child, ()) if own is None or note.session != own), None)
