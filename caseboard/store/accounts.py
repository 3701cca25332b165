"""Accounts and what they are asked: whether the person is offered what they are about to do.

The rule is the domain's (`domain.roles`); here it is given the role, and who holds what is acted on, in the transaction
that acts, so that a role taken away a moment ago counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, func, or_, select

from caseboard.domain.accounts import Account, Managed, refuse_without_administrator, rights_of
from caseboard.domain.acts import Edit, RecordKind, Verb
from caseboard.domain.errors import BadInput
from caseboard.domain.people import Team
from caseboard.domain.roles import Deed, Rights, Role, refuse_unless_offered
from caseboard.store.backend import backend_of
from caseboard.store.selects import all_teams
from caseboard.store.tables import account_teams, accounts, allocations, metadata, sessions, workers

_OF_ACCOUNTS = (Verb.GIVE_ACCOUNT, Verb.CHANGE_ACCOUNT, Verb.END_ACCOUNT)


def login_of(connection: Connection, who: str) -> str:
    """What accounts call the person: the name the server knows them by, else the machine's account, `who`."""
    return backend_of(connection).login(connection, who)


def read_accounts(connection: Connection) -> list[Account]:
    """Every account, those taken away too, by login."""
    managed: dict[int, list[Managed]] = defaultdict(list)
    c, t = accounts.c, account_teams.c
    standing = select(t.account, t.id, t.team, t.version).where(t.voided_on.is_(None)).order_by(t.id)
    for account, *link in connection.execute(standing):
        managed[account].append(Managed(*link))
    columns = (c.id, c.login, c.role, c.version, c.voided_on, c.voided_by, c.void_reason)
    return [
        Account(id_, login, Role(role), tuple(managed[id_]), version, on, by or "", why or "")
        for id_, login, role, version, on, by, why in connection.execute(select(*columns).order_by(c.login, c.id))
    ]


def read_rights(connection: Connection, who: str) -> Rights:
    """What the person is here."""
    if not _anybody_has_one(connection):
        return Rights()
    return rights_of(read_accounts(connection), login_of(connection, who), _teams(connection))


def refuse_deed(
    connection: Connection, who: str, deed: Deed, edits: Iterable[Edit] = (), on: date | None = None
) -> None:
    """Raise NotOffered where the person is not offered `deed`, done on these records on that day."""
    rights = read_rights(connection, who)
    if rights.role is None:
        return
    held = list(_held(connection, list(edits), on)) if on is not None else []
    names = {team.id: team.name for team in _teams(connection).values()}
    refuse_unless_offered(rights, deed, held, names)


def refuse_account_twice(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Raise BadInput where an account with `values` is to be made, or to stand again, and its person has one."""
    if table is not accounts:
        return
    c = accounts.c
    same = (c.login == values["login"]) & c.voided_on.is_(None)
    if connection.execute(select(c.id).where(same)).first() is not None:
        raise BadInput("this person has an account by now: look at the accounts again; nothing was done")


def refuse_nobody_left(connection: Connection, verb: str, *, undone: bool = False) -> None:
    """Raise BadInput where what was just done with accounts, or `undone`, leaves no administrator: of two who take the
    role from each other at one moment the second meets the first here.

    No account at all is left only by taking back the first.
    """
    if verb not in _OF_ACCOUNTS:
        return
    none_left = undone and verb == Verb.GIVE_ACCOUNT and not _anybody_has_one(connection)
    if not none_left:
        refuse_without_administrator(read_accounts(connection))


def _anybody_has_one(connection: Connection) -> bool:
    return connection.execute(select(accounts.c.id).where(accounts.c.voided_on.is_(None)).limit(1)).first() is not None


def _teams(connection: Connection) -> dict[int, Team]:
    return {row.id: Team(*row) for row in connection.execute(all_teams())}


def _held(connection: Connection, edits: list[Edit], on: date) -> Iterator[frozenset[int]]:
    """For each case and worker the edits are about, the teams that hold it on that day.

    What is recorded in a session is about its worker alone: they may hold a case for another team, or cover for one.
    """
    supervised = {_value(connection, edit, sessions.c.worker.name) for edit in edits if edit.kind is RecordKind.SESSION}
    if supervised:
        yield from (_team_of(connection, worker) for worker in supervised)
        return
    for child in {edit.child for edit in edits if edit.child is not None}:
        yield _teams_of_child(connection, child, on)
    for edit in edits:
        if edit.kind is RecordKind.ALLOCATION and edit.record is None:
            team, worker = edit.values.get("team"), edit.values.get("worker")
            yield frozenset([team]) if isinstance(team, int) else _team_of(connection, worker)
        elif edit.kind is RecordKind.ABSENCE:
            yield _team_of(connection, _value(connection, edit, "worker"))


def _value(connection: Connection, edit: Edit, name: str) -> object:
    """A field of the record an edit is about, as it is to be or as it is."""
    if name in edit.values or edit.record is None:
        return edit.values.get(name)
    table = metadata.tables[edit.kind.value]
    return connection.execute(select(table.c[name]).where(table.c.id == edit.record)).scalar()


def _team_of(connection: Connection, worker: object) -> frozenset[int]:
    team = connection.execute(select(workers.c.team).where(workers.c.id == worker)).scalar()
    return frozenset() if team is None else frozenset([team])


def _teams_of_child(connection: Connection, child: int, on: date) -> frozenset[int]:
    c = allocations.c
    begun = or_(c.starts_on.is_(None), c.starts_on <= on)
    holds = (c.child == child) & c.voided_on.is_(None) & begun & or_(c.ends_on.is_(None), c.ends_on > on)
    team = func.coalesce(c.team, workers.c.team)
    found = select(team).select_from(allocations.outerjoin(workers, workers.c.id == c.worker)).where(holds)
    return frozenset(connection.execute(found.where(team.is_not(None))).scalars())
