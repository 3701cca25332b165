"""Who was removed: asked when an extract is loaded, and answered without a record number being kept.

The entry of a removal holds a digest of the number with a random text drawn at the first removal. Whoever can read the
database could try every number there is, and find which were removed; nothing else of a child can be worked out.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, select

from caseboard.domain.journal import Event
from caseboard.domain.reckoning import plain_number
from caseboard.store.tables import journal

_SALT_BYTES = 16
_OF_REMOVALS = (Event.REMOVE.value, Event.LET_BACK.value)


@dataclass(frozen=True, slots=True)
class Departed:
    """The children removed from one database, and not let back in."""

    salt: str
    days: Mapping[str, date] = field(default_factory=dict)
    """By digest, the day of the removal."""
    highest: Mapping[str, int] = field(default_factory=dict)
    """By table, the highest number a removed record had: a window that still shows it must not act on another's."""

    def digest(self, child_id: str) -> str:
        """What stands for a record number; the same for numbers that one child has both of (rule 8510)."""
        return hmac.digest(bytes.fromhex(self.salt), plain_number(child_id).encode(), "sha256").hex()

    def since(self, child_id: str) -> date | None:
        """The day the child with this record number was removed; None where it was not."""
        return self.days.get(self.digest(child_id)) if self.days else None


def read_departed(connection: Connection) -> Departed:
    """Everybody removed so far, from the journal."""
    j = journal.c
    rows = connection.execute(select(j.at, j.what, j.details).where(j.what.in_(_OF_REMOVALS)).order_by(j.id)).all()
    salt, days, highest = "", dict[str, date](), dict[str, int]()
    for at, what, text in rows:
        details = json.loads(text)
        salt = details["salt"]
        if what == Event.REMOVE:
            days[details["digest"]] = datetime.fromisoformat(at).astimezone().date()
            highest |= {name: max(number, highest.get(name, 0)) for name, number in details["highest"].items()}
        else:
            days.pop(details["digest"], None)
    return Departed(salt or secrets.token_hex(_SALT_BYTES), days, highest)
