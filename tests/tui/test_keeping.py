"""What is read is kept from the garbage collector, and what was closed meanwhile is freed all the same."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from caseboard.tui.keeping import AT_LEAST, Keeping


class Screen:
    """Like every screen it is known to what it knows: only the collector frees it."""

    def __init__(self) -> None:
        self.me = self


def test_what_is_read_is_not_looked_through_again() -> None:
    before = gc.get_freeze_count()
    with Keeping().reading():
        assert not gc.isenabled()
        read = [Screen() for _ in range(100)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(read)


def test_what_was_closed_since_the_last_reading_is_freed_by_the_next() -> None:
    keeping = Keeping()
    with keeping.reading():
        pass
    closed = ref(Screen())
    with keeping.reading():
        pass
    assert closed() is None


def test_what_was_open_while_a_board_was_read_is_freed_once_much_more_is_kept() -> None:
    keeping = Keeping()
    with keeping.reading():
        screen: Screen | None = Screen()
    closed = ref(screen)
    screen = None
    with keeping.reading():
        much: list[list[int]] = [[] for _ in range(AT_LEAST + 1)]
    assert closed() is not None
    with keeping.reading():
        pass
    assert much and closed() is None


def test_a_reading_that_fails_leaves_the_collector_at_work() -> None:
    with pytest.raises(ValueError, match="no board"), Keeping().reading():
        raise ValueError("no board")
    assert gc.isenabled()
