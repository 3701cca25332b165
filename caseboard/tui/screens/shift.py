"""The start of a shift: the groups in the order of work above, the rows of the one chosen below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message

from caseboard.domain.counter_words import COUNTER_WORDS
from caseboard.domain.shift_words import Breaks
from caseboard.tui import shift_lines as lines
from caseboard.tui.acts import FORMS
from caseboard.tui.attempt import outcome_of
from caseboard.tui.cells import line, say, wrapped
from caseboard.tui.commands import ACTS, bindings
from caseboard.tui.commands_lists import GO
from caseboard.tui.commands_shift import SHIFT, act_of
from caseboard.tui.fitting import fit
from caseboard.tui.listed import Listed, Place
from caseboard.tui.listed_shift import ListedShift
from caseboard.tui.newest import Newest
from caseboard.tui.screens.board_acts import unfit
from caseboard.tui.screens.listing import ListScreen
from caseboard.tui.session import Session
from caseboard.tui.widgets.counter_bar import CounterBar
from caseboard.tui.widgets.detail import Detail, flow
from caseboard.tui.widgets.group_list import GroupList
from caseboard.tui.widgets.heading import Heading
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.table import Table
from caseboard.tui.widgets.toned import Prose
from caseboard.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from caseboard.domain.acts import Done
    from caseboard.tui.forms import Chosen, Form, Matter
    from caseboard.usecases.viewing import View

_ACTS = tuple(command for command in ACTS if command.action.startswith("act("))
"""Without undo and redo, which are the list's own."""
_OWN = tuple(command for command in SHIFT if act_of(command) in ("", *FORMS))
KEYS = (*_OWN, *GO, *_ACTS)
"""Everything that works there."""
HIGH = 34
"""From how many lines on the groups stay above the rows while these are gone through."""


class Compared(Message):
    """What is new since the last shift was read, or could not be."""

    def __init__(self, view: View, outcome: View | str) -> None:
        """`view` is what was to be compared."""
        self.view, self.outcome = view, outcome
        super().__init__()


class ShiftScreen(ListScreen):
    """Two lists with a cursor each; the list of groups has the focus first."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = ["listing.tcss", "shift.tcss"]
    AUTO_FOCUS = "GroupList"
    BINDINGS = bindings(KEYS)
    OWN_COMMANDS = KEYS
    LISTED: ClassVar[type[Listed]] = ListedShift
    listed: ListedShift

    def __init__(
        self, session: Session, place: Place, clock: Callable[[], date], who: str, keymap: Mapping[str, str]
    ) -> None:
        """Nothing is read here."""
        super().__init__(session, place, clock, who, keymap)
        self._comparing: Newest[View] = Newest(self, "compare", self._compare)

    def compose(self) -> ComposeResult:
        """The whole screen."""
        fit(self)
        self.set_class(self.app.size.height < HIGH, "-short", update=False)
        yield TopBar(self._who, self._session.label, id="top")
        yield CounterBar(id="counters")
        yield Prose(id="figures")
        with Horizontal(id="middle"):
            with Vertical(id="left"):
                yield GroupList(id="groups")
                yield Heading(id="heading")
                yield Table(id="table")
            with VerticalScroll(id="beside", can_focus=False):
                yield Prose(id="told")
        yield Detail(id="detail")
        yield Hints(self._keymap, _OWN, id="hints")

    def on_resize(self, event: events.Resize) -> None:
        """Where there are few lines the rows take the place of the groups while they are gone through."""
        self.set_class(event.size.height < HIGH, "-short")
        if self.query(GroupList):
            self.draw()

    # Reading

    def read_view(self, day: date, *, again: bool) -> View:
        """In the thread: the board with its shift."""
        return self._session.shift(day, again=again)

    def arrived(self) -> None:
        """Once the shift is drawn it is compared with the last one."""
        self._comparing.wish(self.listed.view)

    def _compare(self, view: View) -> None:
        self.post_message(Compared(view, outcome_of(partial(self._session.compare_shift, view))))

    @on(Compared)
    def _compared(self, message: Compared) -> None:
        if message.view is not self.listed.view:
            return  # another date was read meanwhile
        if isinstance(message.outcome, str):
            self.notify(message.outcome, severity="warning", markup=False)
        else:
            self.listed.compared(message.outcome)
            self.draw()

    # Drawing

    def draw(self) -> None:
        """Everything anew."""
        super().draw()
        listed = self.listed
        self.query_one(CounterBar).show(listed.counts(), None)
        self._draw_figures()
        cursor = listed.keys.index(listed.at)
        foot = lines.work_lines(listed) if listed.since else ()
        shown = self.query_one(GroupList)
        shown.show(
            lines.title(listed), lines.items(listed, self._keymap), cursor, chosen=not listed.breaking, foot=foot
        )
        if self.has_class("-wide"):
            self.query_one("#told", Prose).show(self._beside())

    def _draw_figures(self) -> None:
        told = lines.figures(self.listed, self._keymap)
        self.query_one("#figures", Prose).show(flow(told, self.app.size.width - 2))

    def _beside(self) -> list[Any]:
        room = max(20, self.query_one("#beside").size.width - 6)
        told = lines.beside(self.listed, self._keymap)
        return [part for each in told for part in (wrapped(each, room) if each else [()])]

    # The groups

    @on(GroupList.Chosen)
    def _chosen(self, message: GroupList.Chosen) -> None:
        keys = self.listed.keys  # fewer than when the key was pressed, where `i` was pressed right after it
        self.listed.choose(keys[min(message.index, len(keys) - 1)])
        self.draw()
        if message.entered:
            self._into_rows()

    def _into_rows(self) -> None:
        self.add_class("-rows")
        self.query_one(Table).focus()

    def _out_of_rows(self) -> None:
        self.remove_class("-rows")
        self.query_one(GroupList).focus()

    @on(Table.Left)
    def _left_table(self) -> None:
        self._out_of_rows()

    def action_since(self) -> None:
        """What is new since the last shift, or the order of work again."""
        self.listed.turn()
        self._out_of_rows()
        self.draw()

    def action_breaking(self, breaks: str) -> None:
        """Narrow the rows to what breaks so; again for those of the group."""
        self.listed.toggle(Breaks(breaks))
        self.draw()
        if self.listed.breaking:
            self._into_rows()
        else:
            self._out_of_rows()

    def action_back(self) -> None:
        """One step back: marks, then a figure, then the groups, the filter, the order of work, and the board."""
        listed = self.listed
        if listed.marks:
            listed.marks.clear()
        elif listed.breaking:
            listed.toggle(listed.breaking)
            self._out_of_rows()
        elif self.has_class("-rows"):
            self._out_of_rows()
        elif listed.since and not listed.text:
            listed.turn()
        else:
            super().action_back()
            return
        self.draw()

    def action_counter(self, key: str) -> None:
        """To the board, with the rows of a counter."""
        self._to_board(key)

    @on(CounterBar.Pressed)
    def _counter_pressed(self, message: CounterBar.Pressed) -> None:
        self._to_board(message.counter.key)

    def _to_board(self, key: str) -> None:
        board = self.app.screen_stack[0]
        words = next(words for words in COUNTER_WORDS if words.key == key)
        while self.app.screen is not board:
            self.app.pop_screen()
        board.post_message(CounterBar.Pressed(words))

    # Acts

    def chosen(self, rows: Sequence[Any]) -> Chosen:
        """As on every list, with the referrals that were decided, and who holds the first of the rows."""
        from caseboard.domain.cases import ReferralFacts

        chosen = super().chosen(rows)
        decided = [row.source.id for row in rows if isinstance(row.source, ReferralFacts)]
        return replace(chosen, referrals=[*chosen.referrals, *decided], worker=rows[0].case.worker_pk)

    def acted_on(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The board's rows; of a flag or a decided referral the row itself, which names the child."""
        return [row.source if hasattr(row.source, "case") else row for row in rows]

    def matter(self, form: Form) -> Matter | str:
        """As on every list; what is handed on is all that the worker of the row holds."""
        from caseboard.tui.forms import About

        matter = super().matter(form)
        if isinstance(matter, str):
            return matter
        if form.about is About.REFERRALS:
            return self._to_decide(form, matter)
        if form.about is not About.WORKER:
            return matter
        worker = matter.chosen.worker
        if worker is None:
            return "nobody holds this: choose a row somebody holds"
        name = line(say(self.listed.view.snapshot.facts.workers[worker].name, "strong"))
        return replace(matter, names=lambda: name)

    def _to_decide(self, form: Form, matter: Matter) -> Matter | str:
        """Of the referrals only those that wait: one decided already is allocated here, and not decided again."""
        waiting = {row.referral_id for row in self.listed.view.board.referrals}
        chosen = replace(matter.chosen, referrals=[r for r in matter.chosen.referrals if r in waiting])
        if matter.chosen.referrals and not chosen.referrals:
            return "this is decided, or work has begun: a allocates it, and D lists what is to be reviewed"
        return unfit(form, chosen) or replace(matter, chosen=chosen)

    def action_handover(self) -> None:
        """The note of the last shift, and what is done with it."""
        from caseboard.tui.dialogs.handover import HandoverDialog

        acting = self.day == self.today
        dialog = HandoverDialog(self._session, self.day, self._who, lambda: self.listed.private, acting=acting)
        self.app.push_screen(dialog, self._handed_over)

    def _handed_over(self, done: Done | None) -> None:
        if done is not None:
            self._acted(done)
