"""What the list of every date shows, and its month: one view's deadlines, narrowed, by day. No screen or query."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caseboard.domain.clocks import State
from caseboard.domain.deadline_rows import Deadline, Group, by_kind, counted_words
from caseboard.domain.deadlines import read_deadlines
from caseboard.domain.words import long_date, plural, short_date
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Column, Contents
from caseboard.tui.date_columns import AFTER_THE_DAY, closed_words, day_column
from caseboard.tui.listed import NAMED, Listed, Place
from caseboard.tui.month_lines import month_words
from caseboard.tui.telling_dates import tell
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.usecases.viewing import View


class ListedDates(Listed):
    """Every deadline of the view, in date order, each day's together."""

    title = "Every date"
    usual_order = "what has passed, then by date"

    def __init__(self, place: Place) -> None:
        """`more` is the deadlines as they were read; until then those of the workers' supervision are not there."""
        self.group: Group | None = None
        self.on: date | None = None
        """The one day shown; None for all."""
        self._firsts: frozenset[int] | None = frozenset()
        super().__init__(place)

    def take(self, view: View, more: Sequence[Deadline] | None) -> None:
        """Show another view."""
        super().take(view, more)
        self._deadlines = read_deadlines(view.board, view.snapshot) if more is None else more

    def everything(self) -> Sequence[Deadline]:
        """Every deadline of the whole council."""
        return self._deadlines

    def identity(self, row: Deadline) -> int:
        """The key, as a number."""
        return row.identity

    # Narrowing

    def clear(self) -> None:
        """Every day, every kind, the whole council."""
        super().clear()
        self.group = self.on = None

    def in_view(self, row: Deadline) -> bool:
        """Whether the deadline is in the scope, passes the filter, and is of the kinds and the day chosen."""
        return self._in_group(row) and (self.on is None or row.day == self.on) and super().in_view(row)

    def _in_group(self, row: Deadline) -> bool:
        return self.group is None or row.group is self.group

    def by_group(self) -> Mapping[Group, int]:
        """How many there are of each group, whichever is chosen."""
        return Counter(row.group for row in self._deadlines if Listed.in_view(self, row))

    def days(self) -> Mapping[date | None, Sequence[Deadline]]:
        """The deadlines of each day, whichever day is chosen; under None those whose day is not known."""
        found: dict[date | None, list[Deadline]] = defaultdict(list)
        for row in self._deadlines:
            if self._in_group(row) and Listed.in_view(self, row):
                found[row.day].append(row)
        return found

    # The table

    @property
    def columns(self) -> Sequence[Column[Deadline]]:  # type: ignore[override]
        """The day is said once, over its rows, while they stand in the order of the days."""
        return (day_column(self._firsts, self.view.snapshot.rules.calendar), *AFTER_THE_DAY)

    def contents(self) -> Contents:
        """The rows, ready for the table."""
        self._firsts = None
        made = super().contents()
        if self.order is None:
            first = {row.day: row for row in reversed(made.rows)}
            self._firsts = frozenset(row.identity for row in first.values())
        return replace(made, columns=self.columns)

    def heading(self, contents: Contents) -> Line:
        """The title, how many there are, how many have passed and how many have no date."""
        over = sum(row.state is State.OVER for row in contents.rows)
        undated = sum(row.day is None for row in contents.rows)
        passed = Span(f" · {over:,} over", "over") if over else None
        return line(*super().heading(contents), passed, f" · {undated:,} without a date" if undated else None)

    @property
    def chips(self) -> list[str]:
        """What narrows the list."""
        narrowed = (self.group.value if self.group else "", long_date(self.on) if self.on else "")
        return [*super().chips, *(chip for chip in narrowed if chip)]

    def groups(self) -> Paragraph:
        """The groups with their digits and how many there are of each."""
        counted = self.by_group()
        parts = []
        for digit, group in enumerate(Group, 1):
            tone = "chosen" if group is self.group else "" if counted[group] else "faint"
            parts.append(line(Span(f"{digit} ", "key"), Span(f"{group.value} {counted[group]:,}", tone)))
        return parts

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.group or self.on:
            return [line("Nothing matches."), line(Span("c", "key"), " shows everything again")]
        return super().nothing()

    # In words

    def tell(self, row: Deadline | None) -> list[Paragraph]:
        """What is to be done, how it stands, and the row of the board it comes from."""
        return tell(row, self.view.snapshot, self.showing) if row else []

    def tell_day(self, day: date, rows: Sequence[Deadline]) -> list[Paragraph]:
        """One day of the month: what it is, and how many deadlines of each kind it holds."""
        closed = closed_words(day, self.view.snapshot.rules.calendar)
        over = sum(row.state is State.OVER for row in rows)
        first = [
            line(Span(long_date(day), "strong")),
            line(Span(closed, "note")) if closed else None,
            line(plural(len(rows), "deadline")) if rows else line(Span("nothing is due", "quiet")),
            line(Span(f"{over:,} over", "over")) if over else None,
        ]
        kinds = [line(counted_words(kind, many)) for kind, many in by_kind(rows)]
        return [[part for part in first if part], kinds]

    def month_heading(self, day: date, days: Mapping[date | None, Sequence[Deadline]]) -> Line:
        """Which month is shown, and how many of all deadlines are over or have no date."""
        over = sorted(row.day for rows in days.values() for row in rows if row.state is State.OVER and row.day)
        since = f" since {short_date(over[0], self.view.as_at)}" if over else ""
        undated = len(days.get(None, ()))
        return line(
            *(" ", Span(month_words(day), "title"), " · "),
            Span(f"■ {len(over):,} over{since}", "over") if over else Span("nothing is over", "quiet"),
            f" · {undated:,} without a date" if undated else None,
        )

    def about(self, rows: Sequence[Deadline]) -> Line:
        """Whose deadlines these are, each child once."""
        names = list(dict.fromkeys(row.case.child_id if self.private else row.case.child for row in rows))
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else None
        return line(say(", ".join(names[:NAMED]), "strong"), more)
