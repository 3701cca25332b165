"""The forms of the way of an assessment, from child seen to authorised and open again, and of flags."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.acts import Act
from caseboard.domain.delays import DELAY_WORDS
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Needs, Values, today_field
from caseboard.usecases.working.authorise import (
    Authorising,
    authorise,
    has_delay_words,
    needs_delay,
    needs_seen,
    record_seen,
    reopen,
    submit,
    unsubmitted,
)
from caseboard.usecases.working.flag import close_flag, raise_flag

DELAYS = (("", "no reason chosen"), *((str(code), words) for code, words in DELAY_WORDS.items()))
RETURNED = (("returned", "back to the worker, who submits it again"), ("stays", "stays submitted, to be authorised"))


def _authorise_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    fields = [today_field("day", "Authorised on", chosen)]
    if needs_seen(snapshot, chosen.assessments):
        fields.append(Field("seen", "Child seen on", Kind.DATE))
        fields.append(Field("not_seen", "or why not seen", Kind.TEXT))
    if needs_delay(snapshot, chosen.assessments, chosen.today):
        fields.append(Field("delay", "Reason for delay", Kind.CHOICE, choices=DELAYS))
        hint = "as recorded, unless written anew" if has_delay_words(snapshot, chosen.assessments) else ""
        fields.append(Field("delay_words", "in words", Kind.TEXT, hint=hint))
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


def _authorise_tells(snapshot: Snapshot, chosen: Chosen) -> str:
    many, alone = unsubmitted(snapshot, chosen.assessments), len(set(chosen.assessments))
    if not many:
        return ""
    which = "it" if alone == 1 else "them" if many == alone else f"{many} of these {alone}"
    return f"Nobody has submitted {which}. Authorise all the same?"


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


def _reopen(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    returned = values.text("returned") == "returned"
    return reopen(snapshot, chosen.assessments, values.text("reason"), chosen.today, returned=returned)


WAY = {
    "authorise": Form("Authorise", _authorise_fields, _authorise, tells=_authorise_tells),
    "submit": Form("Worker submits", lambda _, chosen: (today_field("day", "Submitted on", chosen),), _submit),
    "seen": Form("Child seen", lambda _, chosen: (today_field("day", "Seen on", chosen),), _seen),
    "reopen": Form(
        "Reopen",
        lambda _snapshot, _chosen: (
            Field("reason", "Reason", Kind.TEXT),
            Field("returned", "It goes", Kind.CHOICE, "returned", RETURNED),
        ),
        _reopen,
        needs=Needs.AUTHORISED,
    ),
    "flag": Form(
        "Flag for immediate action",
        lambda _, chosen: (Field("reason", "Why", Kind.TEXT), today_field("on", "Raised on", chosen)),
        _flag,
        About.CHILDREN,
    ),
    "close_flag": Form(
        "Close the flag",
        lambda _, chosen: (Field("done", "What was done", Kind.TEXT), today_field("on", "Closed on", chosen)),
        _close_flag,
        About.CHILDREN,
    ),
}
