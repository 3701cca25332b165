"""Texts that are nearly a filter, an address, a settings document or a date: a result or a refusal, nothing else.

The filter language, the address of a server, the settings document, a note, a draft and the date entry
read such texts: each gives a result or is refused in one sentence; a filter read again is the same filter.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.errors import BadInput
from caseboard.domain.filters import KEYS, parse_filter
from caseboard.domain.notes import format_note, parse_note
from caseboard.domain.text import clean_name, clean_note, printable
from caseboard.store.address import read_address
from caseboard.tui.dates import parse_day
from caseboard.tui.typed import from_json
from caseboard.usecases.reference import default_settings, rules_from
from tests.domain.test_filters import LISTS, made
from tests.fuzzing import CELLS, HARD, examples, mutated
from tests.hostile import unsafe_in

ROWS = [row for name in LISTS for row in getattr(made(), name)]
WORDS = st.sampled_from(
    (*(f"{key}:" for key in KEYS), "-", '"', ">", ">=", "5", "999999", "core", "yes", "no", "over", " ")
)
FILTERS = st.lists(WORDS | CELLS, max_size=8).map("".join) | st.text(max_size=60)
PIECE = HARD | st.sampled_from(("[::1", "%00", "%zz", "@", ":", "/", "?", "#", "%40", "65536", "s3cret:"))
NAMES, HOSTS = st.sampled_from(("", "cases")) | PIECE, st.sampled_from(("", "localhost", "db.example", "[::1]")) | PIECE
LOGINS = st.sampled_from(("", "amin@", "amin:s3cret@", ":5432")) | PIECE
OPTIONS = st.sampled_from(("", "?host=/run", "?sslmode=disable", "?sslmode=verify-full", "?x=1")) | PIECE
ADDRESSES = st.tuples(
    st.sampled_from(("postgresql://", "postgres://", "//")), LOGINS, HOSTS, st.just("/"), NAMES, OPTIONS
)
DAYS = st.sampled_from(("28 Sep 2009", "28/9/09", "today", "+7", "4w", "fri", "2009-09-28", "28 sep"))
DATES = st.lists(
    DAYS | st.sampled_from(("28", "Sep", "+", "-", "w", " ", "9" * 400, "½")) | HARD, min_size=1, max_size=2
)
TOML_MARKS = (
    *(
        b"=",
        b'"',
        b"[",
        b"]",
        b"{",
        b"\n",
        b"#",
        b"[limits]\n",
        b"[card]\n",
        b"nan",
        b"inf",
        b"-1",
        b"true",
        b"2009-13-01",
    ),
    *(b"9" * 5_000, b"[" * 3_000, b"\x00", b"\\u001b", b"standard", b"[supervision]\n", b"headings = []\n", b"1e400"),
)


def tell(publish: Callable[[str], None], what: str, ends: list[bool]) -> None:
    """Publish how many were read and refused."""
    assert any(ends), "nothing was nearly right"
    publish(f"fuzz: {what}: {sum(ends)} read, {len(ends) - sum(ends)} refused, nothing else")


def refused(error: BadInput) -> bool:
    """Whether it is one sentence; always False, for it was not read."""
    assert "\n" not in printable(str(error)) and 10 < len(str(error)) < 900, str(error)
    return False


def test_fuzz_of_the_filter_language(publish: Callable[[str], None]) -> None:
    ends: list[bool] = []

    @examples(600)
    @given(FILTERS)
    def run(text: str) -> None:
        try:
            found = parse_filter(text)
        except BadInput as error:
            ends.append(refused(error))
            return
        again = parse_filter(found.text)
        assert again.text == found.text
        assert [found.passes(row) for row in ROWS] == [again.passes(row) for row in ROWS]
        ends.append(True)

    run()
    tell(publish, "filters", ends)


def test_fuzz_of_addresses(publish: Callable[[str], None]) -> None:
    ends: list[bool] = []

    @examples(400)
    @given(ADDRESSES.map("".join))
    def run(text: str) -> None:
        try:
            address = read_address(text)
        except BadInput as error:
            assert "s3cret" not in str(error)
            ends.append(refused(error))
            return
        assert unsafe_in(address.label) == []
        assert address.is_local or address.parameters()["sslmode"] == "verify-full"
        ends.append(True)

    run()
    tell(publish, "addresses", ends)


def test_fuzz_of_the_settings(publish: Callable[[str], None]) -> None:
    ends: list[bool] = []
    plain = "\n".join(line.lstrip("# ") for line in default_settings().splitlines() if "=" in line or "[" in line)

    @examples(150)
    @given(mutated((default_settings().encode(), plain.encode()), TOML_MARKS))
    def run(document: bytes) -> None:
        try:
            rules_from(document.decode("utf-8", "replace"))
        except BadInput as error:
            ends.append(refused(error))
            return
        ends.append(True)

    run()
    tell(publish, "settings documents", ends)


def test_fuzz_of_dates(publish: Callable[[str], None]) -> None:
    ends: list[bool] = []

    @examples(300)
    @given(DATES.map("".join), st.booleans())
    def run(text: str, ahead: bool) -> None:
        try:
            assert isinstance(parse_day(text, date(2009, 9, 28), ahead=ahead), date)
        except BadInput as error:
            ends.append(refused(error))
            return
        ends.append(True)

    run()
    tell(publish, "dates", ends)


def test_fuzz_of_names_notes_and_drafts(publish: Callable[[str], None]) -> None:
    ends: list[bool] = []

    @examples(400)
    @given(CELLS | st.lists(CELLS).map("\n# ".join))
    def run(text: str) -> None:
        note = clean_note(text)
        assert unsafe_in(note) == [] and clean_note(note) == note
        kept = format_note(parse_note(note))
        assert format_note(parse_note(kept)) == kept
        assert unsafe_in(printable(text)) == [] and printable(printable(text)) == printable(text)
        from_json(text)
        try:
            name = clean_name(text)
        except BadInput as error:
            ends.append(refused(error))
            return
        assert clean_name(name) == name and unsafe_in(name) == []
        ends.append(True)

    run()
    tell(publish, "names and notes", ends)
