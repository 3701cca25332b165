"""One child's record as an extract tells it: what an importer hands over and the data-quality checks read.

Every part carries `where` (a line of the file, a row of a sheet), so that a problem can be pointed at. Text is as the
extract has it, cleaned of control characters; codes are the census codes (see exchange for how variants are read).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from caseboard.domain.standards import Step


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file a person should know: where it is and what it is, in one sentence without a name."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who the extract says holds a case: names as written, either may be missing."""

    team: str = ""
    worker: str = ""
    since: date | None = None
    """Allocation date where the extract has one; None reaches back to the referral."""

    def __bool__(self) -> bool:
        return bool(self.team or self.worker)


NOBODY = Holder()


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One assessment."""

    started: date | None
    kind: Step = Step.SINGLE
    standard: str = ""
    """Empty: the standard of its kind in the database it is loaded into."""
    basis: str = ""
    """A value of cases.Basis where the extract tells it."""
    review_on: date | None = None
    """Internal review date."""
    child_seen: date | None = None
    was_seen: bool | None = None
    """Whether the child was seen, where the extract says so without a date."""
    submitted: date | None = None
    authorised: date | None = None
    holder: Holder = NOBODY
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class EnquiryRecord:
    """One section 47 enquiry with the conference it led to."""

    started: date | None
    """The strategy discussion that started it."""
    conference_target: date | None = None
    conference: date | None = None
    """Date of the initial child protection conference."""
    not_required: bool | None = None
    """The conference was decided not to be required."""
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One child protection plan."""

    started: date | None
    ended: date | None = None
    initial_category: str = ""
    category: str = ""
    """Latest category of abuse: NEG PHY SAB EMO MUL, or as written where it is none of these."""
    previous_plans: int | None = None
    reviews: tuple[date, ...] = ()
    """Review conferences held."""
    last_visit: date | None = None
    seen_alone: bool | None = None
    holder: Holder = NOBODY
    review_booked: date | None = None
    """The next review conference booked, where the extract tells it."""
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class EpisodeRecord:
    """One referral and everything under it. `referred` None: the extract names no referral for these parts."""

    referred: date | None
    received_at: datetime | None = None
    source: str = ""
    need: str = ""
    closed: date | None = None
    closure_reason: str = ""
    nfa: bool | None = None
    conference: date | None = None
    """Initial conference given on the episode itself."""
    holder: Holder = NOBODY
    assessments: tuple[AssessmentRecord, ...] = ()
    enquiries: tuple[EnquiryRecord, ...] = ()
    plans: tuple[PlanRecord, ...] = ()
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """One child with every episode the extract has."""

    child_id: str
    name: str = ""
    born: date | None = None
    expected: date | None = None
    died: date | None = None
    sex: str = ""
    """M, F, U (unknown) or empty."""
    ethnicity: str = ""
    upn: str = ""
    episodes: tuple[EpisodeRecord, ...] = ()
    where: str = field(default="", compare=False)
