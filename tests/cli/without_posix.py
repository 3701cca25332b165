"""Run as a program with the path of a demo database: the app and the main commands as on Windows.

Modules and functions that only POSIX systems have are hidden before anything of ours is imported. What has other parts
of its own for Windows (asyncio's event loop, platformdirs) is imported before.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from datetime import date
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import platformdirs
import pytest

MODULES = ("termios", "tty", "pty", "pwd", "grp", "fcntl", "resource", "syslog", "readline", "curses")
FUNCTIONS = ("getuid", "geteuid", "getgid", "getegid", "fchmod", "fchown", "chown", "fork", "openpty", "uname")
WITH_PARTS_FOR_WINDOWS = (asyncio, shutil, subprocess, tempfile, platformdirs, pytest)


class _Hidden(MetaPathFinder):
    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> None:
        if name.split(".")[0] in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def hide() -> None:
    """Take away what Windows does not have."""
    sys.meta_path.insert(0, _Hidden())
    for name in MODULES:
        sys.modules.pop(name, None)
    for name in FUNCTIONS:
        if hasattr(os, name):
            delattr(os, name)
    for name in ("SIGHUP", "SIGUSR1", "SIGUSR2", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGALRM"):
        if hasattr(signal, name):
            delattr(signal, name)
    os.chmod = lambda *_, **__: None  # Windows knows the read-only bit and no others


def drive_commands(demo: Path, folder: Path) -> None:
    """The main commands, each to its exit code."""
    from tests.cli.conftest import run_command

    secret = folder / "secret"
    secret.write_text("correct horse battery staple\n", encoding="utf-8")
    os.environ["CASEBOARD_PASSPHRASE_FILE"] = str(secret)
    ours = folder / "ours.db"
    commands: list[tuple[list[str], Path | None]] = [
        (["init"], ours),
        (["list", "board", "--format", "json"], ours),
        (["list", "board"], demo),
        (["list", "workers", "--format", "xlsx", "--output", str(folder / "workers.xlsx")], demo),
        (["counters"], demo),
        (["settings"], demo),
        (["backup", str(folder / "copy.db")], ours),
        (["restore", str(folder / "copy.db")], ours),
        (["check"], ours),
        (["due", "2009-09-01", "7", "--explain"], None),
        (["locate"], None),
        (["keys"], None),
        (["demo", "--no-ui"], None),
    ]
    for arguments, db in commands:
        said = run_command(*arguments, db=db)
        assert said.code == 0, (arguments, said.err)
        print(" ".join(arguments[:2]))


async def drive_board(demo: Path) -> None:
    """The board with data, and some keys."""
    from caseboard.cli.call import Call
    from caseboard.cli.opening import opener_of
    from caseboard.tui.app import CaseboardApp

    app = CaseboardApp(opener_of(Call(date(2009, 9, 28), db=str(demo))), today=lambda: date(2009, 9, 28), who="tests")
    async with app.run_test(size=(120, 34)) as pilot:
        await app.workers.wait_for_complete()
        for key in ("down", "1", "x", "escape", "1", "right_square_bracket", "t", "q"):
            await pilot.press(key)
            await pilot.pause()
    assert not app.return_code
    print("board")


def main() -> None:
    """Hide, then drive."""
    demo = Path(sys.argv[1])
    hide()
    # Textual's driver for this system needs a terminal's modules; the one for tests stands for the one for Windows.
    os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
    from caseboard.cli.who import signed_in

    assert signed_in()
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"):
            os.environ[name] = folder
        drive_commands(demo, Path(folder))
        running: Any = drive_board(demo)
        asyncio.run(running)


if __name__ == "__main__":
    main()
