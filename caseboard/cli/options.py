"""The options that name the database and the date, and how dates and numbers are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import click

from caseboard.cli.call import DATABASE, read_day
from caseboard.domain.errors import BadInput

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """ISO 8601 (2009-09-28) or "today", inside the calendar."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date, or say what would be right."""
        today = ctx.obj.today if ctx else date.today()
        return read_day(str(value), today, _called(param))


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


def db_option(command: F) -> F:
    """The option `--db PATH|URL`."""
    # Eager: an invented council has a today of its own, by which dates are read.
    words = f"The database; without it, {DATABASE} or the one caseboard locate prints."
    return click.option("--db", metavar="PATH|URL", callback=_keep, expose_value=False, is_eager=True, help=words)(
        command
    )


def as_at_option(command: F) -> F:
    """The option `--as-at DATE`."""
    words = "Show everything as at this date: 2009-09-28, or today."
    return click.option("--as-at", type=DAY, metavar="DATE", callback=_keep, expose_value=False, help=words)(command)


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Put an option into the call. Given after the command it wins over the same one given before."""
    if value is not None and param.name is not None:
        ctx.obj = replace(ctx.obj, **{param.name: value})


def _called(param: click.Parameter | None) -> str:
    if param is None:
        return "value"
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
