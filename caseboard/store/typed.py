"""A value typed in caseboard: it stays until an extract dated later gives another that is not empty."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, update

from caseboard.domain.errors import BadInput, StoreError
from caseboard.store.records import StoredRecords
from caseboard.store.tables import metadata, typed_values

_NOT_TYPED = {"id", "version", "source", "source_key", "extract_on", "missing_from"}


def set_typed_value(
    records: StoredRecords, kind: str, record: int, field: str, value: object, *, version: int, who: str, on: date
) -> int:
    """Set one field of one record as typed by `who` on `on`; returns the record's next version.

    `kind` is the name of its table, `version` the one the person saw. Raises StoreError where somebody has changed the
    record since or it is gone, BadInput for a field that is not typed.
    """
    table = metadata.tables.get(kind)
    if table is None or "source_key" not in table.c or field not in table.c or field in _NOT_TYPED:
        raise BadInput(f"{kind}.{field} is not a value that is typed")
    with records.writing() as connection:
        seen = (table.c.id == record) & (table.c.version == version)
        changed = connection.execute(update(table).where(seen).values({field: value, "version": version + 1}))
        if changed.rowcount != 1:
            raise StoreError(f"{kind} {record} was changed by somebody else meanwhile: look at it again first")
        this = {"record_kind": kind, "record": record, "field": field}
        connection.execute(delete(typed_values).filter_by(**this))
        connection.execute(insert(typed_values), {**this, "typed_on": on, "typed_by": who})
    return version + 1
