"""The forms of what follows an initial assessment: core assessment, section 47 enquiry, initial conference."""

from __future__ import annotations

from collections.abc import Sequence

from caseboard.domain.acts import Act, BadField
from caseboard.domain.cases import BASIS_WORDS, Basis
from caseboard.domain.snapshot import Snapshot
from caseboard.tui.forms import About, Chosen, Field, Form, Kind, Needs, Values, today_field
from caseboard.usecases.working.starting import (
    CORE_BASES,
    conference_not_required,
    record_conference,
    record_enquiry,
    start_core,
)


def _core_fields(_: Snapshot, chosen: Chosen) -> Sequence[Field]:
    bases = [(str(basis), BASIS_WORDS[basis]) for basis in CORE_BASES]
    return (
        today_field("start", "Start", chosen),
        Field("basis", "Counts from", Kind.CHOICE, bases[0][0], bases),
    )


def _core(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    basis = Basis(values.text("basis"))
    return start_core(snapshot, chosen.assessments, values.day("start"), basis, chosen.today)


def _enquiry(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    return record_enquiry(snapshot, chosen.children, values.day("discussed"), chosen.today)


def _conference(snapshot: Snapshot, chosen: Chosen, values: Values) -> Act:
    held, why_none = values.day_or_none("held"), values.text("not_required")
    if held and why_none.strip():
        raise BadField("not_required", "a date and a reason for none cannot both be right: leave one of them empty")
    if held:
        return record_conference(snapshot, chosen.children, held, chosen.today)
    if why_none.strip():
        return conference_not_required(snapshot, chosen.children, why_none)
    raise BadField("held", "nothing is said yet: write the date it was held, or why none is required")


PROTECTION = {
    "start_core": Form("Start a core assessment", _core_fields, _core, needs=Needs.INITIAL),
    "enquiry": Form(
        "Section 47 enquiry",
        lambda _, chosen: (today_field("discussed", "Strategy discussion", chosen),),
        _enquiry,
        About.CHILDREN,
    ),
    "conference": Form(
        "Initial child protection conference",
        lambda _snapshot, _chosen: (
            Field("held", "Held on", Kind.DATE),
            Field("not_required", "or why not required", Kind.TEXT),
        ),
        _conference,
        About.CHILDREN,
    ),
}
