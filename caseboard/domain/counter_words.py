"""The eight counters in words: the keys that toggle them, their names and definitions, before any row is counted.

They stand apart from the rules in `counters` because the first frame needs them and must not wait for the clocks.
"""

from __future__ import annotations

from typing import NamedTuple


class CounterWords(NamedTuple):
    """One counter of the bar: the key that toggles it, its name, its rule in words."""

    key: str
    digit: str
    title: str
    short: str
    """The title where room is scarce."""
    definition: str
    list_name: str
    """Which list of the board its rows are in: assessments, plans, children or actions."""


COUNTER_WORDS: tuple[CounterWords, ...] = (
    CounterWords(
        "overdue",
        "1",
        "Overdue",
        "Over",
        "Open assessments whose due date is before the date in view. Due today is not overdue, and an agreed "
        "extension changes nothing.",
        "assessments",
    ),
    CounterWords(
        "due_today",
        "2",
        "Due today",
        "Today",
        "Open assessments whose due date is the date in view.",
        "assessments",
    ),
    CounterWords(
        "next_5_days",
        "3",
        "Next 5 days",
        "Next 5",
        "Open assessments with 1 to 5 days left, in each one's own unit (working or calendar days).",
        "assessments",
    ),
    CounterWords(
        "to_authorise",
        "4",
        "To authorise",
        "Authorise",
        "Open assessments the worker has submitted and the manager has not authorised; their clock keeps running.",
        "assessments",
    ),
    CounterWords(
        "unallocated",
        "5",
        "Unallocated",
        "No worker",
        "Open assessments that no worker holds on the date in view.",
        "assessments",
    ),
    CounterWords(
        "cp_reviews",
        "6",
        "CP reviews",
        "CP rev",
        "Open child protection plans whose review has passed its statutory latest date, is booked after it, "
        "or is not booked. First review 3 months after the initial conference, later ones 6 months after the "
        "last held.",
        "plans",
    ),
    CounterWords(
        "not_discussed",
        "7",
        "Not discussed",
        "Not disc.",
        "Children with an open assessment or plan and no supervision held within their interval, which is the "
        "shortest the council's settings have for them. Counted from the allocation if there was never one, and "
        "from the referral where nobody holds the case.",
        "children",
    ),
    CounterWords(
        "actions_overdue",
        "8",
        "Actions overdue",
        "Actions",
        "Open supervision actions whose by-when date is before the date in view.",
        "actions",
    ),
)
