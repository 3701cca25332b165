"""What `caseboard card` is asked for, read from its options: one sentence for what does not say one thing."""

from __future__ import annotations

from datetime import date

from caseboard.domain.card_rows import indicator_of
from caseboard.domain.errors import BadInput
from caseboard.domain.indicators import INDICATORS, Indicator
from caseboard.domain.periods import Quarter, parse_quarter, quarter_of
from caseboard.domain.words import long_date


def refuse_several(given: set[str], signed: str | None, compared: int | None) -> None:
    """Refuse what does not say one thing."""
    doing = [name for name, value in (("--signed", signed), ("--differences", compared)) if value is not None]
    if len(doing) + len(given & {"--rows", "--sign-off"}) > 1:
        raise BadInput("card: name one of --rows, --sign-off, --signed and --differences")
    if doing and given:
        raise BadInput(f"{doing[0]}: a signed card has its quarter, team and cohort; leave {min(given)} out")
    if {"--rows", "--cohort"} <= given:
        raise BadInput("--cohort: the rows of a figure are those of the whole figure; leave it out")


def named_indicator(reference: str, year_to_date: bool) -> Indicator | None:
    """The indicator of `--rows`. Raises BadInput for a row that is typed by hand."""
    if not reference:
        if year_to_date:
            raise BadInput("--year-to-date: the card shows both; it is for --rows")
        return None
    indicator = indicator_of(reference)
    if indicator is None:
        raise BadInput(f'--rows: "{reference[:40]}" is not computed; computed are {", ".join(INDICATORS)}')
    return indicator


def named_quarter(named: str, day: date) -> Quarter:
    """The quarter of `--quarter`, else the one `day` lies in. Raises BadInput for one that begins after it."""
    if not named:
        return quarter_of(day)
    try:
        quarter = parse_quarter(named)
    except BadInput as refused:
        raise BadInput(f"--quarter: {refused}") from None
    if quarter.first > day:
        begins = f"{quarter} begins on {long_date(quarter.first)}, after the date in view"
        raise BadInput(f"--quarter: {begins} ({day}); choose an earlier one, or a later --as-at")
    return quarter
