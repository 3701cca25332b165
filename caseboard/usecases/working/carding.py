"""What is typed on the report card, its sign-off, and cohorts of assessments marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from caseboard.domain.acts import Act, BadField, Edit, RecordKind, Value, Verb
from caseboard.domain.card import Card, CohortMark, Polarity, TypedRow
from caseboard.domain.card_rows import indicator_of, waits_for_year
from caseboard.domain.card_settings import key_of
from caseboard.domain.checking import ROWS, check_line
from caseboard.domain.errors import BadInput
from caseboard.domain.text import clean_name
from caseboard.domain.words import long_date, plural
from caseboard.usecases.card_signed import Compared, PrintedCard, printed_document

EDITABLE: Mapping[str, int] = {
    "reference": 100,
    "title": 1_000,
    "owner": 200,
    "measure": 200,
    "polarity": 20,
    "baseline": 400,
    "last_year": 400,
    "target": 400,
    "result": 400,
    "predicted": 400,
    "data_quality": 4_000,
}
"""What is typed on a card, and how many characters it may have."""
_LONGEST_COHORT = 100


class Marked(NamedTuple):
    """An assessment to be marked, and whose it is, by the database's numbers."""

    assessment: int
    child: int


def edit_row(row: TypedRow, changes: Mapping[str, str], today: date) -> Act:
    """Change fields of `EDITABLE` of a row, or type the first words of one that is taken over or blank (id 0).

    Raises BadField for a field of `EDITABLE`, or "rows" where nothing would change.
    """
    changed = {name: _checked(name, text) for name, text in changes.items()}
    changed = {name: value for name, value in changed.items() if value != getattr(row, name)}
    if not changed:
        raise BadField(ROWS, "nothing is different from what is on the card: change a field first")
    _refuse_computed(row, changed)
    if row.id:
        edit = Edit(RecordKind.CARD_ROW, dict(changed), row.id, row.version)
    else:
        values: dict[str, Value] = {name: getattr(row, name) for name in EDITABLE}
        edit = Edit(RecordKind.CARD_ROW, {"quarter": str(row.quarter), "position": row.position, **values, **changed})
    return Act(Verb.EDIT_CARD, (edit,), "1 row of the card changed")


def add_row(rows: Sequence[TypedRow], row: TypedRow, today: date) -> Act:
    """Add a row after those there are, `rows`; of the given one quarter and texts count. Raises BadField."""
    values: dict[str, Value] = {name: _checked(name, str(getattr(row, name))) for name in EDITABLE}
    if any(key_of(other.reference) == key_of(row.reference) for other in rows):
        raise BadField("reference", "there is a row with this reference: change that one, or write another")
    position = max((other.position for other in rows), default=0) + 1
    edit = Edit(RecordKind.CARD_ROW, {"quarter": str(row.quarter), "position": position, **values})
    return Act(Verb.EDIT_CARD, (edit,), "1 row of the card added")


def sign_card(card: Card, by: str, at: datetime, today: date, teams: Sequence[Compared] = ()) -> Act:
    """Sign a card off: what it shows, and the comparison of `teams`, is kept as it is for good. `at` is UTC.

    Raises BadField ("by", "rows").
    """
    name = check_line("by", by, "who approves it")
    if card.as_at > today:
        raise BadField(ROWS, f"the card is as at {long_date(card.as_at)}, still to come: sign what has happened")
    if card.as_at < card.quarter.first:
        raise BadField(ROWS, f"the quarter begins on {long_date(card.quarter.first)}: there is nothing to sign yet")
    moment = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    document = printed_document(PrintedCard(card, tuple(teams), name, moment))
    values: dict[str, Value] = {
        "quarter": str(card.quarter),
        "team": card.team,
        "as_at": card.as_at,
        "approved_by": name,
        "approved_at": moment.replace(tzinfo=None),
        "document": json.dumps(document, ensure_ascii=False),
    }
    return Act(Verb.SIGN_CARD, (Edit(RecordKind.CARD, values),), f"card of {card.quarter.words} signed off")


def mark_cohort(assessments: Iterable[Marked], name: str, by: str, today: date) -> Act:
    """Mark assessments as of a cohort, which the indicators are then shown without, too.

    Raises BadField ("name", "by", "rows").
    """
    cohort = check_line("name", name, "the name of the cohort")
    if len(cohort) > _LONGEST_COHORT:
        raise BadField(
            "name", f"the name of the cohort has {len(cohort)} characters: write it in no more than {_LONGEST_COHORT}"
        )
    who = check_line("by", by, "who marks them")
    those = list(dict.fromkeys(assessments))
    if not those:
        raise BadField(ROWS, "no assessment is chosen: choose one, or mark several")
    edits = tuple(_mark(one, cohort, who, today) for one in those)
    return Act(Verb.MARK_COHORT, edits, f"{plural(len(edits), 'assessment')} marked as of a cohort")


def unmark(marks: Iterable[CohortMark], by: str, today: date) -> Act:
    """Take marks of a cohort back. Raises BadField ("by", "rows")."""
    who = check_line("by", by, "who takes them back")
    void: dict[str, Value] = {"voided_on": today, "voided_by": who, "void_reason": "not of the cohort"}
    edits = tuple(Edit(RecordKind.COHORT_MARK, void, m.id, m.version, m.child) for m in marks)
    if not edits:
        raise BadField(ROWS, "none of these is marked: choose one that is")
    return Act(Verb.MARK_COHORT, edits, f"{plural(len(edits), 'assessment')} no longer of a cohort")


def _mark(one: Marked, cohort: str, who: str, today: date) -> Edit:
    values: dict[str, Value] = {"child": one.child, "assessment": one.assessment, "cohort": cohort}
    return Edit(RecordKind.COHORT_MARK, {**values, "marked_on": today, "marked_by": who}, child=one.child)


def _checked(name: str, text: str) -> str:
    """One field as it is kept: one line, as long as its column."""
    if name not in EDITABLE:
        raise BadField(ROWS, f'"{name[:40]}" is not typed on a card')
    if name == "polarity":
        return _polarity(text)
    try:
        line = clean_name(text)
    except BadInput:
        raise BadField(name, "this holds a control or invisible character: write it without") from None
    if name == "reference" and not line:
        raise BadField(name, "the reference is missing: write what the row is called by")
    if len(line) > EDITABLE[name]:
        raise BadField(name, f"this has {len(line):,} characters: write it in no more than {EDITABLE[name]:,}")
    return line


def _polarity(text: str) -> str:
    found = next((p for p in Polarity if p.value.casefold() == " ".join(text.split()).casefold()), None)
    if found is None:
        raise BadField("polarity", f"this is not a polarity: write {', '.join(Polarity)}")
    return found.value


def _refuse_computed(row: TypedRow, changed: Mapping[str, str]) -> None:
    indicator = indicator_of(row.reference)
    if indicator is None:
        return
    if "reference" in changed:
        raise BadField("reference", "the figures of this row are found by its reference: add another row instead")
    after = row._replace(measure=changed.get("measure", row.measure))
    if changed.get("result") and not waits_for_year(after):
        raise BadField("result", f"{indicator.value} is counted and not typed: put right the records it counts")
