"""`caseboard settings`: the council's settings out of the database and back in."""

from __future__ import annotations

from pathlib import Path

import click

from caseboard.cli.call import Call
from caseboard.cli.opening import open_records
from caseboard.cli.options import db_option
from caseboard.cli.output import emit, narrate
from caseboard.domain.errors import BadInput
from caseboard.domain.text import printable
from caseboard.usecases.reference import rules_from

_LARGEST = 256 * 1024


@click.command("settings")
@click.option("--load", type=click.Path(path_type=Path), help="Replace the settings by this file (TOML).")
@db_option
@click.pass_obj
def settings_command(call: Call, load: Path | None) -> None:
    """Print the council's settings as TOML; or check a file whole and put it in their place."""
    document = _read(load) if load else None
    if document is not None:
        rules_from(document)
    with open_records(call) as records:
        if document is None:
            emit(printable(records.settings_document(), newlines=True))
        else:
            records.set_settings_document(document, call.now())
            narrate(f"The settings are replaced by {load}; every screen and list counts by them from here on.")


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"--load: {path} is too large for settings; name the settings file")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"--load: {path} cannot be read: name a text file in UTF-8") from None
