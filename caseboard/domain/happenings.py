"""What a timeline is made of, and what every part of it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.cases import AssessmentFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import KIND_WORDS

_WANTED = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


class Kind(StrEnum):
    """What a timeline can be narrowed to."""

    CASE = "case"
    ASSESSMENT = "assessment"
    PROTECTION = "protection"
    WORKER = "worker"
    SUPERVISION = "supervision"
    FLAG = "flag"
    CORRECTION = "correction"


class Happening(NamedTuple):
    """One thing that happened, or is known to be coming."""

    day: date | None
    """None: not dated in the record."""
    kind: Kind
    words: str
    note: str = ""
    """What somebody wrote about the child: hidden where names are."""
    grave: bool = False
    """Stands out: past its day, or a child at risk."""
    coming: bool = False
    """On the date in view or after it."""


def says(told: str, wanted: str) -> bool:
    """Whether `told` has every word of `wanted`: words in double quotes as they stand, one after `-` not at all."""
    text = told.casefold()
    for minus, quoted, bare in _WANTED.findall(wanted.casefold()):
        word = quoted or bare
        # A lone sign is a word not typed yet.
        if word not in ("", "-") and (word in text) is bool(minus):
            return False
    return True


def deadline(
    on: date,
    day: date,
    kind: Kind,
    words: str,
    note: str = "",
    *,
    running: bool = True,
    late: bool = True,
    missed: str = "not done by then",
) -> Iterator[Happening]:
    """A date something is due on: coming, or passed without it; nothing where it was met.

    `running`: not met on the date in view `day`; `late`: not met by its own day.
    """
    if running and on >= day:
        yield Happening(on, kind, words, note, coming=True)
    elif late and on < day:
        yield Happening(on, kind, f"{words}, {missed}", note, grave=True)


def assessments_of(snapshot: Snapshot, child: int) -> list[AssessmentFacts]:
    """The child's assessments."""
    return [a for a in snapshot.facts.assessments if a.child == child]


def name_of(a: AssessmentFacts) -> str:
    """ "Core assessment"."""
    return f"{KIND_WORDS.get(a.kind, str(a.kind))} assessment"
