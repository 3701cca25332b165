"""The shift told in a line: whether it is a bad day, what breaks by when, and which days nobody is there."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.calendar import SkippedDay
from caseboard.domain.shift_rows import DEADLINE_WORDS, Shift
from caseboard.domain.shift_words import Breaks, Group
from caseboard.domain.words import long_date, plural, short_date


def day_words(shift: Shift) -> str:
    """Whether it is a bad day, in figures that add up with the counters: over now, what breaks next, what is nobody's.

    The assessments over are the counter "Overdue", the actions over are "Actions overdue".
    """
    flagged, nobodys = shift.count(Group.IMMEDIATE), shift.count(Group.NOBODYS)
    parts = [_over_words(shift), _next_words(shift)]
    parts.append(f"{nobodys:,} nobody's" if nobodys else "nothing is nobody's")
    return "; ".join(([f"{flagged:,} flagged for immediate action"] if flagged else []) + [p for p in parts if p])


def _over_words(shift: Shift) -> str:
    over = shift.kinds(Breaks.OVER)
    if not over:
        return "nothing is over"
    return f"{sum(over.values()):,} over now ({', '.join(plural(n, DEADLINE_WORDS[kind]) for kind, n in over.items())})"


def _next_words(shift: Shift) -> str:
    following = shift.horizon.next_working_day
    if following is None:
        return ""
    more, gap = len(shift.breaking(Breaks.NEXT)), len(shift.breaking(Breaks.GAP))
    told = f"{f'{more:,}' if more else 'nothing'} due before {long_date(following)} ends"
    return f"{told}, {gap:,} of them over {gap_words(shift.horizon.gap)}" if gap else told


def gap_words(gap: Sequence[SkippedDay]) -> str:
    """Which days between one working day and the next are none, and why; empty where there are none.

    "the weekend", "25 Dec (bank holiday: Christmas Day), the weekend".
    """
    told: list[str] = []
    for skipped in gap:
        weekend = skipped.day.weekday() >= 5
        words = "the weekend" if weekend else f"{short_date(skipped.day, skipped.day)} ({skipped.why})"
        if words not in told:
            told.append(words)
    return ", ".join(told)


def gap_brief(gap: Sequence[SkippedDay]) -> str:
    """The same where there is one line for it, however long the gap, which is never interrupted.

    "the weekend", "25 Dec to 28 Dec (bank holiday, weekend)".
    """
    kinds = dict.fromkeys("weekend" if day.day.weekday() >= 5 else day.why.partition(":")[0] for day in gap)
    if list(kinds) == ["weekend"]:
        return "the weekend"
    first, last = (short_date(skipped.day, skipped.day) for skipped in (gap[0], gap[-1]))
    return f"{first if first == last else f'{first} to {last}'} ({', '.join(kinds)})"
