"""The names of the child and the worker among the words of an addition, so that it is found by whose the note is."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_WITHOUT_NAMES = "SELECT id, text, '' AS names FROM additions"
_WITH_NAMES = (
    "SELECT t.id AS id, t.text AS text, c.child_id || ' ' || c.name || ' ' || coalesce(w.name, '') AS names"
    " FROM additions t JOIN supervisions s ON s.id = t.supervision"
    " JOIN children c ON c.id = s.child LEFT JOIN workers w ON w.id = s.worker"
)
_NOTED = "SELECT t.id FROM additions t JOIN supervisions s ON s.id = t.supervision WHERE s."
_FOLLOWED = (
    ("child", "children", "child_id, name", f"{_NOTED}child = OLD.id"),
    ("worker", "workers", "name", f"{_NOTED}worker = OLD.id"),
    ("note", "supervisions", "child, worker", "SELECT id FROM additions WHERE supervision = OLD.id"),
)
"""What the names depend on: a name for it, its table and columns, and which additions have it."""
_FORGET = (
    "INSERT INTO additions_words(additions_words, rowid, text, names)"
    " SELECT 'delete', id, text, names FROM additions_read WHERE id"
)
_GATHER = "INSERT INTO additions_words(rowid, text, names) SELECT id, text, names FROM additions_read WHERE id"


def upgrade() -> None:
    """Read the names too, gather the words anew, and follow the names."""
    if op.get_bind().dialect.name == "sqlite":
        _read(_WITH_NAMES)
        for name, table, columns, of in _FOLLOWED:
            old, new = f"additions_words_old_{name} BEFORE", f"additions_words_new_{name} AFTER"
            op.execute(f"CREATE TRIGGER {old} UPDATE OF {columns} ON {table} BEGIN {_FORGET} IN ({of}); END")
            op.execute(f"CREATE TRIGGER {new} UPDATE OF {columns} ON {table} BEGIN {_GATHER} IN ({of}); END")


def downgrade() -> None:
    """Gather the words alone."""
    if op.get_bind().dialect.name == "sqlite":
        for name, *_ in _FOLLOWED:
            for when in ("old", "new"):
                op.execute(f"DROP TRIGGER additions_words_{when}_{name}")
        _read(_WITHOUT_NAMES)


def _read(statement: str) -> None:
    """Let the index read `statement`: it keeps no text of its own, so it is gathered from there whole."""
    op.execute("DROP VIEW additions_read")
    op.execute(f"CREATE VIEW additions_read AS {statement}")
    op.execute("INSERT INTO additions_words(additions_words) VALUES ('rebuild')")
