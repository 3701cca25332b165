"""`list quality` and `list gaming`: one row a finding, with its check and what mends it, or what to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from caseboard.domain import gaming_words, quality_words
from caseboard.domain.counters import Row, Scope
from caseboard.domain.filters import Filter
from caseboard.domain.findings import CheckWords, Finding
from caseboard.usecases.lists import Cell, Listing
from caseboard.usecases.needs import Needs
from caseboard.usecases.viewing import View

_WORDS: Mapping[str, CheckWords] = {**quality_words.BY_KEY, **gaming_words.BY_KEY}
HARD, SOFT = "hard", "soft"


def findings(view: View, scope: Scope, wanted: Filter) -> Iterable[Finding]:
    """Every finding in view, check after check; none where the view was read without them."""
    found = view.checked.everything if view.checked else ()
    return (finding for finding in found if scope.holds(finding.case) and wanted.passes(filtered(finding)))


def filtered(finding: Finding) -> Row:
    """What a filter reads: the board's own row where there is one, else the case alone."""
    return finding.source if finding.source is not None else cast(Row, finding)


def hardness(finding: Finding) -> str:
    """Whether it is left out of the percentages."""
    return HARD if _WORDS[finding.check].hard else SOFT


def _of_check(key: str) -> Callable[[Finding], bool]:
    return lambda finding: finding.check == key


_COLUMNS: Mapping[str, Callable[[Finding], Cell]] = {
    "check": lambda f: f.check,
    "rule": lambda f: _WORDS[f.check].rule or None,
    "hard": lambda f: _WORDS[f.check].hard,
    "child_id": lambda f: f.case.child_id,
    "child": lambda f: f.case.child,
    "team": lambda f: f.case.team,
    "worker": lambda f: f.case.worker,
    "what": lambda f: f.what,
    "since": lambda f: f.since,
    "mend": lambda f: _WORDS[f.check].mend,
    "kind": lambda f: f.kind,
    "record": lambda f: f.record,
    "note": lambda f: f.note or None,
    "title": lambda f: _WORDS[f.check].title,
    "words": lambda f: _WORDS[f.check].words,
    "act": lambda f: _WORDS[f.check].act or None,
    "immediate": lambda f: f.case.immediate,
}
QUALITY: Listing[Finding] = Listing(
    needs=Needs.QUALITY,
    columns=_COLUMNS,
    short=("check", "rule", "hard", "since", "child", "child_id", "team", "worker", "what"),
    states={
        **{check.key: _of_check(check.key) for check in quality_words.CHECKS},
        HARD: lambda f: hardness(f) == HARD,
        SOFT: lambda f: hardness(f) == SOFT,
    },
    rows=findings,
)
GAMING: Listing[Finding] = Listing(
    needs=Needs.GAMING,
    columns={key: read for key, read in _COLUMNS.items() if key not in ("rule", "hard", "act")},
    short=("check", "since", "child", "child_id", "team", "worker", "what"),
    states={sign.key: _of_check(sign.key) for sign in gaming_words.SIGNS},
    rows=findings,
)
