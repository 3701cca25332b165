"""The filter language of the board: `worker:walsh kind:core over:>5 team:east sup:>28` and plain words.

Every term must hold. A plain word is looked for in the child's name and record number, the worker and the team. A `-`
before a term turns it round. Values with spaces stand in double quotes. Numbers take >, >=, <, <= or nothing (equal).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from caseboard.domain.clocks import State
from caseboard.domain.counters import Row as BoardsRow
from caseboard.domain.deadline_rows import Deadline
from caseboard.domain.errors import BadInput
from caseboard.domain.rows import ActionRow, BoardRow, ChildRow, PlanRow

Row = BoardsRow | Deadline
Test = Callable[[Row], bool]
_TERM = re.compile(r'(?P<minus>-)?(?:(?P<key>[A-Za-z_]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_NUMBER = re.compile(r"(>=|<=|>|<|=)?(-?\d{1,6})")
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Key:
    """One word of the filter language, with what may stand behind it."""

    name: str
    takes: str
    make: Callable[[str], Test]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that was read: its text, and whether a row passes. The empty filter passes everything."""

    text: str
    tests: tuple[Test, ...]

    def passes(self, row: Row) -> bool:
        """Whether the row passes every term."""
        return not self.tests or all(test(row) for test in self.tests)


def parse_filter(text: str) -> Filter:
    """Read a filter. Raises BadInput with one sentence naming the term that cannot be read and what would be right."""
    tests = []
    position = 0
    text = text.strip()
    while position < len(text):
        found = _TERM.match(text, position)
        if not found:
            raise BadInput(f"filter: {text[position : position + 20]!r} cannot be read; write words or key:value")
        tests.append(_test(found))
        position = found.end()
        while position < len(text) and text[position].isspace():
            position += 1
    return Filter(text, tuple(tests))


def _test(found: re.Match[str]) -> Test:
    value = found["quoted"] if found["quoted"] is not None else found["bare"]
    key = (found["key"] or "").casefold()
    if key and key not in KEYS:
        raise BadInput(f'filter: "{key[:20]}:" is not a filter; use one of {", ".join(f"{k}:" for k in KEYS)}')
    if found["bare"] and not key and value[-1] == ":" and (bare := KEYS.get(value[:-1].casefold())):
        raise BadInput(f'filter: "{bare.name}:" needs a value right behind it: {bare.takes}')
    test = KEYS[key].make(value) if key else _plain(value)
    return _negated(test) if found["minus"] else test


def _negated(test: Test) -> Test:
    return lambda row: not test(row)


def _plain(value: str) -> Test:
    wanted = value.casefold()

    def passes(row: Row) -> bool:
        case = row.case
        words = (case.child, case.child_id, case.worker or "", case.team or "")
        return any(wanted in word.casefold() for word in words)

    return passes


def _text(read: Callable[[Row], str | None]) -> Callable[[str], Test]:
    def make(value: str) -> Test:
        wanted = value.casefold()
        return lambda row: wanted in (read(row) or "").casefold()

    return make


def _number(key: str, read: Callable[[Row], int | None]) -> Callable[[str], Test]:
    def make(value: str) -> Test:
        found = _NUMBER.fullmatch(value)
        if not found:
            raise BadInput(f'filter: "{key}:{value[:20]}" needs a number, for example {key}:>5')
        compare, wanted = _COMPARE[found[1] or "="], int(found[2])

        def passes(row: Row) -> bool:
            actual = read(row)
            return actual is not None and compare(actual, wanted)

        return passes

    return make


def _choice(key: str, choices: dict[str, Test]) -> Callable[[str], Test]:
    def make(value: str) -> Test:
        test = choices.get(value.casefold())
        if test is None:
            raise BadInput(f'filter: "{key}:{value[:20]}" is not one of {", ".join(f"{key}:{c}" for c in choices)}')
        return test

    return make


def _yes_no(key: str, read: Test) -> Key:
    return Key(key, "yes or no", _choice(key, {"yes": read, "no": _negated(read)}))


def _kind(row: Row) -> str | None:
    return row.kind if isinstance(row, BoardRow | Deadline) else None


def _over(row: Row) -> int | None:
    """Days over, in the row's own unit; on a non-working day just after the due date this is 0."""
    if isinstance(row, BoardRow | Deadline):
        return -row.left if row.state is State.OVER and row.left is not None else None
    if isinstance(row, PlanRow):
        return -row.review_left if row.review_left is not None and row.review_left < 0 else None
    return row.days_over if isinstance(row, ActionRow) and row.overdue else None


def _left(row: Row) -> int | None:
    if isinstance(row, BoardRow | Deadline):
        return row.left
    return row.review_left if isinstance(row, PlanRow) else None


def _supervised(row: Row) -> int | None:
    """Calendar days since the child was last discussed (for a child never discussed: since it is counted from)."""
    if isinstance(row, BoardRow):
        return row.days_since_supervised
    return row.days if isinstance(row, ChildRow) else None


def _has_state(state: State) -> Test:
    return lambda row: isinstance(row, BoardRow | Deadline) and row.state is state


def _on_plan(row: Row) -> bool:
    return isinstance(row, PlanRow) or (isinstance(row, BoardRow) and row.cp_plan is not None)


_STATES: dict[str, Test] = {state.value: _has_state(state) for state in State}

KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("worker", "part of a worker's name", _text(lambda r: r.case.worker)),
        Key("team", "part of a team's name", _text(lambda r: r.case.team)),
        Key("child", "part of a child's name", _text(lambda r: r.case.child)),
        Key("id", "part of a record number", _text(lambda r: r.case.child_id)),
        Key("kind", "initial, core, single; of dates also visit …", _text(_kind)),
        Key("standard", "WT2006, WT2010 or WT2013", _text(lambda r: getattr(r, "standard", None))),
        Key("state", ", ".join(_STATES), _choice("state", _STATES)),
        Key("over", "days over, in the row's own unit: >5", _number("over", _over)),
        Key("left", "days left, in the row's own unit: <3", _number("left", _left)),
        Key("sup", "calendar days since last discussed: >28", _number("sup", _supervised)),
        Key("age", "age in whole years: <1", _number("age", lambda r: r.case.age)),
        _yes_no("cp", _on_plan),
        _yes_no("immediate", lambda r: r.case.immediate),
        _yes_no("submitted", lambda r: isinstance(r, BoardRow) and r.to_authorise),
        _yes_no("seen", lambda r: isinstance(r, BoardRow) and r.child_seen is not None),
        _yes_no("nobody", lambda r: r.case.worker_pk is None),
        _yes_no("missing", lambda r: isinstance(r, BoardRow) and r.missing_from is not None),
    )
}
