"""`caseboard keys`: the key table, from the one declaration of every command."""

from __future__ import annotations

import click

from caseboard.cli.keymap import read_keymap, refuse_unknown
from caseboard.cli.output import emit, narrate
from caseboard.cli.places import key_table
from caseboard.exchange.outputs import as_json, as_table
from caseboard.usecases.lists import Values


@click.command("keys")
@click.option("--json", "as_data", is_flag=True, help="Print JSON.")
def keys_command(as_data: bool) -> None:
    """Print every key, what it does, and the name by which keys.toml gives it another key."""
    path = key_table()
    keymap = read_keymap(path)
    refuse_unknown(keymap, path)
    from caseboard.tui.commands import COMMANDS, HOMES, keys_of

    columns = ("where", "keys", "does", "name")
    rows: list[Values] = [
        {"where": HOMES[c.home], "keys": " ".join(keys_of(c, keymap)), "does": c.help, "name": c.id} for c in COMMANDS
    ]
    emit(as_json(rows) if as_data else as_table(columns, rows))
    narrate(f'To use other keys, write lines such as  board.filter = "ctrl+f"  in {path}')
