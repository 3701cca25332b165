"""What the screen of data quality shows: the checks with what they found, or the signs, and the rows of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from caseboard.domain.counters import EVERYTHING
from caseboard.domain.findings import CheckWords, Finding
from caseboard.domain.gaming_words import SIGNS
from caseboard.domain.quality_words import CHECKS, rule_words
from caseboard.domain.words import long_date, plural, short_date
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.listed import Listed, Place
from caseboard.tui.quality_columns import FINDINGS
from caseboard.tui.telling import tell
from caseboard.tui.widgets.check_list import CheckItem
from caseboard.tui.widgets.detail import Paragraph
from caseboard.usecases.lists_quality import filtered

if TYPE_CHECKING:
    from caseboard.tui.column import Contents
    from caseboard.usecases.quality import Checked
    from caseboard.usecases.viewing import View

HARD, SOFT = "Hard: in no percentage", "Soft: to be looked at"
_KINDS = ("assessments", "s47_enquiries", "cp_plans", "referrals", "children", "supervisions", "actions")


class ListedQuality(Listed):
    """The findings of the check that is chosen."""

    title: ClassVar = "Data quality"
    usual_order: ClassVar = "longest first"
    columns = FINDINGS

    def __init__(self, place: Place) -> None:
        """Nothing is checked yet."""
        self.signs = False
        """Whether the signs of gaming are shown in place of the checks."""
        self._at: dict[bool, str] = {}
        self._checked: dict[bool, Checked] = {}
        self._marks: dict[str, set[int]] = {}
        self._found: dict[str, list[Finding]] = {}
        super().__init__(place)

    @property
    def checked(self) -> Checked | None:
        """What was found; None while it is being read."""
        return self._checked.get(self.signs)

    def take(self, view: View, more: Any) -> None:
        """Show another view; what was found in the one before is forgotten with it."""
        known = getattr(self, "view", None)
        super().take(view, more)
        if known is not view:
            self._checked.clear()
        if more is not None:
            self._checked[more.first is not None] = more
        self._found.clear()
        self.marks = self._marks.setdefault(self.chosen.key, set())

    # What is chosen

    @property
    def checks(self) -> Sequence[CheckWords]:
        """The checks in the order shown: hard ones first, those that found most on top."""
        known = SIGNS if self.signs else CHECKS
        return sorted(known, key=lambda check: (not check.hard, -len(self.of(check))))

    @property
    def chosen(self) -> CheckWords:
        """The check the rows are of: the one the person went to, else the first."""
        checks = self.checks
        return next((check for check in checks if check.key == self._at.get(self.signs)), checks[0])

    def choose(self, check: CheckWords) -> None:
        """Show the rows of a check."""
        self._at[self.signs] = check.key
        self.marks = self._marks.setdefault(check.key, set())

    def turn(self) -> None:
        """To the signs of gaming, or back to the checks."""
        self.signs = not self.signs
        self._found.clear()
        self.marks = self._marks.setdefault(self.chosen.key, set())

    # Rows

    def everything(self) -> Sequence[Finding]:
        """Every finding of the check chosen."""
        return self.checked.findings.get(self.chosen.key, ()) if self.checked else ()

    def of(self, check: CheckWords) -> list[Finding]:
        """What the check found in view."""
        if check.key not in self._found:
            found = self.checked.findings.get(check.key, ()) if self.checked else ()
            self._found[check.key] = [finding for finding in found if self.in_view(finding)]
        return self._found[check.key]

    def in_view(self, row: Finding) -> bool:
        """Whether the finding is in the scope and passes the filter."""
        return self.scope.holds(row.case) and self.filter.passes(filtered(row))

    def narrow(self, text: str) -> None:
        """Show only rows with these words. Raises BadInput, changing nothing, for what cannot be read."""
        super().narrow(text)
        self._found.clear()

    def clear(self) -> None:
        """The whole council, every row."""
        super().clear()
        self._found.clear()

    def identity(self, row: Finding) -> int:
        """The record and its kind."""
        return row.record * len(_KINDS) + _KINDS.index(row.kind)

    # In words

    def contents(self) -> Contents:
        """The rows, each check with a cursor of its own."""
        return replace(super().contents(), list_name=self.chosen.key)

    def heading(self, contents: Contents) -> Line:
        """The check chosen and how many rows there are, with how many are marked."""
        marked = len(self.marks)
        told = Span(f" · {marked} marked", "strong") if marked else None
        many = f" · {len(contents.rows)}" if self.checked else ""
        return line(" ", Span(self.chosen.title, "title"), many, told)

    def items(self, keys: dict[str, str]) -> list[CheckItem]:
        """A line for each check; `keys` are those of the acts, by name."""
        return [self._item(check, keys.get(check.act, "")) for check in self.checks]

    def _item(self, check: CheckWords, key: str) -> CheckItem:
        checked, heading = self.checked, HARD if check.hard else SOFT
        if checked is None:
            return CheckItem(check.title, self._period() if self.signs else heading, None)
        count = len(self.of(check))
        if self.signs:
            return CheckItem(check.title, self._period(), count)
        whole = self.scope == EVERYTHING and not self.text
        change = checked.change(check.key) if whole else None
        before = [each.findings for each in checked.counted.get(check.key, ())]
        trend = [*before, count] if whole and before else []
        return CheckItem(check.title, heading, count, "over" if check.hard else "", change, trend, key)

    def _period(self) -> str:
        checked = self.checked
        if checked is None or checked.first is None:
            return "Signs of gaming"
        day = checked.as_at
        return f"Signs, {short_date(checked.first, day)} to {short_date(day, day)}"

    def figures(self) -> list[Line]:
        """What there is in all."""
        if self.checked is None:
            return [line(Span("looking through the signs…" if self.signs else "checking the records…", "quiet"))]
        if self.signs:
            told = Span("what happened, not who meant what by it; each has honest reasons too", "quiet")
            return [line(Span("Signs of gaming", "strong"), " in the quarter in view"), line(told)]
        hard = [finding for check in self.checks if check.hard for finding in self.of(check)]
        soft = sum(len(self.of(check)) for check in self.checks if not check.hard)
        children = plural(len({finding.case.child_pk for finding in hard}), "child", "children")
        tone = "over" if hard else ""
        counted = next(iter(self.checked.counted.values()), ())
        since = f"▲▼ since {short_date(counted[-1].day, self.view.as_at)}" if counted else ""
        return [
            line(Span(f"{len(hard)} ", tone), f"hard, {children}: in no percentage" if hard else "hard"),
            line(Span(f"{soft} ", "strong"), "to be looked at"),
            *([line(Span(since, "quiet"))] if since else []),
        ]

    def rule(self, key: str) -> list[Line]:
        """The rule of the check chosen in words, what is to be said beside its count, and what mends it."""
        check = self.chosen
        told = self.checked.told.get(check.key, "") if self.checked else ""
        mend = "To ask: " if self.signs else "Mend: "
        by = line(Span(f"{mend}{check.mend} ", "quiet"), Span(key, "key"))
        return [line(rule_words(check)), *([line(Span(told, "strong"))] if told else []), by]

    def tell(self, row: Finding | None) -> list[Paragraph]:
        """What was found, who it is about, and what the board says of it."""
        if row is None:
            return []
        note = line(Span("hidden", "faint")) if self.private else (say(row.note),)
        since = line(Span(f"since {long_date(row.since)}", "quiet")) if row.since else None
        found = [line(say(row.what, "strong")), *([since] if since else []), *([note] if row.note else [])]
        if row.source is not None:
            first, *others = tell(row.source, self.view.snapshot, self.showing)
            return [found, first, *others]
        holder = say(row.case.worker) if row.case.worker else Span("nobody holds it", "soon")
        number = [] if self.private else [line(say(row.case.child_id, "quiet"))]
        return [found, [self.about([row]), (holder,), *number]]

    def nothing(self) -> list[Line]:
        """What to say in place of a table without rows."""
        if self.checked is None:
            return [line(Span("reading…", "quiet"))]
        if self.text or self.path[1:]:
            return super().nothing()
        if not self.view.snapshot.facts.children and not self.checked.everything:
            return [line("This database holds no case yet."), line(Span("caseboard import loads an extract", "quiet"))]
        return [line(f"Nothing is found on {long_date(self.view.as_at)}.")]
