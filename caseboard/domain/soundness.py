"""What `caseboard check` says of a database: one answer a check, in words and as one of three states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Soundness(StrEnum):
    """How it stands with what was checked."""

    SOUND = "sound"
    TO_KNOW = "to_know"
    """Nothing is lost, but somebody should do something."""
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one check came to."""

    check: str
    """One word: what was checked."""
    state: Soundness
    told: str
    """One sentence."""


def worst(answers: Iterable[Answer]) -> Soundness:
    """The worst of them; sound where there is none."""
    states = {answer.state for answer in answers}
    return next((state for state in (Soundness.DAMAGED, Soundness.TO_KNOW) if state in states), Soundness.SOUND)
