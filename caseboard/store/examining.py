"""Every check of a database, one after another (`caseboard check`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select

from caseboard.domain.errors import CaseboardError
from caseboard.domain.settings import Rules
from caseboard.domain.soundness import Answer, Soundness
from caseboard.domain.text import printable
from caseboard.store.backups import backups_in
from caseboard.store.engine import make_engine, reading
from caseboard.store.errors import told_plainly
from caseboard.store.health import (
    answered,
    check_counters,
    check_figures,
    check_links,
    check_pages,
    check_schema,
    head_words,
)
from caseboard.store.health_files import check_anchors, check_backups, check_keys, check_newest, check_private
from caseboard.store.journal import verify
from caseboard.store.proving import FileWithKey, bring_log_into_file
from caseboard.store.records import StoredRecords
from caseboard.store.tables import settings
from caseboard.usecases.reference import rules_from

Check = Callable[[], Answer | str]


@dataclass(frozen=True, slots=True)
class Moment:
    """When it is asked."""

    day: date
    """Today, by which counters count."""
    now: datetime
    """The time, with its zone."""


def examine_file(source: FileWithKey, backups: Path, at: Moment, *, demo: bool) -> list[Answer]:
    """Every check of a database file; its backups lie in the folder `backups`. Nothing is changed."""
    made = backups_in(backups, source.path.name)
    about_files = [
        answered("keys", partial(check_keys, source.path, demo=demo)),
        answered("private", partial(check_private, source.path, [backups / one.name for one in made])),
    ]
    name = printable(str(source.path))
    engine = make_engine(source.path, source.key)
    try:
        with told_plainly(name):
            bring_log_into_file(engine)
        with told_plainly(name), reading(engine) as connection:
            return [
                _told(name, "file", partial(check_pages, connection)),
                _told(name, "links", partial(check_links, connection)),
                *about_files,
                _told(name, "schema", partial(check_schema, connection)),
                _told(name, "journal", lambda: check_anchors(connection, verify(connection, _seal_key(source)), made)),
                *_figures(name, connection, at),
                _told(name, "backups", partial(check_backups, connection, source, backups, at.now)),
            ]
    except CaseboardError as error:  # it could not even be opened
        newest = check_newest(source, backups, at.now)
        return [Answer("file", Soundness.DAMAGED, str(error)), *about_files, *([newest] if newest else [])]
    finally:
        engine.dispose()


def examine_server(records: StoredRecords, name: str, at: Moment) -> list[Answer]:
    """The checks of a database on a server: its pages, files and backups are the server's own affair."""
    with records.reading() as connection:
        return [
            _told(name, "schema", partial(check_schema, connection)),
            _told(name, "journal", lambda: head_words(verify(connection))),
            *_figures(name, connection, at),
        ]


def _figures(name: str, connection: Connection, at: Moment) -> list[Answer]:
    try:
        rules = _rules(connection)
    except CaseboardError as error:
        return [Answer("counters", Soundness.DAMAGED, str(error))]
    return [
        _told(name, "counters", partial(check_counters, connection, rules, at.day)),
        _told(name, "figures", partial(check_figures, connection, rules, at.day)),
    ]


def _rules(connection: Connection) -> Rules:
    with told_plainly("the database"):
        return rules_from(connection.execute(select(settings.c.document).where(settings.c.id == 1)).scalar_one())


def _told(name: str, check: str, ask: Check) -> Answer:
    def plainly() -> Answer | str:
        with told_plainly(name):
            return ask()

    return answered(check, plainly)


def _seal_key(source: FileWithKey) -> bytes | None:
    if source.key is None:
        return None
    from caseboard.store.keys import journal_key

    return journal_key(source.key)
