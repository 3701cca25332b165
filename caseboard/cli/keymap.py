"""Keys of one's own: the file keys.toml, in which a command's name is given other keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from caseboard.domain.errors import BadInput


def read_keymap(path: Path) -> dict[str, str]:
    """Command name to keys (with commas between), from lines such as `board.filter = "slash,ctrl+f"`.

    Empty where there is no such file. Raises BadInput for a file that is not TOML or names no command.
    """
    if not path.exists():
        return {}
    import tomllib

    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # TOML's own and what is no UTF-8 among them
        raise BadInput(f'{path} cannot be read as TOML: write lines such as board.filter = "ctrl+f"') from None
    return dict(_flat(document, "", path))


def refuse_unknown(keymap: Mapping[str, str], path: Path) -> None:
    """Raise BadInput where the keymap names a command there is not."""
    if keymap:
        from caseboard.tui.commands import COMMANDS

        unknown = sorted(keymap.keys() - {command.id for command in COMMANDS})
        if unknown:
            raise BadInput(f'{path}: "{unknown[0][:40]}" is not a command; caseboard keys prints their names')


def _flat(table: Mapping[str, object], prefix: str, path: Path) -> Iterator[tuple[str, str]]:
    """TOML reads `board.filter` as a table in a table; here it is a name with a dot again."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.", path)
        elif isinstance(value, str) and value.strip():
            yield name, value
        else:
            raise BadInput(f'{path}: "{name[:40]}" needs its keys in quotes, for example "ctrl+f"')
