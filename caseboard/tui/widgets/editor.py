"""The middle of a session: what to discuss of a case, last time's actions, the note under its headings, new actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from caseboard.domain.notes import Part
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.commands_session import AGREE, LAST_ACTION
from caseboard.tui.in_order import go_to
from caseboard.tui.typed import NewAction, Typed
from caseboard.tui.widgets.detail import Paragraph
from caseboard.tui.widgets.draft_banner import DraftBanner
from caseboard.tui.widgets.hints import titled
from caseboard.tui.widgets.last_actions import LastActions
from caseboard.tui.widgets.new_action import NewActionRow
from caseboard.tui.widgets.note_area import NoteArea
from caseboard.tui.widgets.parts import Parts
from caseboard.tui.widgets.toned import Prose

if TYPE_CHECKING:
    from caseboard.domain.rows import ActionRow

COVER = line(
    "Names are hidden, and so is what is written here. ", Span("f2", "key"), " shows both; nothing typed is lost."
)


@dataclass(frozen=True, slots=True)
class Page:
    """One case as the editor shows it."""

    child: int
    """By the database's number."""
    whose: Paragraph
    points: Sequence[Line]
    actions: Sequence[ActionRow]
    """Those of last time, each to be closed or carried."""
    held_on: date
    who: str
    """Who is to do a new action unless another is named."""
    became: Sequence[Line] = ()
    """What the saved note says of actions: closed, carried, agreed."""
    draft: str = ""
    """From when the unsaved note is; empty for none."""
    locked: bool = False
    """Signed: only read."""
    private: bool = False


class Editor(VerticalScroll, can_focus=False):
    """One case at a time. What is typed is told as it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "flow(-1)", "To what stands above", show=False),
        Binding("down", "flow(1)", "To what stands below", show=False),
    ]

    class Changed(Message):
        """Something else is typed than before: `Editor.typed` tells what."""

    def __init__(self, headings: Sequence[str], keymap: Mapping[str, str], *, id: str | None = None) -> None:
        """`headings` are the council's."""
        super().__init__(id=id)
        self._headings, self._keymap = tuple(headings), keymap
        self.page: Page | None = None
        """None until the first case is shown, and while another one is being put in its place."""
        self.shown = Typed()
        """What was put in it, as it stands there."""
        self._told = Typed()
        self._back: Widget | None = None

    def compose(self) -> ComposeResult:
        """Everything a case can have, empty."""
        yield Parts(id="whose")
        yield Prose(id="points")
        yield Prose([COVER], id="covered")
        yield DraftBanner()
        with Vertical(id="note"):
            yield Prose([titled("Last time's actions", LAST_ACTION, self._keymap)], id="last-title")
            yield LastActions(self._next_action, id="last")
            yield Prose(id="said-actions", classes="refusal")
            yield Prose(id="became")
            with Vertical(id="under"):
                for heading in self._headings:
                    yield NoteArea(heading)
                yield Prose(id="said-parts", classes="refusal")
            yield Prose([titled("New actions", (AGREE,), self._keymap)], id="agreed-title")
            yield Vertical(id="agreed")
            yield Prose(id="said-rows", classes="refusal")

    # What is shown

    async def show(self, page: Page, typed: Typed) -> None:
        """Show another case with what was typed of it."""
        self.page = None  # what the widgets hold meanwhile is of neither case
        self.query_one("#whose", Parts).show(page.whose)
        self.query_one("#points", Prose).show(page.points)
        self.query_one(DraftBanner).show(page.draft)
        await self.refuse("", "")
        await self._show_actions(page, typed)
        await self._show_text(page, typed)
        self.shown = self._told = self.typed()
        self.page = page
        self.scroll_home(animate=False)
        self._hide()

    async def _show_actions(self, page: Page, typed: Typed) -> None:
        await self.last.show(page.actions, typed.answers, page.held_on, private=page.private)
        self.query_one("#last-title").display = bool(page.actions)
        became = self.query_one("#became", Prose)
        became.show([line(Span("Actions of this session", "title")), *page.became] if page.became else [])
        became.display = bool(page.became)
        self.query_one("#agreed-title").display = not page.locked
        agreed = self.query_one("#agreed", Vertical)
        await agreed.remove_children()
        await agreed.mount(*(NewActionRow(row, page.held_on, self._return) for row in typed.agreed))

    @property
    def last(self) -> LastActions:
        """The actions of last time."""
        return self.query_one(LastActions)

    async def _show_text(self, page: Page, typed: Typed) -> None:
        """Every text under its heading; what the council's headings lack gets one of its own, at the end."""
        under = self.query_one("#under", Vertical)
        others = [part.heading for part in typed.parts if part.heading not in self._headings]
        for extra in self.areas[len(self._headings) :]:
            await extra.remove()
        await under.mount(*(NoteArea(heading) for heading in others))
        for area in self.areas:
            area.show(typed.under(area.heading))
            area.read_only = page.locked

    @property
    def areas(self) -> list[NoteArea]:
        """The texts, from the top down."""
        return list(self.query(NoteArea))

    def set_private(self, private: bool) -> None:
        """Cover the note while names are hidden: it is full of them."""
        if self.page and private != self.page.private:
            self.page = replace(self.page, private=private)
            self.last.set_private(private)
            self._hide()

    def _hide(self) -> None:
        """Also until it is said what becomes of an unsaved note: two texts would be typed into one."""
        page = self.page
        self.query_one("#covered", Prose).display = bool(page and page.private)
        self.query_one("#note").display = not (page and (page.private or page.draft))

    # What is typed

    @on(TextArea.Changed)
    @on(LastActions.Answered)
    @on(NewActionRow.Agreed)
    def _changed(self, event: Message) -> None:
        event.stop()
        if self.page and (typed := self.typed()) != self._told:
            self._told = typed
            self._say("parts", "")  # it was said of another text
            self.post_message(self.Changed())

    def typed(self) -> Typed:
        """Everything as it stands here."""
        told = Typed(answers=self.last.answers)
        told = told.with_parts(Part(area.heading, area.text) for area in self.areas)
        return told.with_agreed(row.agreed for row in self.query(NewActionRow))

    async def add_action(self) -> None:
        """A new action to be filled in; a blank one that is there is taken."""
        if self.page is None or self.page.locked or self.page.private or self.page.draft:
            return
        rows = list(self.query(NewActionRow))
        if not rows or not rows[-1].agreed.blank:
            rows.append(NewActionRow(NewAction(who=self.page.who), self.page.held_on, self._return))
            await self.query_one("#agreed").mount(rows[-1])
        if not isinstance(self.screen.focused, Input):
            self._back = self.screen.focused
        rows[-1].go()

    # Where one is

    def begin(self) -> None:
        """Go where there is something to do: the unsaved note, an action of last time, the text."""
        if self.page is None or self.page.private:
            return
        banner = self.query_one(DraftBanner)
        if banner.display:
            go_to(banner)
        else:
            self._next_action()

    def _next_action(self) -> None:
        """To the next action of last time, after the last one to the text."""
        written = [area for area in self.areas if area.text]
        go_to(self.last.open or (written[-1] if written else self.areas[0]))

    def action_flow(self, by: int) -> None:
        """To what stands above or below."""
        stops = [stop for stop in self.screen.focus_chain if self in stop.ancestors]
        here = stops.index(self.screen.focused) if self.screen.focused in stops else 0
        stop = stops[max(0, min(here + by, len(stops) - 1))]
        if isinstance(stop, NoteArea):
            stop.enter_at(by)
        else:
            go_to(stop)

    @on(NoteArea.Edge)
    def _edge(self, event: NoteArea.Edge) -> None:
        event.stop()
        self.action_flow(event.by)

    def _return(self) -> None:
        """Back to where the action was thought of."""
        go_to(self._back if self._back and self._back.is_attached else self.areas[-1])

    # What cannot be

    async def refuse(self, name: str, sentence: str, *, action: int | None = None, row: int | None = None) -> None:
        """Say `sentence` under the field `name` and go there: of that action of last time, or that new one.

        What no field here is to blame for stands where one is; "" takes back what was said.
        """
        for said in ("actions", "parts", "rows"):
            self._say(said, "")
        if name == "actions":
            self._say("actions", sentence)
            self.begin()
        elif name == "parts":
            self._refuse_text(sentence)
        elif action is not None:
            await self.last.refuse(action, name, sentence)
        elif row is not None:
            list(self.query(NewActionRow))[row].refuse(name, sentence)
        elif name:
            self._refuse_here(sentence)

    def _refuse_here(self, sentence: str) -> None:
        """Under what one is in: actions of last time, new actions, else the text."""
        around = self.screen.focused.ancestors if self.screen.focused else []
        if self.last in around:
            self._say("actions", sentence)
        elif self.query_one("#agreed") in around:
            self._say("rows", sentence)
        else:
            self._refuse_text(sentence)

    @on(NoteArea.Refused)
    def _too_much(self, event: NoteArea.Refused) -> None:
        event.stop()
        self._refuse_text(event.sentence)

    def _refuse_text(self, sentence: str) -> None:
        """Under the heading the sentence names, else under the one that has the cursor, or the first."""
        areas = self.areas
        usual = next((area for area in areas if area.has_focus), areas[0])
        blamed = next((area for area in reversed(areas) if area.heading and area.heading in sentence), usual)
        self.query_one("#under").move_child(self.query_one("#said-parts"), after=blamed)
        self._say("parts", sentence)
        go_to(blamed)
        # The text itself may be higher than the window, and the sentence stands under it.
        self.call_after_refresh(self.query_one("#said-parts").scroll_visible, animate=False)

    def _say(self, said: str, sentence: str) -> None:
        prose = self.query_one(f"#said-{said}", Prose)
        if sentence or prose.display:
            prose.show([(say(sentence, "over"),)] if sentence else [])
            prose.display = bool(sentence)
