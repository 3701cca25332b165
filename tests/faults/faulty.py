"""`python -m tests.faults.faulty KIND [ARGUMENT…]`: caseboard with a fault of one kind in it, secrets all around it."""

from __future__ import annotations

import asyncio
import logging
import sys
import warnings
from collections.abc import Callable
from threading import Thread
from typing import NoReturn

from textual.widget import Widget

import caseboard.tui.app as tui
from caseboard.cli.main import run

PASSPHRASE, NOTE, NAME = "correct-horse-battery", "bruise-seen-on-arm", "Zebedee-Quillfeather"
SECRETS = (PASSPHRASE, NOTE, NAME)


class Panic(BaseException):
    """What a library written in Rust raises: no Exception."""


def fault() -> NoReturn:
    """Fail, with a secret in every message of the chain, in the frames' variables and in the error itself."""
    passphrase, notes = PASSPHRASE, {NAME: NOTE}
    try:
        raise LookupError(f"{passphrase} does not open {NAME}")
    except LookupError as cause:
        error = ValueError(NOTE, notes)
        error.add_note(NAME)
        raise error from cause


def panic() -> NoReturn:
    """The same from a library."""
    raise Panic(NOTE)


class Finalized:
    """Fails when it is let go."""

    def __del__(self) -> None:
        fault()


class Unpaintable(Widget):
    """Fails when it is drawn."""

    DEFAULT_CSS = "Unpaintable { dock: top; height: 1; }"

    def render(self) -> str:
        fault()


async def failing() -> None:
    """Fail in a task."""
    fault()


def aside(app: tui.CaseboardApp) -> None:
    """Everything at once that fails beside the screens and leaves them standing."""
    Thread(target=fault).start()
    Thread(target=panic).start()
    app.session.drafts.keep("note:1:1", fault)
    asyncio.get_running_loop().create_task(failing())
    asyncio.get_running_loop().call_soon(fault)
    failing()  # type: ignore[unused-coroutine]
    Finalized()
    warnings.warn(NAME, ResourceWarning, stacklevel=1)
    logging.getLogger("library").critical(NOTE)
    logging.getLogger().error(PASSPHRASE, exc_info=ValueError(NAME))


FAULTS: dict[str, Callable[[tui.CaseboardApp], object]] = {
    "aside": aside,
    "handler": lambda app: app.call_later(fault),
    "timer": lambda app: app.set_timer(0.01, fault),
    "panic": lambda app: app.call_later(panic),
    "render": lambda app: app.screen.mount(Unpaintable()),
    "worker": lambda app: app.run_worker(fault, thread=True),
    "task": lambda app: app.run_worker(failing()),
    "screen": lambda app: app.push_screen("no such screen " + NAME),
    "inside Textual": lambda app: app.panic(NAME),
}


class Faulty(tui.CaseboardApp):
    """The app, failing once its first frame is there; at start-up or on leaving, if asked to."""

    def __init__(self, *args: object, **options: object) -> None:
        if sys.argv[0] == "start-up":
            fault()
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def on_ready(self) -> None:
        super().on_ready()
        if sys.argv[0] in FAULTS:
            FAULTS[sys.argv[0]](self)

    def on_unmount(self) -> None:
        super().on_unmount()
        if sys.argv[0] == "leaving":
            fault()


if __name__ == "__main__":
    sys.argv.pop(0)
    tui.CaseboardApp = Faulty  # type: ignore[misc]
    run()
