"""What the strip says of an action that was carried on, and of people who are no workers."""

from __future__ import annotations

import pytest

from caseboard.domain.cases import ActionFacts, Carry
from caseboard.domain.rows import ActionRow
from caseboard.tui.column import Showing
from caseboard.tui.columns import LISTS
from caseboard.tui.telling import tell
from caseboard.tui.widgets.detail import Paragraph
from tests.domain.making import assessment, board, held_by, on, snapshot

TODAY = on("2009-09-28")
CARRIES = (Carry(on("2009-09-07"), on("2009-09-11")), Carry(on("2009-09-14"), on("2009-09-18")))
VISIT = ActionFacts(1, 1, on("2009-08-25"), "home visit", 1, on("2009-09-04"), None, carries=CARRIES)
SHOT = snapshot(assessment(), allocations=[held_by(1)], actions=[VISIT])


def text(paragraph: Paragraph) -> str:
    return " · ".join("".join(span.text for span in part) for part in paragraph)


def action_of(day: str = "2009-09-28") -> ActionRow:
    (row,) = board(SHOT, day).actions
    return row


def test_an_action_says_how_often_it_was_carried_and_its_first_date() -> None:
    told = text(tell(action_of(), SHOT, Showing(TODAY))[1])
    words = "by Fri 18 Sep 2009, 10 days over, carried ×2, first Fri 4 Sep 2009"
    assert told == f"home visit · Rachel Walsh · {words}"


def test_as_at_an_earlier_date_it_had_been_carried_once() -> None:
    told = text(tell(action_of("2009-09-12"), SHOT, Showing(on("2009-09-12")))[1])
    assert told.endswith("by Fri 11 Sep 2009, 1 day over, carried ×1, first Fri 4 Sep 2009")


def test_the_case_names_the_worst_action_with_the_date_it_was_carried_to() -> None:
    (row,) = board(SHOT, TODAY).assessments
    told = text(tell(row, SHOT, Showing(TODAY))[2])
    assert told.endswith("1 action open, 1 overdue (Rachel Walsh, home visit, 18 Sep, carried ×2)")


@pytest.mark.parametrize(("private", "shown"), [(False, "Mrs Ahmed, aunt"), (True, "hidden")])
def test_somebody_who_was_typed_is_hidden_with_the_names(private: bool, shown: str) -> None:
    shot = snapshot(assessment(), actions=[VISIT._replace(worker=None, who="Mrs Ahmed, aunt")])
    (row,) = board(shot, TODAY).actions
    showing = Showing(TODAY, private=private)
    who = next(column for column in LISTS["actions"].columns if column.key == "who")
    assert "".join(span.text for span in who.cell(row, showing)) == shown
    assert shown in text(tell(row, shot, showing)[1])
    assert ("Ahmed" in text(tell(row, shot, showing)[1])) is not private
