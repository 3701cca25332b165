"""What the program defines: functions its modules hold when they are read, in tables of columns, forms and commands.

What such a function remembers (a title, a tone) is part of the program. A function made later remembers a case.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import CellType, FunctionType
from typing import Any

OURS = "caseboard."


def defined_functions() -> set[int]:
    """The ids of every function that can be reached from a module of ours by tables, records and functions alone."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith(OURS)]
    todo = [thing for module in modules for thing in list(vars(module).values())]
    seen: set[int] = set()
    found: set[int] = set()
    while todo:
        thing = todo.pop()
        if id(thing) not in seen:
            seen.add(id(thing))
            todo += _below(thing)
            if isinstance(thing, FunctionType):
                found.add(id(thing))
    return found


def _below(thing: Any) -> Iterator[Any]:
    if isinstance(thing, FunctionType):
        yield from (cell.cell_contents for cell in thing.__closure__ or () if _is_set(cell))
    elif isinstance(thing, Mapping):
        yield from thing.values()
    elif isinstance(thing, (tuple, list, set, frozenset)):
        yield from thing
    elif isinstance(thing, type):
        yield from vars(thing).values() if thing.__module__.startswith(OURS) else ()
    elif is_dataclass(thing) and type(thing).__module__.startswith(OURS):
        yield from (getattr(thing, field.name) for field in fields(thing))


def _is_set(cell: CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True
