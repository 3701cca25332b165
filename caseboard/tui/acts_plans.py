"""The forms of child protection plans: review booked or held, visit, core group, end of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from caseboard.domain.acts import Act
from caseboard.domain.errors import BadInput
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.words import long_date
from caseboard.tui.dates import parse_day
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Values, today_field
from caseboard.usecases.working.protecting import (
    book_review,
    end_plan,
    hold_review,
    late_words,
    latest_review,
    record_core_group,
    record_visit,
)

ALONE = (("", "not said"), ("yes", "yes"), ("no", "no"))


def _booking_fields(snapshot: Snapshot, chosen: Chosen) -> Sequence[Field]:
    latest = [latest_review(snapshot, p, chosen.today) for p in snapshot.facts.plans if p.id in set(chosen.plans)]
    first = min((day for day in latest if day), default=None)

    def told(text: str) -> str:
        """While it is typed: whether it is after the statutory latest."""
        try:
            return late_words(snapshot, chosen.plans, parse_day(text, chosen.today), chosen.today)
        except BadInput:
            return ""

    hint = f"statutory latest {long_date(first)}" if first else ""
    return (Field("day", "Booked for", Kind.DATE, hint=hint, warns=told),)


def _book(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    return book_review(snapshot, chosen.plans, values.day("day"), chosen.today)


def _visit_fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    return (today_field("day", "Visited on", chosen), Field("alone", "Child seen alone", Kind.CHOICE, "", ALONE))


def _visit(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    alone = {"yes": True, "no": False}.get(values.text("alone"))
    return record_visit(snapshot, chosen.plans, values.day("day"), alone, chosen.today)


def _on_a_day(title: str, label: str, act: Callable[[Snapshot, Iterable[int], date, date], Act]) -> Form:
    """The form of an act that asks for its date alone."""
    return Form(
        title,
        lambda _, chosen: (today_field("day", label, chosen),),
        lambda snapshot, chosen, values: act(snapshot, chosen.plans, values.day("day"), chosen.today),
        About.PLANS,
    )


PLANS = {
    "book_review": Form("Book a review", _booking_fields, _book, About.PLANS),
    "hold_review": _on_a_day("Review held", "Held on", hold_review),
    "visit": Form("Statutory visit", _visit_fields, _visit, About.PLANS),
    "core_group": _on_a_day("Core group held", "Held on", record_core_group),
    "end_plan": _on_a_day("End the plan", "Ended on", end_plan),
}
