"""The groups of the shift in words: their order, names and definitions, before any row is read.

They stand apart from the rules in `shift` so that a screen can name them in its first frame.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Group(StrEnum):
    """What the duty senior looks at, in the order of work."""

    IMMEDIATE = "immediate"
    OVERNIGHT = "overnight"
    DECISIONS = "decisions"
    NOBODYS = "nobodys"
    NOT_SEEN = "not_seen"
    ENQUIRIES = "enquiries"
    LIMITS = "limits"
    TO_AUTHORISE = "to_authorise"
    PLANS = "plans"
    ABSENT = "absent"
    ACTIONS = "actions"


class Breaks(StrEnum):
    """When a deadline breaks if nothing is done."""

    OVER = "over"
    GAP = "over_gap"
    """Over the weekend or bank holiday that follows: nobody is there until it is too late."""
    NEXT = "next_working_day"


class GroupWords(NamedTuple):
    """One group: its name and its rule in words."""

    group: Group
    title: str
    short: str
    """The title where room is scarce."""
    definition: str


GROUP_WORDS: tuple[GroupWords, ...] = (
    GroupWords(
        Group.IMMEDIATE,
        "Immediate action",
        "Immediate",
        "Children flagged for immediate action whose flag is not closed on the date in view. They stay on top of "
        "every other group too.",
    ),
    GroupWords(
        Group.OVERNIGHT,
        "In since last shift",
        "Overnight",
        "Referrals received on or after the date of the last acknowledged hand-over, or the previous working day "
        "where none was acknowledged. Those decided already are counted too, calmly.",
    ),
    GroupWords(
        Group.DECISIONS,
        "Referrals to decide",
        "To decide",
        "Referrals received and not decided, not closed, because of which nothing has begun. Decisions due on the date "
        "in view or over come first; the others are counted too, calmly.",
    ),
    GroupWords(
        Group.NOBODYS,
        "Nobody's",
        "Nobody's",
        "Open assessments, plans and section 47 enquiries that no worker holds, or one who has left, and referrals "
        "decided for an assessment or strategy discussion that has not begun and that no worker holds. "
        "An enquiry is counted where no assessment or plan of its child is.",
    ),
    GroupWords(
        Group.NOT_SEEN,
        "Children not seen",
        "Not seen",
        "Open assessments without a date on which the child was seen; not of an unborn child. Those due or over come "
        "first, and those whose child was to be seen by the date in view when the case was given; the others are "
        "counted too, calmly.",
    ),
    GroupWords(
        Group.ENQUIRIES,
        "Strategy discussions and section 47",
        "Section 47",
        "Section 47 enquiries whose initial conference is still to be held, by the conference's limit from the "
        "strategy discussion. Those close, due or over come first; the others are counted too, calmly.",
    ),
    GroupWords(
        Group.LIMITS,
        "Assessments at or near their limit",
        "Limits",
        "Open assessments over, due on the date in view, close to their limit by the council's own setting, or due "
        "before the next working day ends. An agreed extension changes nothing.",
    ),
    GroupWords(
        Group.TO_AUTHORISE,
        "Submitted, not authorised",
        "To authorise",
        "Open assessments the worker has submitted and the manager has not authorised; their clock keeps running.",
    ),
    GroupWords(
        Group.PLANS,
        "CP reviews, core groups and visits this week",
        "CP plans",
        "Open plans whose review's statutory latest or booked date, or whose first core group, falls by the Sunday of "
        "this week (by the next working day where that is later) or has passed; and visits over or due before the next "
        "working day ends.",
    ),
    GroupWords(
        Group.ABSENT,
        "Workers away",
        "Away",
        "Children with an open assessment or plan held by a worker who is away on the date in view. Those nobody at "
        "work covers come first; those covered are counted too, calmly.",
    ),
    GroupWords(
        Group.ACTIONS,
        "Supervision actions",
        "Actions",
        "Open supervision actions whose by-when date is before the date in view. Those due on it or before the next "
        "working day ends are counted too, calmly.",
    ),
)
BREAKS_WORDS = {
    Breaks.OVER: "over now",
    Breaks.GAP: "over the weekend or bank holiday",
    Breaks.NEXT: "before the next working day ends",
}
BREAKS_DEFINITIONS = {
    Breaks.OVER: "Due before the date in view: decisions, conferences, assessments, CP reviews, first core groups, "
    "visits and supervision actions, each counted once.",
    Breaks.GAP: "Where the day after the date in view is no working day: due on the date in view or on one of the "
    "days before the next working day.",
    Breaks.NEXT: "Due on the date in view or later, up to and including the next working day; those over the weekend "
    "or bank holiday are among them.",
}
HOME = (Group.DECISIONS, Group.ENQUIRIES, Group.LIMITS, Group.PLANS, Group.ACTIONS)
"""The groups in which every deadline that breaks stands exactly once; the others show it again."""
