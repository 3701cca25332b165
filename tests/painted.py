"""What a program wrote to its terminal, read byte by byte: which escape sequences, and in which state it left it."""

from __future__ import annotations

import re

_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[(?P<csi>[0-?]*[ -/]*[@-~])"
    r"|(?P<string>[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?)"
    r"|(?P<other>[ -/]*[0-~])"
    r")|(?P<control>[\x00-\x1f\x7f-\x9f])"
)
_OURS = re.compile(
    r"(?:[0-9;:]*m"  # colours and weight
    r"|[0-9;]*[HABCDGdJKXLMPSTrf]"  # where to, and what to clear
    r"|\?[0-9;]+[hl]"  # modes
    r"|\?[0-9;]+\$p"  # whether it knows a mode
    r"|[0-9;]+(?: q|t)"  # cursor's shape, window size asked for
    r"|[<>=?][0-9;]*u|[?>]?[0-9]*[cn])"  # the keyboard's protocol, what the terminal is
)
_POINTER = re.compile(r"\]22;[a-z-]+\x07")
"""The mouse pointer's shape, of a list of Textual's own."""
_PLAIN = "\n\r\t\x08"
"""Controls that only move the cursor along."""


def foreign(painted: str) -> list[str]:
    """Every control sequence that Textual's own painting does not need: a title, a link, the clipboard, C1, a bell."""
    found = []
    for one in _SEQUENCE.finditer(painted):
        if one["csi"] is not None:
            good = bool(_OURS.fullmatch(one["csi"]))
        elif one["control"] is not None:
            good = one["control"] in _PLAIN
        else:
            good = one["other"] in ("7", "8", "=", ">", "(B") or bool(_POINTER.fullmatch(one["string"] or ""))
        if not good:
            found.append(ascii(one[0]))
    return found


def modes(painted: str) -> dict[str, bool]:
    """The private modes of the terminal as they were last set, by number."""
    return {
        number: way == "h"
        for numbers, way in re.findall(r"\x1b\[\?([0-9;]+)([hl])", painted)
        for number in numbers.split(";")
    }


LEFT_ON = {"25": True, "7": True}
"""The cursor is shown, lines wrap."""
SCREEN_MODES = ("1049", "1000", "1002", "1003", "1004", "1006", "1015", "1016", "2004", "2048", "2026")
"""Another screen, the mouse, focus, pastes marked, resizing told, frames: all off at a shell's prompt."""


def left_wrong(painted: str) -> list[str]:
    """The modes in which a program should not have left the terminal, by number."""
    last = modes(painted)
    wrong = [number for number, on in LEFT_ON.items() if last.get(number, on) is not on]
    pushed, popped = len(re.findall(r"\x1b\[>[0-9]*u", painted)), len(re.findall(r"\x1b\[<[0-9]*u", painted))
    return wrong + [number for number in SCREEN_MODES if last.get(number)] + ["keyboard"] * (pushed > popped)
