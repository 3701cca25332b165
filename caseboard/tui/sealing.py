"""What the screens hold, taken out of them into one piece of bytes that can be sealed, and given back.

Objects of the screens stay where they are and lose what they hold: an attribute of theirs, or what a function of theirs
remembers, is packed by value and left empty. So the same screens stand there afterwards, each at its place, and while
they are sealed no name of a child can be reached from anything.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache, partial
from types import BuiltinFunctionType, CellType, FunctionType, MethodType
from typing import Any

from textual.geometry import NULL_SIZE
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget, _RenderCache

from caseboard.tui.defined import defined_functions

OURS = "caseboard.tui."
"""Objects of these modules stay, and are emptied."""
BY_VALUE = (
    *("builtins", "datetime", "collections", "re", "caseboard.domain.", "caseboard.usecases.", OURS, "rich."),
    *("textual.document.", "textual.widgets._option_list", "textual.geometry", "textual.content"),
)
"""Objects of these are packed. What is of none of them (a worker, the event loop) stays and is not looked at."""
_SMALL = (bool, int, float, Enum, type, type(None))
"""Too small for a name."""
_PACKED = (str, bytes, partial, BuiltinFunctionType)


class Place:
    """Where a value was taken from: an attribute of an object, or a variable that a function remembers."""

    def __init__(self, owner: Any, name: str = "", blank: Any = None) -> None:
        """`owner` is a function's cell where there is no `name`; `blank` is what is left there."""
        self._owner, self._name, self._blank = owner, name, blank

    def get(self) -> Any:
        """What stands there."""
        return vars(self._owner)[self._name] if self._name else self._owner.cell_contents

    def put(self, value: Any) -> None:
        """Past every watcher: for the rest of the program nothing was changed."""
        if self._name:
            vars(self._owner)[self._name] = value
        else:
            self._owner.cell_contents = value

    def empty(self) -> None:
        """Leave nothing there."""
        self.put(self._blank)


class Packed:
    """What was packed, and where it belongs."""

    def __init__(self) -> None:
        """Nothing is packed."""
        self.data = b""
        self.places: list[Place] = []
        self.live: list[Any] = []
        """What was referred to and stays."""

    def empty(self) -> None:
        """Leave every place empty."""
        for place in self.places:
            place.empty()
        for widget in self.live:
            if isinstance(widget, Widget):
                _forget_painted(widget)

    def read(self, data: bytes) -> list[Any]:
        """What was packed, in the order of the places; may take a while."""
        reader = _Unpacker(io.BytesIO(data), self.live)
        return [reader.load() for _ in self.places]

    def restore(self, values: Sequence[Any]) -> None:
        """Put back what was read."""
        for place, value in zip(self.places, values, strict=True):
            place.put(value)


def pack(roots: Iterable[Any]) -> Packed:
    """Pack what `roots` (screens and other objects of this room) and all they lead to hold. Changes nothing.

    Raises what pickle raises for something that cannot be packed.
    """
    return _Packer(io.BytesIO()).pack(roots)


class _Packer(pickle.Pickler):
    """One pickle of many values: what several of them share is one and the same again afterwards."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._file = file
        self._packed = Packed()
        self._numbers: dict[int, int] = {}
        self._defined = defined_functions()
        self._looked_at: list[Place] = []

    def pack(self, roots: Iterable[Any]) -> Packed:
        for root in roots:
            self._stay(root)
        for place in self._looked_at:  # grows: what stands in one place leads to others
            value = place.get()
            if _is_data(value):
                self._packed.places.append(place)
                self.dump(value)
            else:
                self._stay(value)
        self._packed.data = self._file.getvalue()
        return self._packed

    def persistent_id(self, thing: Any) -> int | None:
        return None if _is_data(thing) else self._stay(thing)

    def _stay(self, thing: Any) -> int:
        number = self._numbers.get(id(thing))
        if number is None:
            number = self._numbers[id(thing)] = len(self._packed.live)
            self._packed.live.append(thing)
            if id(thing) not in self._defined:
                self._looked_at += _places_of(thing)
            for below in _led_to(thing):
                self.persistent_id(below)
        return number


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, live: Sequence[Any]) -> None:
        super().__init__(file)
        self._live = live

    def persistent_load(self, number: int) -> Any:
        return self._live[number]


def _is_data(thing: Any) -> bool:
    """Whether it is packed by its value, not left where it is."""
    if isinstance(thing, (*_PACKED, *_SMALL)):
        return True
    if isinstance(thing, (MessagePump, FunctionType, MethodType)) or _is_ours(thing):
        return False
    return type(thing).__module__.startswith(BY_VALUE)


def _is_ours(thing: Any) -> bool:
    return type(thing).__module__.startswith(OURS) and hasattr(thing, "__dict__")


def _places_of(thing: Any) -> list[Place]:
    """Where something that stays may hold what does not."""
    if isinstance(thing, FunctionType):
        return [Place(cell) for cell in thing.__closure__ or () if _is_set(cell)]
    if isinstance(thing, Widget):
        return _places_of_widget(thing)
    if isinstance(thing, MessagePump) or not _is_ours(thing):
        return []
    stays = getattr(thing, "STAYS_WHILE_LOCKED", ())
    held = ((name, value) for name, value in vars(thing).items() if name not in stays and _may_hold(value))
    return [Place(thing, name, _blank(value)) for name, value in held]


def _places_of_widget(widget: Widget) -> list[Place]:
    """What it has besides what every widget has; in a text area of Textual's an empty text stays."""
    kind = next(kind for kind in type(widget).__mro__ if kind.__module__.startswith("textual."))
    fresh, common = _new(kind), _new(Screen if isinstance(widget, Screen) else Widget)
    own = [(name, value) for name, value in vars(widget).items() if name not in common]
    return [Place(widget, name, fresh.get(name, _blank(value))) for name, value in own if _may_hold(value)]


def _led_to(thing: Any) -> list[Any]:
    """What is below a screen, and what is to be done with its answer; what a method is of."""
    if isinstance(thing, MethodType):
        return [thing.__self__, thing.__func__]
    if not isinstance(thing, Screen):
        return []
    return [*thing.walk_children(with_self=False), *(back.callback for back in thing._result_callbacks)]


def _forget_painted(widget: Widget) -> None:
    widget._render_cache = _RenderCache(NULL_SIZE, [])
    widget._styles_cache.clear()
    widget._layout_cache.clear()


def _may_hold(value: Any) -> bool:
    return not isinstance(value, _SMALL)


def _blank(value: Any) -> Any:
    return type(value)() if type(value) in (str, bytes, list, dict, set, tuple, frozenset) else None


@cache
def _new(kind: type[Widget]) -> dict[str, Any]:
    return vars(kind())


def _is_set(cell: CellType) -> bool:
    try:
        return not isinstance(cell.cell_contents, _SMALL)
    except ValueError:
        return False
