"""An account that may not read, not write, or not write the folder: one sentence, exit code 2, nothing changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.commands import NOBODY, refused, say
from tests.store.conftest import Made

if not hasattr(os, "geteuid"):
    pytest.skip("this system has no permission bits", allow_module_level=True)

READ_ONLY, UNREADABLE = 0o444, 0o000
COMMANDS = {"list": ("list", "board", "--format", "json"), "act": ("submit", "2")}


@pytest.fixture
def there(plain: Made) -> Iterator[Made]:
    """The database where every account can look; pytest's own folders are closed to others."""
    outer = Path(tempfile.mkdtemp())
    outer.chmod(0o755)
    made = Made(outer / "folder" / plain.path.name, None, None)
    made.path.parent.mkdir()
    shutil.copy(plain.path, made.path)
    _of_nobody(made.path)
    yield made
    made.path.parent.chmod(0o755)
    shutil.rmtree(outer)


def _of_nobody(path: Path) -> None:
    """Where root runs the tests, to whom no permission applies, the account without rights owns the file."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize(("mode", "expected"), [(READ_ONLY, "may only be read"), (UNREADABLE, "may not be read")])
def test_a_file_that_may_not_be_used(mode: int, expected: str, command: tuple[str, ...], there: Made) -> None:
    content = there.path.read_bytes()
    there.path.chmod(mode)
    assert expected in refused(say(there, *command, user=NOBODY))
    there.path.chmod(0o600)
    assert there.path.read_bytes() == content


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_folder_that_may_only_be_read(command: tuple[str, ...], there: Made) -> None:
    content = there.path.read_bytes()
    there.path.parent.chmod(0o555)
    assert "folder" in refused(say(there, *command, user=NOBODY))
    assert there.path.read_bytes() == content
    assert list(there.path.parent.iterdir()) == [there.path]


@pytest.mark.parametrize("command", [*COMMANDS.values(), ("passphrase",), ("recover",), ("check",)], ids=str)
def test_a_folder_that_may_not_be_looked_into(command: tuple[str, ...], there: Made) -> None:
    _of_nobody(there.path.parent)
    there.path.parent.chmod(0o000)
    assert "council.db" in refused(say(there, *command, user=NOBODY))
