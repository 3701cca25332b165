"""Forgetting what was on the screen: Rich and Textual keep texts and styles they drew once."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from typing import Any

_THEIRS = ("rich.", "textual.")


def forget_what_was_shown() -> None:
    """Empty the caches that hold what was on the screen, and free what nothing leads to any more."""
    for cache in caches():
        cache.cache_clear()
    gc.unfreeze()  # what `keeping` keeps away from the collector
    gc.collect()
    gc.freeze()


def caches() -> Iterator[_lru_cache_wrapper[Any]]:
    """Every cache of a function or method of Rich and Textual.

    By their modules: to ask the collector for every object takes as long as there are many, on the event loop.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(_THEIRS):
            for thing in list(vars(module).values()):
                yield from _of(thing)
                if isinstance(thing, type):
                    for inner in list(vars(thing).values()):
                        yield from _of(inner)


def _of(thing: object) -> Iterator[_lru_cache_wrapper[Any]]:
    """The cache a function, a method of a class or a property has."""
    for each in (thing, getattr(thing, "__func__", None), getattr(thing, "fget", None)):
        if isinstance(each, _lru_cache_wrapper):
            yield each
