"""The row of the list of every date: one deadline of any kind, of a case or of a worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.clocks import State
from caseboard.domain.rows import ActionRow, BoardRow, Case, ChildRow, EnquiryRow, PlanRow, ReferralRow
from caseboard.domain.standards import Unit
from caseboard.domain.words import plural

Source = BoardRow | PlanRow | ChildRow | ActionRow | ReferralRow | EnquiryRow


class Kind(StrEnum):
    """What is to be done by the day, in the order in which deadlines of one day are listed."""

    DECISION = "decision"
    SEEN = "seen"
    CONFERENCE = "conference"
    INITIAL = "initial"
    CORE = "core"
    SINGLE = "single"
    REVIEW_LATEST = "review_latest"
    REVIEW_BOOKED = "review_booked"
    CORE_GROUP = "core_group"
    VISIT = "visit"
    DISCUSSED = "discussed"
    ACTION = "action"
    SESSION = "session"
    CHECK = "check"


class Group(StrEnum):
    """Kinds that are looked at together, in the order of their digits."""

    DECISIONS = "decisions"
    SEEN = "to be seen"
    ASSESSMENTS = "assessments"
    CONFERENCES = "conferences"
    REVIEWS = "reviews"
    VISITS = "visits"
    SUPERVISION = "supervision"
    ACTIONS = "actions"
    WORKERS = "workers"


GROUP_OF = {
    Kind.DECISION: Group.DECISIONS,
    Kind.SEEN: Group.SEEN,
    Kind.CONFERENCE: Group.CONFERENCES,
    Kind.INITIAL: Group.ASSESSMENTS,
    Kind.CORE: Group.ASSESSMENTS,
    Kind.SINGLE: Group.ASSESSMENTS,
    Kind.REVIEW_LATEST: Group.REVIEWS,
    Kind.REVIEW_BOOKED: Group.REVIEWS,
    Kind.CORE_GROUP: Group.CONFERENCES,
    Kind.VISIT: Group.VISITS,
    Kind.DISCUSSED: Group.SUPERVISION,
    Kind.ACTION: Group.ACTIONS,
    Kind.SESSION: Group.WORKERS,
    Kind.CHECK: Group.WORKERS,
}
WORDS = {
    Kind.DECISION: "Referral decision",
    Kind.SEEN: "Child to be seen",
    Kind.CONFERENCE: "Initial conference",
    Kind.INITIAL: "Initial assessment",
    Kind.CORE: "Core assessment",
    Kind.SINGLE: "Single assessment",
    Kind.REVIEW_LATEST: "CP review (latest)",
    Kind.REVIEW_BOOKED: "CP review (booked)",
    Kind.CORE_GROUP: "First core group",
    Kind.VISIT: "CP visit",
    Kind.DISCUSSED: "Child to be discussed",
    Kind.ACTION: "Supervision action",
    Kind.SESSION: "Supervision session",
    Kind.CHECK: "Criminal records check",
}
"""What is to be done, in words without any name."""
NO_CHILD = 0
"""The database's number of the child of what is no child's."""
_RECORDS = {Kind.INITIAL: "assessment", Kind.CORE: "assessment", Kind.SINGLE: "assessment"}
_PLACES = {kind: place for place, kind in enumerate(Kind)}


class Deadline(NamedTuple):
    """One thing to be done by a day, read on the date in view."""

    kind: Kind
    number: int
    """Of the record it comes from, in the database: a case's assessment, plan, enquiry; for a session the worker."""
    day: date | None
    """None: a deadline there is, whose day cannot be known."""
    case: Case
    """Whose it is. A worker's own deadline has a case without a child: their team and they themselves."""
    state: State
    left: int | None
    """In `unit`, as on the row it comes from; negative, or 0 on a day off just after the day, when over."""
    unit: Unit
    """Working or calendar days."""
    row: Source | None
    """The board's row it comes from: acts are about that. None for what is only a worker's."""
    wrote: str = ""
    """What somebody typed about it: hidden where names are."""

    @property
    def what(self) -> str:
        """What is to be done, in words without any name."""
        return WORDS[self.kind]

    @property
    def group(self) -> Group:
        """The kinds it is looked at with."""
        return GROUP_OF[self.kind]

    @property
    def key(self) -> str:
        """The same for the same thing to be done, whatever becomes of its day: "visit-12"."""
        return f"{_RECORDS.get(self.kind, self.kind.value)}-{self.number}"

    @property
    def of_worker(self) -> bool:
        """Whether it is a worker's own, and no child's."""
        return self.kind in (Kind.SESSION, Kind.CHECK)

    @property
    def identity(self) -> int:
        """The key as a number."""
        return self.number * len(_PLACES) + _PLACES[self.kind]


def order_of(deadline: Deadline) -> tuple[date, int, bool, str, int]:
    """By date, which puts what has passed on top; on one day by kind, flagged first. What has no date comes last."""
    case = deadline.case
    named = (not case.immediate, case.child_id or (case.worker or "").casefold())
    return (deadline.day or date.max, _PLACES[deadline.kind], *named, deadline.number)


def by_kind(deadlines: Iterable[Deadline]) -> list[tuple[Kind, int]]:
    """How many there are of each kind, in the order of the kinds."""
    many = Counter(deadline.kind for deadline in deadlines)
    return [(kind, many[kind]) for kind in Kind if many[kind]]


def counted_words(kind: Kind, many: int) -> str:
    """ "1 CP visit", "2 children to be seen"."""
    words = WORDS[kind] if WORDS[kind].startswith("CP") else WORDS[kind][0].lower() + WORDS[kind][1:]
    if words.startswith("child "):
        return plural(many, words, words.replace("child", "children", 1))
    noun, bracket, which = words.partition(" (")
    return plural(many, noun) + bracket + which
