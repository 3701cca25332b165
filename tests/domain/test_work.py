"""Who did what since the last shift, read from the journal's entries."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from caseboard.domain.acts import Verb
from caseboard.domain.journal import Entry, Event
from caseboard.domain.work import VERB_WORDS, Work, read_work
from tests.domain.making import on

DAY = on("2009-09-28")


def entry(number: int, what: str, who: str = "amin", **more: Any) -> Entry:
    return Entry(number, datetime(2009, 9, 28, 10, number, tzinfo=UTC), who, "", what, **more)


def told(*entries: Entry) -> list[tuple[str, str, int, set[int]]]:
    return [(work.who, work.words, work.times, set(work.children)) for work in read_work(entries, DAY)]


def test_every_act_has_words() -> None:
    assert set(VERB_WORDS) == set(Verb)


def test_acts_are_put_together_by_person_and_kind_who_did_most_first() -> None:
    several = {"children": [1, 2]}
    assert told(
        entry(1, Verb.FLAG, "uddin", child=5),
        entry(2, Verb.ALLOCATE, child=1),
        entry(3, Verb.AUTHORISE, child=1),
        entry(4, Verb.ALLOCATE, details=several),
        entry(5, Event.VIEW, child=9),
        entry(6, Event.EXPORT),
    ) == [
        ("amin", "allocated", 2, {1, 2}),
        ("amin", "authorised", 1, {1}),
        ("uddin", "flagged for immediate action", 1, {5}),
    ]


def test_an_act_taken_back_is_left_out_and_one_done_again_is_not() -> None:
    done = [entry(1, Verb.ALLOCATE, child=1), entry(2, Event.UNDO, undoes=1)]
    assert told(*done) == []
    done.append(entry(3, Event.REDO, undoes=2))
    assert told(*done) == [("amin", "allocated", 1, {1})]
    assert told(*done, entry(4, Event.UNDO, undoes=3)) == []


def test_what_was_done_after_the_date_in_view_is_left_out() -> None:
    later = Entry(1, datetime(2009, 9, 29, 12, tzinfo=UTC), "amin", "", Verb.ALLOCATE, 1)
    assert read_work([later], DAY) == []


def test_an_act_on_no_child_has_none() -> None:
    assert told(entry(1, Verb.ADD_TEAM)) == [("amin", "added a team", 1, set())]
    assert Work("amin", Verb.ALLOCATE, ()).children == frozenset()
