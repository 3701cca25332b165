"""Text to throw at everything that shows or writes text: terminal commands, markup, formulas, and the merely odd."""

from __future__ import annotations

import re

MARKUP = ("[red]x[/]", "[/nope] Smith [", "[@click=app.quit]hi[/]", "O'Neil [Team A] [x]")
TERMINAL = (
    "\x1b[2J\x1b[Hgone",
    "\x1b]0;title\x07",
    "\x1b]0;title\x1b\\",
    "\x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;YmFk\x07",
    "\x1b]52;c;YmFk\x1b\\",
    "\x9d52;c;YmFk\x9c",
    "\x90q#0\x9c",
    "\x1bP1$r0m\x1b\\",
    "\x9b31mred",
    "nul\x00bel\x07bs\x08ff\x0cdel\x7fnel\x85",
    "real name\rfalse",
    "two\nlines",
    "tab\there",
)
ORDER = ("abc\u202edef", "abc\u2066def\u2069", "zero\u200bwidth", "\ufeffbom", "line\u2028separator")
ODD = (
    "e" + "\u0301" * 60,
    "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "漢字かな",
    "half \ud83d surrogate",
    "x" * 200_000,
    "",
    "   ",
    "Robert'); DROP TABLE children;--",
    "Zoe\u0308",
    "Zoë",
    str(2**63),
    "0001-01-01",
    "9999-12-31",
    "29 Feb 2009",
)
FORMULAS = ("=1+1", '=HYPERLINK("http://example.invalid","x")', "+44", "-1", "@SUM(A1)", "\t=1", "\r=1")
QUOTES = ('say "hi", then go', "a,b;c", 'open "quote')

LONG_CELL = "y" * 32_768
"""A character more than a workbook's cell may hold."""

HOSTILE = (*MARKUP, *TERMINAL, *ORDER, *ODD, *FORMULAS, *QUOTES)
TOGETHER = " ".join(text for text in (*HOSTILE, LONG_CELL[:300]) if len(text) < 1_000)
"""All the short ones in one text."""
STORED = tuple(text.encode("utf-8", "replace").decode() for text in (*HOSTILE, LONG_CELL) if len(text) < 100_000)
"""What a database can hold: SQLite stores UTF-8, which has no lone surrogates."""

_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ud800-\udfff]"
)


def unsafe_in(text: str) -> list[str]:
    """What must never reach a terminal or a file, as escapes: controls but LF, bidi, invisible, surrogates."""
    return [ascii(found) for found in _UNSAFE.findall(text)]
