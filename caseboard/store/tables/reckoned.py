"""What is reckoned from the records and kept (see `domain.reckoning`): nobody types it, and it can be made anew."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table

from caseboard.store.tables.parts import metadata

# How far what is kept is up to date: one row.
reckonings = Table(
    "reckonings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # Of the rules it was reckoned by.
    Column("rules", String(64), nullable=False),
    # The last entry of the journal it knows of.
    Column("entry", Integer, nullable=False),
    # The day it was reckoned on.
    Column("day", Date, nullable=False),
)

# No foreign keys: they would double the time it takes to make anew.
judged = Table(
    "judged",
    metadata,
    Column("indicator", String(10), primary_key=True),
    Column("on_day", Date, primary_key=True),
    Column("subject", Integer, primary_key=True, autoincrement=False),
    Column("child", Integer, nullable=False),
    # `Quarter.ordinal` of `on_day`.
    Column("quarter", Integer, nullable=False),
    Column("met_on", Date),
    Column("left_out", String(40), nullable=False),
    Column("team", Integer),
    Column("worker", Integer),
    Column("started", Date),
    Column("due", Date),
    Column("late", Integer),
    Column("unit", String(10), nullable=False),
    # Lies in the order it is added up in: ten years of a big authority are read in a fifth of the time.
    sqlite_with_rowid=False,
)
Index("ix_judged_child", judged.c.child)

hard_faults = Table(
    "hard_faults",
    metadata,
    Column("check_key", String(40), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("record", Integer, primary_key=True, autoincrement=False),
    Column("child", Integer, nullable=False),
)
Index("ix_hard_faults_child", hard_faults.c.child)
