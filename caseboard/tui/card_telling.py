"""What there is to tell about a row of the report card: where its figure comes from, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from caseboard.domain.card import CardRow, Computed
from caseboard.domain.card_words import how_calculated, left_out_words, missed_words, sparkline, value_words
from caseboard.domain.tallies import Figure
from caseboard.domain.words import plural
from caseboard.tui.card_columns import direction_line, in_words, rag_line, result_line
from caseboard.tui.cells import Line, Span, line, say
from caseboard.tui.widgets.detail import Paragraph

_LAST = 8
"""Quarters of the trend that are named in figures."""


def tell(row: CardRow) -> list[Paragraph]:
    """The most important first: a strip with little room leaves out what follows."""
    told = [_head(row)]
    if row.computed is None:
        told.append([line(Span("typed by hand: ", "quiet"), "no figure of this database stands behind it")])
    else:
        told += [_figures(row.computed), _missed(row.computed), _ahead(row, row.computed)]
        told += [_trend(row.computed), _rule(row.computed)]
    return [*told, _data_quality(row)]


def long_telling(row: CardRow) -> Iterator[tuple[str, Paragraph]]:
    """Everything, each paragraph under its name."""
    computed = row.computed
    yield "Result", _head(row)[1:]
    if computed:
        yield "Counts", _figures(computed)
        yield "Missed", _missed(computed, named=False)
        yield "Calculated", _rule(computed, named=False)
    yield "Full year", _ahead(row, computed)
    if computed:
        yield "Trend", _trend(computed, named=False)
    yield "Quality", _data_quality(row)
    for name, text in (("Owner", row.owner), ("Measure", row.measure), ("Baseline", row.baseline)):
        yield name, [line(say(text))] if text else []
    yield "Last year", [line(say(row.last_year))] if row.last_year else []


def _head(row: CardRow) -> Paragraph:
    """Title, result against target, colour and direction; where words stand for the result, the figure beside."""
    computed = row.computed
    beside = line(Span("figure beside: ", "quiet"), str(computed.quarter.share)) if computed and in_words(row) else ()
    aim = line(Span("target ", "quiet"), say(row.target)) if row.target else ()
    way = line(Span("good is ", "quiet"), row.polarity.value) if row.polarity.value != "N/A" else ()
    parts = ((say(row.title, "strong"),), result_line(row), beside, rag_line(row), direction_line(row), aim, way)
    return [part for part in parts if part]


def _share(words: str, figure: Figure) -> Line:
    return line(Span(f"{words} ", "quiet"), str(figure.share))


def _figures(computed: Computed) -> Paragraph:
    parts = [_share("this quarter", computed.quarter)]
    if computed.without_cohort is not None:
        parts.append(_share("without the cohort", computed.without_cohort))
    return [*parts, _share("year to date", computed.year_to_date), _share("quarter before", computed.before)]


def _missed(computed: Computed, *, named: bool = True) -> Paragraph:
    """How late those were that missed it, and what is left out and why."""
    figure, parts = computed.quarter, []
    if missed := missed_words(figure):
        parts.append(line(Span("missed: ", "quiet") if named else None, missed))
    if not figure.left_out:
        return [*parts, line(Span("nothing is left out", "quiet"))]
    reasons = "; ".join(f"{many:,} because {left_out_words(why)}" for why, many in sorted(figure.left_out.items()))
    return [*parts, line(Span(f"{figure.excluded:,} left out: ", "soon"), say(reasons))]


def _ahead(row: CardRow, computed: Computed | None) -> Paragraph:
    typed = row.predicted if isinstance(row.predicted, str) else ""
    told = [line(Span("full year, typed: ", "quiet"), say(typed))] if typed else []
    if computed and computed.method:
        reckoned = value_words(computed.predicted) or "none"
        told.append(line(Span("full year, reckoned: ", "quiet"), reckoned, Span(f" ({computed.method})", "quiet")))
    if computed and computed.needed:
        told.append(line(Span("needed: ", "quiet"), computed.needed))
    return told or [line(Span("the full year is not predicted", "quiet"))]


def _trend(computed: Computed, *, named: bool = True) -> Paragraph:
    """The sparkline and the last figures, oldest first."""
    if not computed.trend:
        return []
    shown = ("none" if value is None else f"{value:.1f}" for value in computed.trend[-_LAST:])
    words = f"last {plural(len(computed.trend), 'quarter')} " if named else ""
    return [line(Span(words, "quiet"), Span(f"{sparkline(computed.trend)}  ", "note"), " ".join(shown))]


def _rule(computed: Computed, *, named: bool = True) -> Paragraph:
    words = "How this is calculated: " if named else ""
    return [line(Span(words, "quiet"), how_calculated(computed.indicator))]


def _data_quality(row: CardRow) -> Paragraph:
    """What a person typed, and apart from it what the checks say."""
    typed = line(Span("data quality, typed: ", "quiet"), say(row.data_quality) if row.data_quality else "nothing")
    checked = row.computed.checked if row.computed else ""
    return [typed, line(Span("by the checks: ", "quiet"), say(checked))] if checked else [typed]
