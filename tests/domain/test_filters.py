"""The filter language: each key, quotes, negation, and one sentence for each thing that cannot be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.cases import ActionFacts, Allocation, Child, Flag, SupervisionFacts
from caseboard.domain.counters import rows_of
from caseboard.domain.errors import BadInput
from caseboard.domain.filters import KEYS, parse_filter
from caseboard.domain.protection import Review
from caseboard.domain.rows import Board
from caseboard.domain.standards import Step
from tests.domain.making import assessment, board, on, plan, snapshot

LISTS = ("assessments", "plans", "children", "actions")


def made() -> Board:
    """Four assessments (children 1–4), plans of 1 and 5, an action overdue by three days of 1; Tuesday 15 September."""

    rows = [
        assessment(
            1, child=1, episode=1, started=on("2009-08-20"), referred=on("2009-08-20"), child_seen=on("2009-08-21")
        ),
        assessment(
            2, child=2, episode=2, started=on("2009-09-07"), referred=on("2009-09-07"), submitted=on("2009-09-14")
        ),
        assessment(3, child=3, episode=3, started=on("2009-08-03"), kind=Step.CORE, referred=on("2009-07-27")),
        assessment(
            4,
            child=4,
            episode=4,
            started=None,
            referred=on("2009-09-01"),
            kind=Step.SINGLE,
            missing_from=on("2009-09-10"),
        ),
    ]
    children = {
        1: Child(1, "10234-7", "Keira O'Neil [Team A]", on("2009-03-01")),
        2: Child(2, "10237-1", "", on("2000-01-01")),
        3: Child(3, "20000-3", "Zoë Marsh", on("2005-02-02")),
    }
    allocations = [
        Allocation(1, 2, on("2009-08-20"), None, episode=1),
        Allocation(2, 3, on("2009-08-01"), None, episode=3),
        Allocation(None, 4, on("2009-09-07"), None, episode=2),
    ]
    held = Review(on("2009-05-28"), None, on("2009-05-28"))
    plans = [
        plan(1, child=1, episode=1, reviews=(held,)),
        plan(2, child=5, episode=5, reviews=()),
    ]
    return board(
        snapshot(
            *rows,
            children=children,
            allocations=allocations,
            plans=plans,
            supervisions=[SupervisionFacts(3, on("2009-08-10"), on("2009-08-10"), "")],
            actions=[ActionFacts(1, 1, on("2009-09-01"), "visit", 1, on("2009-09-12"), None)],
            flags=[Flag(3, on("2009-09-01"), None, "why")],
        ),
        "2009-09-15",
    )


def found(text: str, list_name: str = "assessments") -> list[int]:
    """The children whose rows pass."""
    wanted = parse_filter(text)
    return sorted(row.case.child_pk for row in rows_of(made(), list_name) if wanted.passes(row))


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("", [1, 2, 3, 4]),
        ("   ", [1, 2, 3, 4]),
        ("worker:walsh", [1]),
        ("WORKER:Walsh", [1]),
        ("team:east", [1, 2]),
        ("team:duty", [2]),
        ("child:zoë", [3]),
        ("child:ZOË", [3]),
        ("child:10237", [2]),
        ("id:1023", [1, 2]),
        ("kind:core", [3]),
        ("kind:single", [4]),
        ("standard:2013", [4]),
        ("standard:wt2006", [1, 2, 3]),
        ("state:over", [1]),
        ("state:close", [2, 3]),
        ("state:unknown", [4]),
        ("state:on_track", []),
        ("over:>5", [1]),
        ("over:10", [1]),
        ("over:=10", [1]),
        ("over:>10", []),
        ("over:<3", []),
        ("left:<3", [1, 2]),
        ("left:1", [2]),
        ("left:<=1", [1, 2]),
        ("left:<0", [1]),
        ("left:>=-10", [1, 2, 3]),
        ("sup:>28", [3]),
        ("sup:36", [3]),
        ("age:<1", [1]),
        ("age:>=4", [2, 3, 4]),
        ("cp:yes", [1]),
        ("cp:no", [2, 3, 4]),
        ("immediate:yes", [3]),
        ("submitted:yes", [2]),
        ("seen:yes", [1]),
        ("seen:NO", [2, 3, 4]),
        ("nobody:yes", [2, 4]),
        ("missing:yes", [4]),
        ("marsh", [3]),
        ("10234-7", [1]),
        ("osei", [3]),
        ("east", [1, 2]),
        ("nobody", []),
    ],
)
def test_each_key_and_plain_word_finds_these_assessments(text: str, children: list[int]) -> None:
    assert found(text) == children


def test_every_key_is_tried_above() -> None:
    (mark,) = test_each_key_and_plain_word_finds_these_assessments.pytestmark  # type: ignore[attr-defined]
    tried = {text.partition(":")[0].casefold() for text, _ in mark.args[1] if ":" in text}
    assert tried == set(KEYS)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("team:east worker:walsh", [1]),
        ("team:east -worker:walsh", [2]),
        ("-kind:initial", [3, 4]),
        ("-marsh -state:unknown", [1, 2]),
        ('child:"keira o\'neil"', [1]),
        ('"o\'neil [team a]"', [1]),
        ('-"o\'neil [team a]"', [2, 3, 4]),
        ('worker:"joseph osei"', [3]),
        ('child:"zoë', [3]),
        ('kind:core"osei"', [3]),
        ('worker:""', [1, 2, 3, 4]),
        ("-cp:yes -nobody:yes", [3]),
    ],
)
def test_terms_are_joined_quoted_and_turned_round(text: str, children: list[int]) -> None:
    assert found(text) == children


@pytest.mark.parametrize(
    ("text", "list_name", "children"),
    [
        ("cp:yes", "plans", [1, 5]),
        ("over:>0", "plans", [5]),
        ("left:>70", "plans", [1]),
        ("kind:core", "plans", []),
        ("state:over", "plans", []),
        ("seen:yes", "plans", []),
        ("sup:>25", "children", [1, 3, 5]),
        ("sup:36", "children", [3]),
        ("left:>0", "children", []),
        ("over:3", "actions", [1]),
        ("over:>3", "actions", []),
        ("walsh", "actions", [1]),
        ("sup:>0", "actions", []),
    ],
)
def test_the_same_words_narrow_the_other_lists(text: str, list_name: str, children: list[int]) -> None:
    assert found(text, list_name) == children


def test_nought_over_on_a_weekend_is_over_by_nought() -> None:
    rows = board(snapshot(assessment(started=on("2009-07-22"), referred=on("2009-07-22"))), "2009-08-01").assessments
    assert [parse_filter(text).passes(rows[0]) for text in ("over:0", "state:over", "over:>0")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("wroker:walsh", 'filter: "wroker:" is not a filter; use one of worker:, team:, child:, id:, kind:'),
        ("over:many", 'filter: "over:many" needs a number, for example over:>5'),
        ("over:>", 'filter: "over:>" needs a number, for example over:>5'),
        ("left:5.5", 'filter: "left:5.5" needs a number, for example left:>5'),
        ("age:>1234567", 'filter: "age:>1234567" needs a number'),
        ('over:"5 6"', 'filter: "over:5 6" needs a number'),
        ("state:late", 'filter: "state:late" is not one of state:over, state:due_today, state:close'),
        ("cp:maybe", 'filter: "cp:maybe" is not one of cp:yes, cp:no'),
        ("worker:", 'filter: "worker:" needs a value right behind it: part of a worker\'s name'),
        ("team: east", 'filter: "team:" needs a value right behind it: part of a team\'s name'),
        ("-sup:", 'filter: "sup:" needs a value right behind it'),
    ],
)
def test_what_cannot_be_read_is_named_with_what_would_be_right(text: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=re.escape(sentence)) as refused:
        parse_filter(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["-", "--", '"', '""', "::", "-:", '-"osei'])
def test_stray_signs_are_words_and_not_errors(text: str) -> None:
    assert len(parse_filter(text).tests) == 1


@given(st.text(max_size=60))
def test_any_text_is_a_filter_or_one_sentence(text: str) -> None:
    try:
        wanted = parse_filter(text)
    except BadInput as refused:
        assert str(refused).startswith("filter: ") and len(str(refused)) < 400
    else:
        for name in LISTS:
            for row in rows_of(made(), name):
                assert wanted.passes(row) in (True, False)


@given(st.lists(st.sampled_from(["cp:yes", "-osei", "team:east", "kind:core", 'child:"zoë"', "left:<3"]), max_size=4))
def test_every_term_must_hold(terms: list[str]) -> None:
    together = set(found(" ".join(terms)))
    apart = [set(found(term)) for term in terms]
    assert together == {1, 2, 3, 4}.intersection(*apart)


def test_a_filter_keeps_its_text() -> None:
    assert parse_filter("  team:east ").text == "team:east"
