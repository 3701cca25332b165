"""Who may do what: an account for each person, and the teams a team manager manages."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table, text

from caseboard.store.tables.parts import edited, id_, link, metadata, voidable

# A person, by the name they sign in with: to the machine, or to the server the database is on.
accounts = Table(
    "accounts",
    metadata,
    id_(),
    Column("login", String(200), nullable=False),
    # A value of `roles.Role`.
    Column("role", String(20), nullable=False),
    *voidable(),
    *edited(),
)
# One account of a name at a time; those taken away stay. On a server too: naming its dialect here would import it.
Index("ix_accounts_login", accounts.c.login, unique=True, sqlite_where=text("voided_on IS NULL"))

# The teams an account is for; the teams below them go with them.
account_teams = Table(
    "account_teams",
    metadata,
    id_(),
    link("account", "accounts", required=True),
    link("team", "teams", required=True),
    *voidable(),
    *edited(),
)
Index("ix_account_teams_account", account_teams.c.account)
