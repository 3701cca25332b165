"""Unsaved notes that wait to be continued or discarded: from an earlier run, or typed in another window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date

from caseboard.domain.supervision import Draft
from caseboard.domain.words import long_date


class Unsaved:
    """Those of one session, by child (the database's number); of several of one child the last typed comes first."""

    def __init__(self, drafts: Mapping[int, list[Draft]]) -> None:
        """The drafts of each child, the oldest first."""
        self._waiting = {child: list(found) for child, found in drafts.items()}
        self._going_on: set[int] = set()
        """Cases of which one is continued: another one is asked about when that is saved."""

    def of(self, child: int) -> Draft | None:
        """The one to be asked about."""
        waiting = self._waiting.get(child)
        return waiting[-1] if waiting and child not in self._going_on else None

    def resume(self, child: int) -> Draft:
        """It is continued."""
        self._going_on.add(child)
        return self._waiting[child].pop()

    def discard(self, child: int) -> Draft:
        """It is thrown away."""
        return self._waiting[child].pop()

    def saved(self, child: int) -> None:
        """What was continued is saved: the next one may be asked about."""
        self._going_on.discard(child)

    def when(self, child: int, today: date) -> str:
        """When it was typed, by this machine's clock: with its day where that is another one; empty for none."""
        draft = self.of(child)
        if draft is None:
            return ""
        at = draft.saved_at.replace(tzinfo=UTC).astimezone()
        day = "" if at.date() == today else f" on {long_date(at.date())}"
        many = len(self._waiting[child])
        return f"{at:%H:%M}{day}{f', one of {many} typed in different windows' if many > 1 else ''}"
