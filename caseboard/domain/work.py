"""Who did what since the last shift: the journal's acts, put together by person and kind of act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseboard.domain.acts import Verb
from caseboard.domain.journal import Entry, Event

VERB_WORDS = {
    Verb.ALLOCATE: "allocated",
    Verb.SEE_CHILD: "recorded the child seen",
    Verb.SUBMIT: "submitted",
    Verb.AUTHORISE: "authorised",
    Verb.EXTEND: "extended",
    Verb.CORRECT: "corrected",
    Verb.FLAG: "flagged for immediate action",
    Verb.CLOSE_FLAG: "closed immediate action",
    Verb.START_CORE: "started a core assessment",
    Verb.RECORD_ENQUIRY: "recorded a strategy discussion",
    Verb.RECORD_CONFERENCE: "recorded a conference",
    Verb.REOPEN: "reopened",
    Verb.ADD_WORKER: "added a worker",
    Verb.EDIT_WORKER: "changed a worker",
    Verb.ABSENCE: "recorded an absence",
    Verb.ADD_TEAM: "added a team",
    Verb.CHANGE_TEAM: "changed a team",
    Verb.SUPERVISE: "recorded supervision",
    Verb.NOT_DISCUSSED: "recorded as not discussed",
    Verb.WORKER_SHEET: "wrote a worker's own sheet",
    Verb.SIGN: "signed a session",
    Verb.ADD_TO_NOTE: "added to a note",
    Verb.AGREE_ACTION: "agreed an action",
    Verb.CLOSE_ACTION: "closed an action",
    Verb.CARRY_ACTION: "carried an action on",
    Verb.DECIDE: "decided on a referral",
    Verb.REVIEW_DECISION: "reviewed a decision",
    Verb.HAND_OVER: "wrote a hand-over",
    Verb.ACKNOWLEDGE: "took over",
    Verb.BOOK_REVIEW: "booked a review",
    Verb.HOLD_REVIEW: "recorded a review held",
    Verb.END_PLAN: "ended a plan",
    Verb.RECORD_VISIT: "recorded a visit",
    Verb.RECORD_CORE_GROUP: "recorded a core group",
    Verb.EDIT_CARD: "typed on the report card",
    Verb.SIGN_CARD: "signed a report card",
    Verb.MARK_COHORT: "marked a cohort",
    Verb.GIVE_ACCOUNT: "gave an account",
    Verb.CHANGE_ACCOUNT: "changed an account",
    Verb.END_ACCOUNT: "took an account away",
}


@dataclass(frozen=True, slots=True)
class Work:
    """What one person did of one kind."""

    who: str
    """The account of the operating system."""
    verb: Verb
    acts: tuple[frozenset[int], ...]
    """For each act the children it concerned, by the database's number."""

    @property
    def times(self) -> int:
        """How many acts."""
        return len(self.acts)

    @property
    def children(self) -> frozenset[int]:
        """Every child concerned."""
        return frozenset().union(*self.acts)

    @property
    def words(self) -> str:
        """ "allocated" """
        return VERB_WORDS[self.verb]


def read_work(entries: Sequence[Entry], until: date) -> list[Work]:
    """The acts that stand, up to and including `until`, each person's together, who did most first.

    An act taken back is left out. That somebody looked, wrote out a list or loaded an extract is no act.
    """
    standing = [e for e in entries if e.at.astimezone().date() <= until]
    undone = taken_back(standing)
    found: dict[tuple[str, Verb], list[Entry]] = {}
    for entry in standing:
        if entry.what in VERB_WORDS and entry.number not in undone:
            found.setdefault((entry.who, Verb(entry.what)), []).append(entry)
    work = [Work(who, verb, tuple(map(_children, acts))) for (who, verb), acts in found.items()]
    total = {who: sum(w.times for w in work if w.who == who) for who, _ in found}
    return sorted(work, key=lambda w: (-total[w.who], w.who, -w.times, list(Verb).index(w.verb)))


def taken_back(entries: Iterable[Entry]) -> set[int]:
    """The numbers of the acts that were taken back and not done again."""
    undone: set[int] = set()
    acts: dict[int, int] = {}
    for entry in entries:
        if entry.undoes is not None:
            act = acts[entry.number] = acts.get(entry.undoes, entry.undoes)
            (undone.add if entry.what == Event.UNDO else undone.discard)(act)
    return undone


def _children(entry: Entry) -> frozenset[int]:
    return frozenset([entry.child] if entry.child is not None else entry.details.get("children", ()))
