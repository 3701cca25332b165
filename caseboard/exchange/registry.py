"""What a format of files is: one module declares one `FORMAT`, and `formats` lists it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from caseboard.domain.record import ChildRecord
from caseboard.exchange.kinds import Assessments
from caseboard.exchange.mapping import Mapping
from caseboard.exchange.reading import Reading
from caseboard.usecases.extracts import Carries, Kind


class Signature(Enum):
    """What a file is by its first bytes, whatever it is called."""

    XML = "XML"
    WORKBOOK = "an Excel workbook"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person said about the file, and what its first bytes say."""

    signature: Signature
    mapping: Mapping | None
    assessments: Assessments


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened by its format's reader; see `usecases.extracts.Extract` for the meaning of each field."""

    children: Callable[[], Iterable[ChildRecord]]
    reading: Reading
    carries: Carries
    as_of: date | None = None
    partial: frozenset[Kind] = frozenset()
    source: str = ""
    """Empty: the format's name."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that can be imported."""

    name: str
    title: str
    signatures: frozenset[Signature]
    takes_mapping: bool
    open: Callable[[Path, Options], Opened]
    """Raises BadFile or BadInput."""
