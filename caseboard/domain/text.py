"""The one text function: what any stored value may look like outside the database.

Everything that was typed or imported passes `printable` before it reaches a screen, a terminal, a log or a file. It
leaves letters, marks and emoji alone (ZWJ and ZWNJ are part of real names and scripts) and makes visible what could
steer a terminal or reorder a line.
"""

from __future__ import annotations

import re
import unicodedata

from caseboard.domain.errors import BadInput

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_INVISIBLE = "".join(
    (
        "\u200b\u200e\u200f\u2060-\u2064\ufeff\u00ad",  # zero width (not ZWJ, ZWNJ), marks, soft hyphen
        "\u202a-\u202e\u2066-\u2069\u061c",  # bidirectional controls
        "\u2028\u2029",  # line and paragraph separators
        "\u0080-\u009f",  # C1 controls
        "\ud800-\udfff",  # lone surrogates
        "\ufff9-\ufffb",  # interlinear annotation
        "\ufffe\uffff",  # no characters, and not allowed in XML: no workbook or document may hold them
    )
)
_BAD = re.compile(f"[{_INVISIBLE}\U000e0000-\U000e007f]")
_NOT_IN_A_NAME = re.compile(f"[\x00-\x1f\x7f{_INVISIBLE}\U000e0000-\U000e007f]")


def printable(text: str, *, newlines: bool = False) -> str:
    """`text` with control characters as pictures (U+2400…) and invisible ones as U+FFFD.

    With `newlines` a line feed stays a line feed (a note); without, it becomes its picture as well.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = text.translate(_PICTURES if not newlines else {k: v for k, v in _PICTURES.items() if k != 0x0A})
    return _BAD.sub("\ufffd", shown)


def clean_name(text: str, what: str = "name") -> str:
    """A name, id or code on its way in: NFC, trimmed, inner white space single.

    Raises BadInput where it holds a control, bidirectional or surrogate character.
    """
    joined = " ".join(text.replace("\u00a0", " ").split())
    if _NOT_IN_A_NAME.search(joined):
        raise BadInput(f"{what}: holds a control or invisible character; remove it in the source")
    return unicodedata.normalize("NFC", joined)


def clean_note(text: str) -> str:
    """A note on its way in: line ends as LF, tabs as spaces, other control characters made visible."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4), newlines=True)
