"""`caseboard completion`: the script that teaches a shell the commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from caseboard.cli.call import COMPLETE
from caseboard.cli.output import emit


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), default="bash")
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell: bash (the default), zsh or fish.

    For bash, put  eval "$(caseboard completion)"  into ~/.bashrc.
    """
    root = context.find_root()
    script = get_completion_class(shell)
    assert script is not None
    emit(script(root.command, {}, "caseboard", COMPLETE).source() + "\n")
