"""Dates and numbers on the command line, read or refused in one sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from caseboard.domain.errors import BadInput


class Day(click.ParamType[date]):
    """ISO 8601 (2009-09-28) or "today", inside the calendar."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date, or say what would be right."""
        from caseboard.usecases.reference import bank_holidays

        try:
            day = ctx.find_root().obj.today if ctx and value == "today" else date.fromisoformat(value)
        except ValueError:
            raise BadInput(f'{_called(param)}: "{value[:40]}" is not a date; write it as 2009-09-28 or today') from None
        known = bank_holidays()
        if not known.first <= day <= known.last:
            where = f"outside the calendar, which runs from {known.first} to {known.last}"
            raise BadInput(f"{_called(param)}: {day} is {where}")
        return day


class Whole(click.ParamType[int]):
    """A whole number from `least` to `most`."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        """Both bounds are allowed."""
        self._least, self._most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say what would be right."""
        text = str(value)
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
        if not self._least <= number <= self._most:
            bounds = f"a whole number from {self._least} to {self._most}"
            raise BadInput(f'{_called(param)}: "{text[:40]}" is not {bounds}')
        return number


DAY = Day()


def _called(param: click.Parameter | None) -> str:
    if param is None:
        return "value"
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
