"""Actions agreed in supervision: agreed, closed with their outcome, carried on; in a session and outside one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from caseboard.domain.acts import Act, BadField, Edit, Made, RecordKind, Value, Verb
from caseboard.domain.cases import ActionFacts, Child
from caseboard.domain.checking import (
    ROWS,
    Bound,
    check_can_hold,
    check_day,
    check_line,
    check_words,
    known,
    not_far_ahead,
    not_future,
)
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date, plural
from caseboard.usecases.working.rows import children_of, chosen, edits_of


@dataclass(frozen=True, slots=True)
class Closing:
    """An action done: when, and what came of it."""

    action: int
    done_on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class Carrying:
    """An action carried on: by when it is to be done now, and why later. Where the date stays, no reason is needed."""

    action: int
    by_when: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Agreeing:
    """An action agreed: what, who, by when. Who is a worker (the database's number) or somebody else, by name."""

    what: str
    worker: int | None
    who: str
    by_when: date | None


def close_action(snapshot: Snapshot, actions: Iterable[int], done_on: date, outcome: str, today: date) -> Act:
    """Close actions outside a session. Raises BadField ("done_on", "outcome", "rows")."""

    def edit(action: ActionFacts) -> list[Edit]:
        return [closed(action, Closing(action.id, done_on, outcome), today)]

    edits = edits_of(_actions(snapshot, actions), _child_of(snapshot), edit)
    return Act(Verb.CLOSE_ACTION, tuple(edits), f"{plural(len(edits), 'action')} closed")


def carry_action(snapshot: Snapshot, actions: Iterable[int], by_when: date | None, why: str, today: date) -> Act:
    """Carry actions on outside a session. Raises BadField ("by_when", "why", "rows")."""

    def edit(action: ActionFacts) -> Sequence[Edit]:
        if by_when == action.due_by(today):
            raise BadField("by_when", "this is the date it is to be done by already: write another")
        return carried(action, Carrying(action.id, by_when, why), today, today, None)

    found = _actions(snapshot, actions)
    edits = edits_of(found, _child_of(snapshot), edit)
    return Act(Verb.CARRY_ACTION, tuple(edits), f"{plural(len(found), 'action')} carried on")


def agree_action(snapshot: Snapshot, children: Iterable[int], form: Agreeing, today: date) -> Act:
    """Agree an action for each child outside a session. Raises BadField for a field of `Agreeing`, or "rows"."""

    def edit(child: Child) -> list[Edit]:
        return [agreed(snapshot, child.id, form, today, today, {})]

    edits = edits_of(children_of(snapshot, children), lambda child: child, edit)
    return Act(Verb.AGREE_ACTION, tuple(edits), f"{plural(len(edits), 'action')} agreed")


def closed(action: ActionFacts, form: Closing, today: date) -> Edit:
    """The edit that closes an action. Raises BadField ("done_on", "outcome", "rows")."""
    _refuse_done(action)
    outcome = check_words("outcome", form.outcome, "the outcome")
    agreed_on = known((action.agreed_on, "it was agreed"))
    check_day("done_on", form.done_on, earliest=agreed_on, latest=[not_future(today)])
    return Edit(
        RecordKind.ACTION, {"done_on": form.done_on, "outcome": outcome}, action.id, action.version, action.child
    )


def carried(
    action: ActionFacts, form: Carrying, held_on: date, today: date, session: int | Made | None
) -> tuple[Edit, Edit]:
    """The edits that carry an action on, on `held_on`: the carry, anew or as it stands in this `session`, and the
    action as this person saw it. Raises BadField ("by_when", "why", "rows").
    """
    _refuse_done(action)
    by_when = _checked_by_when(form.by_when, held_on, today)
    here = next((c for c in action.carries if session is not None and c.session == session), None)
    before = action._replace(carries=tuple(c for c in action.carries if c is not here)).due_by(held_on)
    stays = by_when == before and not form.why.strip()
    values: dict[str, Value] = {
        "by_when": by_when,
        "why": "" if stays else check_words("why", form.why, "why it is carried on"),
    }
    as_seen = Edit(RecordKind.ACTION, {}, action.id, action.version, action.child)
    if here is not None:
        return Edit(RecordKind.CARRY, values, here.id, here.version, action.child), as_seen
    values |= {"action": action.id, "session": session, "carried_on": held_on}
    return Edit(RecordKind.CARRY, values, child=action.child), as_seen


def agreed(snapshot: Snapshot, child: int, form: Agreeing, held_on: date, today: date, where: dict[str, Value]) -> Edit:
    """The edit that makes an action agreed on `held_on`; `where`: its session and note. Raises BadField."""
    what = check_words("what", form.what, "what is to be done")
    if form.worker is not None:
        if form.who.strip():
            raise BadField("worker", "who is to do it is one worker or somebody else: leave one of them empty")
        check_can_hold("worker", snapshot.facts.workers.get(form.worker), held_on)
    elif not form.who.strip():
        raise BadField("worker", "who is to do it is missing: choose a worker, or write who else")
    values: dict[str, Value] = {
        "child": child,
        "what": what,
        "worker": form.worker,
        "who": check_line("worker", form.who, "who is to do it") if form.worker is None else "",
        "agreed_on": held_on,
        "by_when": _checked_by_when(form.by_when, held_on, today),
    }
    return Edit(RecordKind.ACTION, {**values, **where}, child=child)


def _checked_by_when(by_when: date | None, held_on: date, today: date) -> date:
    if by_when is None:
        raise BadField("by_when", "by when it is to be done is missing: write a date")
    earliest = [Bound(held_on, "it is agreed")]
    check_day("by_when", by_when, earliest=earliest, latest=[not_far_ahead(today)])
    return by_when


def _refuse_done(action: ActionFacts) -> None:
    if action.done_on is not None:
        raise BadField(ROWS, f"the action was closed on {long_date(action.done_on)}: read it again")


def _actions(snapshot: Snapshot, actions: Iterable[int]) -> list[ActionFacts]:
    return chosen({a.id: a for a in snapshot.facts.actions}, actions)


def _child_of(snapshot: Snapshot) -> Callable[[ActionFacts], Child]:
    return lambda action: snapshot.facts.children[action.child]
