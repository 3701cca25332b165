"""Alembic's environment: runs in the transaction of the connection it is given, so that a migration is all or none."""

from __future__ import annotations

from alembic import context
from sqlalchemy import MetaData

# Only the way constraints are named, the same as in store/tables.py; the tables themselves are in the versions.
_NAMES = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

context.configure(connection=context.config.attributes["connection"], target_metadata=_NAMES, transactional_ddl=True)
context.run_migrations()
