"""Removing what is kept of a child: what is open and stands in the way, what would go, and whom it is time for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from caseboard.domain.cases import Child, Facts
from caseboard.domain.words import plural

REMOVED = "[removed]"
"""What stands in a text in the place of a removed child's name or record number."""
_SHORT = 4
"""A name or record number shorter than this is also a word or a number of its own, and is not looked for in texts."""


@dataclass(frozen=True, slots=True)
class Going:
    """What removing a child takes away, and what stays."""

    child: int
    """The database's number."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Records by table, in the order of the tables; none of a table without any."""
    entries: int = 0
    """Entries of the journal that keep their number, time and who, and lose what they say."""
    signed: int = 0
    """Signed sessions the child was discussed in: they stay, without this child's notes."""
    cards: int = 0
    """Report cards signed off: counts alone, which stay."""
    named: Mapping[str, int] = field(default_factory=dict)
    """By table: records of others that name the child. Nothing is changed in them."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A removal carried out."""

    entry: int
    """Its number in the journal."""
    records: int
    traces_left: bool
    """Whether the file could not be written anew, because another program held it: it may still hold the old bytes."""


class Finished(NamedTuple):
    """A child of whom nothing is open."""

    child_id: str
    name: str
    ended_on: date
    """When the last work ended, or the last thing was recorded as done."""


def still_open(facts: Facts, day: date) -> tuple[str, ...]:
    """What of a child's facts is open on `day`, in words: "2 assessments". Removing these is removing live work."""
    referrals = [r for r in facts.referrals if r.closed is None and not r.no_further_action]
    found = (
        (len(referrals), "referral", "referrals"),
        (sum(a.authorised is None for a in facts.assessments), "assessment", "assessments"),
        (sum(p.ended is None or p.ended > day for p in facts.plans), "CP plan", "CP plans"),
        (sum(a.is_open(day) for a in facts.actions), "action", "actions"),
        (sum(f.is_open(day) for f in facts.flags), "flag", "flags"),
    )
    return tuple(plural(count, one, many) for count, one, many in found if count)


def naming(child: Child) -> re.Pattern[str] | None:
    """Finds the child's record number or whole name as words of a text, whatever their case; None where both are short.

    Part of a name is not looked for: it is that of brothers and sisters too.
    """
    wanted = [" ".join(each.split()) for each in (child.child_id, child.name)]
    words = [r"\s+".join(map(re.escape, each.split())) for each in wanted if len(each) >= _SHORT]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None


def without(pattern: re.Pattern[str] | None) -> Callable[[str], str]:
    """Takes what `naming` finds out of a text."""
    return (lambda text: text) if pattern is None else lambda text: pattern.sub(REMOVED, text)
