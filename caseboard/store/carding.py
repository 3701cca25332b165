"""What a report card keeps: rows typed, cards signed, cohorts marked, findings counted. Voided ones are left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import starmap
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from caseboard.domain.card import CohortMark, Polarity, SignedCard, TypedRow
from caseboard.domain.errors import BadInput
from caseboard.domain.periods import parse_quarter
from caseboard.domain.reckoning import FindingCount
from caseboard.store.tables import card_rows, cards, cohort_marks, finding_counts


def read_typed_rows(connection: Connection) -> list[TypedRow]:
    """What was typed on report cards, by quarter and position."""
    c = card_rows.c
    named = (c.reference, c.title, c.owner, c.measure, c.polarity, c.baseline, c.last_year, c.target)
    columns = (c.quarter, c.position, *named, c.result, c.predicted, c.data_quality, c.id, c.version)
    rows = connection.execute(select(*columns).where(c.voided_on.is_(None)).order_by(c.quarter, c.position, c.id))
    typed = starmap(TypedRow, map(tuple, rows))
    return [row._replace(quarter=parse_quarter(str(row.quarter)), polarity=Polarity(row.polarity)) for row in typed]


def read_cards(connection: Connection) -> list[SignedCard]:
    """The report cards signed off, the last first."""
    c = cards.c
    columns = (c.id, c.quarter, c.team, c.as_at, c.approved_by, c.approved_at, c.document, c.version)
    newest = select(*columns).where(c.voided_on.is_(None)).order_by(c.approved_at.desc(), c.id.desc())
    signed = starmap(SignedCard, map(tuple, connection.execute(newest)))
    return [card._replace(quarter=parse_quarter(str(card.quarter))) for card in signed]


def read_cohorts(connection: Connection) -> dict[str, int]:
    """The cohorts assessments are marked as of, and how many of each."""
    c = cohort_marks.c
    counted = select(c.cohort, func.count(c.assessment.distinct())).where(c.voided_on.is_(None))
    rows = connection.execute(counted.group_by(c.cohort).order_by(c.cohort)).all()
    return {row[0]: row[1] for row in rows}


def read_cohort_marks(connection: Connection, cohort: str) -> list[CohortMark]:
    """The assessments marked as of a cohort."""
    c = cohort_marks.c
    columns = (c.id, c.child, c.assessment, c.cohort, c.version)
    of_cohort = select(*columns).where(c.cohort == cohort, c.voided_on.is_(None)).order_by(c.id)
    return list(starmap(CohortMark, map(tuple, connection.execute(of_cohort))))


def read_finding_counts(connection: Connection, since: date) -> list[FindingCount]:
    """How many findings of each check there were on the days they were counted, from `since` on, in order."""
    c = finding_counts.c
    rows = connection.execute(select(c.day, c.check_key, c.findings).where(c.day >= since).order_by(c.day, c.check_key))
    return [FindingCount(*row) for row in rows]


def keep_finding_counts(connection: Connection, day: date, counts: Mapping[str, int]) -> None:
    """Keep how many findings of each check there are on `day`, in the place of what was kept of that day."""
    connection.execute(delete(finding_counts).where(finding_counts.c.day == day))
    rows = [{"day": day, "check_key": check, "findings": number} for check, number in counts.items()]
    if rows:
        connection.execute(insert(finding_counts), rows)


def refuse_row_twice(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Raise BadInput where a card's row with `values` is to be made, or to stand again, and another one stands.

    Of two who type the first words of a row the second meets the first here: what is made has no version.
    """
    if table is not card_rows:
        return
    c = card_rows.c
    same = (c.quarter == values["quarter"]) & (c.reference == values["reference"]) & c.voided_on.is_(None)
    if connection.execute(select(c.id).where(same).limit(1)).first() is not None:
        raise BadInput("somebody has typed this row of the card meanwhile: read the card again; nothing was done")
