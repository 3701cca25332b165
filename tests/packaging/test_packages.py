"""The package list in pyproject.toml against the folders: an unlisted package is silently missing from a wheel."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_folder_with_python_in_it_is_listed_as_a_package() -> None:
    roots = {"caseboard": "caseboard", "schema": "caseboard.schema", "seeds": "caseboard.seeds"}
    found = {
        ".".join((package, *folder.relative_to(ROOT / root).parts))
        for root, package in roots.items()
        for folder in (ROOT / root, *(ROOT / root).rglob("*"))
        if folder.is_dir() and any(folder.glob("*.py"))
    }
    assert found == set(PYPROJECT["tool"]["setuptools"]["packages"])


def test_every_package_folder_has_an_init() -> None:
    for root in ("caseboard", "schema", "seeds", "tests"):
        for module in (ROOT / root).rglob("*.py"):
            assert (module.parent / "__init__.py").exists(), module.parent


def test_constraints_pin_every_requirement_exactly_and_name_no_index() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9.]+", pin) for pin in pins)
    pinned = {_name(pin) for pin in pins}
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *(r for extra in project["optional-dependencies"].values() for r in extra)]
    assert {_name(requirement) for requirement in wanted} <= pinned


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9_.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()
