"""Which assessments are meant by their numbers alone: to mark them as of a cohort, or to take the marks back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from caseboard.domain.card import CohortMark
from caseboard.domain.checking import check_line
from caseboard.domain.errors import BadInput
from caseboard.domain.indicators import STEP_OF
from caseboard.domain.settings import Rules
from caseboard.domain.tallies import Asked
from caseboard.usecases.ports import Records
from caseboard.usecases.working.carding import Marked


def assessments_numbered(records: Records, rules: Rules, numbers: Collection[int], today: date) -> list[Marked]:
    """The assessments with these numbers, open or authorised however long ago, each with its child.

    Raises BadInput naming the first there is none of, StoreError.
    """
    ever = Asked(tuple(STEP_OF), date.min, date.max, date.max)
    children = {judged.subject: judged.child for judged in records.judged(rules, ever, today)}
    children |= {a.id: a.child for a in records.facts(today).assessments}
    for number in numbers:
        if number not in children:
            raise BadInput(f"ASSESSMENT_ID: there is no assessment {number}; list board and card --rows give numbers")
    return [Marked(number, children[number]) for number in numbers]


def marks_numbered(records: Records, cohort: str, numbers: Collection[int]) -> list[CohortMark]:
    """The marks of these assessments. Raises BadField ("name"), BadInput naming the first that has none, StoreError."""
    cohort = check_line("name", cohort, "the name of the cohort")
    marks = records.cohort_marks(cohort)
    there = {mark.assessment for mark in marks}
    for number in numbers:
        if number not in there:
            raise BadInput(f'ASSESSMENT_ID: assessment {number} is not of the cohort "{cohort[:40]}"')
    return [mark for mark in marks if mark.assessment in set(numbers)]
