"""The schema's version: checked with one SELECT at every opening; Alembic is imported only when there is work to do."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from caseboard.domain.errors import StoreError
from caseboard.store.engine import reading, writing

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0009"
"""The version this program reads and writes: the last one in `schema/versions`. Versions are ordered as text."""


def bring_up_to_date(engine: Engine, name: str) -> None:
    """Migrate the database to this program's version. Raises StoreError when it is newer than the program."""
    with reading(engine) as connection:
        version = version_of(connection)
    if version > HEAD:
        raise StoreError(f"{name} was written by a newer caseboard: install that version to open it")
    if version < HEAD:
        with writing(engine) as connection:
            upgrade(connection)


def version_of(connection: Connection) -> str:
    """The version the database is at; "" at the base. Raises a database error where it is none of ours."""
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else ""


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Migrate up to `to` within the connection's transaction."""
    from alembic import command

    command.upgrade(_config(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Migrate down to `to` ("base": no table of ours is left) within the connection's transaction."""
    from alembic import command

    command.downgrade(_config(connection), to)


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    # A percent sign in the path would be read as an interpolation.
    config.set_main_option("script_location", str(files("caseboard.schema")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
