"""The statutory steps and their limits: dated data with a source, read from the reference files, never code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.errors import BadInput


class Unit(StrEnum):
    """What a limit is counted in; always shown beside the number."""

    WORKING_DAYS = "wd"
    CALENDAR_DAYS = "cd"
    MONTHS = "months"


class Step(StrEnum):
    """Everything that has a clock. The first three are the assessment kinds."""

    INITIAL = "initial"
    CORE = "core"
    SINGLE = "single"
    DECISION = "decision"
    ICPC = "icpc"
    CORE_GROUP = "core_group"
    FIRST_REVIEW = "first_review"
    LATER_REVIEW = "later_review"
    CP_VISIT = "cp_visit"
    CIN_VISIT = "cin_visit"
    CIN_REVIEW = "cin_review"
    SUPERVISION = "supervision"
    ALLOCATION = "allocation"


ASSESSMENT_KINDS = (Step.INITIAL, Step.CORE, Step.SINGLE)
LOCAL = "local"
"""The standard's name for a limit that is the council's own practice and has no national source."""


class Limit(NamedTuple):
    """How long a step may take: `number` of `unit`."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


def parse_limit(text: str) -> Limit:
    """Read "7 wd", "10 cd" or "3 months". Raises BadInput for anything else or a number outside 1 to 9,999."""
    found = re.fullmatch(r"\s*([1-9]\d{0,3})\s*(wd|cd|months)\s*", text)
    if not found:
        raise BadInput(f'limit "{text[:40]}": write a number and wd, cd or months, for example "7 wd"')
    return Limit(int(found[1]), Unit(found[2]))


@dataclass(frozen=True, slots=True)
class Timescale:
    """One step's limit under one standard: what starts its clock and where the rule comes from."""

    step: Step
    title: str
    standard: str
    limit: Limit
    starts: str
    source: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A named edition of the guidance and the date it came into force. No date ever picks a standard by itself."""

    name: str
    title: str
    in_force: date
    source: str


class Standards:
    """Every timescale, looked up by step and standard. The council's own limits win over the national ones."""

    def __init__(self, editions: Mapping[str, Standard], timescales: Mapping[tuple[Step, str], Timescale]) -> None:
        """Keep the editions by name and the timescales by step and standard."""
        self.editions = dict(editions)
        self._timescales = dict(timescales)

    def timescale(self, step: Step, standard: str) -> Timescale:
        """The timescale of `step` under `standard`; a local step has one whatever the standard.

        Raises BadInput where the standard has no such step (an initial assessment under WT2013).
        """
        found = self._timescales.get((step, standard)) or self._timescales.get((step, LOCAL))
        if found is None:
            raise BadInput(f'standard "{standard[:40]}" has no limit for the step {step}: choose another standard')
        return found

    def has(self, step: Step, standard: str) -> bool:
        """Whether `standard` has a limit for `step`."""
        return (step, standard) in self._timescales or (step, LOCAL) in self._timescales

    def with_limits(self, limits: Mapping[Step, Limit]) -> Standards:
        """The same standards with the council's own limits put in the place of the national ones."""
        changed = {
            key: (
                Timescale(t.step, t.title, t.standard, limits[t.step], t.starts, "the council's own setting")
                if t.step in limits
                else t
            )
            for key, t in self._timescales.items()
        }
        return Standards(self.editions, changed)


def parse_standards(document: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Standards:
    """Read the reference document (tables `standards` and `steps`, see seeds/reference/standards.toml)."""
    editions = {}
    for name, table in document["standards"].items():
        in_force = table["from"]
        assert isinstance(in_force, date)
        editions[name] = Standard(name, str(table["title"]), in_force, str(table["source"]))
    timescales = {}
    for step_name, table in document["steps"].items():
        step = Step(step_name)
        for standard in (*editions, LOCAL):
            if standard in table:
                source = editions[standard].source if standard in editions else "local practice"
                timescales[step, standard] = Timescale(
                    step,
                    str(table["title"]),
                    standard,
                    parse_limit(str(table[standard])),
                    str(table["starts"]),
                    source,
                )
    return Standards(editions, timescales)
