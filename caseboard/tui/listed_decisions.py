"""Decisions on referrals: those that wait for one, those to be reviewed, and all of them with what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from caseboard.domain.clocks import State
from caseboard.domain.counters import Row
from caseboard.domain.decision_figures import Share, decision_figures
from caseboard.domain.decision_rows import awaiting_review, reviewed_since
from caseboard.domain.decisions import OUTCOME_WORDS, decision_words
from caseboard.domain.rows import DecisionRow, ReferralRow
from caseboard.domain.words import plural, short_date
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.column import Column, Contents
from caseboard.tui.decision_columns import DECIDED, OUTCOME_TONES, TO_REVIEW, waiting
from caseboard.tui.listed import Listed, Place
from caseboard.tui.telling import tell
from caseboard.tui.widgets.detail import Paragraph

if TYPE_CHECKING:
    from caseboard.usecases.decided import Decided
    from caseboard.usecases.viewing import View


class Part(StrEnum):
    """Which list is shown; the value is its title."""

    WAITING = "Waiting for a decision"
    TO_REVIEW = "Decisions to review"
    ALL = "Decisions"


_ORDERS = {
    Part.WAITING: "due first",
    Part.TO_REVIEW: "longest waiting first",
    Part.ALL: "latest first",
}


class ListedDecisions(Listed):
    """Three lists of one view, shown one at a time."""

    title: ClassVar[str] = "Decisions"
    usual_order: ClassVar[str] = ""
    more: Decided | None

    def __init__(self, place: Place) -> None:
        """Begin with what waits, which the board has read."""
        self.part = Part.WAITING
        self.decided: tuple[DecisionRow, ...] = ()
        self.columns: Sequence[Column[Any]] = self._columns()
        self._marks: dict[Part, set[int]] = {part: set() for part in Part}
        super().__init__(place)

    def take(self, view: View, more: Any) -> None:
        """Show another view; the decisions are read with it."""
        super().take(view, more)
        self.decided = self.more.rows(view.snapshot, view.as_at) if self.more else ()

    def switch(self) -> None:
        """The next list; each keeps its marks."""
        self._marks[self.part] = self.marks
        parts = list(Part)
        self.part = parts[(parts.index(self.part) + 1) % len(parts)]
        self.marks, self.order = self._marks[self.part], None
        self.columns = self._columns()

    def _columns(self) -> Sequence[Column[Any]]:
        if self.part is Part.WAITING:
            return waiting(self.hours)
        return TO_REVIEW if self.part is Part.TO_REVIEW else DECIDED

    def hours(self, row: ReferralRow) -> float | None:
        """Hours since receipt."""
        return self.more.hours_waited(row, self.view.as_at) if self.more else None

    def everything(self) -> Sequence[Row]:
        """Every row of the list shown."""
        if self.part is Part.WAITING:
            return self.view.board.referrals
        return awaiting_review(self.decided) if self.part is Part.TO_REVIEW else self.decided

    def identity(self, row: ReferralRow | DecisionRow) -> int:
        """The referral."""
        return row.referral_id

    def contents(self) -> Contents:
        """The rows under the name of their list."""
        return replace(super().contents(), list_name=self.part.value)

    def heading(self, contents: Contents) -> Line:
        """The list shown, and how many rows it has."""
        marked = len(self.marks)
        told = Span(f" · {marked} marked", "strong") if marked else None
        return line(" ", Span(self.part.value, "title"), f" · {len(contents.rows):,}", told)

    @property
    def order_words(self) -> str:
        """The order of the rows in words."""
        return super().order_words or _ORDERS[self.part]

    # What there is to tell

    def figures(self) -> list[Paragraph]:
        """What waits, and what the decisions come to: of the part of the council in view, whatever the filter."""
        return [self._waiting_words(), self._decided_words()] if self.more else [self._waiting_words()]

    def _waiting_words(self) -> Paragraph:
        rows = [row for row in self.view.board.referrals if self.scope.holds(row.case)]
        over = sum(row.state is State.OVER for row in rows)
        today = sum(row.state is State.DUE_TODAY for row in rows)
        nobodys = sum(row.case.worker_pk is None for row in rows)
        parts = [line(Span(plural(len(rows), "referral"), "strong"), " waiting for a decision")]
        parts += [line(Span(f"{over} over", "over"))] if over else []
        parts += [line(Span(f"{today} due today", "soon"))] if today else []
        return [*parts, *([line(f"{nobodys} held by nobody")] if nobodys else [])]

    def _decided_words(self) -> Paragraph:
        rows = [row for row in self.decided if self.scope.holds(row.case)]
        day = self.view.as_at
        told = decision_figures(rows, reviewed_since(self.view.snapshot, day))
        took = "none" if told.days.value is None else f"{told.days.value} {told.unit} on average"
        hours = "" if told.hours.value is None else f", {told.hours.value} hours where timed"
        return [
            line(f"since {short_date(told.since, day)}: ", *_share("reviewed", told.reviewed)),
            line(*_share("urgent", told.urgent)),
            line(*_share("changed", told.changed)),
            line(*_share("in time", told.in_time)),
            line(*_share("no further action", told.no_further_action)),
            line(Span("took ", "quiet"), took, hours),
        ]

    def tell(self, row: Any) -> list[Paragraph]:
        """Whom the row is about, its clock or its decision, and the review."""
        if not isinstance(row, DecisionRow):
            return tell(row, self.view.snapshot, self.showing)
        first = tell(row, self.view.snapshot, self.showing)[:1]
        return [*first, self._made(row), self._review(row)]

    def _made(self, row: DecisionRow) -> Paragraph:
        day = self.view.as_at
        took = f", after {row.days_taken} {row.unit}" if row.days_taken is not None else ""
        words = f"{decision_words(row.first_decision) or 'decided'} on {short_date(row.decided_on, day)}{took}"
        by = f" by {row.decided_by}" if row.decided_by else ""
        reason = "hidden" if self.private else row.reason
        return [line(say(words, "strong"), say(by)), *([line(say(reason))] if row.reason else [])]

    def _review(self, row: DecisionRow) -> Paragraph:
        words = Span(OUTCOME_WORDS[row.review], OUTCOME_TONES[row.review])
        if row.reviewed_on is None:
            return [line(words)]
        to = f" to {decision_words(row.decision)}" if row.decision != row.facts.referral.decision else ""
        who = line(words, say(to), say(f" on {short_date(row.reviewed_on, self.view.as_at)} by {row.reviewed_by}"))
        return [who, *([line(say("hidden" if self.private else row.words))] if row.words else [])]

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.text or self.path[1:]:
            return super().nothing()
        if self.part is Part.WAITING:
            return [line("No referral waits for a decision.")]
        return [line("Every decision was reviewed." if self.decided else "No decision was made in this time.")]


def _share(words: str, share: Share) -> Line:
    return (Span(f"{words} ", "quiet"), Span(str(share)))
