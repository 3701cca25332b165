"""What caseboard is built on: pinned, listed with its licence, imported, and nothing imported that is not named."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions, version

import pytest

from tests.packaging.closure import ROOT, RUN_TIME, canonical, closure, licence, pins
from tests.packaging.test_packages import PYPROJECT

OURS = ("caseboard", "schema", "seeds")
NOT_IMPORTED = {"tzdata": "data, read by the standard library where the system has none"}
_EXTRAS = ("docx", "postgres", "test")


def _direct() -> set[str]:
    """What pyproject.toml names as needed to run."""
    project = PYPROJECT["project"]
    named = [*project["dependencies"], *(r for extra in RUN_TIME for r in project["optional-dependencies"][extra])]
    return {canonical(re.split(r"[^A-Za-z0-9_.-]", requirement)[0]) for requirement in named}


def _imported() -> set[str]:
    """The packages that our modules import, by the name they are installed under."""
    modules: set[str] = set()
    for folder in OURS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    modules |= {name.name.split(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    modules.add(node.module.split(".")[0])
    installed = packages_distributions()
    foreign = modules - {*sys.stdlib_module_names, *OURS}
    return {canonical(installed[module][0]) for module in foreign}


def _table() -> dict[str, list[str]]:
    """The lines of the table in docs/dependencies.md, by package."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {cells[0]: cells for cells in lines[2:]}


def test_what_is_installed_is_what_is_pinned() -> None:
    installed = {name: pinned for name, pinned in pins().items() if name in closure(_EXTRAS)}
    here = {name for names in packages_distributions().values() for name in map(canonical, names)}
    assert {name: version(name) for name in installed if name in here} == {
        n: v for n, v in installed.items() if n in here
    }
    assert len(installed) > 40


def test_everything_needed_is_pinned_and_nothing_else() -> None:
    assert closure(_EXTRAS).keys() == pins().keys()


def test_each_package_named_is_imported_and_each_one_imported_is_named() -> None:
    assert _imported() == _direct() - set(NOT_IMPORTED)


def test_every_package_that_runs_is_listed_with_its_version_licence_and_who_needs_it() -> None:
    needed, table = closure(RUN_TIME), _table()
    assert table.keys() == needed.keys()
    for name, cells in table.items():
        told = licence(name)
        assert cells[1] == pins()[name], name
        assert cells[2] == told or (not told and cells[2]), name
        assert set(cells[3].split(", ")) == needed[name], name
        assert cells[4], name


@pytest.mark.parametrize("file", ["constraints.txt", "pyproject.toml", "docs/dependencies.md", "README.md"])
def test_no_file_names_an_index_to_fetch_from(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"index-url|extra-index|trusted-host|pypi|://[^\s)]*simple", text)
