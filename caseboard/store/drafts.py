"""What somebody typed and has not saved: one draft of a name for each person, in no journal."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from caseboard.domain.supervision import Draft
from caseboard.store.tables import drafts


def read_drafts(connection: Connection, who: str) -> list[Draft]:
    """The person's drafts, by name."""
    c = drafts.c
    rows = connection.execute(select(c.name, c.text, c.saved_at).where(c.who == who).order_by(c.name))
    return [Draft(*row) for row in rows]


def save_draft(connection: Connection, who: str, draft: Draft) -> None:
    """Keep the draft in the place of the person's draft of the same name."""
    drop_draft(connection, who, draft.name)
    connection.execute(insert(drafts), {"who": who, **draft._asdict()})


def drop_saved(connection: Connection, who: str, draft: Draft) -> None:
    """Forget the person's draft where it says no more than was saved: another window may have written another."""
    c = drafts.c
    connection.execute(delete(drafts).where(c.who == who, c.name == draft.name, c.text == draft.text))


def drop_draft(connection: Connection, who: str, name: str) -> None:
    """Forget the person's draft of that name, where there is one."""
    connection.execute(delete(drafts).where(drafts.c.who == who, drafts.c.name == name))
