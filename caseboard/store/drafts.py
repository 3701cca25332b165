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


def save_draft(connection: Connection, who: str, draft: Draft, over: Draft | None) -> bool:
    """Keep the draft in the place of `over`, or where none of that name is; False where another one is there."""
    c = drafts.c
    mine = (c.who == who) & (c.name == draft.name)
    there = connection.execute(select(c.text).where(mine)).scalar()
    if there is not None and there not in (draft.text, over.text if over else None):
        return False
    connection.execute(delete(drafts).where(mine))
    connection.execute(insert(drafts), {"who": who, **draft._asdict()})
    return True


def drop_draft(connection: Connection, who: str, draft: Draft) -> None:
    """Forget the person's draft where it still says this: another window may have written another."""
    c = drafts.c
    connection.execute(delete(drafts).where(c.who == who, c.name == draft.name, c.text == draft.text))
