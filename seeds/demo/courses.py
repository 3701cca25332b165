"""Draws the course a family's case takes, from referral to closure, as it will run.

What lies after the date the record is drawn is cut off when the course is written down (records.py), so the record of
any earlier date looks as full as today's.
"""

from __future__ import annotations

from datetime import date, timedelta

from .council import LIMITS, Council
from .course import Course, Enquiry, Held, PlanRun, Work
from .dice import NFA, Dice
from .people import DUTY, EAST_PLANS, WEST_PLANS, Team
from .plan_runs import draw_reviews


class Courses:
    """Draws courses, one after the other."""

    def __init__(self, council: Council, teams: dict[str, Team]) -> None:
        """Shuffle the decks."""
        self._council = council
        self._teams = teams
        self._dice = Dice(council)

    def draw(self, referred: date) -> Course:
        """The whole course of a referral received on `referred`."""
        dice, council = self._dice, self._council
        decided = council.working(referred, dice.decision_lag.draw())
        decision = dice.outcome.draw()
        if decision == NFA:
            return Course(referred, decided, decision, self._teams[DUTY], closed=decided)
        course = Course(referred, decided, decision, self._teams[dice.first_team.draw()])
        allocated = council.working(referred, dice.allocation_lag.draw())
        if allocated > referred:
            course.held.append(Held(self._teams[DUTY], None, referred, "waiting to be allocated"))
        self._hand_over(course, course.team, allocated, "allocated by the duty senior")
        self._assess(course, course.team, "initial" if decision == "initial assessment" else "single", referred)
        if course.works[0].kind == "initial":
            self._go_on(course, dice.next_step.draw())
        if dice.reassigned.draw():
            self._reassign(course)
        if course.plan is None:
            course.closed = council.working(course.works[-1].authorised, dice.closing.draw())
        return course

    def draw_planned(self, conference: date, days: int) -> Course:
        """A course that led to a plan on `conference`, long enough ago for its assessments to be history.

        The plan ran or runs for so many days.
        """
        dice, council = self._dice, self._council
        enquired = council.working(conference, -12)
        referred = council.working(enquired, -6)
        course = Course(referred, referred, "initial assessment", self._teams[dice.first_team.draw()])
        self._hand_over(course, course.team, referred, "allocated by the duty senior")
        due, seen = council.working(referred, 7), council.working(referred, 2)
        course.works.append(Work("initial", referred, due, seen, enquired, enquired))
        self._assess(course, self._safeguarding(), "core", enquired, "strategy_discussion")
        course.enquiry = Enquiry(enquired, council.working(enquired, 15), conference)
        self._plan(course, conference, days)
        return course

    def _hand_over(self, course: Course, team: Team, since: date, reason: str) -> None:
        course.held.append(Held(team, team.give_to(since), since, reason))

    def _assess(self, course: Course, team: Team, kind: str, clock_from: date, basis: str = "") -> None:
        dice, council = self._dice, self._council
        authorised = council.working(clock_from, dice.duration(kind, team))
        started = clock_from
        if kind != "core" and (lag := dice.start_lag.draw()):
            started = min(council.working(clock_from, lag), authorised)
        submitted = max(started, council.working(authorised, -dice.submitted_lag.draw()))
        seen_lag = dice.seen_lag.draw()
        seen = None if seen_lag is None else min(council.working(started, seen_lag), submitted)
        due = council.working(clock_from, LIMITS[kind])
        course.works.append(Work(kind, started, due, seen, submitted, authorised, basis))

    def _go_on(self, course: Course, step: str) -> None:
        """After an initial assessment: close, a core assessment, or a strategy discussion and a core assessment."""
        dice, council = self._dice, self._council
        start, basis = course.works[0].authorised, "strategy_discussion"
        if step == "close":
            return
        if step == "core":
            start, basis = council.working(start, dice.core_lag.draw()), dice.core_basis.draw()
        team = self._next_team(course.team)
        if team is not course.team:
            self._hand_over(course, team, start, f"transferred to {team.name} for the core assessment")
        self._assess(course, team, "core", start, basis)
        if step == "enquiry":
            self._enquire(course, start)

    def _next_team(self, team: Team) -> Team:
        """Duty keeps no core assessment; other teams keep most of theirs."""
        name = self._dice.core_team.draw()
        if name != "same":
            return self._teams[name]
        return team if team.name != DUTY else self._teams[self._dice.core_side.draw()]

    def _enquire(self, course: Course, start: date) -> None:
        dice, council = self._dice, self._council
        lag = dice.conference.draw()
        conference = council.working(start, lag) if lag else None
        course.enquiry = Enquiry(start, council.working(start, 15), conference)
        if conference and dice.planned.draw():
            self._plan(course, conference, dice.plan_days.draw())

    def _plan(self, course: Course, conference: date, days: int) -> None:
        """The plan with its reviews, in a safeguarding team, and in some a later core assessment."""
        dice, council = self._dice, self._council
        last = conference + timedelta(days=days)
        ended = council.by_then(council.working(last)) if last <= council.as_at else None
        course.plan = PlanRun(conference, ended, draw_reviews(council, dice, conference, ended))
        if course.held[-1].team.name not in (EAST_PLANS, WEST_PLANS):
            self._hand_over(course, self._safeguarding(), conference, "child protection plan made")
        again = course.works[-1].authorised + timedelta(days=dice.core_again.draw())
        if again <= (ended or council.as_at):
            self._assess(course, course.held[-1].team, "core", council.working(again), "new_information")
        if ended:
            course.closed = council.working(max(ended, course.works[-1].authorised), dice.closing.draw())

    def _safeguarding(self) -> Team:
        return self._teams[self._dice.plan_team.draw()]

    def _reassign(self, course: Course) -> None:
        """Someone else in the team takes the case over half way through its last piece of work."""
        last, work = course.held[-1], course.works[-1]
        half = timedelta(days=max(1, (work.authorised - work.started).days // 2))
        since = self._council.working(max(last.since, work.started) + half)
        worker = last.team.give_to(since, other_than=last.worker)
        course.held.append(Held(last.team, worker, since, "reassigned: worker on leave"))
