"""Roles where acts are done: the refusal is in the transaction, whoever asks, and changes nothing."""

from __future__ import annotations

import pytest

from caseboard.domain.accounts import Account, Managed
from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event
from caseboard.domain.people import Team
from caseboard.domain.roles import NotOffered, Rights, Role
from caseboard.domain.supervision import Draft
from caseboard.store.bulk import insert_rows
from caseboard.store.loading import ImportStore
from caseboard.store.records import StoredRecords
from caseboard.usecases.reference import default_settings
from caseboard.usecases.working.accounts import Giving, change_account, end_account, give_account
from tests.clock import NOW
from tests.store.accounts import BOSS, MINE, become, demote
from tests.store.acts import LAST, LATER, TODAY, authorise, flag, reassign, rows, submit
from tests.store.conftest import Database
from tests.store.rows import one_case, one_session

EAST, WEST = 1, 2
TEAMS = {EAST: Team(EAST, "East", None), WEST: Team(WEST, "West", None)}


@pytest.fixture
def case(records: StoredRecords) -> StoredRecords:
    """The one case, of a worker of East; a child nobody holds; West with a worker of its own."""
    more = {"teams": [{"id": WEST, "name": "West"}], "workers": [{"id": 2, "name": "J. Osei", "team": WEST}]}
    insert_rows(records, one_case())
    insert_rows(records, more | {"children": [{"id": 2, "child_id": "102", "name": "Child 2"}]})
    return records


def supervise(worker: int) -> Act:
    held: dict[str, Value] = {"worker": worker, "supervisor": "amin", "held_on": TODAY, "recorded_on": TODAY}
    noted: dict[str, Value] = {"child": 1, "held_on": TODAY, "recorded_on": TODAY, "note": "Said."}
    edits = (Edit(RecordKind.SESSION, held), Edit(RecordKind.SUPERVISION, noted, child=1))
    return Act(Verb.SUPERVISE, edits, "case recorded")


def away(worker: int) -> Act:
    values: dict[str, Value] = {"worker": worker, "starts_on": TODAY, "reason": "leave"}
    return Act(Verb.ABSENCE, (Edit(RecordKind.ABSENCE, values),), "absence recorded")


def given(records: StoredRecords, login: str, role: Role, *teams: int) -> Act:
    return give_account(records.accounts(), TEAMS, Giving(login, role, teams, "needed"), records.login())


def test_without_accounts_everybody_acts(case: StoredRecords) -> None:
    assert (case.rights(), case.accounts()) == (Rights(), [])
    case.require(Event.SETTINGS)
    assert case.perform(authorise(), NOW).said == "1 assessment authorised"


def test_a_viewer_does_no_act_and_nothing_is_written(case: StoredRecords) -> None:
    become(case, Role.VIEWER)
    before = len(case.journal())
    with pytest.raises(NotOffered, match=r"you are a viewer here: ask a team manager of East$"):
        case.perform(authorise(), NOW)
    for act in (supervise(1), away(1), flag(2)):
        with pytest.raises(NotOffered, match="you are a viewer here"):
            case.perform(act, NOW)
    assert (rows(case, "assessments")[0]["version"], len(case.journal())) == (1, before)
    case.note(Event.VIEW, NOW, child=1)
    assert len(case.journal()) == before + 1


def test_who_has_no_account_is_a_viewer_once_somebody_has_one(case: StoredRecords) -> None:
    insert_rows(case, {"accounts": [{"id": BOSS, "login": "the boss", "role": "administrator"}]})
    assert case.rights() == Rights(Role.VIEWER)
    with pytest.raises(NotOffered):
        case.perform(flag(), NOW)


@pytest.mark.parametrize("act", [authorise(), flag(2), supervise(1), away(1), reassign(1)], ids=lambda a: a.verb)
def test_a_team_manager_acts_on_what_their_team_holds_and_on_what_nobody_does(act: Act, case: StoredRecords) -> None:
    become(case, Role.TEAM_MANAGER, EAST)
    assert case.perform(act, NOW).said == act.said


@pytest.mark.parametrize("act", [authorise(), flag(1), supervise(1), away(1)], ids=lambda a: a.verb)
def test_a_team_manager_is_refused_what_another_team_holds(act: Act, case: StoredRecords) -> None:
    become(case, Role.TEAM_MANAGER, WEST)
    said = "this is with East, which you do not manage: ask a team manager of East, or a duty senior"
    with pytest.raises(NotOffered, match=said):
        case.perform(act, NOW)


def test_a_team_manager_manages_the_teams_below_theirs(case: StoredRecords) -> None:
    insert_rows(case, {"teams": [{"id": 9, "name": "Service", "parent": None}]})
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE teams SET parent = 9 WHERE id = 1")
    become(case, Role.TEAM_MANAGER, 9)
    assert case.rights() == Rights(Role.TEAM_MANAGER, frozenset({EAST, 9}), 9)
    case.perform(authorise(), NOW)


def test_a_case_is_allocated_within_ones_teams_and_not_out_of_them(case: StoredRecords) -> None:
    become(case, Role.TEAM_MANAGER, EAST)
    values: dict[str, Value] = {"child": 1, "referral": 1, "worker": 2, "team": WEST, "starts_on": TODAY}
    edits = (
        Edit(RecordKind.ALLOCATION, {"ends_on": TODAY}, 1, 1, child=1),
        Edit(RecordKind.ALLOCATION, values, child=1),
    )
    away_from_east = Act(Verb.ALLOCATE, edits, "1 case allocated")
    with pytest.raises(NotOffered, match="this is with West"):
        case.perform(away_from_east, NOW)
    become(case, Role.DUTY_SENIOR)
    case.perform(away_from_east, NOW)
    become(case, Role.TEAM_MANAGER, EAST)
    with pytest.raises(NotOffered, match="this is with West"):
        case.perform(authorise(), NOW)


def test_a_worker_is_supervised_by_the_manager_of_their_team_whoever_else_holds_the_child(case: StoredRecords) -> None:
    become(case, Role.TEAM_MANAGER, WEST)
    case.perform(supervise(2), NOW)  # the child is with East: covered, or held for it
    insert_rows(case, {"sessions": [{**one_session()["sessions"][0], "id": 9}]})
    signed = Edit(RecordKind.SESSION, {"manager_signed_at": NOW}, 9, 1)
    with pytest.raises(NotOffered, match="this is with East"):
        case.perform(Act(Verb.SIGN, (signed,), "signed"), NOW)


def test_undo_and_redo_take_the_role_that_the_act_takes(case: StoredRecords) -> None:
    become(case, Role.TEAM_MANAGER, EAST)
    case.perform(submit(), NOW)
    demote(case)
    for _ in range(2):  # not passed over: the role may be given back
        with pytest.raises(NotOffered, match="you are a viewer here: ask a team manager of East"):
            case.undo(LATER)
    become(case, Role.TEAM_MANAGER, WEST)
    with pytest.raises(NotOffered, match="this is with East"):
        case.undo(LATER)
    become(case, Role.TEAM_MANAGER, EAST)
    case.undo(LATER)
    demote(case)
    with pytest.raises(NotOffered):
        case.redo(LAST)
    become(case, Role.TEAM_MANAGER, EAST)
    assert case.redo(LAST).said == "done again: 1 assessment submitted"


def test_the_role_is_read_as_it_is_when_the_act_is_done(shared: Database) -> None:
    records, other = shared.open(), shared.open("osei")
    insert_rows(records, one_case())
    become(records, Role.DUTY_SENIOR)
    assert records.rights().role is Role.DUTY_SENIOR
    demote(other)
    with pytest.raises(NotOffered):
        records.perform(authorise(), NOW)
    records.close()
    other.close()


def test_what_is_typed_stays_a_draft_where_the_act_is_refused(case: StoredRecords) -> None:
    become(case, Role.VIEWER)
    draft = Draft("note 1", "Mother said", NOW)
    assert case.save_draft(draft)
    with pytest.raises(NotOffered):
        case.perform(supervise(1), NOW, draft=draft)
    assert [kept.text for kept in case.drafts()] == ["Mother said"]


def test_settings_and_extracts_are_the_administrators(case: StoredRecords) -> None:
    become(case, Role.SERVICE_MANAGER)
    said = "you are a service manager here: ask an administrator"
    with pytest.raises(NotOffered, match=said):
        case.set_settings_document(default_settings(), NOW)
    with pytest.raises(NotOffered, match=said), ImportStore(case).loading():
        pytest.fail("an extract was begun")
    with pytest.raises(NotOffered, match=said):
        case.require(Event.IMPORT)
    become(case, Role.ADMINISTRATOR)
    case.require(Event.IMPORT)
    case.set_settings_document(default_settings(), NOW)
    with ImportStore(case).loading():
        pass


def test_an_account_is_given_changed_taken_away_undone_and_done_again(case: StoredRecords) -> None:
    me = case.login()
    case.perform(given(case, me, Role.ADMINISTRATOR), NOW)
    case.perform(given(case, "walsh", Role.TEAM_MANAGER, EAST), NOW)
    _, walsh = sorted(case.accounts(), key=lambda account: account.id)
    assert walsh == Account(2, "walsh", Role.TEAM_MANAGER, (Managed(1, EAST),))
    form = Giving("walsh", Role.TEAM_MANAGER, (WEST,), "moves")
    case.perform(change_account(case.accounts(), TEAMS, walsh, form, TODAY, "amin"), NOW)
    changed = next(account for account in case.accounts() if account.id == 2)
    assert (changed.teams, changed.version) == ((WEST,), 2)
    case.perform(end_account(case.accounts(), changed, "has left", TODAY, "amin"), NOW)
    ended = next(account for account in case.accounts() if account.id == 2)
    assert (ended.ended_on, ended.ended_by, ended.why_ended, ended.teams) == (TODAY, "amin", "has left", ())
    case.undo(LATER)
    case.undo(LATER)
    assert next(account for account in case.accounts() if account.id == 2).teams == (EAST,)
    case.redo(LAST)
    assert next(account for account in case.accounts() if account.id == 2).teams == (WEST,)
    kept = [(entry.what, entry.details["reason"]) for entry in case.journal()][:4]
    assert kept == [("give_account", "needed"), ("give_account", "needed"), ("change_account", "moves"),
                    ("end_account", "has left")]  # fmt: skip
    assert case.verify_journal().number == 7


def test_the_first_account_can_be_taken_back_which_leaves_none(case: StoredRecords) -> None:
    case.perform(given(case, case.login(), Role.ADMINISTRATOR), NOW)
    case.undo(LATER)
    assert case.rights() == Rights()


def test_of_two_administrators_who_take_the_role_from_each_other_one_stays(case: StoredRecords) -> None:
    become(case, Role.ADMINISTRATOR)
    seen = case.accounts()
    boss, mine = sorted(seen, key=lambda account: account.id)
    first = end_account(seen, boss, "has left", TODAY, "amin")
    second = end_account(seen, mine, "has left", TODAY, "boss")
    case.perform(first, NOW)
    with pytest.raises(BadInput, match="somebody must be the administrator"):
        case.perform(second, NOW)
    assert [account.id for account in case.accounts() if account.ended_on is None] == [MINE]


def test_nobody_is_given_two_accounts(case: StoredRecords) -> None:
    become(case, Role.ADMINISTRATOR)
    twice = given(case, "walsh", Role.VIEWER)
    case.perform(twice, NOW)
    with pytest.raises(BadInput, match="this person has an account by now"):
        case.perform(twice, NOW)
    walsh = next(account for account in case.accounts() if account.login == "walsh")
    case.perform(end_account(case.accounts(), walsh, "has left", TODAY, "amin"), NOW)
    case.perform(given(case, "walsh", Role.VIEWER), NOW)
    case.undo(LATER)
    case.perform(given(case, "walsh", Role.DUTY_SENIOR), LATER)
    assert [a.role for a in case.accounts() if a.login == "walsh" and a.ended_on is None] == [Role.DUTY_SENIOR]


def test_an_account_does_not_stand_again_beside_the_one_given_since(case: StoredRecords) -> None:
    become(case, Role.ADMINISTRATOR)
    case.perform(given(case, "walsh", Role.VIEWER), NOW)
    walsh = next(account for account in case.accounts() if account.login == "walsh")
    case.perform(end_account(case.accounts(), walsh, "has left", TODAY, "amin"), NOW)
    insert_rows(case, {"accounts": [{"id": 99, "login": "walsh", "role": "viewer"}]})
    with pytest.raises(BadInput, match="this person has an account by now"):
        case.undo(LATER)


def test_the_login_is_whom_accounts_are_given_to(every: Database) -> None:
    records = every.open("osei")
    assert records.login() == "osei"
    records.close()
