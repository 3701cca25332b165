"""What the start of a shift shows: the groups in the order of work, what is new since the last, and the rows chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from caseboard.domain.changes import CHANGE_DEFINITIONS, CHANGE_WORDS, Change
from caseboard.domain.counters import Row
from caseboard.domain.rows import ActionRow, BoardRow, ChildRow, EnquiryRow, PlanRow, ReferralRow
from caseboard.domain.shift_rows import Deadline, ShiftRow
from caseboard.domain.shift_telling import gap_words
from caseboard.domain.shift_words import BREAKS_DEFINITIONS, GROUP_WORDS, Breaks, Group
from caseboard.domain.words import long_date
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.listed import Listed, Place
from caseboard.tui.shift_columns import SHIFT
from caseboard.tui.telling import tell
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.domain.counters import Count
    from caseboard.usecases.shifting import ShiftTold
    from caseboard.usecases.viewing import View

Key = Group | Breaks | Change
TITLES: dict[Key, str] = {words.group: words.title for words in GROUP_WORDS}
SHORT: dict[Key, str] = {words.group: words.short for words in GROUP_WORDS}
DEFINITIONS: dict[Key, str] = {
    **{words.group: words.definition for words in GROUP_WORDS},
    **dict(BREAKS_DEFINITIONS.items()),
    **dict(CHANGE_DEFINITIONS.items()),
}
OF_BOARD = (BoardRow, PlanRow, ChildRow, ActionRow, ReferralRow, EnquiryRow)
_SOURCES = (*OF_BOARD, object)
_DEADLINES = {kind: number for number, kind in enumerate((None, *Deadline))}


class ListedShift(Listed):
    """The rows of the group, the figure or the change that is chosen."""

    title: ClassVar = "Shift start"
    usual_order: ClassVar = "the worst first"
    columns = SHIFT

    def __init__(self, place: Place) -> None:
        """The shift itself is not read yet."""
        self.since = False
        """Whether what is new since the last shift is shown in place of the order of work."""
        self.breaking: Breaks | None = None
        """The figure the rows are narrowed to, whichever group they are of."""
        self._at: dict[bool, Key] = {}
        self._marks: dict[Key, set[int]] = {}
        self._found: dict[Key, list[ShiftRow]] = {}
        super().__init__(place)

    @property
    def told(self) -> ShiftTold | None:
        """The shift; None while it is being read."""
        return self.view.told

    def take(self, view: View, more: Any) -> None:
        """Show another view in the same way."""
        super().take(view, more)
        self._found.clear()
        if self.told and not self._at:
            self.choose(self._worst())

    def compared(self, view: View) -> None:
        """The same view with what is new since the last shift."""
        self.view = view
        self._found.clear()

    # What is chosen

    @property
    def keys(self) -> Sequence[Key]:
        """What the list of groups has, from the top."""
        return tuple(Change) if self.since else tuple(Group)

    @property
    def at(self) -> Key:
        """Where the cursor of the list of groups is."""
        return self._at.get(self.since, self.keys[0])

    @property
    def chosen(self) -> Key:
        """What the rows are of."""
        return self.breaking or self.at

    def choose(self, key: Key) -> None:
        """Show the rows of a group or a change."""
        self._at[self.since] = key
        self.breaking = None
        self.marks = self._marks.setdefault(key, set())

    def turn(self) -> None:
        """To what is new since the last shift, or back to the order of work."""
        self.since = not self.since
        self.choose(self.at)

    def toggle(self, breaks: Breaks) -> None:
        """Narrow the rows to what breaks so, or show the group's again."""
        self.breaking = None if self.breaking is breaks else breaks
        self.marks = self._marks.setdefault(self.chosen, set())

    def _worst(self) -> Key:
        """The first group in which somebody has to act today, else the first with anything in it."""
        held = [key for key in Group if self.of(key)]
        return next((key for key in held if any(row.grave for row in self.of(key))), held[0] if held else self.keys[0])

    # Rows

    def everything(self) -> Sequence[ShiftRow]:
        """Every row of what is chosen."""
        return self._all(self.chosen)

    def _all(self, key: Key) -> Sequence[ShiftRow]:
        told = self.told
        if told is None:
            return ()
        if isinstance(key, Group):
            return told.shift.groups[key]
        if isinstance(key, Breaks):
            return told.shift.breaking(key)
        return told.changes.by_kind[key] if told.changes else ()

    def of(self, key: Key) -> Sequence[ShiftRow]:
        """The rows of a group, a figure or a change that are in view, the worst first."""
        if key not in self._found:
            self._found[key] = [row for row in self._all(key) if self.in_view(row)]
        return self._found[key]

    def in_view(self, row: ShiftRow) -> bool:
        """Whether the row is in the scope and passes the filter."""
        return self.scope.holds(row.case) and self.filter.passes(on_board(row))

    def narrow(self, text: str) -> None:
        """Show only rows with these words. Raises BadInput, changing nothing, for what cannot be read."""
        super().narrow(text)
        self._found.clear()

    def clear(self) -> None:
        """The whole council, every row."""
        super().clear()
        self._found.clear()

    def identity(self, row: ShiftRow) -> int:
        """What tells the rows apart: the record each is of, and which of its deadlines."""
        kind = next(n for n, source in enumerate(_SOURCES) if isinstance(row.source, source))
        return (_number(row) * len(_SOURCES) + kind) * 16 + _DEADLINES[row.kind]

    def counts(self) -> list[Count]:
        """The eight counters, with the change since the last shift only where that is not the working day before."""
        counts = self.view.counts(self.scope)
        told, calendar = self.told, self.view.snapshot.rules.calendar
        if told and told.shift.since != calendar.previous_working_day(self.view.as_at):
            return counts
        return [replace(count, since_shift=None) for count in counts]

    # In words

    def heading(self, contents: Any) -> Line:
        """What is chosen and how many rows there are, with how many are marked."""
        marked = len(self.marks)
        told = Span(f" · {marked} marked", "strong") if marked else None
        return line(" ", Span(self.name(self.chosen), "title"), f" · {len(contents.rows):,}", told)

    def contents(self) -> Any:
        """The rows, each list with a cursor of its own."""
        return replace(super().contents(), list_name=self.chosen)

    def name(self, key: Key) -> str:
        """What is chosen, in words."""
        if isinstance(key, Group):
            return TITLES[key]
        if isinstance(key, Change):
            return f"Since the last shift: {CHANGE_WORDS[key]}"
        horizon = self.told.shift.horizon if self.told else None
        if key is Breaks.NEXT and horizon and horizon.next_working_day:
            return f"Before {long_date(horizon.next_working_day)} ends"
        if key is Breaks.GAP and horizon and horizon.gap:
            return f"Over {gap_words(horizon.gap)}"
        return "Over now" if key is Breaks.OVER else "Over the weekend or bank holiday"

    def tell(self, row: ShiftRow | None) -> list[Paragraph]:
        """The row of the board, and what was written of it; without a row the rule of what is chosen."""
        if row is None:
            return [[line(Span(DEFINITIONS[self.chosen], "quiet"))]] if self.told else []
        note = line(Span("hidden", "faint")) if self.private else (say(row.note),)
        said = row.note and not isinstance(row.source, ActionRow)  # an action is told below in its own words
        why = [[line(Span(row.what, "strong")), *([note] if said else [])]]
        if isinstance(row.source, OF_BOARD):
            first, *others = tell(row.source, self.view.snapshot, self.showing)
            return [first, *why, *others]
        return [[self.about([row]), *([say_worker(row)])], *why]

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.told is None:
            return [line(Span("reading the shift…", "quiet"))]
        if self.text or self.path[1:]:
            return super().nothing()
        if isinstance(self.chosen, Change) and self.told.changes is None:
            return [line(Span("comparing with the last shift…", "quiet"))]
        facts = self.view.snapshot.facts
        if not facts.children:
            return [line("This database holds no case yet."), line(Span("caseboard import loads an extract", "quiet"))]
        return [line(f"Nothing is here on {long_date(self.view.as_at)}.")]


def on_board(row: ShiftRow) -> Row:
    """What a filter reads: the board's own row. Of a flag or a decided referral it asks the case alone."""
    return row.source if isinstance(row.source, OF_BOARD) else cast(Row, row)


def say_worker(row: ShiftRow) -> Line:
    """Who holds the case."""
    return (say(row.case.worker),) if row.case.worker else line(Span("nobody holds it", "soon"))


def _number(row: ShiftRow) -> int:
    """The database's number of the record the row is of."""
    source = row.source
    match source:
        case BoardRow():
            return source.assessment_id
        case PlanRow():
            return source.plan_id
        case ReferralRow():
            return source.referral_id
        case EnquiryRow():
            return source.enquiry_id
        case ActionRow():
            return source.action_id
        case ChildRow():
            return source.case.child_pk
    number = getattr(source, "id", None)
    return number if number is not None else row.case.child_pk
