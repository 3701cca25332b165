"""Record numbers for the child's name in what was written."""

from __future__ import annotations

import pytest

from caseboard.domain.cases import Child
from caseboard.domain.unnaming import as_written, without_name
from tests.hostile import HOSTILE

ZOE = Child(1, "10234-7", "Zoë Al Ahmed-Marsh", None)


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("Zoë was seen.", "10234-7 was seen."),
        ("ZOE AHMED-MARSH and zoe", "10234-7 and 10234-7"),
        ("Zoë's mother, Mrs Ahmed", "10234-7's mother, Mrs 10234-7"),
        ("Al stays, and so does zoetrope", "Al stays, and so does zoetrope"),
        ("nobody is named", "nobody is named"),
        ("", ""),
    ],
)
def test_the_name_and_its_parts_as_words_whatever_their_case_and_accents(text: str, unnamed: str) -> None:
    assert without_name(ZOE)(text) == unnamed
    assert as_written(text) == text


def test_a_child_without_a_name_has_none_to_replace() -> None:
    for text in HOSTILE:
        assert without_name(Child(1, "10234-7", "", None))(text) == text


def test_a_name_of_signs_replaces_nothing_but_itself() -> None:
    assert without_name(Child(1, "7", ".*", None))("all of this stays") == "all of this stays"
