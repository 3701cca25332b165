"""The built wheel: everything in it, and the demo built by it in a fresh environment from an empty folder.

The wheel is built without isolation (setuptools is in the test extra) and installed without its dependencies into a new
virtual environment, which reads those from the present one through a path line. That needs no network and is honest
about the wheel: the path line brings no editable install with it, and the test says where caseboard was imported from.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOTS = {"caseboard": "caseboard", "schema": "caseboard/schema", "seeds": "caseboard/seeds"}
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Built from a copy: setuptools leaves a build folder behind, and would take stale files from an old one.
    source = tmp_path_factory.mktemp("source")
    for name in ROOTS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run([*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", target, source], check=True)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    windows = os.name == "nt"
    python = folder / ("Scripts/python.exe" if windows else "bin/python")
    subprocess.run([*PIP, "--python", python, "install", "--no-deps", "--no-index", wheel], check=True)
    packages = next(folder.rglob("site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_every_module_and_data_file(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"{package}/{file.relative_to(ROOT / root).as_posix()}"
        for root, package in ROOTS.items()
        for file in (ROOT / root).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert expected - inside == set()
    outside = {name for name in inside if not name.startswith(("caseboard/", "caseboard-"))}
    assert outside == set()


def test_the_installed_wheel_builds_the_demo_from_an_empty_folder(python: Path, tmp_path: Path) -> None:
    where = _run(python, ["-c", "import caseboard; print(caseboard.__file__)"], tmp_path)
    assert Path(where).is_relative_to(python.parents[1])
    command = python.with_name("caseboard.exe" if os.name == "nt" else "caseboard")
    built = _run(command, ["demo", "--no-ui", "--as-at", "2009-09-28"], tmp_path).splitlines()[-1]
    listed = _run(command, ["--db", built, "--as-at", "2009-09-28", "list", "board", "--format", "csv"], tmp_path)
    assert len(listed.splitlines()) > 300
    shutil.rmtree(Path(built).parent)


def _run(program: Path, arguments: list[str], folder: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "CASEBOARD"))}
    run = subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()
