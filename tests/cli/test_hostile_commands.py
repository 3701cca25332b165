"""Every parameter of every command with hostile values, over a database whose every text is hostile: nothing unsafe.

Every parameter of each command (read from the command line itself, so that another one is covered) is given all the
hostile texts at once (and one alone with CASEBOARD_FAULTS=full), every choice and every flag, on a database whose every
text column is hostile. Each ends with exit code 0, 1 or 2; nothing written to the terminal, and no text in any CSV,
JSON, xlsx, HTML, Markdown, docx or calendar file, holds a control, bidirectional or invisible character.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

import click
import pytest

from tests.cli.conftest import run_command
from tests.cli.test_crash import every_command
from tests.fuzzing import FULL
from tests.hostile import HOSTILE, TOGETHER, unsafe_in
from tests.hostile_database import AS_AT, CODES, NOT_FILLED, make_hostile, text_columns

VALID: dict[str, str] = {
    "name": "board",
    "words": "x",
    "ids": "1",
    "leaver": "x",
    "held": "2009-09-01",
    "files": "nothing.xml",
    "reference": "NI 59",
    "number": "1",
    "unit": "wd",
}
"""What a parameter is given so that the command goes on, where its type does not say it."""
READS = (["counters"], ["card"], ["export", "ics"], ["search", "a"], ["journal"])
LISTS = ("board", "shift", "plans", "supervision", "actions", "decisions", "quality", "gaming", "workers", "dates")
BUILDS = ("demo",)
"""Valid calls of these take seconds and have nothing to do with a database that is there."""


def argument(text: str) -> str:
    """As a command line can hold it: no NUL, and of surrogates only those that stand for a byte."""
    return text.replace("\x00", "").replace("\ud83d", "\udcff")


def values(parameter: click.Parameter) -> list[str]:
    """What the parameter may be: each choice; else one value that can be read."""
    if isinstance(parameter.type, click.Choice):
        return list(parameter.type.choices)
    return [VALID.get(parameter.name or "", "2009-09-28" if parameter.type.name == "date" else "1")]


def words(parameter: click.Parameter, value: str) -> list[str]:
    """The parameter on the command line."""
    return [f"{parameter.opts[0]}={value}"] if isinstance(parameter, click.Option) else [value]


def calls(path: tuple[str, ...], command: click.Command, singles: Iterator[str]) -> Iterator[list[str]]:
    """Valid calls with every choice and flag, then each parameter hostile beside valid ones."""
    required = [p for p in command.params if p.required]
    for parameter in command.params:
        others = [word for p in required if p is not parameter for word in words(p, values(p)[0])]
        options = [word for word in others if word.startswith("--")]
        arguments = [word for word in others if not word.startswith("--")]
        if isinstance(parameter, click.Option) and parameter.is_flag:
            tried = [] if path[0] in BUILDS else [[parameter.opts[0]]]
        else:
            valid = [] if path[0] in BUILDS or parameter.name in ("db", "output", "load") else values(parameter)
            alone = [argument(next(singles))] if FULL else []
            tried = [words(parameter, value) for value in (*valid, argument(TOGETHER), *alone)]
        for given in tried:
            after = given if isinstance(parameter, click.Argument) else []
            yield [*path, *options, *([] if after else given), "--", *arguments, *after]


def texts_in(raw: bytes) -> str:
    """What a file says: the parts of a workbook or document, else itself."""
    if not raw.startswith(b"PK"):
        return raw.decode("utf-8").replace("\r\n", "\n")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(parts).replace("\r\n", "\n").replace("\t", " ")


def test_nothing_unsafe_comes_of_any_parameter_of_any_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, publish: Callable[[str], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    database, count = make_hostile(tmp_path / "hostile.db"), 0
    singles = cycle(text for text in HOSTILE if len(text) < 1_000)
    for path, command in every_command():
        for arguments in calls(path, command, singles):
            said = run_command("--as-at", AS_AT.isoformat(), *arguments, db=database)
            assert said.code in (0, 1, 2), (arguments, said.err)
            assert unsafe_in(said.err) == [], arguments
            assert unsafe_in(texts_in(said.raw)) == [], arguments
            assert said.code != 2 or said.err.startswith(("caseboard: ", "Building")), arguments
            count += 1
    made = [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix not in (".db", ".txt")]
    assert [file for file in made if "fault-" in file.name] == []
    publish(f"hostile text: {count} calls of every command and parameter over {len(text_columns())} columns, all clean")


def test_every_column_that_is_not_filled_is_named_with_a_reason() -> None:
    from caseboard.store.tables import metadata

    assert set(NOT_FILLED) <= set(metadata.tables)
    columns = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns}
    assert set(CODES) <= columns


@pytest.mark.parametrize("every_date", [False, True])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2008-02-29"])
def test_a_database_of_impossible_dates_is_listed(day: str, every_date: bool, tmp_path: Path) -> None:
    database = make_hostile(tmp_path / "dates.db", ["a", "b"], date.fromisoformat(day), every_date=every_date)
    for arguments in READS:
        said = run_command("--as-at", AS_AT.isoformat(), *arguments, db=database)
        assert said.code == 0, (arguments, said.err)
    for name in LISTS:
        said = run_command("list", name, "--format", "json", "--as-at", AS_AT.isoformat(), db=database)
        assert said.code == 0, (name, said.err)
