"""The command group: modules imported on demand, and one sentence for every wrong command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from caseboard.cli.call import Call
from caseboard.domain.errors import BadInput


class CaseboardGroup(click.Group):
    """Commands by name, each in a module that is imported when it is used."""

    def __init__(
        self,
        *args: Any,
        commands_by_name: Mapping[str, tuple[str, str]],
        later: Sequence[str] = (),
        **attributes: Any,
    ) -> None:
        """`commands_by_name`: name to (module in `caseboard.cli`, line of help). `later`: names not built yet."""
        super().__init__(*args, **attributes)
        self._by_name = commands_by_name
        self._later = later

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the help."""
        return list(self._by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return it."""
        if cmd_name not in self._by_name:
            return None
        module = import_module(f"caseboard.cli.{self._by_name[cmd_name][0]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first in `args`, or a sentence that says which one was meant."""
        name = args[0]
        if name in self._later:
            raise click.UsageError(f'"{name}" comes with a later version of caseboard; see {ctx.command_path} --help')
        if name not in self._by_name and not name.startswith("-"):
            near = get_close_matches(name, self._by_name)
            hint = f"did you mean {' or '.join(near)}?" if near else f"see {ctx.command_path} --help"
            raise click.UsageError(f'"{name[:40]}" is not a command; {hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help's command table, from the names alone: no command is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in self._by_name.items()])

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command and return its exit code. Raises BadInput for a wrong command line."""
        extra = {"obj": Call(date.today()), **extra, "standalone_mode": False}
        try:
            code = super().main(*args, **extra)
        except click.Abort:
            raise KeyboardInterrupt from None
        except click.ClickException as error:
            raise BadInput(_sentence(error)) from None
        return code if isinstance(code, int) else 0


def _sentence(error: click.ClickException) -> str:
    """What was wrong with the command line, and where its help is."""
    said = error.format_message().rstrip(".")
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "caseboard"
    return said if said.endswith(("--help", "?")) else f"{said}; see {path} --help"
