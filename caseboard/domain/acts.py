"""An act: what a manager or senior does to a case, as the changes it makes. The unit of undo and of the journal.

A use case looks at the facts, refuses what cannot be, and returns an act; the store carries it out in one transaction
with its entry in the journal. Every change names the version of the record the person saw: where somebody else has
changed it since, nothing of the act is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from caseboard.domain.errors import BadInput, CaseboardError


@dataclass(frozen=True, slots=True)
class Made:
    """In an edit's values: the number of the record that an earlier edit of the same act makes."""

    edit: int
    """Which edit, counted from 0."""


Value = date | str | int | float | bool | Made | None


class Verb(StrEnum):
    """What was done, as the journal keeps it."""

    ALLOCATE = "allocate"
    SEE_CHILD = "see_child"
    SUBMIT = "submit"
    AUTHORISE = "authorise"
    EXTEND = "extend"
    CORRECT = "correct"
    FLAG = "flag"
    CLOSE_FLAG = "close_flag"
    START_CORE = "start_core"
    RECORD_ENQUIRY = "record_enquiry"
    RECORD_CONFERENCE = "record_conference"
    REOPEN = "reopen"
    ADD_WORKER = "add_worker"
    EDIT_WORKER = "edit_worker"
    ABSENCE = "absence"
    ADD_TEAM = "add_team"
    CHANGE_TEAM = "change_team"
    SUPERVISE = "supervise"
    NOT_DISCUSSED = "not_discussed"
    WORKER_SHEET = "worker_sheet"
    SIGN = "sign"
    ADD_TO_NOTE = "add_to_note"
    AGREE_ACTION = "agree_action"
    CLOSE_ACTION = "close_action"
    CARRY_ACTION = "carry_action"
    DECIDE = "decide"
    REVIEW_DECISION = "review_decision"
    HAND_OVER = "hand_over"
    ACKNOWLEDGE = "acknowledge"
    BOOK_REVIEW = "book_review"
    HOLD_REVIEW = "hold_review"
    END_PLAN = "end_plan"
    RECORD_VISIT = "record_visit"
    RECORD_CORE_GROUP = "record_core_group"
    EDIT_CARD = "edit_card"
    SIGN_CARD = "sign_card"
    MARK_COHORT = "mark_cohort"
    GIVE_ACCOUNT = "give_account"
    CHANGE_ACCOUNT = "change_account"
    END_ACCOUNT = "end_account"


class RecordKind(StrEnum):
    """What an act may change; the value is the name of its table."""

    ASSESSMENT = "assessments"
    ALLOCATION = "allocations"
    EXTENSION = "extensions"
    FLAG = "flags"
    ENQUIRY = "s47_enquiries"
    CONFERENCE = "conferences"
    TEAM = "teams"
    WORKER = "workers"
    ABSENCE = "absences"
    SESSION = "sessions"
    SUPERVISION = "supervisions"
    NOT_DISCUSSED = "not_discussed"
    WORKER_SHEET = "worker_sheets"
    ADDITION = "additions"
    ACTION = "actions"
    CARRY = "carries"
    REFERRAL = "referrals"
    DECISION_REVIEW = "decision_reviews"
    HANDOVER = "handovers"
    PLAN = "cp_plans"
    REVIEW = "cp_reviews"
    VISIT = "visits"
    CORE_GROUP = "core_groups"
    CARD_ROW = "card_rows"
    CARD = "cards"
    COHORT_MARK = "cohort_marks"
    ACCOUNT = "accounts"
    ACCOUNT_TEAM = "account_teams"


@dataclass(frozen=True, slots=True)
class Edit:
    """One record changed or made."""

    kind: RecordKind
    values: Mapping[str, Value]
    """The fields by column name, as they are to be."""
    record: int | None = None
    """The database's number of the record; None makes a new one."""
    version: int = 0
    """The version the person saw; meaningless for a new record."""
    child: int | None = None
    """The child it concerns, by the database's number."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done, whole or not at all."""

    verb: Verb
    edits: tuple[Edit, ...]
    said: str
    """What the person is told when it is done, without a name: "3 assessments authorised"."""
    reason: str = ""

    def knowing(self, conflict: Conflict) -> Act:
        """The same act by a person who has seen the version that stood in its way, and means to replace it."""
        edits = (
            replace(edit, version=conflict.version)
            if (edit.kind, edit.record) == (conflict.kind, conflict.record)
            else edit
            for edit in self.edits
        )
        return replace(self, edits=tuple(edits))


@dataclass(frozen=True, slots=True)
class Done:
    """An act carried out, undone or done again."""

    entry: int
    """Its number in the journal."""
    said: str


class BadField(BadInput):
    """A value of a form that cannot be: one sentence saying what would be right, and the field it belongs to."""

    def __init__(self, name: str, sentence: str) -> None:
        """`name` is the form's name of the field."""
        super().__init__(sentence)
        self.field = name


@dataclass(frozen=True, slots=True)
class Difference:
    """One field two people gave different values."""

    name: str
    mine: Value
    theirs: Value


@dataclass(eq=False)  # not frozen: Python itself writes the traceback of an error that passes a context manager
class Conflict(CaseboardError):
    """Somebody else has changed a record since this person saw it. Nothing was done; both versions are here."""

    kind: RecordKind
    record: int
    version: int
    """The record's version now: with it the person may do the act again, knowingly."""
    who: str
    """Who changed it, where the journal knows."""
    at: datetime | None
    differences: tuple[Difference, ...] = field(default=())
    child: int | None = None
    """The child the record concerns, by the database's number."""

    def __str__(self) -> str:
        by = f" by {self.who}" if self.who else ""
        return f"the record was changed{by} since you saw it: look at both versions and choose; nothing was done"


@dataclass(eq=False)
class UndoRefused(Conflict):
    """An act cannot be taken back, or done again, because a record of it was changed since. Nothing was done.

    Each difference has what the act left as `mine`.
    """

    passed_over: str = ""
    """What it means for the next undo or redo, in words."""

    def __str__(self) -> str:
        by = f"{self.who} has changed" if self.who else "a newer extract has changed"
        told = f"this cannot be undone or done again: {by} the record since; look at it and act anew"
        return f"{told}; {self.passed_over}" if self.passed_over else told
