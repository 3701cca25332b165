"""Files that are no intact database of ours, each made out of one that was."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable

from caseboard.store.files import key_file_of
from caseboard.store.keys import create_keys
from tests.faults.opening import PASSPHRASE
from tests.store.conftest import Made

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(4096)
TEXT = b"Dear all, please find attached the list you asked for.\n" * 100


def _content(content: bytes) -> Callable[[Made], None]:
    def replace(made: Made) -> None:
        made.path.write_bytes(content)

    return replace


def _folder(made: Made) -> None:
    made.path.unlink()
    made.path.mkdir()


def _first_page_zeroed(made: Made) -> None:
    with made.path.open("r+b") as file:
        file.write(bytes(4096))


def _of_another_program(made: Made) -> None:
    made.path.unlink()
    connection = sqlite3.connect(made.path)
    connection.execute("CREATE TABLE photographs (name TEXT)")
    connection.commit()
    connection.close()


def _without_key_file(made: Made) -> None:
    key_file_of(made.path).unlink(missing_ok=True)


def _with_another_key_file(made: Made) -> None:
    other = made.path.parent / "other.keys"
    create_keys(other, PASSPHRASE)
    shutil.move(other, key_file_of(made.path))


def _key_file_cut(made: Made) -> None:
    keys = key_file_of(made.path)
    keys.write_bytes(keys.read_bytes()[:200])


def cut_off(made: Made, length: int) -> None:
    """Leave only the first bytes."""
    with made.path.open("r+b") as file:
        file.truncate(length)


def flip_a_bit(made: Made, chance: random.Random) -> None:
    """Change one bit anywhere in the file."""
    with made.path.open("r+b") as file:
        file.seek(chance.randrange(made.path.stat().st_size))
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1 << chance.randrange(8)]))


OF_EITHER: dict[str, Callable[[Made], None]] = {
    "0 bytes": _content(b""),
    "100 bytes": lambda made: cut_off(made, 100),
    "text": _content(TEXT),
    "PNG": _content(PNG),
    "zeros": _content(bytes(8192)),
    "folder": _folder,
    "another program's": _of_another_program,
    "first page zeroed": _first_page_zeroed,
    "half": lambda made: cut_off(made, made.path.stat().st_size // 2),
}
OF_ENCRYPTED: dict[str, Callable[[Made], None]] = {
    "no key file": _without_key_file,
    "another's key file": _with_another_key_file,
    "key file cut": _key_file_cut,
}
