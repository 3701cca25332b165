"""What every table is built from: the names of constraints, and the columns that many tables share."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, Date, DateTime, Dialect, ForeignKey, Integer, MetaData, String, Text, TypeDecorator
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PROSE = {"prose": True}
"""A column's `info`: what somebody wrote about a child or a worker. The journal keeps its version, never its words."""


class Utc(TypeDecorator[datetime]):
    """A moment: with its zone in Python, in the database UTC without one. Without a zone it is taken for UTC."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What it is in Python."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On its way in."""
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None and value.tzinfo else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """On its way out."""
        return None if value is None else value.replace(tzinfo=UTC)


def id_() -> Column[int]:
    """The database's own number of a record."""
    return Column("id", Integer, primary_key=True)


def link(name: str, target: str, *, required: bool = False) -> Column[int]:
    """A foreign key, named after what it points to."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=not required)


def edited() -> list[SchemaItem]:
    """What every table has that a person edits: a version, against two people overwriting each other."""
    return [Column("version", Integer, nullable=False, server_default="1")]


def from_extracts() -> list[SchemaItem]:
    """What every record has that comes from an extract.

    `source` names the format and `source_key` the record within it, both empty for what was made in caseboard;
    `extract_on` is the date of the extract that last gave it; `missing_from` that of the first one that no longer did.
    """
    return [
        Column("source", String(40), nullable=False, server_default=""),
        Column("source_key", String(400)),
        Column("extract_on", Date),
        Column("missing_from", Date),
    ]


def voidable() -> list[SchemaItem]:
    """What every record has that may be taken back: nothing is deleted, it is voided with who, when and why."""
    return [Column("voided_on", Date), Column("voided_by", String(200)), Column("void_reason", Text)]
