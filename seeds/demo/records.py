"""A course written down for one child: referral, assessments, allocations, enquiry and conference, up to today."""

from __future__ import annotations

from datetime import date, datetime, time

from .council import Council, Holding
from .course import Course, Enquiry, Held, Work
from .dice import NFA
from .families import Child
from .people import DUTY, Team
from .words import Words

STANDARDS = {"initial": "WT2006", "core": "WT2006", "single": "WT2013"}


class Clerk:
    """Writes courses into the tables."""

    def __init__(self, council: Council, teams: dict[str, Team], words: Words) -> None:
        """Shuffle what a record is filled with."""
        deck = council.deck
        self._council = council
        self._duty = teams[DUTY]
        self.words = words
        self._source = deck(
            *(("6", 27), ("2A", 17), ("3E", 8), ("3B", 8), ("3A", 5), ("5A", 8), ("1A", 9), ("1B", 3), ("4", 4)),
            *(("2B", 2), ("7", 3), ("8", 4), ("9", 2)),
        )
        self._need = deck(
            *(("N1", 52), ("N2", 8), ("N3", 4), ("N4", 8), ("N5", 15), ("N6", 5), ("N7", 2), ("N8", 3), ("N9", 3))
        )
        self._hour = deck(
            *((time(8, 50), 2), (time(9, 40), 5), (time(11, 5), 6), (time(13, 20), 4), (time(14, 35), 5)),
            *((time(16, 10), 6), (time(17, 45), 3), (time(22, 40), 2), (time(2, 15), 1)),
        )
        self._why_closed = deck(("RC8", 58), ("RC9", 30), ("RC7", 8), ("RC5", 4))
        self._explained = deck((True, 6), (False, 4))
        self._own_allocation = deck((True, 3), (False, 17))

    def write(self, course: Course, child: Child) -> tuple[int, int | None]:
        """Write what has happened of the course so far. Returns the referral's id and the conference's, if held."""
        council = self._council
        referral = self.referral(course, child)
        allocation_of: int | None = None
        for work in course.works:
            if work.started <= council.as_at:
                assessment = self.assessment(work, child, referral)
                if work.kind == "core":
                    allocation_of = assessment
        self._allocations(course, child, referral, allocation_of)
        if course.enquiry and course.enquiry.started <= council.as_at:
            return referral, self.enquiry(course.enquiry, child, referral)
        return referral, None

    def referral(self, course: Course, child: Child) -> int:
        """The referral with its decision, once that was made."""
        decided = self._council.by_then(course.decided)
        closed = self._council.by_then(course.closed)
        nfa = course.decision == NFA
        return self._council.add(
            "referrals",
            child=child.id,
            referred=course.referred,
            received_at=datetime.combine(course.referred, self._hour.draw()),
            referral_source=self._source.draw(),
            need=self._need.draw(),
            decision=course.decision if decided else "",
            decided_on=decided,
            decided_by=self._duty.manager if decided else "",
            nfa=nfa if decided else None,
            closed=closed,
            closure_reason="" if not closed else "RC8" if nfa else self._why_closed.draw(),
        )

    def assessment(self, work: Work, child: Child, referral: int | None) -> int:
        """One assessment, as far as it has come."""
        council = self._council
        authorised, seen = council.by_then(work.authorised), council.by_then(work.seen)
        late = (authorised or council.as_at) > work.due
        assessment = council.add(
            "assessments",
            child=child.id,
            referral=referral,
            kind=work.kind,
            standard=STANDARDS[work.kind],
            started=work.started,
            position=0,
            start_basis=work.basis,
            child_seen=seen if seen and child.can_be_seen(seen) else None,
            submitted=council.by_then(work.submitted),
            authorised=authorised,
            delay_reason=self.words.delay() if late and self._explained.draw() else None,
        )
        if work.authorised > work.due and council.chance(0.12):
            self._extend(work, assessment)
        return assessment

    def _extend(self, work: Work, assessment: int) -> None:
        council = self._council
        agreed = council.working(work.due, -int(council.rng.random() * 3) - 1)
        if work.started < agreed <= council.as_at:
            until = council.working(work.due, 5 + int(council.rng.random() * 11))
            reason, manager = self.words.extension(), self._duty.manager
            council.add(
                "extensions", assessment=assessment, agreed_on=agreed, until=until, reason=reason, agreed_by=manager
            )

    def _allocations(self, course: Course, child: Child, referral: int, core: int | None) -> None:
        """Who held the episode when; now and then a core assessment has an allocation of its own."""
        for place, held in enumerate(course.held):
            following = course.held[place + 1].since if place + 1 < len(course.held) else course.closed
            end = self._council.by_then(following)
            if held.since > self._council.as_at or (end is not None and end <= held.since):
                continue
            last = place + 1 == len(course.held)
            own = core if last and held.reason.startswith("transferred") and self._own_allocation.draw() else None
            subject = {"assessment": own} if own else {"referral": referral}
            self.allocate(child.id, held, end, subject)

    def allocate(self, child: int, held: Held, end: date | None, subject: dict[str, int]) -> None:
        """One allocation; two where the worker moved to another team while they held the case."""
        worker, start, reason = held.worker, held.since, held.reason
        if worker is None:
            self.add_allocation(child, None, held.team.id, start, end, reason, subject)
            return
        if worker.moved_on and start < worker.moved_on and worker.earlier_team:
            before = worker.moved_on if end is None or end > worker.moved_on else end
            self.add_allocation(child, worker.id, worker.earlier_team, start, before, reason, subject)
            if end is not None and end <= worker.moved_on:
                return
            start, reason = worker.moved_on, "the case moved with its worker"
        self.add_allocation(child, worker.id, worker.team, start, end, reason, subject)

    def add_allocation(
        self,
        child: int,
        worker: int | None,
        team: int | None,
        start: date | None,
        end: date | None,
        reason: str,
        subject: dict[str, int],
    ) -> None:
        """Add the row, and remember it for supervision."""
        self._council.add(
            "allocations",
            child=child,
            referral=subject.get("referral"),
            assessment=subject.get("assessment"),
            plan=subject.get("plan"),
            worker=worker,
            team=team,
            starts_on=start,
            ends_on=end,
            reason=reason,
        )
        if worker is not None and start is not None:
            self._council.holdings.append(Holding(child, worker, start, end))

    def enquiry(self, enquiry: Enquiry, child: Child, referral: int) -> int | None:
        """The section 47 enquiry. Returns the id of the initial conference, once it was held."""
        council = self._council
        decided = council.working(enquiry.started, 8) <= council.as_at
        pk = council.add(
            "s47_enquiries",
            child=child.id,
            referral=referral,
            started=enquiry.started,
            conference_target=enquiry.target,
            not_required=(enquiry.conference is None) if decided else None,
        )
        if enquiry.conference is None or enquiry.conference > council.as_at:
            return None
        return council.add("conferences", child=child.id, referral=referral, enquiry=pk, held_on=enquiry.conference)
