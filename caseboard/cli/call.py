"""What every command is called with: the database and the date in view, given before the command or after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from caseboard.cli.places import default_database
from caseboard.cli.values import DAY
from caseboard.domain.errors import BadInput

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Call:
    """One use of the command line."""

    today: date
    """The date it is; `as_at` is the one asked for."""
    db: str | None = None
    as_at: date | None = None

    @property
    def day(self) -> date:
        """The date in view."""
        return self.as_at or self.today

    @property
    def path(self) -> Path:
        """The database file. Raises BadInput for the address of a database server."""
        if self.db is None:
            return default_database()
        if "://" in self.db:
            raise BadInput("--db: a database on a server comes with a later version; give the path of a file")
        return Path(self.db).expanduser()


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Put an option into the call. Given after the command it wins over the same one given before."""
    if value is not None and param.name is not None:
        ctx.obj = replace(ctx.obj, **{param.name: value})


def db_option(envvar: str | None = None) -> Callable[[F], F]:
    """The option `--db PATH|URL`."""
    return click.option(
        "--db", metavar="PATH|URL", envvar=envvar, callback=_keep, expose_value=False, help="The database."
    )


def as_at_option(command: F) -> F:
    """The option `--as-at DATE`."""
    words = "Show everything as at this date: 2009-09-28, or today."
    return click.option("--as-at", type=DAY, metavar="DATE", callback=_keep, expose_value=False, help=words)(command)
