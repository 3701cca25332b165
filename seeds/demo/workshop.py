"""Where records are made one at a time: cases that have to be in the demo whatever the dice say."""

from __future__ import annotations

from datetime import date, timedelta

from .council import LIMITS, Council
from .course import Course, Held, Work
from .families import Child, Register
from .names import child_name, surname
from .people import Team
from .plans import Plans
from .records import Clerk

STILL_OPEN = timedelta(days=60)


class Workshop:
    """Makes one odd record at a time out of the parts every record has. Days are working days before today."""

    def __init__(self, council: Council, register: Register, clerk: Clerk, plans: Plans) -> None:
        """Keep the parts."""
        self.council = council
        self.register = register
        self.clerk = clerk
        self.plans = plans

    def ago(self, days: int) -> date:
        """The working day so many working days before today."""
        return self.council.working(self.council.as_at, -days)

    def child(self, name: str = "", days: int = 0) -> Child:
        """A child of five and a bit."""
        born = self.council.days_ago(2_000 + days)
        return self.register.add_child(name or self.name(), born, None, "U")

    def name(self) -> str:
        """A child's name."""
        return child_name(self.council.rng, "U", surname(self.council.rng))

    def referral(
        self,
        child: Child,
        days: int,
        team: Team,
        *,
        closed: date | None = None,
        held: bool = True,
        decision: str = "initial assessment",
    ) -> int:
        """A referral so many days ago, allocated the same day unless nobody is to hold it."""
        referred = self.ago(days)
        course = Course(referred, referred, decision, team, closed=closed)
        referral = self.clerk.referral(course, child)
        if held:
            holding = Held(team, team.give_to(referred), referred, "allocated by the duty senior")
            self.clerk.allocate(child.id, holding, closed, {"referral": referral})
        return referral

    def assessment(
        self,
        child: Child,
        referral: int | None,
        started: date,
        kind: str = "initial",
        *,
        submitted: date | None = None,
        authorised: date | None = None,
    ) -> int:
        """An assessment, open unless it was authorised."""
        due = self.council.working(started, LIMITS[kind])
        later = self.council.as_at + STILL_OPEN
        seen = self.council.working(started, 2)
        work = Work(kind, started, due, seen, submitted or authorised or later, authorised or later)
        return self.clerk.assessment(work, child, referral)

    def plan(self, child: Child, referral: int, conference: date, started: date, ended: date | None) -> int:
        """A plan with its conference, no enquiry before it."""
        held = self.council.add("conferences", child=child.id, referral=referral, enquiry=None, held_on=conference)
        return self.plans.add(child, referral, held, started, ended, "NEG", "NEG")
