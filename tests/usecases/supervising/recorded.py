"""A session recorded in the file of five cases: one child discussed, one not, the worker's own sheet, both signed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from caseboard.domain.notes import Part
from caseboard.store.records import StoredRecords
from caseboard.usecases.supervising.record import (
    Agreeing,
    Held,
    Recording,
    record_not_discussed,
    record_note,
    write_sheet,
)
from caseboard.usecases.supervising.sheet import Sheet, read_sheet
from caseboard.usecases.supervising.sign import add_to_note, sign
from caseboard.usecases.viewing import View
from tests.domain.making import on
from tests.usecases.working.making import TODAY
from tests.usecases.working.on_file import make_file, opened, seen

WALSH, DISCUSSED = 1, 1
"""The worker, and the child discussed; "101" by record number. The worker's other children are not."""
AT = datetime(2009, 9, 28, 14, 32, tzinfo=UTC)
HELD = Held(TODAY, on("2009-10-26"))
PARTS = (Part("Update since last time", "Seen alone at Zoë's school."), Part("Risks and concerns", "Damp bedroom."))
ADDED, WHY, OWN = "The landlord has answered.", "No time was left.", "Leave in October."


def make_session(folder: Path) -> Path:
    """A fresh file with the session in it."""
    path = make_file(folder)
    with opened(path) as records:
        record_session(records)
    return path


def record_session(records: StoredRecords) -> None:
    """Record everything as the screen does, act by act."""
    view, sheet = _now(records)
    agreed = (Agreeing("Ask the landlord", WALSH, "", on("2009-10-09")),)
    records.perform(
        record_note(view.snapshot, sheet, DISCUSSED, Recording(HELD, PARTS, agreed=agreed), TODAY, "amin"), AT
    )
    view, sheet = _now(records)
    for case in sheet.missing():
        child = case.case.child_pk
        records.perform(record_not_discussed(view.snapshot, sheet, child, WHY, HELD, TODAY, "amin"), AT)
        view, sheet = _now(records)
    records.perform(write_sheet(view.snapshot, sheet, OWN, HELD, TODAY, "amin"), AT)
    records.perform(sign(_now(records)[1], "RA", "RW", AT), AT)
    note = records.notes(DISCUSSED)[0]
    session = records.session(1)
    assert session is not None
    records.perform(add_to_note(note, session.session, ADDED, "amin", AT), AT)


def _now(records: StoredRecords) -> tuple[View, Sheet]:
    view = seen(records)
    return view, read_sheet(view, records, WALSH)
