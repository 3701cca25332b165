"""How every use of the command line ends: with an exit code, and after an error with one line that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from caseboard.cli.output import PipeClosed, finish, narrate, stop_writing
from caseboard.domain.errors import CaseboardError

LISTED = 1
"""`import` loaded, with problems listed."""
REFUSED = 2
"""Nothing was done: a wrong command line, a file or database that cannot be used."""
FAULT = 70
"""A fault of the program itself; a report was written."""
INTERRUPTED = 130
PIPE_CLOSED = 141


def exit_code(action: Callable[[], int | None]) -> int:
    """Do it, and return the code to exit with: its own, or that of the error it ended with."""
    try:
        code = action() or 0
        finish()
        return code
    except PipeClosed:
        stop_writing()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except CaseboardError as error:
        narrate(f"caseboard: {error}")
        for line in getattr(error, "__notes__", ()):
            narrate(f"  {line}")
        return REFUSED
    except SystemExit:
        raise
    except BaseException as error:  # a panic in a library written in Rust is no Exception
        narrate(f"caseboard: {reported(error)}")
        return FAULT


def reported(error: BaseException) -> str:
    """Write a report of a fault of the program, and return the sentence that says where it is."""
    from caseboard.cli.crash import write_report

    return write_report(error)
