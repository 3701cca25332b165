"""Whether a database is sound: its pages, its journal, its counters and figures. Nothing is changed.

Each check is one function of a reading connection; what stops it (a damaged page, a missing table) is its answer, and
the others go on.
"""

from __future__ import annotations

from collections import Counter as Tallied
from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection, func, select

from caseboard.domain.errors import CaseboardError
from caseboard.domain.journal import Head
from caseboard.domain.settings import Rules
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.soundness import Answer, Soundness
from caseboard.domain.words import plural
from caseboard.store.facts import read_facts
from caseboard.store.migrate import HEAD, version_of
from caseboard.store.proving import broken_links, broken_pages, broken_seals
from caseboard.store.reach import Reach, reach_of_children, reach_since
from caseboard.store.reckoning import differing
from caseboard.store.tables import children
from caseboard.usecases.viewing import LOOK_BACK, view_board

_PORTION = 2_000
"""Children read whole at once."""


def answered(check: str, ask: Callable[[], Answer | str]) -> Answer:
    """What `ask` came to: its own answer, a sentence where all is well, or what stopped it as damage."""
    try:
        told = ask()
    except CaseboardError as error:
        return Answer(check, Soundness.DAMAGED, str(error))
    return told if isinstance(told, Answer) else Answer(check, Soundness.SOUND, told)


def check_pages(connection: Connection) -> Answer | str:
    """Every page of a database file and, where it is encrypted, every page's seal."""
    if broken_seals(connection):
        return Answer("file", Soundness.DAMAGED, "something else than caseboard changed a page: restore a backup")
    if broken_pages(connection):
        return Answer("file", Soundness.DAMAGED, "pages, rows and indexes do not fit together: restore a backup")
    pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
    return f"{plural(pages, 'page')}, all of them whole"


def check_links(connection: Connection) -> Answer | str:
    """Whether every record points at one that is there."""
    if broken_links(connection):
        return Answer("links", Soundness.DAMAGED, "a record points at one that is not there: restore a backup")
    return "every record points at one that is there"


def check_schema(connection: Connection) -> Answer | str:
    """Whether the tables are those of this version of the program."""
    version = version_of(connection)
    if version > HEAD:
        told = f"version {version}, of a newer caseboard: install that version to open it"
        return Answer("schema", Soundness.DAMAGED, told)
    if version < HEAD:
        told = f"version {version or 'none'}: brought up to {HEAD} when the database is next opened"
        return Answer("schema", Soundness.TO_KNOW, told)
    return f"version {version}, that of this caseboard"


def head_words(head: Head) -> str:
    """ "96 entries, whole; head 96 9f3a…", to be written down elsewhere."""
    if not head.number:
        return "no entries yet"
    return f"{plural(head.number, 'entry', 'entries')}, whole; head {head.number} {head.seal}"


def check_counters(connection: Connection, rules: Rules, day: date) -> Answer | str:
    """The eight counters as the board reads them, and counted once more from every child's whole record.

    By the same rules, of which there is one each: what differs then is what the board's quick selects found by its
    indexes. That is what can be wrong in a database, and what no screen would show.
    """
    quick = _counts(connection, reach_since(day - LOOK_BACK), rules, day)
    slow: Tallied[str] = Tallied()
    highest = connection.execute(select(func.max(children.c.id))).scalar() or 0
    for first in range(1, highest + 1, _PORTION):
        slow.update(_counts(connection, reach_of_children(first, first + _PORTION - 1), rules, day))
    wrong = [f"{key} {quick[key]}, by every record {slow[key]}" for key in quick if quick[key] != slow[key]]
    if wrong:
        return Answer("counters", Soundness.DAMAGED, f"{'; '.join(wrong)}: restore a backup and report this")
    told = ", ".join(f"{key} {count}" for key, count in quick.items())
    return f"the same from every record as from the board: {told}"


def check_figures(connection: Connection, rules: Rules, today: date) -> Answer | str:
    """What is kept of the indicators and the checks of the records, against reckoning it anew."""
    wrong = differing(connection, rules, today)
    if wrong is None:
        return "nothing is kept yet: reckoned when a card or a check of the records is next opened"
    if wrong:
        of_whom = plural(wrong, "child", "children")
        return Answer("figures", Soundness.DAMAGED, f"what is kept of {of_whom} differs from the records: report this")
    return "what is kept for the card is what the records give"


def _counts(connection: Connection, reach: Reach, rules: Rules, day: date) -> dict[str, int]:
    view = view_board(Snapshot(read_facts(connection, reach), rules), day, compared=False)
    return {count.counter.key: count.count for count in view.counts()}
