"""Blocking work tried in a thread: what it came to, or one sentence on why it came to nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from caseboard.domain.errors import CaseboardError, StoreError

T = TypeVar("T")


def fault_words(error: BaseException) -> str:
    """What is told of an error nobody foresaw: its type alone, for its message could hold a name or a passphrase."""
    return f"a fault of the program ({type(error).__name__})"


def result_of(job: Callable[[], T]) -> T | CaseboardError:
    """What `job` returns, or what stood in its way. Nothing is raised, whoever waits for the thread is answered."""
    try:
        return job()
    except CaseboardError as error:
        return error
    except BaseException as error:  # a panic in a library written in Rust is no Exception
        return StoreError(f"{fault_words(error)}: nothing was changed")


def outcome_of(job: Callable[[], T]) -> T | str:
    """What `job` returns, or a sentence on why there is none; `job` itself returns no text."""
    result = result_of(job)
    return str(result) if isinstance(result, CaseboardError) else result
