"""caseboard asks no network for anything: with none there is, commands, exports and screens are as they were."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli import no_network
from tests.cli.conftest import run_command
from tests.exchange.files import ANNEX, CENSUS
from tests.usecases.supervising.recorded import make_session

RUN = "import sys; from tests.cli.conftest import run_command as run; "
_ELSEWHERE = re.compile(
    r"""(?:src|href|xlink:href|url\(|@import|action)\s*[=(]?\s*["']?\s*(?:https?:)?//""", re.IGNORECASE
)
"""What would have a page, a picture or a style fetched."""

SCREENS = {
    "S": "Shift start",
    "D": "Decisions",
    "P": "Child protection plans",
    "L": "Every date",
    "K": "NI 59",
    "Q": "Data quality",
    "W": "Workers and teams",
    "\\": "Search",
    "\r": "1 of",
}
"""By the key on the board: what each screen paints."""


@dataclass(frozen=True)
class Offline:
    """Programs without a network, and what they tried."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What makes it so."""
        path = os.pathsep.join((str(self.folder), str(Path(__file__).parents[2])))
        return {"PYTHONPATH": path, no_network.ATTEMPTS: str(self.folder / "attempts")}

    def run(self, program: str, *arguments: str | Path) -> str:
        """What a Python program writes. Fails where it fails."""
        command = [sys.executable, "-c", program, *map(str, arguments)]
        environment = {**os.environ, **self.environment}
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def attempts(self) -> str:
        """Every attempt at a network so far."""
        file = self.folder / "attempts"
        return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.fixture
def offline(tmp_path: Path) -> Offline:
    shutil.copy(no_network.__file__, tmp_path / "sitecustomize.py")
    return Offline(tmp_path)


@pytest.mark.parametrize(
    "attempt",
    ["socket.create_connection(('127.0.0.1', 9))", "socket.gethostbyname('localhost')", "socket.socket()"],
)
def test_an_attempt_would_be_seen(offline: Offline, attempt: str) -> None:
    tried = f"import socket, asyncio; asyncio.run(asyncio.sleep(0))\ntry:\n    {attempt}\nexcept OSError as e: print(e)"
    assert offline.run(tried) == "no network here\n"
    assert len(offline.attempts.splitlines()) == 1


def test_commands_and_exports_say_the_same_without_a_network(offline: Offline, demo: Path) -> None:
    asked = [["list", name] for name in ("board", "shift", "quality")]
    asked += [["card", "--format", "html"], ["search", "grandmother"]]
    told = [run_command(*each, db=demo).out for each in asked]
    each_in_turn = f"[sys.stdout.write(run(*each, db=sys.argv[1]).out) for each in {asked!r}]"
    assert offline.run(RUN + each_in_turn, demo) == "".join(told)
    assert offline.attempts == ""


def test_extracts_documents_and_calendars_need_no_network(offline: Offline, tmp_path: Path) -> None:
    ours, session = tmp_path / "ours.db", make_session(tmp_path / "session")
    files = {form: tmp_path / f"out.{form}" for form in ("docx", "html", "xlsx", "ics")}
    supervision = ("export", "supervision", "--session", "1", "--format")
    steps = [
        (ours, "init", "--plain"),
        (ours, "import", CENSUS, "--dry-run"),
        (ours, "import", ANNEX),
        (session, *supervision, "docx", "--output", files["docx"]),
        (session, *supervision, "html", "--output", files["html"]),
        (ours, "list", "board", "--format", "xlsx", "--output", files["xlsx"]),
        (session, "export", "ics", "--output", files["ics"]),
        (ours, "journal", "--verify"),
    ]
    told = [[str(word) for word in step] for step in steps]
    program = f"{RUN}said = [run(*words, db=db) for db, *words in {told!r}]; print([s.code for s in said], *said)"
    said = offline.run(program)
    assert re.match(r"\[0, [01], [01], 0, 0, 0, 0, 0\]", said), said
    assert offline.attempts == ""
    assert all(file.stat().st_size for file in files.values())
    assert not _ELSEWHERE.search(files["html"].read_text(encoding="utf-8"))
    for book in (files["docx"], files["xlsx"]):
        assert not _external(book)


def test_pages_to_print_fetch_nothing(demo: Path) -> None:
    for asked in (["card", "--format", "html"], ["list", "quality", "--format", "html"]):
        page = run_command(*asked, db=demo).out
        assert page.startswith("<!DOCTYPE html>") and not _ELSEWHERE.search(page)
        assert "default-src 'none'" in page


def test_the_pattern_knows_what_is_fetched() -> None:
    for fetched in ('<img src="https://x/">', "@import '//x'", "url(http://x)", "<a href='https://x'>"):
        assert _ELSEWHERE.search(fetched), fetched


def test_the_screens_try_no_network(offline: Offline, demo: Path) -> None:
    pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this kind")
    from tests.terminal import Terminal

    program = (sys.executable, "-c", "from caseboard.cli.main import run; run()", "--db", str(demo))
    with Terminal(program, 120, 36, offline.environment) as terminal:
        terminal.wait_for(r"\d+ over")  # keys typed before the first board is there are dropped
        for key, title in SCREENS.items():
            terminal.answer_with(key, title)
            terminal.answer_with("\x1b", "All teams")
        terminal.type("q")
        assert terminal.end()[0] == 0
    assert offline.attempts == ""


def _external(document: Path) -> list[str]:
    """The parts of an Office document that point outside it."""
    with zipfile.ZipFile(document) as parts:
        return [name for name in parts.namelist() if name.endswith(".rels") and b'"External"' in parts.read(name)]
