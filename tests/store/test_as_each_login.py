"""The program itself as each person's own login: it shows exactly their rows, acts in their name, and meets others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pytest

from caseboard.domain.acts import Act, Conflict, Edit, RecordKind, UndoRefused, Value, Verb
from caseboard.domain.errors import StoreError
from caseboard.domain.indicators import Indicator
from caseboard.domain.journal import Event
from caseboard.domain.roles import NotOffered, Role
from caseboard.domain.supervision import Draft
from caseboard.domain.tallies import Asked
from caseboard.store.bulk import insert_rows
from caseboard.store.loading import ImportStore
from caseboard.store.records import StoredRecords
from caseboard.store.server import ServerOpener
from caseboard.usecases.import_ports import Row
from caseboard.usecases.reference import default_settings, rules_from
from tests.clock import NOW
from tests.served import Served, give_account, run_on
from tests.store.acts import LAST, LATER, TODAY, flag
from tests.store.rows import assessment, child, referral

NOT_ALLOWED = "this login may not do that: ask whoever keeps the server for the right"
RULES = rules_from(default_settings())
DONE = Asked((Indicator.NI_59,), date(2009, 7, 1), date(2009, 9, 30), date(2009, 9, 30))
PEOPLE = {
    "east": Role.TEAM_MANAGER,
    "eastern": Role.TEAM_MANAGER,
    "west": Role.TEAM_MANAGER,
    "looker": Role.VIEWER,
    "senior": Role.DUTY_SENIOR,
    "chief": Role.ADMINISTRATOR,
}
TEAMS = {"east": [1], "eastern": [1], "west": [2], "looker": [1]}


@pytest.fixture
def council(served: Served) -> Served:
    """Two teams, each with a child whose assessment is open and one whose was authorised; a fifth is nobody's."""
    records = served.open()
    teams = [{"id": pk, "name": name} for pk, name in ((1, "East"), (2, "West"))]
    held = [{"id": n, "child": n, "assessment": n, "team": 1 + n % 2, "worker": 1 + n % 2} for n in range(1, 5)]
    done = {"authorised": date(2009, 9, 10), "submitted": date(2009, 9, 9)}
    insert_rows(
        records,
        {
            "teams": teams,
            "workers": [{"id": pk, "name": f"W. {pk}", "team": pk} for pk in (1, 2)],
            "children": [child(n) for n in range(1, 6)],
            "referrals": [referral(n, n) for n in range(1, 6)],
            "assessments": [
                assessment(n, n, referral=n, **(done if n > 2 else dict.fromkeys(done))) for n in range(1, 6)
            ],
            "allocations": held,
            "actions": [
                {"id": n, "child": n, "what": f"Ring school {n}", "agreed_on": TODAY, "by_when": TODAY}
                for n in range(1, 6)
            ],
        },
    )
    records.close()
    for login, role in PEOPLE.items():
        give_account(served.address, login, role, *TEAMS.get(login, ()))
    return served


@pytest.fixture
def logins(council: Served) -> Iterator[dict[str, StoredRecords]]:
    """The database opened by each of them."""
    opened = {login: _open(council, login) for login in PEOPLE}
    yield opened
    for records in opened.values():
        records.close()


def _open(council: Served, login: str) -> StoredRecords:
    return ServerOpener(replace(council.address, user=login), "laptop7", via="ssh from 10.0.0.7").open()


def _submit(of: int, version: int = 1, on: date = TODAY) -> Act:
    values: dict[str, Value] = {"submitted": on}
    return Act(Verb.SUBMIT, (Edit(RecordKind.ASSESSMENT, values, of, version, child=of),), f"{of} submitted")


def test_a_board_and_a_search_have_exactly_the_rows_of_the_login(logins: dict[str, StoredRecords]) -> None:
    whole = {1, 2, 3, 4, 5}
    mine = {"east": {2, 4}, "looker": {2, 4}, "west": {1, 3}, "senior": whole, "chief": whole}
    for login, expected in mine.items():
        records = logins[login]
        facts = records.facts(date(2009, 8, 1))
        assert set(facts.children) == {a.child for a in facts.assessments} == expected, login
        assert {found.child for found in records.search("school")} == expected, login
        assert (records.facts_of_child("101") is None) is (1 not in expected)


def test_an_act_is_done_in_the_name_of_the_login_and_undone_and_done_again(logins: dict[str, StoredRecords]) -> None:
    east = logins["east"]
    east.perform(_submit(2), NOW)
    east.undo(LATER)
    east.redo(LAST)
    assert [a.submitted for a in east.facts(TODAY).assessments] == [TODAY]
    assert [(e.what, e.who, e.via) for e in logins["senior"].journal()] == [
        (what, "east", "account laptop7, ssh from 10.0.0.7") for what in (Verb.SUBMIT, Event.UNDO, Event.REDO)
    ]
    assert logins["east"].verify_journal() == logins["west"].verify_journal() == logins["chief"].verify_journal()
    assert logins["west"].journal() == []


def test_nobody_acts_on_a_child_of_another_team_and_a_viewer_on_none(logins: dict[str, StoredRecords]) -> None:
    with pytest.raises(StoreError, match=r"assessments 2 is not in this database"):
        logins["west"].perform(_submit(2), NOW)
    with pytest.raises(StoreError, match=NOT_ALLOWED):
        logins["west"].perform(flag(2), NOW)
    for act in (flag(2), _submit(2)):
        with pytest.raises(NotOffered, match="you are a viewer here: ask a team manager of East"):
            logins["looker"].perform(act, NOW)
    assert logins["chief"].journal() == []


def test_a_viewer_keeps_drafts_and_filters_and_what_they_looked_at_is_entered(logins: dict[str, StoredRecords]) -> None:
    looker = logins["looker"]
    looker.remember("filter", "over:>5")
    looker.save_draft(Draft("note", "typed", NOW))
    looker.note(Event.VIEW, NOW, child=2)
    assert (looker.preference("filter"), [d.text for d in looker.drafts()]) == ("over:>5", ["typed"])
    assert [(e.what, e.who) for e in looker.journal(child_id="102")] == [(Event.VIEW, "looker")]
    assert logins["chief"].drafts() == []


def test_two_logins_that_saw_the_same_meet_as_two_people_at_a_file_do(logins: dict[str, StoredRecords]) -> None:
    logins["east"].perform(_submit(2), NOW)
    with pytest.raises(Conflict) as met:
        logins["senior"].perform(_submit(2, on=date(2009, 9, 25)), LATER)
    assert (met.value.who, met.value.differences[0].theirs) == ("east", TODAY)
    logins["eastern"].perform(_submit(2, version=2, on=date(2009, 9, 25)), LATER)
    with pytest.raises(UndoRefused) as refused:
        logins["east"].undo(LAST)
    assert refused.value.who == "eastern"


def test_an_act_on_children_of_both_teams_is_an_entry_neither_team_reads(logins: dict[str, StoredRecords]) -> None:
    edits = (*_submit(1).edits, *_submit(2).edits)
    logins["senior"].perform(Act(Verb.SUBMIT, edits, "2 assessments submitted"), NOW)
    assert [len(logins[login].journal()) for login in ("east", "west", "senior")] == [0, 0, 1]
    with pytest.raises(Conflict):
        logins["east"].perform(_submit(2), LATER)


def test_a_child_given_away_stays_in_sight_and_one_taken_over_comes_into_it(logins: dict[str, StoredRecords]) -> None:
    ended = Edit(RecordKind.ALLOCATION, {"ends_on": TODAY}, 2, 1, child=2)
    values: dict[str, Value] = {"child": 2, "assessment": 2, "team": 2, "worker": 2, "starts_on": TODAY}
    logins["senior"].perform(Act(Verb.ALLOCATE, (ended, Edit(RecordKind.ALLOCATION, values, child=2)), "given"), NOW)
    assert set(logins["east"].facts(date(2009, 8, 1)).children) == {2, 4}
    assert set(logins["west"].facts(date(2009, 8, 1)).children) == {1, 2, 3}
    logins["senior"].undo(LATER)
    assert set(logins["west"].facts(date(2009, 8, 1)).children) == {1, 3}


def test_a_login_that_sees_a_part_reckons_that_part_and_leaves_the_councils_figures(
    logins: dict[str, StoredRecords], council: Served
) -> None:
    def counted(login: str) -> int:
        return sum(tally.whole for tally in logins[login].tallies(RULES, DONE, TODAY))

    kept = "SELECT * FROM reckonings", "SELECT child FROM judged ORDER BY child"
    assert (counted("east"), counted("west")) == (1, 1)
    assert [run_on(council.address, statement) for statement in kept] == [[], []]
    assert counted("senior") == 3
    shared = [run_on(council.address, statement) for statement in kept]
    values: dict[str, Value] = {"authorised": date(2009, 9, 25)}
    authorised = Edit(RecordKind.ASSESSMENT, values, 2, 1, child=2)
    logins["senior"].perform(Act(Verb.AUTHORISE, (authorised,), "1 assessment authorised"), NOW)
    assert (counted("east"), counted("west")) == (2, 1)
    logins["east"].count_findings(TODAY, {"x": 1})
    assert [run_on(council.address, statement) for statement in kept] == shared
    assert run_on(council.address, "SELECT * FROM finding_counts") == []
    assert (counted("chief"), counted("senior")) == (4, 4)


def test_only_an_administrator_loads(logins: dict[str, StoredRecords]) -> None:
    counts = dict.fromkeys(("added", "updated", "unchanged", "vanished"), 0)
    row: Row = {"source": "x", "file_name": "x", "sha256": "x", "as_of": TODAY, "loaded_by": "x", **counts}
    for login in PEOPLE:
        refused = pytest.raises(NotOffered, match="ask an administrator") if login != "chief" else nullcontext()
        with refused, ImportStore(logins[login]).loading() as loading:
            assert loading.team("North")
            loading.record_import(row, NOW, [])
            loading.keep()
    assert [t.name for t in logins["east"].facts(TODAY).teams.values()].count("North") == 1


def test_settings_are_changed_by_an_administrator_alone(logins: dict[str, StoredRecords]) -> None:
    before = logins["east"].settings_document()
    for login in ("east", "senior", "looker"):
        with pytest.raises(NotOffered):
            logins[login].set_settings_document("other", NOW)
    assert logins["east"].settings_document() == before
    logins["chief"].set_settings_document("other", NOW)
    assert logins["east"].settings_document() == "other"


def test_a_login_without_an_account_is_told_whom_to_ask(council: Served) -> None:
    run_on(council.address, "UPDATE accounts SET voided_on = '2009-09-28' WHERE login = 'east'")
    with pytest.raises(StoreError, match="east has no account there: ask an administrator of caseboard for one"):
        _open(council, "east")
