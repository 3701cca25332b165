"""Actions on a printed record: those agreed before with what became of them, and those agreed in this supervision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from caseboard.domain.cases import ActionFacts
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.unnaming import Written
from caseboard.domain.words import long_date, plural
from caseboard.usecases.supervising.printed import PrintedAction

NOBODY = "not recorded"


def actions_agreed(snapshot: Snapshot, child: int, held: date, written: Written) -> Iterator[PrintedAction]:
    """What was agreed on the day, with the date first agreed."""
    for action in snapshot.actions.get(child, ()):
        if action.agreed_on == held:
            yield _printed(snapshot, action, action.by_when, "", written)


def actions_before(snapshot: Snapshot, child: int, held: date, written: Written) -> Iterator[PrintedAction]:
    """What was agreed before `held` and not done by the supervision before it, each as it stood on `held`."""
    earlier = (s.held_on for s in snapshot.supervisions.get(child, ()) if s.held_on < held)
    last = max(earlier, default=date.min)
    for action in snapshot.actions.get(child, ()):
        if action.agreed_on < held and (action.done_on is None or action.done_on > last):
            yield _printed(snapshot, action, *_became(action, held), written)


def worker_name(snapshot: Snapshot, worker: int | None) -> str:
    """The worker's name; empty for nobody."""
    found = snapshot.facts.workers.get(worker) if worker is not None else None
    return found.name if found else ""


def _became(action: ActionFacts, day: date) -> tuple[date, str]:
    """By when the action was to be done at the end of `day`, and what had become of it, in words."""
    by_when = action.due_by(day)
    if not action.is_open(day) and action.done_on is not None:
        return by_when, f"done {long_date(action.done_on)}{_said(action.outcome)}"
    times = action.carried(day)
    last = next((carry for carry in reversed(action.carries) if carry.carried_on == day), None)
    if last:
        before = action.due_by(day - timedelta(days=1))
        often = f" ×{times}" if times > 1 else ""
        was = f", was by {long_date(before)}" if before != by_when else " to the same date"
        return by_when, f"carried{often}{was}{_said(last.why)}"
    over = (day - by_when).days
    late = f", {plural(over, 'day')} late" if over > 0 else ""
    return by_when, f"open{late}{f', carried ×{times}' if times else ''}"


def _said(words: str) -> str:
    return f": {words}" if words.strip() else ""


def _printed(snapshot: Snapshot, action: ActionFacts, by_when: date, became: str, written: Written) -> PrintedAction:
    who = worker_name(snapshot, action.worker) or written(action.who) or NOBODY
    return PrintedAction(written(action.what), who, by_when, written(became))
