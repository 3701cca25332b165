"""The eight counters: each counts exactly the rows it should, in scope, and says how it changed."""

from __future__ import annotations

import pytest

from caseboard.domain.cases import ActionFacts, Allocation, AssessmentFacts, SupervisionFacts
from caseboard.domain.counters import BY_KEY, COUNTERS, EVERYTHING, Scope, count_board, counted, read_counts, rows_of
from caseboard.domain.people import team_and_below
from caseboard.domain.protection import Review
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from tests.domain.making import TEAMS, assessment, board, held_by, on, plan, snapshot

DAY = "2009-09-15"  # a Tuesday


def council() -> Snapshot:
    """Six assessments and two plans of which each counter counts some."""

    def started(pk: int, day: str, kind: Step = Step.INITIAL, *, submitted: str | None = None) -> AssessmentFacts:
        return assessment(
            pk,
            child=pk,
            episode=pk,
            started=on(day),
            referred=on(day),
            kind=kind,
            submitted=on(submitted) if submitted else None,
        )

    rows = [
        started(1, "2009-08-20"),  # over
        started(2, "2009-09-04", submitted="2009-09-14"),  # due today
        started(3, "2009-09-07"),  # 1 left
        started(4, "2009-09-11"),  # 5 left
        started(5, "2009-09-14"),  # 6 left
        started(6, "2009-09-14", Step.CORE),  # 34 left
    ]
    plans = [
        plan(1, child=7, episode=7, reviews=(Review(None, None, on("2009-05-28")),)),  # none booked
        plan(
            2,
            child=8,
            episode=8,
            reviews=(Review(None, None, on("2009-05-28")), Review(on("2009-11-20"), on("2009-05-28"), None)),
        ),
    ]
    held = [Allocation(1, 2, on("2009-08-20"), None, episode=n) for n in (1, 2, 7)]
    held += [Allocation(2, 3, on("2009-09-07"), None, episode=n) for n in (3, 4, 8)]
    held += [Allocation(None, 4, on("2009-09-14"), None, episode=5)]
    supervisions = [SupervisionFacts(n, on("2009-09-01"), on("2009-09-01"), "") for n in (1, 2, 7)]
    supervisions.append(SupervisionFacts(8, on("2009-08-17"), on("2009-08-17"), ""))
    actions = [
        ActionFacts(1, 1, on("2009-09-01"), "late", 1, on("2009-09-14"), None),
        ActionFacts(2, 1, on("2009-09-01"), "by today", 1, on("2009-09-15"), None),
        ActionFacts(3, 3, on("2009-09-08"), "done", 2, on("2009-09-10"), on("2009-09-11")),
    ]
    return snapshot(*rows, plans=plans, allocations=held, supervisions=supervisions, actions=actions)


COUNTS = [
    ("overdue", [1]),
    ("due_today", [2]),
    ("next_5_days", [3, 4]),
    ("to_authorise", [2]),
    ("unallocated", [5, 6]),
    ("cp_reviews", [7]),
    ("not_discussed", [8]),
    ("actions_overdue", [1]),
]


def children(key: str, scope: Scope = EVERYTHING, day: str = DAY) -> list[int]:
    return sorted(row.case.child_pk for row in counted(board(council(), day), BY_KEY[key], scope))


@pytest.mark.parametrize(("key", "expected"), COUNTS)
def test_each_counter_counts_these_children(key: str, expected: list[int]) -> None:
    assert children(key) == expected


def test_there_are_eight_with_the_keys_and_digits_scripts_and_fingers_know() -> None:
    assert [(c.digit, c.key) for c in COUNTERS] == [(str(n), key) for n, (key, _) in enumerate(COUNTS, 1)]


def test_every_counter_says_its_rule_in_words_that_end_in_a_full_stop() -> None:
    for counter in COUNTERS:
        assert counter.definition.endswith(".")
        assert len(counter.short) <= len(counter.title) and counter.title


def test_no_counter_counts_a_row_of_another_list() -> None:
    whole = board(council(), DAY)
    lists = ("assessments", "plans", "children", "actions")
    for counter in COUNTERS:
        for name in lists:
            if name != counter.list_name:
                assert not any(counter.counts(row) for row in rows_of(whole, name))


@pytest.mark.parametrize(
    ("scope", "overdue", "unallocated", "not_discussed"),
    [
        (EVERYTHING, [1], [5, 6], [8]),
        (Scope(team_and_below(TEAMS, 1)), [1], [5], [8]),
        (Scope(team_and_below(TEAMS, 2)), [1], [5], []),
        (Scope(team_and_below(TEAMS, 3)), [], [], [8]),
        (Scope(frozenset({None})), [], [6], []),
        (Scope(worker=1), [1], [], []),
        (Scope(worker=2), [], [], [8]),
        (Scope(unallocated=True), [], [5, 6], []),
        (Scope(frozenset({4}), unallocated=True), [], [5], []),
    ],
)
def test_a_scope_narrows_every_counter_alike(
    scope: Scope, overdue: list[int], unallocated: list[int], not_discussed: list[int]
) -> None:
    found = [children(key, scope) for key in ("overdue", "unallocated", "not_discussed")]
    assert found == [overdue, unallocated, not_discussed]


def test_changes_are_since_yesterday_and_since_a_week_ago() -> None:
    shot = council()
    now, yesterday, week_ago = (count_board(board(shot, day)) for day in (DAY, "2009-09-14", "2009-09-08"))
    counts = {c.counter.key: (c.count, c.since_yesterday, c.since_week) for c in read_counts(now, yesterday, week_ago)}
    assert counts["overdue"] == (1, 0, 0)
    assert counts["due_today"] == (1, 1, 1)
    assert counts["unallocated"] == (2, 0, 2)
    assert counts["to_authorise"] == (1, 0, 1)
    assert counts["actions_overdue"] == (1, 1, 1)


def test_a_change_that_cannot_be_known_is_none() -> None:
    counts = read_counts(count_board(board(council(), DAY)), None, count_board(board(council(), DAY)))
    assert {c.since_yesterday for c in counts} == {None}
    assert {c.since_week for c in counts} == {0}


def test_nought_over_on_a_saturday_is_overdue_and_not_in_the_next_five_days() -> None:
    shot = snapshot(
        assessment(started=on("2009-07-22"), referred=on("2009-07-22")), allocations=[held_by(1, start="2009-07-22")]
    )
    saturday = board(shot, "2009-08-01")
    assert saturday.assessments[0].left == 0
    keys = [c.key for c in COUNTERS if counted(saturday, c)]
    assert keys == ["overdue"]


def test_an_action_for_a_child_with_nothing_open_belongs_to_who_is_to_do_it() -> None:
    action = ActionFacts(1, 77, on("2009-09-01"), "Send the closing letter", 1, on("2009-09-10"), None)
    left_over = snapshot(actions=[action])
    (row,) = board(left_over, DAY).actions
    assert (row.case.worker, row.case.team) == ("Rachel Walsh", "East")
