"""Records that were entered wrongly: what may be voided, and why something may not.

A voided record counts nowhere and is shown nowhere; who voided it, when and why stays with it and in the journal. What
an extract brought is put right in the record system it came from: voided here it would differ from there for ever.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from caseboard.domain.acts import RecordKind
from caseboard.domain.words import long_date

VOIDABLE: dict[RecordKind, str] = {
    RecordKind.SUPERVISION: "supervision note",
    RecordKind.ACTION: "action",
    RecordKind.FLAG: "flag",
    RecordKind.VISIT: "visit",
    RecordKind.REVIEW: "review",
    RecordKind.CORE_GROUP: "core group",
    RecordKind.DECISION_REVIEW: "review of a decision",
    RecordKind.EXTENSION: "extension",
    RecordKind.HANDOVER: "hand-over",
    RecordKind.CARD_ROW: "card row",
}
"""What a person enters as a record of its own. A wrong date or decision is corrected, and the record stays."""


class Standing(NamedTuple):
    """One record a person may want to void."""

    kind: RecordKind
    record: int
    version: int
    child: int | None
    """The database's number; None of a hand-over and a card row."""
    day: date | None
    """When it was held, agreed, raised, made or is booked for."""
    until: date | None = None
    """By when an action was agreed to be done, an assessment extended: what tells apart two of one day."""
    source: str = ""
    """The extract it came from; empty for what was made in caseboard."""
    is_voided: bool = False
    is_signed: bool = False
    """Whether the session it was written in is signed by anybody."""

    @property
    def words(self) -> str:
        """What it is, without a word anybody wrote: "visit 12 of Thu 3 Sep 2009"."""
        of = f" of {long_date(self.day)[4 if self.until else 0 :]}" if self.day else ""  # two dates: one line of a form
        until = f", until {long_date(self.until)[4:]}" if self.until else ""
        return f"{VOIDABLE[self.kind]} {self.record}{of}{until}"

    @property
    def refusal(self) -> str:
        """Why it is not voided, in one sentence; empty where it may be."""
        if self.is_voided:
            return f"the {self.words} is voided already, or was undone"
        if self.is_signed:
            return f"the {self.words} is in a signed session, and stays: add to the note what is wrong with it"
        if self.source:
            return f"the {self.words} came with an extract: put it right in the record system and load that again"
        return ""
