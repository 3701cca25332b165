"""Who is offered what. Roles are a ladder: each is offered what those before it are, and something more.

A team manager is offered acts on the cases and workers of their own teams and those below; what no team holds is open
to all of them, because a case nobody holds must not wait for a role. In a local file this is what the program offers
and no barrier (see docs/guide.md); on a server the rows themselves have policies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from caseboard.domain.acts import Verb
from caseboard.domain.errors import BadInput
from caseboard.domain.journal import Event


class Role(StrEnum):
    """What somebody is here, from the least to the most. The value is the word a database keeps."""

    VIEWER = "viewer"
    TEAM_MANAGER = "team_manager"
    DUTY_SENIOR = "duty_senior"
    SERVICE_MANAGER = "service_manager"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """As it is read: "team manager"."""
        return self.value.replace("_", " ")

    @property
    def a(self) -> str:
        """With its article: "an administrator"."""
        return f"{'an' if self is Role.ADMINISTRATOR else 'a'} {self.words}"


ROLE_DEFINITIONS = {
    Role.VIEWER: "looks at everything and prints it, and does no act",
    Role.TEAM_MANAGER: "acts on the cases of their own teams and those below: supervises, allocates, authorises, "
    "decides and reviews decisions",
    Role.DUTY_SENIOR: "does every act on every case, in all teams, and hands over from shift to shift",
    Role.SERVICE_MANAGER: "does what a duty senior does, types on the report card and signs it, marks cohorts, and "
    "keeps teams and workers",
    Role.ADMINISTRATOR: "does what a service manager does, gives accounts, loads extracts and settings, restores "
    "backups and removes data",
}

Deed = Verb | Event
"""What a role may be offered: an act, or something else of which the journal tells."""

LEAST: Mapping[Deed, Role] = {
    **dict.fromkeys(
        (
            *(Event.VIEW, Event.EXPORT, Event.UNLOCK, Event.UNLOCK_FAILED),
            *(Event.UNDO_REFUSED, Event.REDO_REFUSED),
        ),
        Role.VIEWER,
    ),
    **dict.fromkeys(
        (
            *(Verb.ALLOCATE, Verb.SEE_CHILD, Verb.SUBMIT, Verb.AUTHORISE, Verb.REOPEN, Verb.EXTEND, Verb.CORRECT),
            *(Verb.FLAG, Verb.CLOSE_FLAG, Verb.START_CORE, Verb.RECORD_ENQUIRY, Verb.RECORD_CONFERENCE),
            *(Verb.DECIDE, Verb.REVIEW_DECISION, Verb.ABSENCE),
            *(Verb.SUPERVISE, Verb.NOT_DISCUSSED, Verb.WORKER_SHEET, Verb.SIGN, Verb.ADD_TO_NOTE),
            *(Verb.AGREE_ACTION, Verb.CLOSE_ACTION, Verb.CARRY_ACTION),
            *(Verb.BOOK_REVIEW, Verb.HOLD_REVIEW, Verb.END_PLAN, Verb.RECORD_VISIT, Verb.RECORD_CORE_GROUP),
            *(Event.UNDO, Event.REDO),
        ),
        Role.TEAM_MANAGER,
    ),
    **dict.fromkeys((Verb.HAND_OVER, Verb.ACKNOWLEDGE), Role.DUTY_SENIOR),
    **dict.fromkeys(
        (
            *(Verb.EDIT_CARD, Verb.SIGN_CARD, Verb.MARK_COHORT),
            *(Verb.ADD_WORKER, Verb.EDIT_WORKER, Verb.ADD_TEAM, Verb.CHANGE_TEAM),
        ),
        Role.SERVICE_MANAGER,
    ),
    **dict.fromkeys(
        (*(Verb.GIVE_ACCOUNT, Verb.CHANGE_ACCOUNT, Verb.END_ACCOUNT), *(Event.IMPORT, Event.SETTINGS)),
        Role.ADMINISTRATOR,
    ),
}
"""The role from which on each is offered. Undo and redo take the role that what they turn round takes, too."""


class Rights(NamedTuple):
    """What one person is here."""

    role: Role | None = None
    """None: nobody has an account, and everything is offered to everybody."""
    teams: frozenset[int] = frozenset()
    """A team manager's own teams and those below them."""
    home: int | None = None
    """The team whose board they begin at, where they manage one."""


class NotOffered(BadInput):
    """A role is not offered what was asked for. Nothing was done."""


def offers(rights: Rights, deed: Deed) -> bool:
    """Whether the role is offered `deed` at all: a team manager on the cases of their teams."""
    return rights.role is None or _rank(rights.role) >= _rank(least_role(deed))


def least_role(deed: Deed) -> Role:
    """The role from which on `deed` is offered; the last one for what no line of the table names."""
    return LEAST.get(deed, Role.ADMINISTRATOR)


def refusal(
    rights: Rights, deed: Deed, held: Iterable[frozenset[int]] = (), names: Mapping[int, str] | None = None
) -> str | None:
    """Why `deed` is not offered, in one sentence that says whom to ask; None where it is.

    `held`: for each case and worker it concerns the teams that hold it, none where nobody does; `names` are theirs.
    """
    concerned = list(held)
    if rights.role is None:
        return None
    if not offers(rights, deed):
        teams = _named(frozenset().union(*concerned), names or {})
        return f"you are {rights.role.a} here: ask {_whom(least_role(deed), teams)}"
    if rights.role is not Role.TEAM_MANAGER:
        return None
    foreign = next((teams for teams in concerned if teams and not teams & rights.teams), None)
    if foreign is None:
        return None
    team = _named(foreign, names or {})
    manager = _whom(Role.TEAM_MANAGER, team)
    return f"this is with {team or 'another team'}, which you do not manage: ask {manager}, or {Role.DUTY_SENIOR.a}"


def refuse_unless_offered(
    rights: Rights, deed: Deed, held: Iterable[frozenset[int]] = (), names: Mapping[int, str] | None = None
) -> None:
    """Raise NotOffered with the sentence of `refusal`, where there is one."""
    if sentence := refusal(rights, deed, held, names):
        raise NotOffered(sentence)


def _rank(role: Role) -> int:
    return list(Role).index(role)


def _named(teams: frozenset[int], names: Mapping[int, str]) -> str:
    """The first of the teams by name; empty where none is known."""
    return min((names[team] for team in teams if team in names), default="")


def _whom(role: Role, team: str) -> str:
    return f"{role.a} of {team}" if role is Role.TEAM_MANAGER and team else role.a
