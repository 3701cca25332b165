"""The CIN census return (XML): children with their episodes, no names, teams or workers.

Element names are those of the Department for Education's schema. A file is never refused for failing the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from caseboard.domain.record import AssessmentRecord, ChildRecord, EnquiryRecord, EpisodeRecord, PlanRecord
from caseboard.exchange.cells import Unreadable, read_iso_date, read_whole, read_yes_no
from caseboard.exchange.cin_stream import Group, read_children, read_reference_date
from caseboard.exchange.codes import CATEGORIES, CLOSURES, ETHNICITIES, NEEDS, SEXES, SOURCES, read_sex
from caseboard.exchange.kinds import Assessments, with_kinds
from caseboard.exchange.reading import CODE_LIMIT, Reading, bad_file
from caseboard.exchange.registry import Format, Opened, Options, Signature
from caseboard.usecases.extracts import Carries, Kind

_T = TypeVar("_T")

CARRIES: Carries = {
    Kind.CHILD: frozenset({"born", "expected", "died", "sex", "ethnicity", "upn"}),
    Kind.REFERRAL: frozenset({"referral_source", "need", "closed", "closure_reason", "nfa"}),
    Kind.ASSESSMENT: frozenset({"review_on", "authorised"}),
    Kind.ENQUIRY: frozenset({"conference_target", "not_required"}),
    Kind.CONFERENCE: frozenset(),
    Kind.PLAN: frozenset({"ended", "initial_category", "category", "previous_plans"}),
    Kind.REVIEW: frozenset(),
}


class CinCensus:
    """One census file being read."""

    def __init__(self, path: Path, assessments: Assessments) -> None:
        """Nothing is opened yet."""
        self.reading = Reading()
        self._path = path
        self._assessments = assessments
        self._lines: dict[str, int] = {}
        self._child_id = ""

    def taken_at(self) -> date | None:
        """The header's ReferenceDate; None where it has none that can be read. Raises BadFile for another file."""
        try:
            return read_iso_date(read_reference_date(self._path))
        except Unreadable as error:
            self.reading.note("Header", f"ReferenceDate: {error}: give the date of the extract with --as-of")
            return None

    def children(self) -> Iterator[ChildRecord]:
        """Every child that has an id and readable dates. Raises BadFile where the file is damaged or holds no child."""
        any_child = False
        for group in read_children(self._path):
            any_child = True
            self._child_id = group.text("LAchildID")
            child = self._or_left_out(self._child, group, "child")
            if child is not None:
                yield child
        if not any_child:
            raise bad_file(self._path, "holds no children: nothing to load")

    def _or_left_out(self, make: Callable[[Group], _T], group: Group, what: str) -> _T | None:
        try:
            return make(group)
        except Unreadable as error:
            self.reading.leave_out(group.where, what, error, self._child_id)
            return None

    def _all(self, make: Callable[[Group], _T], group: Group, name: str, what: str) -> tuple[_T, ...]:
        made = (self._or_left_out(make, g, what) for g in group.groups if g.name == name)
        return tuple(record for record in made if record is not None)

    def _child(self, group: Group) -> ChildRecord:
        child_id = self.reading.child_id(group.text("LAchildID"), group.where)
        if child_id in self._lines:
            what = f"the child id stands already on line {self._lines[child_id]} (rule 8510): both are loaded"
            self.reading.note(group.where, what)
        self._lines.setdefault(child_id, group.line)
        born, expected = _date(group, "PersonBirthDate"), _date(group, "ExpectedPersonBirthDate")
        died = _date(group, "PersonDeathDate")
        sex = group.text("GenderCurrent") or group.text("Sex")
        if born is None and expected is None:
            self.reading.note(group.where, "no date of birth is recorded")
        return ChildRecord(
            child_id,
            born=born,
            expected=expected,
            died=died,
            sex=read_sex(self.reading.code(sex, group.where, "sex", SEXES)),
            ethnicity=self.reading.code(group.text("Ethnicity"), group.where, "ethnicity", ETHNICITIES),
            upn=self.reading.clean(group.text("UPN"), group.where, "UPN", CODE_LIMIT),
            episodes=self._all(self._episode, group, "CINdetails", "episode"),
            where=group.where,
        )

    def _episode(self, group: Group) -> EpisodeRecord:
        referred = _date(group, "CINreferralDate")
        if referred is None:
            self.reading.note(group.where, "the episode has no referral date: its records stand without a referral")
        code = self.reading.code
        closed, conference = _date(group, "CINclosureDate"), _date(group, "DateOfInitialCPC")
        return EpisodeRecord(
            referred,
            source=code(group.text("ReferralSource"), group.where, "referral source", SOURCES),
            need=code(group.text("PrimaryNeedCode"), group.where, "primary need code", NEEDS),
            closed=closed,
            closure_reason=code(group.text("ReasonForClosure"), group.where, "reason for closure", CLOSURES),
            nfa=read_yes_no(group.text("ReferralNFA")),
            conference=conference,
            assessments=with_kinds(self._all(self._assessment, group, "Assessments", "assessment"), self._assessments),
            enquiries=self._all(_enquiry, group, "Section47", "section 47 enquiry"),
            plans=self._all(self._plan, group, "ChildProtectionPlans", "CP plan"),
            where=group.where,
        )

    def _assessment(self, group: Group) -> AssessmentRecord:
        started = _date(group, "AssessmentActualStartDate")
        if started is None:
            self.reading.note(group.where, "the assessment has no start date")
        return AssessmentRecord(
            started,
            review_on=_date(group, "AssessmentInternalReviewDate"),
            authorised=_date(group, "AssessmentAuthorisationDate"),
            where=group.where,
        )

    def _plan(self, group: Group) -> PlanRecord:
        started, ended = _date(group, "CPPstartDate"), _date(group, "CPPendDate")
        if started is None:
            self.reading.note(group.where, "the CP plan has no start date")
        initial, latest = group.text("InitialCategoryOfAbuse"), group.text("LatestCategoryOfAbuse")
        return PlanRecord(
            started,
            ended=ended,
            initial_category=self.reading.code(initial, group.where, "initial category of abuse", CATEGORIES),
            category=self.reading.code(latest, group.where, "latest category of abuse", CATEGORIES),
            previous_plans=self._previous_plans(group),
            reviews=tuple(self._reviews(group)),
            where=group.where,
        )

    def _previous_plans(self, group: Group) -> int | None:
        try:
            return read_whole(group.text("NumberOfPreviousCPP"))
        except Unreadable as error:
            self.reading.note(group.where, f"NumberOfPreviousCPP: {error}: taken as not recorded")
            return None

    def _reviews(self, group: Group) -> Iterator[date]:
        for text, line in group.reviews:
            try:
                held = read_iso_date(text)
            except Unreadable as error:
                self.reading.leave_out(f"line {line}", "CP review", error, self._child_id)
            else:
                if held:
                    yield held


def _enquiry(group: Group) -> EnquiryRecord:
    return EnquiryRecord(
        _date(group, "S47ActualStartDate"),
        conference_target=_date(group, "InitialCPCtarget"),
        conference=_date(group, "DateOfInitialCPC"),
        not_required=read_yes_no(group.text("ICPCnotRequired")),
        where=group.where,
    )


def _date(group: Group, name: str) -> date | None:
    text = group.texts.get(name)
    if text is None:
        return None
    try:
        return read_iso_date(text)
    except Unreadable as error:
        raise Unreadable(f"{name}: {error}") from None


def _open(path: Path, options: Options) -> Opened:
    census = CinCensus(path, options.assessments)
    return Opened(census.children, census.reading, CARRIES, as_of=census.taken_at())


FORMAT = Format(
    name="cin-census",
    title="a CIN census return (XML)",
    signatures=frozenset({Signature.XML}),
    takes_mapping=False,
    open=_open,
)
