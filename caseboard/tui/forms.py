"""The form of an act: its fields as data, and what was typed into them as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from caseboard.domain.acts import Act, BadField
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Worker, find_by_name, find_worker
from caseboard.domain.standards import Step
from caseboard.domain.words import long_date, plural
from caseboard.tui.dates import parse_day

if TYPE_CHECKING:
    from caseboard.domain.accounts import Account
    from caseboard.domain.cases import Allocation, AssessmentFacts
    from caseboard.domain.decisions import DecisionFacts
    from caseboard.domain.snapshot import Snapshot
    from caseboard.tui.cells import Line


IN_FULL = "one of the names in full, or the reference"
"""What tells apart several who have something in their names; a reference also those of one name."""
NAMED = 3
"""How many of those who match are named."""


class Kind(Enum):
    """How a field is filled in and read."""

    DATE = auto()
    TEXT = auto()
    CHOICE = auto()
    WORKER = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `name` is that of the use case, whose refusals are shown under it."""

    name: str
    label: str
    kind: Kind
    value: str = ""
    """What stands in it at first."""
    choices: Sequence[tuple[str, str]] = ()
    """Code and words of each; the code "" is none of them."""
    hint: str = ""
    """Stands in the empty field."""
    workers: Sequence[Worker] = ()
    """Of a worker, those it may be."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """By number, what to know of a worker who may be meant: away and who covers; of two so called the reference."""
    warns: Callable[[str], str] | None = None
    """What to be warned of while this is typed, which forbids nothing; empty for nothing."""

    def matching(self, text: str) -> str:
        """Whom of the workers `text` may mean, in words."""
        found = [f"{w.name}{self.notes.get(w.id, '')}" for w in find_by_name(self.workers, text)]
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        return ", ".join(found[:NAMED]) + more if found else "nobody has this in their name"


@dataclass(frozen=True, slots=True)
class Values:
    """What was typed, by field. Each reading raises BadField for what cannot be read."""

    typed: Mapping[str, str]
    today: date

    def text(self, name: str) -> str:
        """As typed; empty where the form has no such field."""
        return self.typed.get(name, "")

    def day_or_none(self, name: str, *, ahead: bool = False) -> date | None:
        """A date, None where the field is empty or not there; `ahead`: one to come, also as "fri" or "2w"."""
        text = self.text(name)
        if not text.strip():
            return None
        try:
            return parse_day(text, self.today, ahead=ahead)
        except BadInput as error:
            raise BadField(name, str(error)) from None

    def day(self, name: str) -> date:
        """A date there has to be."""
        day = self.day_or_none(name)
        if day is None:
            raise BadField(name, "the date is missing: write it like 28 Sep 2009, or today")
        return day

    def worker(self, name: str, workers: Iterable[Worker]) -> int:
        """The one worker whose name, or a part of it, was typed."""
        text = self.text(name)
        found = find_worker(workers, text, self.today) if text.strip() else []
        if len(found) == 1:
            return found[0].id
        if found:
            raise BadField(name, f"{len(found)} workers have this in their name: write {IN_FULL}")
        raise BadField(name, "no worker has this in their name: write the name or a part of it, as in the tree")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an act is about: the marked rows, else the one under the cursor; the case shown; a worker."""

    today: date
    who: str
    held_by: Callable[[int, date], Sequence[Allocation]]
    """What a worker holds on a date, cases without open work too. It asks the database: only in a thread."""
    assessments: Sequence[int] = ()
    children: Sequence[int] = ()
    plans: Sequence[int] = ()
    referrals: Sequence[int] = ()
    enquiries: Sequence[int] = ()
    actions: Sequence[int] = ()
    """Of supervision."""
    worker: int | None = None
    team: int | None = None
    absence: int | None = None
    decisions: Sequence[DecisionFacts] = ()
    account: Account | None = None
    accounts: Sequence[Account] = ()
    """Everybody's, where the act is about accounts."""
    login: str = ""
    """What accounts call the person who acts."""


def today_field(name: str, label: str, chosen: Chosen) -> Field:
    """A date that is today's unless another is typed."""
    return Field(name, label, Kind.DATE, long_date(chosen.today)[4:])


class About(Enum):
    """What a form needs to be about."""

    ASSESSMENTS = auto()
    CHILDREN = auto()
    CASES = auto()
    """Assessments, plans, referrals or enquiries: what somebody holds."""
    REFERRALS = auto()
    """Those that wait for a decision."""
    DECISIONS = auto()
    """Those made, to be reviewed."""
    PLANS = auto()
    ACTIONS = auto()
    """Of supervision."""
    WORKER = auto()
    TEAM = auto()
    ACCOUNT = auto()
    NOTHING = auto()
    """What is added is not there yet."""


class Needs(Enum):
    """Which assessments an act is for, in words."""

    OPEN = "an open assessment"
    AUTHORISED = "an authorised assessment"
    INITIAL = "an authorised initial assessment"
    ANY = "an assessment"

    def met_by(self, a: AssessmentFacts) -> bool:
        """Whether the assessment is one of them."""
        if self is Needs.OPEN:
            return a.authorised is None
        if self is Needs.INITIAL:
            return a.authorised is not None and a.kind is Step.INITIAL
        return self is Needs.ANY or a.authorised is not None


@dataclass(frozen=True, slots=True)
class Form:
    """One act as a person fills it in."""

    title: str
    fields: Callable[[Snapshot, Chosen], Sequence[Field]]
    act: Callable[[Snapshot, Chosen, Values], Act]
    """Run in a thread. Raises BadField for one of `fields`, or for one that is none of them: about the rows."""
    about: About = About.ASSESSMENTS
    needs: Needs = Needs.OPEN
    tells: Callable[[Snapshot, Chosen], str] = lambda _snapshot, _chosen: ""
    """What to know before it is done, which forbids nothing; empty for nothing."""
    quotes: bool = False
    """Whether that is what somebody wrote: it is hidden where names are."""

    def heading(self, chosen: Chosen) -> str:
        """The title, and of how many."""
        if self.about in (About.WORKER, About.TEAM, About.ACCOUNT, About.NOTHING):
            return self.title
        if self.about is About.CHILDREN:
            return f"{self.title} · {plural(len(set(chosen.children)), 'child', 'children')}"
        if self.about is About.REFERRALS:
            return f"{self.title} · {plural(len(chosen.referrals), 'referral')}"
        if self.about is About.DECISIONS:
            return f"{self.title} · {plural(len(chosen.decisions), 'decision')}"
        if self.about is About.PLANS:
            return f"{self.title} · {plural(len(chosen.plans), 'plan')}"
        if self.about is About.ACTIONS:
            return f"{self.title} · {plural(len(chosen.actions), 'action')}"
        those = (chosen.assessments, "assessment"), (chosen.plans, "plan"), (chosen.referrals, "referral")
        counted = [plural(len(ids), noun) for ids, noun in those if ids]
        if chosen.enquiries:
            counted.append(plural(len(chosen.enquiries), "enquiry", "enquiries"))
        return " · ".join((self.title, *counted))


@dataclass(frozen=True, slots=True)
class Matter:
    """What a screen hands to the form of an act."""

    chosen: Chosen
    """All that may be meant, where the form asks which."""
    snapshot: Callable[[], Snapshot]
    """The facts the screen shows at this moment."""
    names: Callable[[], Line]
    """Whom it concerns, hidden where names are."""
    private: Callable[[], bool]
    among: Sequence[tuple[str, Chosen]] = ()
    """In words, what the act can be about, where it is for one of several and the form asks first which."""
