"""Blocking work off the event loop, one at a time; while one job runs, only the newest wish waits."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from textual.dom import DOMNode

T = TypeVar("T")


class Newest(Generic[T]):
    """Does `job` for the newest wish in a thread worker of `node`. Holding a key down never queues up work."""

    def __init__(self, node: DOMNode, name: str, job: Callable[[T], None]) -> None:
        """`job` runs in the thread and tells its result by posting a message; it handles its own errors."""
        self._node, self._name, self._job = node, name, job
        self._lock = Lock()
        self._waiting: list[T] = []
        self._running = False

    def wish(self, what: T) -> None:
        """Have `what` done, at once or when the job under way is finished; an older wish still waiting is forgotten."""
        with self._lock:
            self._waiting = [what]
            if self._running:
                return
            self._running = True
        self._node.run_worker(self._run, thread=True, group=self._name, exit_on_error=True)

    @property
    def waiting(self) -> bool:
        """Whether a newer wish waits for the job under way."""
        return bool(self._waiting)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._running = False
                    return
                what = self._waiting.pop()
            self._job(what)
