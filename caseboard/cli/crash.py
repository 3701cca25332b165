"""A report of a fault of the program: enough to find it, nothing of anybody's record.

Exception types, our own modules with line numbers, and versions. No message (a driver's can hold a name), no local
variable (a passphrase, a note), no path of this machine, no command line.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from caseboard.cli.places import report_folder

_PACKAGES = ("caseboard", "textual", "sqlalchemy", "sqlcipher3", "psycopg", "click")


def write_report(error: BaseException) -> str:
    """Write the report to a file of its own. Returns the one sentence to show, which says where it is."""
    kind = type(error).__name__
    for folder in (report_folder(), Path(tempfile.gettempdir())):
        with suppress(Exception):  # whatever it is, the one fault that nothing would report
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
            handle, name = tempfile.mkstemp(prefix=f"fault-{stamp}-", suffix=".txt", dir=folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(report_of(error))
            return f"a fault of the program ({kind}): nothing more was done; please send the report {name}"
    return f"a fault of the program ({kind}): nothing more was done, and no report could be written"


def report_of(error: BaseException) -> str:
    """The text of the report."""
    lines = [f"{name} {_version(name)}" for name in _PACKAGES]
    lines += [f"python {platform.python_version()}", f"system {sys.platform} {platform.machine()}", ""]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__name__}")
        lines += _frames(cause)
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _frames(error: BaseException) -> list[str]:
    """Our own frames, outermost first; a run of others' is one line."""
    told: list[str] = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
        ours = module.split(".")[0] == "caseboard"
        what = f"  {module}:{line} {frame.f_code.co_name}" if ours else "  (other code)"
        if not told or told[-1] != what:
            told.append(what)
    return told


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
