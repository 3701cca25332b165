"""What was typed before and never saved: continue, compare or discard."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Size

from caseboard.tui.cells import Line, Span, line, wrapped
from caseboard.tui.command import bindings
from caseboard.tui.commands_session import DRAFT
from caseboard.tui.in_order import is_letter
from caseboard.tui.widgets.toned import Toned


class DraftBanner(Toned, can_focus=True):
    """One line over the note; it has the focus until it is answered."""

    BINDINGS = bindings(DRAFT, first=True)
    DEFAULT_CSS = "DraftBanner { height: auto; display: none; }"

    def __init__(self, *, compares: bool = True) -> None:
        """There is none. `compares`: there is a saved note to compare it with."""
        super().__init__()
        self._when, self._compares = "", compares
        self._asking = False

    def show(self, when: str) -> None:
        """There is an unsaved note from `when`, or with "" there is none."""
        self._when, self._asking = when, False
        self.display = bool(when)
        self.refresh(layout=True)

    async def action_discard(self) -> None:
        """Throw the draft away when asked a second time: nothing takes that back, and `d` is done a line further on."""
        if self._asking:
            await self.run_action("screen.draft('discard')")
        else:
            self._asking = True
            self.refresh(layout=True)

    def on_key(self) -> None:
        """Any other key takes the question back."""
        self._forget()

    def on_blur(self) -> None:
        """So does going elsewhere."""
        self._forget()

    def _forget(self) -> None:
        if self._asking:
            self._asking = False
            self.refresh(layout=True)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters go nowhere else."""
        return is_letter(key)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as its words take."""
        return len(wrapped(self._tell(), max(1, width)))

    def render(self) -> Text:
        """When it was typed, and the keys."""
        return self.as_text(wrapped(self._tell(), max(1, self.size.width)))

    def _tell(self) -> Line:
        discard = "throws it away for good" if self._asking else "discard"
        keys = (("enter", "continue"), ("c", "compare") if self._compares else None, ("D", discard))
        hints = (span for key, words in filter(None, keys) for span in (Span(f"  {key}", "key"), Span(f" {words}")))
        again = Span("  again:", "soon") if self._asking else None
        return line(Span(f"Unsaved note from {self._when}:", "soon"), again, *hints)
