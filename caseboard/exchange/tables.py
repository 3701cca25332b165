"""A council's own extract, CSV or workbook, read by its mapping: rows gathered into children.

A row may tell of a child, a referral, an assessment, a section 47 enquiry and a plan at once. What several rows repeat
word for word is one record. Team and worker go to the row's assessment and plan, or to its referral where the mapping
has neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from caseboard.domain.cases import Basis
from caseboard.domain.errors import BadInput
from caseboard.domain.record import (
    NOBODY,
    AssessmentRecord,
    ChildRecord,
    EnquiryRecord,
    EpisodeRecord,
    Holder,
    PlanRecord,
)
from caseboard.domain.standards import ASSESSMENT_KINDS, Step
from caseboard.exchange.cells import Unreadable, read_date, read_moment, read_whole, read_yes_no
from caseboard.exchange.codes import CATEGORIES, CLOSURES, NEEDS, SOURCES, read_category, read_code, read_sex
from caseboard.exchange.kinds import Assessments, with_kinds
from caseboard.exchange.mapping import FIELDS, Mapping
from caseboard.exchange.reading import CODE_LIMIT, Reading
from caseboard.exchange.registry import Format, Opened, Options, Signature
from caseboard.exchange.rows import TableRow, read_csv_rows, read_sheet_rows
from caseboard.exchange.workbook import read_workbook
from caseboard.usecases.extracts import HOLDER, Carries, Kind

_T = TypeVar("_T")

PARTIAL = frozenset({Kind.REVIEW, Kind.VISIT})
_KIND_WORDS = {"initial": Step.INITIAL, "core": Step.CORE, "single": Step.SINGLE, "continuous": Step.SINGLE}


def carries_of(mapping: Mapping) -> Carries:
    """The kinds and columns a mapping has headings for."""
    carried: dict[Kind, set[str]] = {kind: set() for kind in mapping.kinds()}
    for name in mapping.columns:
        kind, column = FIELDS[name]
        if kind and column:
            carried[kind].add(column)
    if {"team", "worker"} & set(mapping.columns):
        for kind in _held_kinds(mapping):
            carried[kind].add(HOLDER)
    return {kind: frozenset(columns) for kind, columns in carried.items()}


def _held_kinds(mapping: Mapping) -> set[Kind]:
    own = {Kind.ASSESSMENT, Kind.PLAN} & mapping.kinds()
    return own or ({Kind.REFERRAL} & mapping.kinds())


@dataclass(slots=True)
class _Gathered:
    """One child's rows: the child, and by referral date what belongs to the referral."""

    child: ChildRecord
    episodes: dict[date | None, EpisodeRecord] = field(default_factory=dict)


class Table:
    """One table being read."""

    def __init__(
        self, rows: Callable[[Reading], Iterable[TableRow]], mapping: Mapping, assessments: Assessments
    ) -> None:
        """`rows` lists its own problems in the reading it is given."""
        self.reading = Reading()
        self._rows = rows
        self._mapping = mapping
        self._assessments = assessments

    def children(self) -> Iterator[ChildRecord]:
        """Every child in the table, in the order they first stand in it."""
        gathered: dict[str, _Gathered] = {}
        for row in self._rows(self.reading):
            if row.texts:
                try:
                    self._gather(row, gathered)
                except Unreadable as error:
                    self.reading.leave_out(row.where, "row", error, row["child_id"])
        for known in gathered.values():
            yield replace(known.child, episodes=tuple(self._with_kinds(known.episodes.values())))

    def _with_kinds(self, episodes: Iterable[EpisodeRecord]) -> Iterator[EpisodeRecord]:
        if "assessment_kind" in self._mapping.columns:
            return iter(episodes)
        return (replace(e, assessments=with_kinds(e.assessments, self._assessments)) for e in episodes)

    def _gather(self, row: TableRow, gathered: dict[str, _Gathered]) -> None:
        """Read one row whole before anything of it is kept."""
        child, episode = self._child(row), self._episode(row)
        known = gathered.setdefault(child.child_id, _Gathered(child))
        known.child = _filled(known.child, child)
        same = known.episodes.get(episode.referred)
        known.episodes[episode.referred] = episode if same is None else _joined(same, episode)

    def _child(self, row: TableRow) -> ChildRecord:
        clean = self.reading.clean
        child_id = self.reading.child_id(row["child_id"], row.where)
        return ChildRecord(
            child_id,
            name=clean(row["name"], row.where, "name"),
            born=self._date(row, "born"),
            expected=self._date(row, "expected"),
            died=self._date(row, "died"),
            sex=read_sex(row["sex"]),
            ethnicity=clean(read_code(row["ethnicity"], frozenset()), row.where, "ethnicity", CODE_LIMIT),
            upn=clean(row["upn"], row.where, "UPN", CODE_LIMIT),
            where=row.where,
        )

    def _episode(self, row: TableRow) -> EpisodeRecord:
        code = self.reading.code
        holder, kinds = self._holder(row), _held_kinds(self._mapping)
        enquiry, conference = self._enquiry(row), self._date(row, "conference")
        assessment, plan = self._assessment(row, holder), self._plan(row, holder)
        received = self._moment(row)
        referred = self._date(row, "referred")
        return EpisodeRecord(
            referred,
            received_at=received,
            source=code(read_code(row["referral_source"], SOURCES), row.where, "referral source", SOURCES),
            need=code(read_code(row["need"], NEEDS), row.where, "primary need code", NEEDS),
            closed=self._date(row, "closed"),
            closure_reason=code(read_code(row["closure_reason"], CLOSURES), row.where, "reason for closure", CLOSURES),
            nfa=read_yes_no(row["nfa"]),
            conference=None if enquiry else conference,
            holder=holder if Kind.REFERRAL in kinds else NOBODY,
            assessments=(assessment,) if assessment else (),
            enquiries=(enquiry,) if enquiry else (),
            plans=(plan,) if plan else (),
            where=row.where,
        )

    def _assessment(self, row: TableRow, holder: Holder) -> AssessmentRecord | None:
        if not any(row[name] for name in ("assessment_started", "assessment_kind", "submitted", "authorised")):
            return None
        started = self._date(row, "assessment_started")
        if started is None:
            self.reading.note(row.where, "the assessment has no start date")
        child_seen = self._date(row, "child_seen")
        return AssessmentRecord(
            started,
            kind=self._kind(row),
            standard=self.reading.clean(row["assessment_standard"], row.where, "standard", 10).upper(),
            basis=self._basis(row),
            review_on=self._date(row, "assessment_review_on"),
            child_seen=child_seen,
            was_seen=True if child_seen else read_yes_no(row["was_seen"]),
            submitted=self._date(row, "submitted"),
            authorised=self._date(row, "authorised"),
            holder=holder,
            where=row.where,
        )

    def _kind(self, row: TableRow) -> Step:
        text = row["assessment_kind"].strip().casefold()
        if text in ASSESSMENT_KINDS:
            return Step(text)
        for word, kind in _KIND_WORDS.items():
            if word in text.split():
                return kind
        if text:
            self.reading.note(row.where, "the kind of assessment is not known: taken as single; name it in the mapping")
        return Step.SINGLE

    def _basis(self, row: TableRow) -> str:
        text = row["assessment_basis"].strip().casefold().replace(" ", "_")
        if text and text not in set(Basis):
            self.reading.note(row.where, "what the assessment counts from is not known: left empty")
            return ""
        return text

    def _enquiry(self, row: TableRow) -> EnquiryRecord | None:
        if not row["enquiry_started"]:
            return None
        return EnquiryRecord(
            self._date(row, "enquiry_started"),
            conference_target=self._date(row, "conference_target"),
            conference=self._date(row, "conference"),
            not_required=read_yes_no(row["conference_not_required"]),
            where=row.where,
        )

    def _plan(self, row: TableRow, holder: Holder) -> PlanRecord | None:
        if not row["plan_started"]:
            return None
        code = self.reading.code
        held = self._date(row, "review_held")
        initial, category = row["plan_initial_category"], row["plan_category"]
        return PlanRecord(
            self._date(row, "plan_started"),
            ended=self._date(row, "plan_ended"),
            initial_category=code(read_category(initial), row.where, "initial category of abuse", CATEGORIES),
            category=code(read_category(category), row.where, "category of abuse", CATEGORIES),
            previous_plans=read_whole(row["previous_plans"]),
            reviews=(held,) if held else (),
            review_booked=self._date(row, "review_booked"),
            last_visit=self._date(row, "last_visit"),
            seen_alone=read_yes_no(row["seen_alone"]),
            holder=holder,
            where=row.where,
        )

    def _holder(self, row: TableRow) -> Holder:
        clean = self.reading.clean
        team, worker = clean(row["team"], row.where, "team"), clean(row["worker"], row.where, "worker")
        return Holder(team, worker, self._date(row, "allocated_on"))

    def _moment(self, row: TableRow) -> datetime | None:
        return self._read(row, "received_at", read_moment)

    def _date(self, row: TableRow, name: str) -> date | None:
        return self._read(row, name, read_date)

    def _read(self, row: TableRow, name: str, read: Callable[[str, tuple[str, ...]], _T | None]) -> _T | None:
        text = row[name]
        if not text:
            return None
        try:
            return read(text, self._mapping.dates)
        except Unreadable as error:
            raise Unreadable(f"{name}: {error}") from None


def _filled(known: ChildRecord, other: ChildRecord) -> ChildRecord:
    """The child with what another row adds; where two rows differ the first stands."""
    names = ("name", "born", "expected", "died", "sex", "ethnicity", "upn")
    missing = {n: getattr(other, n) for n in names if not getattr(known, n) and getattr(other, n)}
    return replace(known, **missing) if missing else known


def _joined(known: EpisodeRecord, other: EpisodeRecord) -> EpisodeRecord:
    """One referral from two rows: what the second adds, and its records that are not word for word the first's."""
    names = ("received_at", "source", "need", "closed", "closure_reason", "nfa", "conference")
    missing = {n: getattr(other, n) for n in names if not getattr(known, n) and getattr(other, n) is not None}
    return replace(
        known,
        **missing,
        holder=known.holder or other.holder,
        assessments=known.assessments + tuple(a for a in other.assessments if a not in known.assessments),
        enquiries=known.enquiries + tuple(e for e in other.enquiries if e not in known.enquiries),
        plans=tuple(_joined_plans((*known.plans, *other.plans))),
    )


def _joined_plans(plans: Iterable[PlanRecord]) -> Iterator[PlanRecord]:
    """Plans of one start as one plan, with the reviews of every row and the last visit of any."""
    of_start: dict[date | None, list[PlanRecord]] = defaultdict(list)
    for plan in plans:
        of_start[plan.started].append(plan)
    for alike in of_start.values():
        visits = [plan.last_visit for plan in alike if plan.last_visit]
        reviews = {day for plan in alike for day in plan.reviews}
        yield replace(alike[0], reviews=tuple(sorted(reviews)), last_visit=max(visits, default=None))


def _open(path: Path, options: Options) -> Opened:
    mapping = options.mapping
    if mapping is None:
        raise BadInput("a council's own extract needs a mapping: give --map FILE (docs/import.md)")
    if options.signature is Signature.WORKBOOK:
        rows = partial(read_sheet_rows, path, read_workbook(path), mapping)
    else:
        rows = partial(read_csv_rows, path, mapping)
    table = Table(rows, mapping, options.assessments)
    return Opened(
        table.children, table.reading, carries_of(mapping), partial=PARTIAL, source=f"{FORMAT.name}: {mapping.name}"
    )


FORMAT = Format(
    name="table",
    title="a council's own extract (CSV or workbook) with a mapping",
    signatures=frozenset({Signature.TEXT, Signature.WORKBOOK}),
    takes_mapping=True,
    open=_open,
)
