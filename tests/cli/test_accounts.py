"""`caseboard accounts` and `account`, and every other command as a role meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseboard.cli.commands import COMMANDS
from caseboard.cli.who import signed_in
from caseboard.domain.roles import Role
from caseboard.usecases.working.accounts import Giving, change_account
from tests.cli.conftest import Said, run_command
from tests.clock import NOW
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened

ME = signed_in()
LOOKS = {
    *("demo", "init", "passphrase", "recover", "shift", "list", "counters", "card", "search", "export", "due"),
    *("explain", "journal", "settings", "accounts", "locate", "keys", "completion"),
}
"""What prints or opens without an act; `card` and `settings` have an option each that writes, below."""
WRITES: dict[str, tuple[str, ...]] = {
    "import": ("extract.csv", "--map", "own.toml"),
    "card": ("--sign-off", "R. Amin"),
    "settings": ("--load", "own.toml"),
    "cohort": ("the 400", "1"),
    "decide": ("6", "--decision", "no-further-action", "--reason", "moved away"),
    "review-decision": ("7", "--outcome", "agreed"),
    "allocate": ("1", "--worker", "osei", "--reason", "moves"),
    "hand-on": ("walsh", "--worker", "osei", "--reason", "leaves"),
    "seen": ("1",),
    "submit": ("1",),
    "authorise": ("2",),
    "reopen": ("3", "--reason", "wrong"),
    "extend": ("1", "--until", "2009-10-20", "--reason", "ill", "--agreed-by", "amin"),
    "correct": ("1", "--date", "started", "--to", "2009-09-03", "--reason", "wrong"),
    "start-core": ("3", "--basis", "initial_ended"),
    "enquiry": ("101",),
    "conference": ("105", "--not-required", "no harm"),
    "flag": ("101", "--reason", "unsafe"),
    "close-flag": ("105", "--done", "seen"),
    "book-review": ("1", "--on", "2009-10-05"),
    "review-held": ("1",),
    "visit": ("1",),
    "core-group": ("1",),
    "end-plan": ("1",),
    "handover": ("--note", "quiet"),
    "undo": (),
    "redo": (),
    "account": ("walsh", "--role", "viewer", "--reason", "looks"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_file(tmp_path)


def account(path: Path, *arguments: str) -> Said:
    return run_command("account", *arguments, db=path, today=TODAY)


def accounts(path: Path, *arguments: str) -> Said:
    return run_command("accounts", "--format", "json", *arguments, db=path, today=TODAY)


def administrators(path: Path) -> None:
    """Make one of this account's person and of somebody else."""
    for login in (ME, "boss"):
        said = account(path, login, "--role", "administrator", "--reason", "for the test")
        assert said.code == 0, said.err


def become(path: Path, role: Role, *teams: str) -> None:
    """Have somebody else give this account's person that role."""
    with opened(path, "boss") as records:
        facts, everyone = records.facts(TODAY), records.accounts()
        mine = next(each for each in everyone if each.login == ME)
        managed = tuple(team.id for team in facts.teams.values() if team.name in teams)
        form = Giving(ME, role, managed, "for the test")
        records.perform(change_account(everyone, facts.teams, mine, form, TODAY, "boss"), NOW)


def entries(path: Path) -> list[str]:
    with opened(path) as records:
        return [entry.what for entry in records.journal()]


def test_without_accounts_it_says_that_everything_is_offered_to_everybody(path: Path) -> None:
    said = accounts(path)
    assert (said.code, said.data) == (0, [])
    assert said.err.startswith(f"Nobody has an account: everything is offered to everybody. You sign in as {ME};")


def test_accounts_are_given_changed_and_taken_away(path: Path) -> None:
    assert (
        account(path, ME, "--role", "administrator", "--reason", "sets it up").err == "account given: administrator\n"
    )
    assert account(path, "walsh", "--role", "team-manager", "--team", "East", "--reason", "manages").code == 0
    assert account(path, "walsh", "--team", "East", "--team", "West", "--reason", "covers").code == 0
    walsh = {"login": "walsh", "role": "team_manager", "teams": "East, West"}
    assert [walsh.items() <= row.items() for row in accounts(path).data] == [row["login"] == "walsh" for row in
                                                                              accounts(path).data]  # fmt: skip
    assert account(path, "walsh", "--role", "duty-senior", "--reason", "moves").err == "account changed: duty senior\n"
    assert account(path, "walsh", "--end", "--reason", "has left").err == "account taken away: duty senior\n"
    assert [row["login"] for row in accounts(path).data] == [ME]
    gone = next(row for row in accounts(path, "--ended").data if row["login"] == "walsh")
    assert (gone["ended_on"], gone["ended_by"], gone["why_ended"]) == (TODAY.isoformat(), ME, "has left")
    assert run_command("undo", db=path, today=TODAY).err == "undone: account taken away: duty senior\n"
    assert {row["login"] for row in accounts(path).data} == {ME, "walsh"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("osei", "--role", "administrator", "--reason", "x"), "the first account is your own as administrator"),
        ((ME, "--role", "viewer", "--reason", "x"), "--role: the first account is your own as administrator"),
        ((ME, "--reason", "x"), "--role: this person has no account yet"),
        ((ME, "--role", "administrator"), "--reason: why the account is given is missing"),
        ((ME, "--role", "team-manager", "--team", "nowhere", "--reason", "x"), "--team: there is nobody of the name"),
        (("osei", "--end", "--reason", "x"), 'LOGIN: "osei" has no account; see caseboard accounts'),
        ((ME, "--end", "--role", "viewer"), "--end: it takes the account away"),
        ((ME, "--role", "king"), "Invalid value for '--role'"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_gives_nothing(given: tuple[str, ...], said: str, path: Path) -> None:
    answer = account(path, *given)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert accounts(path, "--ended").data == []


def test_the_last_administrator_stays(path: Path) -> None:
    account(path, ME, "--role", "administrator", "--reason", "sets it up")
    for given in (("--end",), ("--role", "viewer")):
        said = account(path, ME, *given, "--reason", "x")
        assert (said.code, "somebody must be the administrator" in said.err) == (2, True)
    assert [row["role"] for row in accounts(path).data] == ["administrator"]


def test_every_command_is_tried_below_or_only_looks() -> None:
    assert LOOKS | set(WRITES) == set(COMMANDS)


@pytest.mark.parametrize("name", WRITES)
def test_a_viewer_is_refused_whatever_writes_in_one_sentence(
    name: str, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(path) as records:
        Path("own.toml").write_text(_MAPPING if name == "import" else records.settings_document(), encoding="utf-8")
    Path("extract.csv").write_text("No,Referred\n900,2009-09-21\n", encoding="utf-8")
    administrators(path)
    if name == "redo":
        run_command("flag", "101", "--reason", "unsafe", db=path, today=TODAY)
        run_command("undo", db=path, today=TODAY)
    become(path, Role.VIEWER)
    before = entries(path)
    said = run_command(name, *WRITES[name], db=path, today=TODAY)
    assert said.code == 2, said.out
    assert said.err.startswith("caseboard: you are a viewer here: ask a") and said.err.count("\n") == 1
    assert entries(path) == before


def test_a_viewer_looks_and_prints(path: Path) -> None:
    administrators(path)
    become(path, Role.VIEWER)
    for given in (("list", "board"), ("counters",), ("card",), ("settings",), ("accounts",), ("explain", "101")):
        assert run_command(*given, db=path, today=TODAY).code == 0
    assert (
        accounts(path).err
        == f"You sign in as {ME}, and are a viewer here, who looks at everything and prints it, and does no act.\n"
    )


def test_a_team_manager_acts_in_their_team_and_is_told_who_acts_in_another(path: Path) -> None:
    administrators(path)
    become(path, Role.TEAM_MANAGER, "West")
    refused = run_command("submit", "1", db=path, today=TODAY)
    assert (refused.code, "this is with East, which you do not manage" in refused.err) == (2, True)
    run_command("flag", "102", "--reason", "unsafe", db=path, today=TODAY)
    assert entries(path)[-1] == "flag"


_MAPPING = '[columns]\nchild_id = "No"\nreferred = "Referred"\n'
