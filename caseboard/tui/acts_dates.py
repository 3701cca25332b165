"""The forms of dates put off and put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseboard.domain.acts import Act
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date
from caseboard.tui.forms import Chosen, Field, Form, Kind, Needs, Values, today_field
from caseboard.usecases.working.dates import DateOf, Extending, correct, extend
from caseboard.usecases.working.enquiry_dates import EnquiryDate, correct_enquiry, date_of, latest_enquiry
from caseboard.usecases.working.rows import rows_of

_OF_ASSESSMENT = {
    DateOf.STARTED: "start",
    DateOf.CHILD_SEEN: "child seen",
    DateOf.SUBMITTED: "submitted",
    DateOf.AUTHORISED: "authorised",
}
_OF_ENQUIRY = {EnquiryDate.DISCUSSED: "strategy discussion", EnquiryDate.HELD: "conference held"}
_ENQUIRY = "enquiry:"
"""Begins the code of an enquiry's date: both have one of the name "started"."""


def _extend_fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (
        Field("until", "Until", Kind.DATE),
        Field("reason", "Reason", Kind.TEXT),
        Field("agreed_by", "Agreed by", Kind.TEXT),
        today_field("agreed_on", "Agreed on", chosen),
    )


def _extend(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    form = Extending(values.day("until"), values.text("reason"), values.text("agreed_by"), values.day("agreed_on"))
    return extend(snapshot, chosen.assessments, form, chosen.today)


def _correct_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    dates = _recorded(snapshot, chosen) if len(chosen.assessments) == 1 else {}
    choices = [(str(which), words) for which, words in _OF_ASSESSMENT.items()]
    choices += [(f"{_ENQUIRY}{which}", words) for which, words in _OF_ENQUIRY.items()]
    return (
        Field(
            "which",
            "Which date",
            Kind.CHOICE,
            choices[0][0],
            [(code, _with_date(words, dates.get(code)) if dates else words) for code, words in choices],
        ),
        Field("day", "Right date", Kind.DATE, hint="left empty, the date is taken away"),
        Field("reason", "Reason", Kind.TEXT),
    )


def _recorded(snapshot: Snapshot, chosen: Chosen) -> dict[str, date | None]:
    """The dates as they are, by the code of the choice."""
    (row,) = rows_of(snapshot, chosen.assessments)
    dates: dict[str, date | None] = {str(which): getattr(row.a, which) for which in DateOf}
    for which in EnquiryDate:
        enquiry = latest_enquiry(snapshot, row.child.id, which)
        dates[f"{_ENQUIRY}{which}"] = date_of(enquiry, which) if enquiry else None
    return dates


def _with_date(words: str, recorded: date | None) -> str:
    return f"{words} · {long_date(recorded) if recorded else 'not recorded'}"


def _correct(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    which, day, reason = values.text("which"), values.day_or_none("day"), values.text("reason")
    if which.startswith(_ENQUIRY):
        of_enquiry = EnquiryDate(which.removeprefix(_ENQUIRY))
        return correct_enquiry(snapshot, chosen.children, of_enquiry, day, reason, chosen.today, chosen.who)
    return correct(snapshot, chosen.assessments, DateOf(which), day, reason, chosen.today)


DATES = {
    "extend": Form("Extend", _extend_fields, _extend),
    "correct": Form("Correct a date", _correct_fields, _correct, needs=Needs.ANY),
}
