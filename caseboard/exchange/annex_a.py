"""An Annex A workbook: lists 3 (referrals), 4 (assessments), 5 (section 47), 6 (child in need) and 7 (CP plans).

Only list 3 has referral dates, so what stands in the other lists belongs to the child's latest referral in list 3 on
or before its own start, and where there is none to no known referral.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from caseboard.domain.record import AssessmentRecord, ChildRecord, EnquiryRecord, EpisodeRecord, Holder, PlanRecord
from caseboard.exchange.annex_a_lists import LISTS, ListRow, ReadList, list_number, read_lists
from caseboard.exchange.cells import Unreadable, read_date, read_whole, read_yes_no
from caseboard.exchange.codes import (
    CATEGORIES,
    CLOSURES,
    NEEDS,
    SOURCES,
    is_unborn,
    read_category,
    read_code,
    read_sex,
)
from caseboard.exchange.kinds import Assessments, with_kinds
from caseboard.exchange.reading import CODE_LIMIT, Reading, bad_file
from caseboard.exchange.registry import Format, Opened, Options, Signature
from caseboard.exchange.workbook import Sheet, read_workbook
from caseboard.usecases.extracts import Carries, Kind

PARTIAL = frozenset({Kind.REVIEW, Kind.VISIT})
"""A list names the latest review and visit alone: that an earlier one is not in it says nothing."""


@dataclass(slots=True)
class _Gathered:
    """One child's rows, from every list."""

    child: ChildRecord
    referrals: list[EpisodeRecord] = field(default_factory=list)
    assessments: list[AssessmentRecord] = field(default_factory=list)
    enquiries: list[EnquiryRecord] = field(default_factory=list)
    needs: list[EpisodeRecord] = field(default_factory=list)
    """Child-in-need episodes: `referred` is their start."""
    plans: list[PlanRecord] = field(default_factory=list)


class AnnexA:
    """One workbook, its lists found and read."""

    def __init__(self, path: Path, sheets: Sequence[Sheet], assessments: Assessments) -> None:
        """Find the lists. Raises BadFile where none of them can be read."""
        self.reading = Reading()
        self._assessments = assessments
        if not any(list_number(sheet.name) in {spec.number for spec in LISTS} for sheet in sheets):
            raise bad_file(path, 'has no sheet "List 3" to "List 7": for an extract of your own give --map FILE')
        self._lists = read_lists(sheets, self.reading)
        if not any(found.rows for found in self._lists):
            raise bad_file(path, "none of the lists 3 to 7 has rows under its headings: nothing to load")

    @property
    def carries(self) -> Carries:
        """The kinds and columns the lists found have."""
        carried: dict[Kind, set[str]] = defaultdict(set)
        for found in self._lists:
            for kind, column in found.carries():
                carried[kind].update([column] if column else [])
        return {kind: frozenset(columns) for kind, columns in carried.items()}

    @property
    def partial(self) -> frozenset[Kind]:
        """With a list missing, that a child is in none of the others says nothing."""
        every = {spec.number for spec in LISTS} <= {found.spec.number for found in self._lists}
        return PARTIAL if every else PARTIAL | {Kind.CHILD, Kind.REFERRAL}

    def children(self) -> Iterator[ChildRecord]:
        """Every child in the lists, in the order they first stand in them."""
        gathered: dict[str, _Gathered] = {}
        for found in self._lists:
            for row in found.rows:
                try:
                    self._gather(found, row, gathered)
                except Unreadable as error:
                    self.reading.leave_out(row.where, "row", error, row["child_id"])
        for child in gathered.values():
            yield replace(child.child, episodes=tuple(self._episodes(child)))

    def _gather(self, found: ReadList, row: ListRow, gathered: dict[str, _Gathered]) -> None:
        """Read one row whole before anything of it is kept."""
        child = self._child(row)
        known = gathered.get(child.child_id) or _Gathered(child)
        match found.spec.number:
            case 3:
                known.referrals.append(self._referral(row))
            case 4:
                known.assessments.append(self._assessment(row))
            case 5:
                known.enquiries.append(_enquiry(row))
            case 6:
                known.needs.append(self._need(row))
            case 7:
                known.plans.append(self._plan(row))
        if child.child_id in gathered:
            known.child = self._with(known.child, child)
        gathered[child.child_id] = known

    def _child(self, row: ListRow) -> ChildRecord:
        clean = self.reading.clean
        child_id = self.reading.child_id(row["child_id"], row.where)
        born, expected = _date(row, "born"), _date(row, "expected")
        if born and expected is None and (is_unborn(row["sex"]) or row["age"].strip().startswith("-")):
            born, expected = None, born
        return ChildRecord(
            child_id,
            name=clean(row["name"], row.where, "name"),
            born=born,
            expected=expected,
            sex="" if is_unborn(row["sex"]) else read_sex(row["sex"]),
            ethnicity=clean(read_code(row["ethnicity"], frozenset()), row.where, "ethnicity", CODE_LIMIT),
            where=row.where,
        )

    def _with(self, known: ChildRecord, other: ChildRecord) -> ChildRecord:
        """The child with what another row adds. Where two rows differ the first stands, and it is listed."""
        filled = {}
        for name in ("name", "born", "expected", "sex", "ethnicity"):
            first, second = getattr(known, name), getattr(other, name)
            if not first and second:
                filled[name] = second
            elif first and second and first != second:
                self.reading.note(other.where, f"the child's {name} is not the one on {known.where}: that one is used")
        return replace(known, **filled) if filled else known

    def _referral(self, row: ListRow) -> EpisodeRecord:
        referred = _date(row, "referred")
        if referred is None:
            raise Unreadable("it has no referral date")
        source = self.reading.code(read_code(row["source"], SOURCES), row.where, "referral source", SOURCES)
        return EpisodeRecord(
            referred, source=source, nfa=read_yes_no(row["nfa"]), holder=self._holder(row), where=row.where
        )

    def _assessment(self, row: ListRow) -> AssessmentRecord:
        started = _date(row, "started")
        if started is None:
            self.reading.note(row.where, "the assessment has no start date")
        seen = read_yes_no(row["seen"])
        seen_on = _date(row, "seen") if any(c.isdigit() for c in row["seen"]) and seen is None else None
        return AssessmentRecord(
            started,
            child_seen=seen_on,
            was_seen=True if seen_on else seen,
            authorised=_date(row, "authorised"),
            holder=self._holder(row),
            where=row.where,
        )

    def _need(self, row: ListRow) -> EpisodeRecord:
        code = self.reading.code
        return EpisodeRecord(
            _date(row, "started"),
            need=code(read_code(row["need"], NEEDS), row.where, "primary need code", NEEDS),
            closed=_date(row, "closed"),
            closure_reason=code(read_code(row["closure_reason"], CLOSURES), row.where, "reason for closure", CLOSURES),
            where=row.where,
        )

    def _plan(self, row: ListRow) -> PlanRecord:
        code = self.reading.code
        review, started = _date(row, "review"), _date(row, "started")
        if started is None:
            self.reading.note(row.where, "the CP plan has no start date")
        try:
            previous = read_whole(row["previous_plans"])
        except Unreadable as error:
            self.reading.note(row.where, f"number of previous plans: {error}: taken as not recorded")
            previous = None
        return PlanRecord(
            started,
            ended=_date(row, "ended"),
            initial_category=code(
                read_category(row["initial_category"]), row.where, "initial category of abuse", CATEGORIES
            ),
            category=code(read_category(row["category"]), row.where, "latest category of abuse", CATEGORIES),
            previous_plans=previous,
            reviews=(review,) if review else (),
            last_visit=_date(row, "last_visit"),
            seen_alone=read_yes_no(row["seen_alone"]),
            holder=self._holder(row),
            where=row.where,
        )

    def _holder(self, row: ListRow) -> Holder:
        clean = self.reading.clean
        return Holder(clean(row["team"], row.where, "team"), clean(row["worker"], row.where, "worker"))

    def _episodes(self, child: _Gathered) -> Iterator[EpisodeRecord]:
        """The child's referrals with what belongs to each, then what belongs to none."""
        dates = [episode.referred for episode in child.referrals]
        for index, episode in enumerate((*child.referrals, EpisodeRecord(None, where=child.child.where))):
            place = index if index < len(dates) else None
            need = [n for n in child.needs if place is not None and _place(n.referred, dates) == place]
            whole = replace(
                episode,
                assessments=with_kinds(
                    [a for a in child.assessments if _place(a.started, dates) == place], self._assessments
                ),
                enquiries=tuple(e for e in child.enquiries if _place(e.started, dates) == place),
                plans=tuple(p for p in child.plans if _place(p.started, dates) == place),
            )
            if need:
                latest = need[-1]
                whole = replace(whole, need=latest.need, closed=latest.closed, closure_reason=latest.closure_reason)
            if place is not None or whole.assessments or whole.enquiries or whole.plans:
                yield whole


def _enquiry(row: ListRow) -> EnquiryRecord:
    started, conference = _date(row, "started"), _date(row, "conference")
    return EnquiryRecord(started, conference=conference, not_required=read_yes_no(row["not_required"]), where=row.where)


def _place(started: date | None, referrals: Sequence[date | None]) -> int | None:
    """Which referral something belongs to: the latest on or before its start, the first of several on one day."""
    before = [day for day in referrals if day and started and day <= started]
    return referrals.index(max(before)) if before else None


def _date(row: ListRow, name: str) -> date | None:
    try:
        return read_date(row[name])
    except Unreadable as error:
        raise Unreadable(f"{name.replace('_', ' ')}: {error}") from None


def _open(path: Path, options: Options) -> Opened:
    found = AnnexA(path, read_workbook(path), options.assessments)
    return Opened(found.children, found.reading, found.carries, partial=found.partial)


FORMAT = Format(
    name="annex-a",
    title="an Annex A workbook",
    signatures=frozenset({Signature.WORKBOOK}),
    takes_mapping=False,
    open=_open,
)
