"""What a reader of files hands over: an extract, the kinds of record in it and the fields it tells about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from caseboard.domain.record import ChildRecord, Problem


class Kind(StrEnum):
    """The kinds of record an extract holds, each counted on its own. Parents stand before what hangs on them."""

    CHILD = "child"
    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    ENQUIRY = "enquiry"
    CONFERENCE = "conference"
    PLAN = "plan"
    REVIEW = "review"
    VISIT = "visit"


KIND_WORDS = {
    Kind.CHILD: ("child", "children"),
    Kind.REFERRAL: ("referral", "referrals"),
    Kind.ASSESSMENT: ("assessment", "assessments"),
    Kind.ENQUIRY: ("section 47 enquiry", "section 47 enquiries"),
    Kind.CONFERENCE: ("conference", "conferences"),
    Kind.PLAN: ("CP plan", "CP plans"),
    Kind.REVIEW: ("CP review", "CP reviews"),
    Kind.VISIT: ("visit", "visits"),
}

HOLDER = "holder"
"""The field that stands for team and worker together."""

Carries = Mapping[Kind, frozenset[str]]
"""The fields an extract has a column or element for. A field it has none for says nothing about the stored value."""


@dataclass(slots=True)
class Extract:
    """One file, recognised and opened. Reading its children fills `problems`.

    `children` raises BadFile where the file turns out damaged further on; whoever loads it then writes nothing.
    """

    path: Path
    format: str
    """The name of its format, as `--format` takes it."""
    source: str
    """Tells extracts apart for what vanished: the format, for a council's own extract with its mapping's name."""
    sha256: str
    as_of: date | None
    """The date the file says it was taken at; None where it says none."""
    carries: Carries
    children: Callable[[], Iterable[ChildRecord]]
    """Reads the records in the order of the file. Call it once."""
    problems: list[Problem] = field(default_factory=list)
    """What was left out or looks wrong, in the order of the file; filled while `children` is read."""
    partial: frozenset[Kind] = frozenset()
    """Kinds the extract only ever holds a part of (the latest review), so that absence says nothing."""
    incomplete: set[str] = field(default_factory=set)
    """Child ids with a record left out: that one of theirs is absent says nothing either. Filled while reading."""
