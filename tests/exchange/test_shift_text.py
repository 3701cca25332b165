"""The shift as text: never wider than a page, nothing lost of what a row says, hostile text harmless."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len

from caseboard.domain.cases import ActionFacts, Child, Flag, ReferralFacts
from caseboard.domain.counters import Scope
from caseboard.domain.handovers import Handover
from caseboard.domain.shift_words import GROUP_WORDS
from caseboard.domain.snapshot import Snapshot
from caseboard.exchange.shift_text import WIDTH, as_shift_text
from caseboard.usecases.lists import Wanted, narrowed_rows
from caseboard.usecases.lists_shift import SHIFT
from caseboard.usecases.shifting import compare_shift, with_shift
from caseboard.usecases.viewing import view_board
from tests.domain.making import TEAMS, assessment, held_by, on, snapshot
from tests.hostile import HOSTILE, unsafe_in

DAY = on("2009-09-25")
"""A Friday."""
ALL = Wanted()
WRITTEN = datetime(2009, 9, 24, 16, tzinfo=UTC)
TAKEN = Handover(1, on("2009-09-23"), "V. Uddin", WRITTEN, "x", on("2009-09-24"), "R. Amin", WRITTEN)
WAITING = Handover(2, on("2009-09-24"), "V. Uddin", WRITTEN, "Two families to call.\nThe court rings at ten.")


def text_of(shot: Snapshot, *handovers: Handover, wanted: Wanted = ALL, today: str = "2009-09-25") -> str:
    view = compare_shift(with_shift(view_board(shot, DAY, compared=False), handovers))
    return as_shift_text(view, narrowed_rows(SHIFT, view, wanted), wanted, on(today))


def case(name: str = "Kyle Agyeman", note: str = "Home visit") -> Snapshot:
    return snapshot(
        assessment(referred=on("2009-09-15"), started=on("2009-09-15")),
        children={1: Child(1, "20001-4", name, on("2001-05-06"))},
        actions=[ActionFacts(1, 1, on("2009-08-03"), note, 1, on("2009-09-24"), None)],
        referrals=[ReferralFacts(1, 1, on("2009-09-15"))],
        allocations=[held_by(1)],
    )


def test_the_day_is_told_before_any_row_and_every_group_has_its_count() -> None:
    lines = text_of(case(), TAKEN, WAITING).splitlines()
    assert lines[0] == "SHIFT START, all teams, Fri 25 Sep 2009"
    assert lines[1] == "Since Thu 24 Sep 2009, the hand-over acknowledged by R. Amin."
    assert lines[2:5] == [
        "Hand-over note not acknowledged yet (V. Uddin, Thu 24 Sep 2009):",
        "  Two families to call.",
        "  The court rings at ten.",
    ]
    assert lines[5] == (
        "2 over now (1 assessment, 1 action); nothing due before Mon 28 Sep 2009 ends; nothing is nobody's."
    )
    titles = [line[8:].partition(", 1 to act")[0] for line in lines[7:18]]
    assert titles == [words.title for words in GROUP_WORDS]
    assert "  newly over 2, newly due 0, referrals in 0, newly allocated 0" in lines


def test_a_row_says_in_words_what_a_sign_says_too() -> None:
    lines = text_of(case()).splitlines()
    start = lines.index("ASSESSMENTS AT OR NEAR THEIR LIMIT: 1")
    assert lines[start + 1].split("  ")[0] == "! 1 wd over"
    assert lines[start + 1].split() == [
        *("!", "1", "wd", "over", "24", "Sep", "Kyle", "Agyeman", "20001-4", "R.", "Walsh"),
        *("initial", "assessment,", "no", "reason", "for"),
    ]
    start = lines.index("SUPERVISION ACTIONS: 1")
    assert "1 cd over" in lines[start + 1]
    assert lines[start + 2] == "  Home visit (Rachel Walsh)"


@pytest.mark.parametrize(
    ("today", "told"),
    [("2009-09-25", ""), ("2009-09-28", ", as at"), ("2009-09-24", ", ahead: nothing open is closed")],
)
def test_another_date_than_today_is_marked(today: str, told: str) -> None:
    assert text_of(case(), today=today).startswith(f"SHIFT START, all teams, Fri 25 Sep 2009{told}\n")


def test_narrowed_to_a_team_it_is_named_and_to_a_filter_it_is_said() -> None:
    east = Wanted(Scope(frozenset({2, 4})))
    assert text_of(case(), wanted=east).startswith(f"SHIFT START, {TEAMS[2].name}, ")
    assert "1 row. " in (narrowed := text_of(case(), wanted=Wanted(state="actions")))
    assert "Only some rows were asked for" in narrowed.replace("\n", " ")
    assert "2 over now" in narrowed


def test_an_empty_database_says_that_nothing_is_wrong() -> None:
    told = text_of(snapshot())
    assert "nothing is over; nothing due before Mon 28 Sep 2009 ends; nothing is nobody's." in told
    assert "the previous working day (no hand-over was acknowledged)" in told
    assert "\n0 rows. " in told


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_on_its_line_and_within_the_page(text: str) -> None:
    flagged = replace(case(text, text).facts, flags=[Flag(1, DAY, None, text, 1)])
    told = text_of(Snapshot(flagged, snapshot().rules), WAITING._replace(note=text, written_by=text))
    assert all(cell_len(line) <= WIDTH for line in told.splitlines())
    assert unsafe_in(told) == []
