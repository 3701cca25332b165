"""The people of a case as its timeline tells them: who held it, what was said and agreed, flagged and corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from caseboard.domain.acts import RecordKind, Verb
from caseboard.domain.cases import ActionFacts, Allocation
from caseboard.domain.happenings import Happening, Kind, assessments_of, deadline, name_of
from caseboard.domain.journal import Entry, Event
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural

_CORRECTED = {
    "started": "start",
    "child_seen": "child seen",
    "submitted": "submitted",
    "authorised": "authorised",
    "held_on": "date held",
}
_NAMES: dict[str, str] = {
    RecordKind.ENQUIRY: "Section 47 enquiry",
    RecordKind.CONFERENCE: "Initial child protection conference",
}


def told_workers(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """Who held the case, an assessment or a plan, from whom they took it over, and the plan given with it."""
    names = {("assessment", a.id): name_of(a).lower() for a in assessments_of(snapshot, child)}
    names |= {("episode", a.episode): "case" for a in assessments_of(snapshot, child) if a.episode is not None}
    names |= {("episode", r.id): "case" for r in snapshot.facts.referrals if r.child == child}
    for plan in (p for p in snapshot.facts.plans if p.child == child):
        names |= {("plan", plan.id): "child protection plan"}
        if plan.episode is not None:
            names[("episode", plan.episode)] = "case"
    by_subject: dict[str, dict[Allocation, None]] = defaultdict(dict)
    for allocation in snapshot.facts.allocations:
        for subject in ("assessment", "plan", "episode"):
            number = getattr(allocation, subject)
            if number is not None and (subject, number) in names:
                by_subject[f"{subject} {number}"][allocation] = None
    for key, allocations in by_subject.items():
        subject, _, number = key.partition(" ")
        yield from _holders(snapshot, names[(subject, int(number))], list(allocations))
        for allocation in allocations:
            yield from _given(allocation, day)


def _holders(snapshot: Snapshot, what: str, allocations: list[Allocation]) -> Iterator[Happening]:
    """Who took `what` over from whom; an end is told alone only where nobody took over on that day."""
    begun = {a.start for a in allocations}
    for a in allocations:
        before = next((b for b in allocations if b.end is not None and b.end == a.start and b is not a), None)
        from_ = f", from {_holder(snapshot, before)}" if before else ""
        if a.end is not None and a.end not in begun:
            yield Happening(a.end, Kind.WORKER, f"{_holder(snapshot, a)} no longer holds the {what}")
        yield Happening(a.start, Kind.WORKER, f"{_holder(snapshot, a)} holds the {what}{from_}")


def _given(a: Allocation, day: date) -> Iterator[Happening]:
    """The plan given with an allocation: what to do, by when the child is to be seen, when it is looked at again."""
    if a.start is not None and a.start > day:
        return
    kind = Kind.WORKER
    dated = ((a.see_by, "child to be seen by"), (a.review_on, "to be looked at again on"))
    told = [f"{words} {long_date(on)}" for on, words in dated if on]
    if told or a.to_do:
        yield Happening(a.start, kind, ", ".join(("Plan given with the case", *told)), a.to_do)
    over = a.end is not None and a.end <= day
    if a.review_on and a.review_on >= day and not over:
        yield Happening(a.review_on, kind, "The case to be looked at again", coming=True)
    if a.see_by and not (a.end is not None and a.end <= min(day, a.see_by)):
        seen = a.seen_on if a.seen_by(day) else None
        running, late = seen is None and not over, seen is None or seen > a.see_by
        words, missed = "Child to be seen by this day", "not seen by then"
        yield from deadline(a.see_by, day, kind, words, running=running, late=late, missed=missed)


def _holder(snapshot: Snapshot, a: Allocation) -> str:
    worker = snapshot.facts.workers.get(a.worker) if a.worker is not None else None
    team_id = a.team if a.team is not None else worker.team if worker else None
    team = snapshot.facts.teams.get(team_id) if team_id is not None else None
    if worker is None:
        return f"{team.name} (no worker)" if team else "Nobody"
    return f"{worker.name} ({team.name})" if team else worker.name


def told_supervision(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """What was discussed, and each action agreed, done, or to be done."""
    kind = Kind.SUPERVISION
    for action in snapshot.actions.get(child, ()):
        yield from _told_action(snapshot, action, day)
    for held in snapshot.supervisions.get(child, ()):
        more = "…" if held.summary and not held.summary.endswith((".", "!", "?")) else ""
        lag = (held.recorded_on - held.held_on).days
        later = f", recorded {plural(lag, 'day')} later" if lag > 0 else ""
        yield Happening(held.held_on, kind, f"Discussed in supervision{later}", f"{held.summary}{more}")


def _told_action(snapshot: Snapshot, action: ActionFacts, day: date) -> Iterator[Happening]:
    """Agreed, carried on, done, or to be done by the date last carried to. Who is no worker was typed: a note."""
    kind = Kind.SUPERVISION
    worker = snapshot.facts.workers.get(action.worker) if action.worker is not None else None
    who = worker.name if worker else "somebody else" if action.who else "nobody named"
    what = action.what if worker or not action.who else f"{action.what} ({action.who})"
    if action.done_on:
        outcome = f"{what}: {action.outcome}" if action.outcome else what
        yield Happening(action.done_on, kind, f"Action done ({who})", outcome)
    if action.is_open(day):
        yield from deadline(action.due_by(day), day, kind, f"Action to be done by {who}", what)
    for carry in action.carries:
        why = f"{what}: {carry.why}" if carry.why else what
        yield Happening(carry.carried_on, kind, f"Action of {who} carried on, by {long_date(carry.to)}", why)
    yield Happening(action.agreed_on, kind, f"Action agreed for {who}, by {long_date(action.by_when)}", what)


def told_flags(snapshot: Snapshot, child: int, day: date) -> Iterator[Happening]:
    """Flags for immediate action."""
    for flag in snapshot.flags.get(child, ()):
        if flag.closed_on:
            yield Happening(
                flag.closed_on, Kind.FLAG, f"Immediate action closed{_by(flag.closed_by)}", flag.what_was_done
            )
        open_ = flag.closed_on is None or flag.closed_on > day
        words = f"Flagged for immediate action{_by(flag.raised_by)}"
        yield Happening(flag.raised_on, Kind.FLAG, words, flag.reason, grave=open_)


def _by(who: str) -> str:
    return f" by {who}" if who else ""


def told_corrections(snapshot: Snapshot, child: int, entries: Iterable[Entry]) -> Iterator[Happening]:
    """What the facts themselves no longer tell: the value before a correction, a reopening, an undo."""
    names = {a.id: name_of(a) for a in assessments_of(snapshot, child)}
    for entry in entries:
        on, said = entry.at.astimezone().date(), entry.details.get("said", "")
        if entry.what == Verb.CORRECT:
            for change in _changes(entry, child):
                kind = change.get("table", RecordKind.ASSESSMENT)
                name = _NAMES.get(kind) or names.get(change["record"], "Assessment")
                words = ", ".join(_corrected(change))
                yield Happening(on, Kind.CORRECTION, f"{name}: {words}, by {entry.who}", _reason(entry))
        elif entry.what == Verb.REOPEN:
            yield Happening(on, Kind.CORRECTION, f"Reopened by {entry.who}", _reason(entry))
        elif entry.what == Verb.VOID:
            yield Happening(on, Kind.CORRECTION, f"{said[:1].upper()}{said[1:]} by {entry.who}", _reason(entry))
        elif entry.what in (Event.UNDO, Event.REDO):
            how = "Undone" if entry.what == Event.UNDO else "Done again"
            yield Happening(on, Kind.CORRECTION, f"{how} by {entry.who}: {said}")


def _corrected(change: Mapping[str, Any]) -> Iterator[str]:
    before, after = change.get("before") or {}, change.get("after") or {}
    for field, words in _CORRECTED.items():
        if field in after:
            yield f"{words} corrected from {_dated(before.get(field))} to {_dated(after[field])}"
    if after.get("voided_on"):
        yield "taken away, it was not held"


def _dated(value: str | None) -> str:
    return long_date(date.fromisoformat(value)) if value else "none"


def _changes(entry: Entry, child: int) -> list[Mapping[str, Any]]:
    return [c for c in entry.details.get("changes", ()) if c.get("child") == child]


def _reason(entry: Entry) -> str:
    return str(entry.details.get("reason") or "")
