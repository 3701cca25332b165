"""A card to be written out: a typed row, computed ones with and without figures, and two teams."""

from __future__ import annotations

from datetime import datetime

from caseboard.domain.card import Card, CardRow, Computed, Direction, Polarity, Rag
from caseboard.domain.decision_figures import Mean, Share
from caseboard.domain.indicators import Indicator
from caseboard.domain.periods import Quarter
from caseboard.domain.tallies import Figure
from caseboard.usecases.card_signed import Compared, PrintedCard
from tests.domain.making import on


def figure(part: int, whole: int) -> Figure:
    return Figure(Share(part, whole), {"future": 2} if whole else {}, Mean(9, 2) if whole else Mean(0, 0), "wd")


def beside(indicator: Indicator, part: int, whole: int) -> Computed:
    return Computed(
        indicator,
        figure(part, whole),
        figure(3 * part, 3 * whole),
        figure(1, 2),
        "carried forward: the year ends as this quarter stands",
        "at least 94.2 % of the rest of the year to reach 80 %",
        "2 left out: 2 × a date lies after the date of the extract",
        (None, 70.0, None, 66.7, 65.0),
        figure(part, whole) if whole else None,
        figure(7, 10),
        figure(part, whole).share.percent,
        Rag.RED,
        Direction.WORSE,
        0 < whole < 10,
        "Of the assessments, those in time.",
    )


def row(indicator: Indicator, part: int, whole: int, **typed: str) -> CardRow:
    texts = {"title": "In 7 days", "owner": "CYPSC", "measure": "Quarterly %", "baseline": "79.9% (08-09)"}
    texts |= {"last_year": "76.5%", "target": "80%", "data_quality": "No concerns"} | typed
    percent = figure(part, whole).share.percent
    standing = (Rag.RED, Direction.WORSE) if whole else (None, None)
    values = {"reference": indicator.value, "result": percent, "predicted": percent}
    return CardRow(
        **{**values, **texts},  # type: ignore[arg-type]
        polarity=Polarity.RISE,
        rag=standing[0],
        direction=standing[1],
        computed=beside(indicator, part, whole),
    )


def typed_row(text: str = "69% (9 out of 13 homes)") -> CardRow:
    """A row in which every text that is typed is this one."""
    return CardRow(text, text, text, text, Polarity.RISE, text, text, text, text, text, text, Rag.AMBER, None)


def printed(*rows: CardRow, **approval: datetime | str) -> PrintedCard:
    shown = rows or (row(Indicator.NI_59, 2, 3), row(Indicator.NI_60, 0, 0), typed_row())
    card = Card(Quarter(2009, 2), "", on("2009-09-30"), shown, {"future": 2}, "", 10)
    teams = (
        Compared("East", {Indicator.NI_59: figure(2, 3), Indicator.NI_60: figure(0, 0)}),
        Compared("no team", {Indicator.NI_59: figure(0, 0)}),
    )
    return PrintedCard(card, teams, **approval)  # type: ignore[arg-type]
