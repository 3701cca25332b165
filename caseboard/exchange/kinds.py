"""What kind an assessment is where the extract does not say: `--assessments`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from caseboard.domain.record import AssessmentRecord
from caseboard.domain.standards import Step


class Assessments(StrEnum):
    """How an extract's assessments are taken: all single, or by their order in the episode."""

    SINGLE = "single"
    INITIAL_THEN_CORE = "initial-then-core"


def with_kinds(records: Sequence[AssessmentRecord], choice: Assessments) -> tuple[AssessmentRecord, ...]:
    """The assessments of one episode with their kind; for `initial-then-core` the first to start is initial."""
    if choice is Assessments.SINGLE or not records:
        return tuple(records)
    first = min(range(len(records)), key=lambda i: (records[i].started or date.max, i))
    return tuple(replace(r, kind=Step.INITIAL if i == first else Step.CORE) for i, r in enumerate(records))
