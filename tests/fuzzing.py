"""What the fuzz tests share: how many examples, and files that are nearly right.

`CASEBOARD_FAULTS=full pytest -n auto -k fuzz tests` draws fifty times as many examples as CI does, other ones each
time. Examples are counted, never timed; what could take for ever is bounded by limits of the program itself.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.hostile import FORMULAS, MARKUP, ORDER, QUOTES, TERMINAL

FULL = os.environ.get("CASEBOARD_FAULTS") == "full"


def examples(number: int) -> settings:
    """The settings of a test that draws `number` examples in CI."""
    return settings(
        max_examples=number * 50 if FULL else number,
        derandomize=not FULL,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


DATES = ("0001-01-01", "9999-12-31", "2009-02-29", "29/02/2009", "1900-02-29", "2009-13-01", "40059", "99999", "today")
NUMBERS = ("-1", "0", str(2**31), str(2**63), "9" * 5_000, "1e309", "nan", "٣", "½")
HARD = st.sampled_from((*MARKUP, *TERMINAL, *ORDER, *FORMULAS, *QUOTES, *DATES, *NUMBERS, "", " ", "x" * 12_000))
"""Texts that are not what is expected."""
CELLS = HARD | st.text(max_size=20)


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes], marks: Sequence[bytes]) -> bytes:
    """One of `seeds` with up to two changes: a bit flipped, cut off, a part doubled, moved, left out, `marks` added."""
    content = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 2))):
        first, last = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        part = bytes(content[first : min(last, first + 400)])
        match draw(st.sampled_from(("flip", "cut", "drop", "double", "move", "mark", "replace"))):
            case "flip" if content:
                content[first % len(content)] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del content[max(first, 40) :]
            case "drop":
                del content[first : first + len(part)]
            case "double":
                content[first:first] = part * draw(st.integers(1, 50))
            case "move":
                del content[first : first + len(part)]
                content += part
            case "mark":
                content[first:first] = draw(st.sampled_from(marks))
            case "replace":
                mark, other = draw(st.sampled_from(marks)), draw(st.sampled_from(marks))
                content = content.replace(mark, other, 3)
    return bytes(content)
