"""The acts, one form each. Imported when the first is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.acts import Act
from caseboard.domain.delays import DELAY_WORDS
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values
from caseboard.usecases.working.allocate import Allocating, allocate
from caseboard.usecases.working.authorise import (
    Authorising,
    authorise,
    needs_delay,
    needs_seen,
    record_seen,
    submit,
)
from caseboard.usecases.working.flag import close_flag, raise_flag

DELAYS = (("", "no reason chosen"), *((str(code), words) for code, words in DELAY_WORDS.items()))


def _today(name: str, label: str, chosen: Chosen) -> Field:
    return Field(name, label, Kind.DATE, long_date(chosen.today)[4:])


def _allocate_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    here = [w for w in snapshot.facts.workers.values() if not w.has_left(chosen.today)]
    return (
        Field("worker", "Worker", Kind.WORKER, choices=[(str(worker.id), worker.name) for worker in here]),
        _today("start", "From", chosen),
        Field("reason", "Reason", Kind.TEXT),
    )


def _allocate(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    worker = values.worker("worker", snapshot.facts.workers.values())
    form = Allocating(worker, None, values.day("start"), values.text("reason"))
    return allocate(snapshot, form, chosen.today, assessments=chosen.assessments, plans=chosen.plans)


def _authorise_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    fields = [_today("day", "Authorised on", chosen)]
    if needs_seen(snapshot, chosen.assessments):
        fields.append(Field("seen", "Child seen on", Kind.DATE))
        fields.append(Field("not_seen", "or why not seen", Kind.TEXT))
    if needs_delay(snapshot, chosen.assessments, chosen.today):
        fields.append(Field("delay", "Reason for delay", Kind.CHOICE, choices=DELAYS))
        fields.append(Field("delay_words", "in words", Kind.TEXT))
    return fields


def _authorise(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    form = Authorising(
        values.day("day"),
        values.day_or_none("seen"),
        values.text("not_seen"),
        values.text("delay"),
        values.text("delay_words"),
    )
    return authorise(snapshot, chosen.assessments, form, chosen.today)


def _submit(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    return submit(snapshot, chosen.assessments, values.day("day"), chosen.today)


def _seen(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    return record_seen(snapshot, chosen.assessments, values.day("day"), chosen.today)


def _flag(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    day, reason = values.day("on"), values.text("reason")
    return raise_flag(snapshot, chosen.children, reason, day, chosen.today, chosen.who)


def _close_flag(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    day, done = values.day("on"), values.text("done")
    return close_flag(snapshot, chosen.children, done, day, chosen.today, chosen.who)


FORMS = {
    "allocate": Form("Allocate", _allocate_fields, _allocate, About.CASES),
    "authorise": Form("Authorise", _authorise_fields, _authorise),
    "submit": Form("Worker submits", lambda _, chosen: (_today("day", "Submitted on", chosen),), _submit),
    "seen": Form("Child seen", lambda _, chosen: (_today("day", "Seen on", chosen),), _seen),
    "flag": Form(
        "Flag for immediate action",
        lambda _, chosen: (Field("reason", "Why", Kind.TEXT), _today("on", "Raised on", chosen)),
        _flag,
        About.CHILDREN,
    ),
    "close_flag": Form(
        "Close the flag",
        lambda _, chosen: (Field("done", "What was done", Kind.TEXT), _today("on", "Closed on", chosen)),
        _close_flag,
        About.CHILDREN,
    ),
}
"""By the name the commands use."""
