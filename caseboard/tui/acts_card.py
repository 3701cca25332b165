"""The forms of the report card: what is typed on a row, its sign-off, and assessments marked as of a cohort."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from caseboard.domain.acts import Act
from caseboard.domain.card import Card, CohortMark, Polarity, TypedRow
from caseboard.domain.card_rows import indicator_of, waits_for_year
from caseboard.domain.periods import Quarter
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Needs, Values
from caseboard.usecases.carding import Compared
from caseboard.usecases.working.carding import Marked, add_row, edit_row, mark_cohort, sign_card, unmark

_LABELS: Mapping[str, str] = {
    "result": "This quarter",
    "target": "Target",
    "predicted": "Predicted",
    "data_quality": "Data quality",
    "last_year": "Last year",
    "baseline": "Baseline",
    "owner": "Owner",
    "measure": "Measure",
    "title": "Title",
}
"""The fields in the order in which they are typed every quarter."""
_OF_IT = (("of", "of the cohort"), ("not", "not of it: take the mark back"))
_ALL = {"reference": "Reference", "title": _LABELS["title"], **_LABELS}
_POLARITIES = tuple((polarity.value, polarity.value) for polarity in Polarity)


def edit_form(row: TypedRow) -> Form:
    """What is typed on one row. Of a computed one the result is counted, and words stand for it before Q4 alone."""
    counted = indicator_of(row.reference) is not None
    names = [name for name in _LABELS if name != "result" or not counted or waits_for_year(row)]

    def fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
        hints = {"predicted": "as reckoned" if counted else "", "result": "Annual PI reported at Q4" if counted else ""}
        texts = (Field(n, _LABELS[n], Kind.TEXT, getattr(row, n), hint=hints.get(n, "")) for n in names)
        return (*texts, Field("polarity", "Good is", Kind.CHOICE, row.polarity.value, _POLARITIES))

    def act(_: Snapshot, chosen: Chosen, values: Values) -> Act:
        return edit_row(row, {name: values.text(name) for name in (*names, "polarity")}, chosen.today)

    return Form(f"{row.reference} · {row.quarter.words}", fields, act, About.NOTHING)


def add_form(rows: Sequence[TypedRow], quarter: Quarter) -> Form:
    """A row typed by hand, after `rows`, those of the quarter."""

    def fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
        texts = (Field(name, _ALL[name], Kind.TEXT) for name in _ALL)
        return (*texts, Field("polarity", "Good is", Kind.CHOICE, Polarity.RISE.value, _POLARITIES))

    def act(_: Snapshot, chosen: Chosen, values: Values) -> Act:
        text = values.text
        row = TypedRow(
            quarter,
            0,
            reference=text("reference"),
            title=text("title"),
            owner=text("owner"),
            measure=text("measure"),
            polarity=Polarity(text("polarity")),
            baseline=text("baseline"),
            last_year=text("last_year"),
            target=text("target"),
            result=text("result"),
            predicted=text("predicted"),
            data_quality=text("data_quality"),
        )
        return add_row(rows, row, chosen.today)

    return Form(f"Add a row · {quarter.words}", fields, act, About.NOTHING)


def sign_form(card: Card, now: Callable[[], datetime], teams: Callable[[], Sequence[Compared]]) -> Form:
    """The sign-off of the card as it is shown. `teams`, kept with it, asks the database: only in the thread."""

    def fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
        return (Field("by", "Approved by", Kind.TEXT, chosen.who),)

    def act(_: Snapshot, chosen: Chosen, values: Values) -> Act:
        return sign_card(card, values.text("by"), now(), chosen.today, teams())

    return Form(f"Sign off {card.quarter.words}", fields, act, About.NOTHING)


def cohort_form(marked: Sequence[Marked], marks: Callable[[str], Sequence[CohortMark]]) -> Form:
    """Assessments of a list of counted ones, most of them authorised long ago; their marks can be taken back.

    `marks`, those of a cohort, asks the database: only in the thread.
    """

    def fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
        return (*_cohort_fields(snapshot, chosen), Field("do", "They are", Kind.CHOICE, "of", _OF_IT))

    def act(_: Snapshot, chosen: Chosen, values: Values) -> Act:
        name, by = values.text("name"), values.text("by")
        if values.text("do") == "of":
            return mark_cohort(marked, name, by, chosen.today)
        numbers = {one.assessment for one in marked}
        return unmark([mark for mark in marks(name.strip()) if mark.assessment in numbers], by, chosen.today)

    return Form("Mark as of a cohort", fields, act, About.NOTHING)


def _cohort_fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (
        Field("name", "Cohort", Kind.TEXT, hint="reassessed July 2009"),
        Field("by", "Marked by", Kind.TEXT, chosen.who),
    )


def _mark(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    there = {a.id: a.child for a in snapshot.facts.assessments}
    marked = [Marked(number, there[number]) for number in chosen.assessments if number in there]
    return mark_cohort(marked, values.text("name"), values.text("by"), chosen.today)


COHORTS = {"mark_cohort": Form("Mark as of a cohort", _cohort_fields, _mark, needs=Needs.ANY)}
