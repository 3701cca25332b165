"""The rooms: the rules know the standard library only, imports go one way, and text leaves by one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ROOT / "caseboard"
OUTSIDE_DOMAIN = {
    "sqlite3",
    "socket",
    "subprocess",
    "urllib",
    "http",
    "os",
    "pathlib",
    "shutil",
    "time",
    "random",
    "logging",
}
"""Of the standard library, what reads a file, a clock, a database, the network or dice."""


def _modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def _calls(tree: ast.Module) -> Iterator[str]:
    """Every called name: `print`, `Text.from_markup`, `date.today`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_the_rules_import_only_the_standard_library_and_no_file_clock_or_dice() -> None:
    for name, tree in _modules("caseboard/domain"):
        for imported in _imports(tree):
            top = imported.split(".")[0]
            if imported.startswith("caseboard."):
                assert imported.startswith("caseboard.domain"), f"{name} imports {imported}"
            else:
                assert top in sys.stdlib_module_names, f"{name} imports {imported}"
                assert top not in OUTSIDE_DOMAIN, f"{name} imports {imported}"


@pytest.mark.parametrize(
    "room", ["caseboard/domain", "caseboard/usecases", "caseboard/exchange", "caseboard/store", "seeds"]
)
def test_no_room_but_the_wiring_and_the_screens_reads_the_clock(room: str) -> None:
    for name, tree in _modules(room):
        found = [c for c in _calls(tree) if c.endswith(("date.today", "datetime.now", "datetime.utcnow", "time.time"))]
        assert not found, f"{name} calls {found}: today and now are handed in"


def test_imports_go_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([program], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout


def test_only_the_command_line_prints_and_only_in_one_place() -> None:
    printing = {name for name, tree in _modules("caseboard", "seeds") if "print" in _calls(tree)}
    assert printing == {"caseboard/cli/output.py"}


def test_stored_text_is_never_read_as_markup() -> None:
    for name, tree in _modules("caseboard"):
        found = [call for call in _calls(tree) if call.split(".")[-1] in ("from_markup", "from_ansi", "escape")]
        assert not found, f"{name} calls {found}: use the one text function"


def test_notifications_never_read_markup() -> None:
    for name, tree in _modules("caseboard/tui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".notify"):
                markup = {k.arg: ast.unparse(k.value) for k in node.keywords}.get("markup")
                assert markup == "False", f"{name}:{node.lineno}: notify without markup=False"


def test_posix_only_modules_are_imported_under_guard() -> None:
    for name, tree in _modules("caseboard", "schema", "seeds"):
        guarded = {id(node) for attempt in ast.walk(tree) if isinstance(attempt, ast.Try) for node in ast.walk(attempt)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in guarded:
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                assert not {"pwd", "grp", "fcntl", "termios", "resource", "tty", "pty"}.intersection(names), name


def test_sizes_are_reported(publish: Callable[[str], None]) -> None:
    """A report, not a ceiling: where to look first when something has grown."""
    files: list[tuple[int, str]] = []
    functions: list[tuple[int, str]] = []
    for name, tree in _modules("caseboard", "schema", "seeds"):
        files.append((len((ROOT / name).read_text(encoding="utf-8").splitlines()), name))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append(((node.end_lineno or 0) - node.lineno + 1, f"{name}:{node.lineno} {node.name}"))
    assert files and functions
    for what, sizes in (("file", sorted(files)), ("function", sorted(functions))):
        median, p95 = sizes[len(sizes) // 2][0], sizes[len(sizes) * 95 // 100][0]
        publish(f"lines a {what}: median {median}, 95th percentile {p95}, longest {sizes[-1][0]} ({sizes[-1][1]})")
