"""What is pasted is text, whatever is in it: nothing between the terminal's two marks of a paste is a key.

Textual looks for escape sequences inside a paste too and sends those it does not know as keys: after a pasted ESC up to
31 characters were keys. And a byte that is no UTF-8 ended the program.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from typing import Any

from textual._parser import ParseEOF, ParseTimeout, Peek1, Read1
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.events import Paste
from textual.message import Message

Tell = Callable[[Any], None]
_textuals_own = XTermParser.parse


def keep_whole(driver: type[Driver]) -> None:
    """Have `driver` read pastes so. Every driver makes Textual's parser by its name: there is no other way in."""
    XTermParser.parse = _parse  # type: ignore[method-assign]
    module = sys.modules[driver.__module__]
    if hasattr(module, "getincrementaldecoder"):  # not on Windows, where characters are read
        module.getincrementaldecoder = _forgiving  # type: ignore[attr-defined]


def _forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


def _parse(self: XTermParser, token_callback: Tell) -> Generator[Read1 | Peek1, str, None]:
    """Textual's own parser, shown an empty paste wherever there is one."""

    def without_pastes(message: Message) -> None:
        if not isinstance(message, Paste):
            token_callback(message)

    own = _textuals_own(self, without_pastes)
    awaited, read = next(own), ""
    while True:
        try:
            character = yield awaited
        except ParseTimeout as error:
            awaited = own.throw(error)
            continue
        except ParseEOF as error:
            with suppress(StopIteration):
                own.throw(error)
            return
        awaited = own.send(character)
        read = (read + character)[-len(BRACKETED_PASTE_START) :]
        if read == BRACKETED_PASTE_START:
            token_callback(Paste((yield from _pasted())))
            for character in BRACKETED_PASTE_END:
                awaited = own.send(character)


def _pasted() -> Generator[Read1 | Peek1, str, str]:
    """Everything up to the mark of the end."""
    read: list[str] = []
    size = len(BRACKETED_PASTE_END)
    while "".join(read[-size:]) != BRACKETED_PASTE_END:
        read.append((yield Read1()))
    return "".join(read[:-size])
