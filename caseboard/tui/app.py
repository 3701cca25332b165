"""The app: it wires the board to a database that is not open yet, and decides what a fault may show."""

from __future__ import annotations

from asyncio import AbstractEventLoop, CancelledError, get_running_loop
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from caseboard.tui import pasting
from caseboard.tui.backing import AtRest, Backed, Backing
from caseboard.tui.command import bindings
from caseboard.tui.commands import APP, LOCK
from caseboard.tui.leaving import Leaving
from caseboard.tui.net import TextNet
from caseboard.tui.newest import Newest
from caseboard.tui.offering import ON_BOARD, Offering, own_commands
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.screens.going import SCREENS
from caseboard.tui.session import Session
from caseboard.tui.threads import ForgettingThreads
from caseboard.tui.widgets.filter_line import FilterLine
from caseboard.tui.widgets.hints import Hints
from caseboard.tui.widgets.tree import Tree

if TYPE_CHECKING:
    from caseboard.usecases.ports import Opener

THEMES = ("textual-dark", "textual-light", "ansi-dark", "ansi-light")
"""What ctrl+t goes round; the palette has all of Textual's."""
LONG = 20
"""Seconds a sentence stands that nobody expects."""
STYLES = Path(__file__).parent / "screens" / "board.tcss"
"""An absolute path: Textual looks for others beside the class that runs, which may be a subclass elsewhere."""


class DraftsTold(Message):
    """What is typed cannot be written, with a sentence why, or (None) can be again."""

    def __init__(self, sentence: str | None) -> None:
        """Posted from the thread that writes."""
        self.sentence = sentence
        super().__init__()


class TypedElsewhere(Message):
    """What is typed here is typed in another window of the same person too."""


class CaseboardApp(Offering):
    """The screens of caseboard over one database.

    `keymap` gives commands other keys (id of the command to keys with commas between). `on_fault` is told of an
    unexpected exception and returns the sentence to leave with; it must not repeat the exception's message, which can
    hold a name. Leave the process with `app.return_code`: 1 after a fault, 128 and its number after a signal.
    """

    TITLE = "caseboard"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings([command for command in APP if command is not LOCK]),
        *bindings([LOCK], first=True),  # over every dialog, and while somebody types
    ]

    def __init__(
        self,
        opener: Opener,
        *,
        today: Callable[[], date],
        now: Callable[[], datetime] | None = None,
        as_at: date | None = None,
        who: str = "",
        start: str = "board",
        keymap: Mapping[str, str] | None = None,
        on_fault: Callable[[BaseException], str] | None = None,
    ) -> None:
        """Nothing is opened or read before the first frame. Raises ValueError for a `start` there is no screen for.

        `now` is the time, in UTC, that the journal keeps of an act; the system's without it.
        """
        if start != "board" and start not in SCREENS:
            raise ValueError(f"there is no screen called {start}")
        super().__init__(css_path=STYLES)
        self.session = Session(opener, now or _utc)
        self.session.drafts.tell = lambda sentence: self._tell_drafts(DraftsTold(sentence))
        self.session.window.tell = lambda: self._tell_drafts(TypedElsewhere())
        self.own_keys = dict(keymap or {})
        self._who = who
        self._board = BoardScreen(self.session, today, as_at, who, self.own_keys)
        self._board.starts_with = "" if start == "board" else start
        self._net = TextNet()
        self._backing = Backing(self, self.session)
        self._on_fault = on_fault or _sentence
        self.private = False
        self._fault_code = 1
        """What to leave with after a fault: once a signal has come its own, for keys still find the database closed."""

    def get_driver_class(self) -> type[Driver]:
        """Textual's, which keeps pastes whole."""
        driver = super().get_driver_class()
        pasting.keep_whole(driver)
        return driver

    def get_default_screen(self) -> Screen[None]:
        """The board."""
        return self._board

    def on_mount(self) -> None:
        """Put a person's own keys in force; a theme chosen is remembered for the next run."""
        self.set_keymap(self.own_keys)
        self.watch_idle()
        loop = get_running_loop()
        loop.set_exception_handler(self._in_a_task)
        loop.set_default_executor(ForgettingThreads(thread_name_prefix="worker"))
        memory: Newest[str] = Newest(self, "theme", lambda name: self.session.remember("theme", name))
        self.theme_changed_signal.subscribe(self, lambda theme: memory.wish(theme.name))

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        if not headless:  # before the terminal is touched: a signal after that must leave it as it was
            Leaving(self._leave, self._let_go).begin()
        return super()._build_driver(headless, inline, mouse, size)

    def on_ready(self) -> None:
        """The first frame is on the screen: begin to read."""
        self._board.begin()

    def on_unmount(self) -> None:
        """Write what is typed, and let the database go."""
        self.session.close()

    def _leave(self, code: int) -> None:
        # Because of a signal. What is typed is written first: without a terminal nothing after this may be reached.
        self._fault_code = code
        self._let_go()
        self.exit(return_code=code)

    def _let_go(self) -> None:
        # Also called in a thread, when the terminal is gone and the event loop may be held up for ever.
        with suppress(Exception):  # nothing may stand in the way of leaving
            self.take_typed()
        self.session.close()

    async def action_quit(self) -> None:
        """Leave; nothing is lost."""
        self.take_typed()
        self.exit()

    def _tell_drafts(self, told: Message) -> None:
        self.post_message(told)  # from the thread that writes

    @on(DraftsTold)
    def _drafts_told(self, message: DraftsTold) -> None:
        told = (
            f"what you type cannot be kept: {message.sentence}" if message.sentence else "what you type is kept again"
        )
        self.notify(told, severity="error" if message.sentence else "information", markup=False)

    @on(AtRest)
    def _board_at_rest(self) -> None:
        self._backing.begin()

    @on(Backed)
    def _backed(self, message: Backed) -> None:
        if message.failed:
            self.notify(message.sentence, severity="error", timeout=LONG, markup=False)
        else:
            self.notify(message.sentence, markup=False)

    @on(TypedElsewhere)
    def _typed_elsewhere(self) -> None:
        told = "you type this in another window too: both texts are kept, and both come up when you open this again"
        self.notify(told, severity="warning", timeout=LONG, markup=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The net is the last of the filters every line passes."""
        return [*super().get_line_filters(), self._net]

    # Commands

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command, and the choice of a theme. Textual's Screenshot is not among them."""
        here = tuple(filter(self.offers, own_commands(screen) or ON_BOARD))
        for command in (*here, *(c for c in APP if c.action != "command_palette")):
            node = screen if command in here else self
            yield SystemCommand(
                command.title, command.help, partial(self.call_later, self.run_action, command.action, node)
            )
        yield SystemCommand("Theme", "Choose among all themes", self.action_change_theme)

    @on(Hints.Pressed)
    async def _hint_pressed(self, message: Hints.Pressed) -> None:
        await self.run_action(message.command.action, self if message.command in APP else self.screen)

    def action_help(self) -> None:
        """The keys of what has focus."""
        from caseboard.tui.dialogs.keys import KeysDialog

        here = self.focused
        at = "tree" if isinstance(here, Tree) else "table"
        if here is not None and any(isinstance(node, FilterLine) for node in here.ancestors):
            at = "filter"
        if own := own_commands(self.screen):
            at = own[0].home
        self.push_screen(KeysDialog(at, self.own_keys, self.offers))

    def action_search(self) -> None:
        """Search what was written; one search is open at a time."""
        from caseboard.tui.screens.search import SearchScreen

        if not any(isinstance(screen, SearchScreen) for screen in self.screen_stack):
            self.push_screen(SearchScreen(self.session, self._board.today, self._who, self.own_keys))

    def action_privacy(self) -> None:
        """Record numbers instead of names, or names again."""
        self.private = not self.private
        self._board.set_private(self.private)
        for screen in self.screen_stack:
            if own_commands(screen):
                screen.names_changed()  # type: ignore[attr-defined]

    def action_next_theme(self) -> None:
        """The next of a few themes."""
        here = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(here + 1) % len(THEMES)]

    # Faults

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own would print the values of local variables: names, notes, a passphrase.
        self._return_code = self._fault_code
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._exit_renderables.append(Text(self._on_fault(error)))
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    def panic(self, *renderables: object) -> None:
        """Leave after a fault inside Textual. What it would print quotes the message of an exception."""
        self._return_code = self._fault_code
        self._exit_renderables.append(Text("caseboard stopped because of a fault of the program"))
        self._close_messages_no_wait()

    def _in_a_task(self, _: AbstractEventLoop, context: Mapping[str, Any]) -> None:
        # Nobody waited for what failed, so nothing that is shown depends on it.
        error = context.get("exception")
        if isinstance(error, BaseException) and not isinstance(error, CancelledError):
            self._on_fault(error)


def _utc() -> datetime:
    return datetime.now(UTC)


def _sentence(error: BaseException) -> str:
    """Where the fault is and of what type, without any value."""
    frame, where = error.__traceback__, ""
    while frame is not None:
        module = str(frame.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("caseboard."):
            where = f" at {module}:{frame.tb_lineno}"
        frame = frame.tb_next
    return f"caseboard stopped because of a fault of the program ({type(error).__name__}{where}); nothing was changed"
