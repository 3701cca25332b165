"""Threads that keep nothing of what they did."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ForgettingThreads(ThreadPoolExecutor):
    """Every job has a context of its own, which goes when the job ends.

    Textual notes in the thread's context which worker runs there: an idle thread would keep the worker, its screen, and
    every name on it, long after the screen was left, and past the lock too.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As in any executor."""
        context = copy_context()
        return super().submit(lambda: context.run(fn, *args, **kwargs))
