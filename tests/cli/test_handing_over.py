"""`caseboard handover` on a real file: written from an option or standard input, acknowledged, refused, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import run_command
from tests.clock import NOW
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

THEIRS = {"id": 1, "written_on": TODAY, "written_by": "somebody", "written_at": NOW, "note": "Ring at eight."}


def notes(path: Path) -> list[tuple[str, bool]]:
    """Each note, and whether it was acknowledged."""
    with opened(path) as records:
        return [(handover.note, handover.acknowledged_on is not None) for handover in records.handovers()]


def test_a_note_is_written_shown_in_the_list_acknowledged_and_undone(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    assert run_command("handover", "--note", "All seen.", db=path).err == "hand-over note written\n"
    assert "All seen." in run_command("list", "shift", db=path).out
    assert run_command("handover", "--acknowledge", db=path).err == "hand-over acknowledged\n"
    assert notes(path) == [("All seen.", True)]
    assert run_command("undo", db=path).code == 0
    assert notes(path) == [("All seen.", False)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_note_is_read_from_standard_input(end: bytes, tmp_path: Path) -> None:
    path = make_file(tmp_path)
    run_command("handover", "--note", "-", db=path, typed=end.join((b"One.", b"Zo\xc3\xab \xff", b"")))
    assert notes(path) == [("One.\nZo\u00eb \ufffd", False)]


def test_without_a_note_the_shift_is_acknowledged(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    assert run_command("handover", "--acknowledge", db=path).err == "shift acknowledged without a note\n"
    assert notes(path) == [("", True)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "write --note TEXT, or --acknowledge, and not both"),
        (("--note", "x", "--acknowledge"), "write --note TEXT, or --acknowledge, and not both"),
        (("--note", " "), "--note: nothing is written: write what the next shift has to know"),
        (("--note", "x"), "a note of somebody else waits: acknowledge it first, then write yours"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    given: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    path = make_file(tmp_path, {"handovers": [THEIRS]})
    answer = run_command("handover", *given, db=path)
    assert answer.code != 0
    assert said in answer.err
    assert notes(path) == [("Ring at eight.", False)]
