"""The command `caseboard`: its options, its commands by name, and what becomes of every error.

A command's module is imported only when the command is used: `--help` needs neither the database library nor the
screen library, and the board's first frame waits for nothing it does not need.
"""

from __future__ import annotations

import click

from caseboard.cli.call import Call, as_at_option, db_option
from caseboard.cli.group import CaseboardGroup
from caseboard.cli.output import prepare_streams

COMMANDS = {
    "demo": ("demo", "Show an invented council in a throwaway database."),
    "init": ("databases", "Create a database; asks for the passphrase twice."),
    "passphrase": ("databases", "Change the passphrase."),
    "recover": ("databases", "Set another passphrase with the recovery code."),
    "import": ("importing", "Load extracts of the record system, or preview them."),
    "list": ("lists", "Print a list: board, plans, supervision, actions, workers."),
    "counters": ("lists", "Print the eight counters with definition and change."),
    "due": ("clocks", "Work out a due date; needs no database."),
    "explain": ("clocks", "Print every clock of a child, day by day."),
    "settings": ("settings", "Print the council's settings, or load them from a file."),
    "locate": ("databases", "Print the files caseboard uses."),
    "keys": ("keys", "Print the key table."),
    "completion": ("completion", "Print the shell completion script."),
}
"""Every command: the module it lives in, and its line in the help. Its function is named after it with `_command`."""

LATER = ("shift", "card", "sample", "audits", "plan", "export", "backup", "restore", "check", "journal", "copy")
"""Names kept for later versions, so that nobody searches for a spelling mistake."""


@click.group(cls=CaseboardGroup, commands_by_name=COMMANDS, later=LATER, invoke_without_command=True)
@db_option(envvar="CASEBOARD_DB")
@as_at_option
@click.version_option(package_name="caseboard", message="%(prog)s %(version)s")
@click.pass_context
def caseboard(context: click.Context) -> int:
    """The team's open assessments, reviews and actions, with clocks that explain themselves.

    Without a command the board opens. CASEBOARD_DB names the database where --db does not.
    """
    if context.invoked_subcommand is not None:
        return 0
    from caseboard.cli.board import open_board

    call = context.obj
    assert isinstance(call, Call)
    return open_board(call)


def run() -> None:
    """What the installed command starts. Never returns: it ends the process with the exit code."""
    prepare_streams()
    caseboard.main(prog_name="caseboard")
