"""Who is logged in to a server, and what that login is allowed: its account, its part of the records, its own figures.

The rows themselves are kept from it by the server's own policies (migration 0009); nothing here is needed for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, event

from caseboard.domain.errors import StoreError
from caseboard.store.errors import told_plainly
from caseboard.store.tables import finding_counts, hard_faults, judged, reckonings

GROUP = "caseboard_app"
"""The role every person's login is a member of: it has the rights, and no login itself."""
_BOUND = "row_security_active('public.children')"
_IS_THERE = f"SELECT count(*) FROM pg_roles WHERE rolname = '{GROUP}'"
_MAY_MAKE = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
_MAY_MIGRATE = "SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = 'public.alembic_version'::regclass"
_OPEN_TO_ALL = f"SELECT has_schema_privilege('{GROUP}', 'public', 'CREATE')"
_OF_A_PART = f"SELECT {_BOUND} AND NOT caseboard_sees_all()"
_FIGURES = (judged, hard_faults, reckonings, finding_counts)


def make_group(connection: Connection, name: str) -> None:
    """Make the group of all logins where the server has none. Raises StoreError, which says who can."""
    if connection.exec_driver_sql(_IS_THERE).scalar():
        return
    if not connection.exec_driver_sql(_MAY_MAKE).scalar():
        what = f"the server has no role {GROUP}, and this login may not make it"
        raise StoreError(f"{name}: {what}: have its administrator run CREATE ROLE {GROUP} NOLOGIN, then try again")
    connection.exec_driver_sql(f"CREATE ROLE {GROUP} NOLOGIN")


def refuse_open_schema(connection: Connection, name: str) -> None:
    """Raise StoreError where every login may make tables and functions of its own among ours."""
    if connection.exec_driver_sql(_OPEN_TO_ALL).scalar():
        what = "every login may make tables in it"
        raise StoreError(f"{name}: {what}: have its owner run REVOKE CREATE ON SCHEMA public FROM PUBLIC, try again")


def refuse_stranger_to_migrate(connection: Connection, name: str) -> None:
    """Raise StoreError unless this login keeps the database: who brings it up to date is who made it."""
    if not connection.exec_driver_sql(_MAY_MIGRATE).scalar():
        raise StoreError(
            f"{name} was written by an older caseboard: ask whoever keeps it to open it once with this version"
        )


def name_of_login(connection: Connection, name: str) -> str:
    """Who is logged in. Raises StoreError where nobody has given that login an account."""
    asked = f"SELECT session_user, {_BOUND}, CASE WHEN {_BOUND} THEN caseboard_role() END"
    login, bound, role = connection.exec_driver_sql(asked).one()
    if bound and role is None:
        raise StoreError(f"{name}: {login} has no account there: ask an administrator of caseboard for one")
    return str(login)


def scope_of(connection: Connection) -> str:
    """What tells the children this login sees from those of others; empty for who sees all of them."""
    if connection.dialect.name == "sqlite":
        return ""
    scope: str = connection.exec_driver_sql(
        f"SELECT CASE WHEN {_BOUND} THEN caseboard_scope() ELSE '' END"
    ).scalar_one()
    return scope


def changes_since(connection: Connection, entry: int) -> Iterable[tuple[str, int | None]]:
    """What happened after this entry of the journal to which of the children this login sees; None: to all."""
    rows = connection.exec_driver_sql("SELECT what, child FROM caseboard_changes(%s)", (entry,))
    return [(row.what, row.child) for row in rows]


def figures_of_its_own(engine: Engine, name: str) -> Engine:
    """The same engine; where the login sees a part, with tables of its own in front of what is reckoned of all.

    They last as long as a connection. So who sees a part reckons that part, and neither reads nor spoils the council's.
    """
    with told_plainly(name), engine.connect() as connection:
        if not connection.exec_driver_sql(_OF_A_PART).scalar():
            return engine
    engine.dispose()
    event.listen(engine, "connect", _lay_in_front)
    return engine


def _lay_in_front(raw: Any, _: object) -> None:
    for table in _FIGURES:
        raw.execute(f"CREATE TEMPORARY TABLE {table.name} (LIKE public.{table.name} INCLUDING ALL)")
    raw.commit()
