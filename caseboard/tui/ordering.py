"""The order of a table's rows: which column, which way, and in words. None is the usual order of the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from caseboard.tui.column import Column, Order, Showing

T = TypeVar("T")


def pressed(order: Order | None, column: Column[Any]) -> Order | None:
    """After a press on the column's heading: its order, then the other way round, then the usual one."""
    if order is None or order.column != column.key:
        return Order(column.key, column.down_first)
    return Order(column.key, not column.down_first) if order.descending == column.down_first else None


def shifted(order: Order | None, columns: Sequence[Column[Any]], by: int) -> Order | None:
    """By the next column to the right (1) or left (-1); the usual order stands before the first."""
    keys = ["", *(column.key for column in columns)]
    here = keys.index(order.column) if order and order.column in keys else 0
    column = next((c for c in columns if c.key == keys[(here + by) % len(keys)]), None)
    return Order(column.key, column.down_first) if column else None


def flipped(order: Order | None, columns: Sequence[Column[Any]]) -> Order:
    """The other way round; of the usual order its first column's, the least urgent first."""
    order = order or Order(columns[0].key)
    return Order(order.column, not order.descending)


def in_order(rows: Sequence[T], order: Order | None, columns: Sequence[Column[Any]], showing: Showing) -> list[T]:
    """The rows in that order: what the column does not know comes last either way, equal rows stay as they were."""
    column = next((c for c in columns if order and c.key == order.column), None)
    if column is None or order is None:
        return list(rows)
    keyed = [(column.sort(row, showing), row) for row in rows]
    known = sorted((pair for pair in keyed if pair[0] is not None), key=lambda p: p[0], reverse=order.descending)
    return [row for _, row in known] + [row for value, row in keyed if value is None]


def order_words(order: Order | None, columns: Sequence[Column[Any]], usual: str) -> str:
    """The order as the heading says it."""
    column = next((c for c in columns if order and c.key == order.column), None)
    if order is None or column is None:
        return usual
    return f"by {column.title.lower()} {'▼' if order.descending else '▲'}"
