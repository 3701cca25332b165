"""What is typed on the demo's report card, and a cohort of assessments to look at its figures with and without."""

from __future__ import annotations

from datetime import timedelta

from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter, quarter_of
from caseboard.usecases.reference import printed_card

from .council import Council
from .paper_quarter import PAPER
from .timed import authorised_between

REASSESSED = {True: 15, False: 45}
"""How many that were in time, and that were not, are of the cohort at scale 1: the more difficult ones took longer."""
_QUARTER = timedelta(days=91)
_COMPUTED = frozenset(indicator.value for indicator in Indicator)
_NATIONAL = "NI "
"""How the reference of a national indicator begins: the paper's other rows are of that council's own plans."""
_COLUMNS = (
    *("reference", "title", "owner", "measure", "polarity", "baseline", "last_year", "target", "result", "predicted"),
    "data_quality",
)
_FRAME = ("reference", "title", "owner", "measure", "polarity", "target")


def add_card(council: Council) -> None:
    """The paper's rows for its quarter, until its year is over; at other times what stands around figures."""
    own = quarter_of(council.as_at)
    quarter = PAPER if own >= PAPER and own.year == PAPER.year else own
    for position, row in enumerate(_printed() if quarter == PAPER else _frame(), 1):
        council.add("card_rows", quarter=str(quarter), position=position, **row)
    _mark_cohort(council, quarter)


def _printed() -> list[dict[str, str]]:
    """The paper's rows as they are typed: what is computed each quarter is not."""
    rows = [dict(zip(_COLUMNS, cells, strict=True)) for cells in printed_card()[1:]]
    for row in rows:
        if row["reference"] in _COMPUTED and row["measure"].startswith("Quarterly"):
            row |= {"result": "", "predicted": ""}
    return rows


def _frame() -> list[dict[str, str]]:
    """The national indicators, with the paper's targets and nothing else of its figures."""
    national = (row for row in _printed() if row["reference"].startswith(_NATIONAL))
    return [{name: row[name] if name in _FRAME else "" for name in _COLUMNS} for row in national]


def _mark_cohort(council: Council, quarter: Quarter) -> None:
    """Mark some of the assessments authorised in the three months up to the quarter's end, or the date."""
    rng = council.dice("cohort")
    last = quarter.until(council.as_at)
    recent = [t for kind in ("initial", "core") for t in authorised_between(council, kind, last - _QUARTER, last)]
    rng.shuffle(recent)
    for in_time, many in REASSESSED.items():
        for t in [t for t in recent if t.in_time == in_time][: many * council.scale]:
            council.add(
                "cohort_marks",
                child=t.row["child"],
                assessment=t.row["id"],
                cohort=f"Reassessed {last.year}",
                marked_on=council.as_at,
                marked_by=council.tables["workers"][0]["name"],
            )
