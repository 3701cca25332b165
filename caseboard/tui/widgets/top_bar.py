"""The bar on top: whose work, which date, who is signed in."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from caseboard.tui.cells import Line, Span, joined, line, say, spread, width
from caseboard.tui.widgets.toned import Toned


class TopBar(Toned):
    """Whose work, the date in view and how it stands to today, who is signed in. A date that is not today is marked."""

    def __init__(self, who: str, label: str, *, id: str | None = None) -> None:
        """`who` is signed in, looking at the database called `label`."""
        super().__init__(id=id)
        self._who, self._label = who, label
        self._path: tuple[str, ...] = ()
        self._date: tuple[str, str] | None = None
        self._private = False

    def show(self, path: Sequence[str], date: tuple[str, str], private: bool) -> None:
        """Show another team, date (the date itself and how it stands to today, in words) or privacy."""
        self._path, self._date, self._private = tuple(path), date, private
        self.set_class(date[1].startswith("as at"), "-as-at")
        self.set_class(date[1].startswith("ahead"), "-ahead")
        self.refresh()

    def render(self) -> Text:
        """One line, as wide as the screen; who is signed in gives way before the path's last name is cut."""
        room, middle = self.size.width, self._middle()
        right = self._right(self._signed_in)
        path = self._shown_path(room - width(middle) - width(right) - 3)
        if width(path) + width(middle) + width(right) + 3 > room:
            right = self._right("")
            path = self._shown_path(room - width(middle) - width(right) - 3)
        return self.as_text([tuple(spread(path, middle, right, room))])

    @property
    def _signed_in(self) -> str:
        """Who it is, and the role they have where anybody has one."""
        role = getattr(self.app, "role_words", "")
        return f"{self._who}, {role}" if role and self._who else self._who

    def _shown_path(self, room: int) -> Line:
        """The path, or as much of its end as finds room."""
        names = self._path or (self._label,)
        for skipped in range(len(names)):
            start = line(" ", Span("… ▸ ", "faint")) if skipped else line(" ")
            path = (*start, *joined([(say(name, "strong"),) for name in names[skipped:]], " ▸ "))
            if width(path) <= room:
                break
        return path

    def _middle(self) -> Line:
        if self._date is None:
            return ()
        day, relation = self._date
        known, comma, rest = relation.partition(",")
        return line(Span(day, "strong"), " · ", known.upper() if rest else known, comma, rest)

    def _right(self, who: str) -> Line:
        private = (Span(" NAMES HIDDEN ", "alarm"),) if self._private else None
        return line(*joined([private, (say(who),) if who else None], "  "), " ")
