"""Loading an extract: preview and load are the same run, kept or not kept at its end.

One transaction a file, read and written in portions so that memory stays flat. Loading is safe to repeat: a record is
recognised by its key (see `entries`), each field is judged by `domain.merging`, nothing is ever deleted, and tables
that belong to caseboard (supervisions, actions, extensions, flags, reasons for delay) are not even read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice

from caseboard.domain.quality import hard_faults
from caseboard.domain.record import ChildRecord, Problem
from caseboard.domain.text import printable
from caseboard.usecases.extracts import KIND_WORDS, Extract, Kind
from caseboard.usecases.filing import Filing
from caseboard.usecases.import_ports import ImportTarget, Loading
from caseboard.usecases.reference import rules_from

PORTION = 500
"""Children read, judged and written together."""


@dataclass(slots=True)
class ImportReport:
    """What loading one file did, or would do.

    The counts are of records: children, referrals, assessments, section 47 enquiries, conferences, CP plans, reviews
    and visits. Every record of the file is added, updated or unchanged; a change of team or worker counts as an
    update of the record it is on. `vanished` are records of an earlier extract of the same source that this file no
    longer has; each is counted once, when it goes. A problem never holds a name.
    """

    path: str
    format: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    vanished: int = 0
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """One element of `files` in `import --json`."""
        return {
            "path": self.path,
            "format": self.format,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "vanished": self.vanished,
            "problems": [{"where": p.where, "what": p.what} for p in self.problems],
        }


def import_extract(
    extract: Extract,
    target: ImportTarget,
    *,
    as_of: date | None,
    now: datetime,
    who: str,
    dry_run: bool = False,
) -> ImportReport:
    """Load `extract`, or with `dry_run` say what loading it would do.

    `as_of` is the date the extract was taken at; without it the date the file gives, else that of `now` (an aware
    local time). Raises BadFile where the file turns out damaged and StoreError where the database cannot be written;
    nothing is kept then.
    """
    taken_at = as_of or extract.as_of or now.date()
    report = ImportReport(printable(str(extract.path)), extract.format)
    with target.loading() as loading:
        rules = rules_from(loading.settings_document())
        filing = Filing(extract, loading, rules, taken_at, report.problems)
        for portion in _portions(_with_problems(extract, report.problems)):
            portion = [child for child in portion if not _stays_away(child, loading, report.problems)]
            filing.file(portion)
            report.problems += [fault for child in portion for fault in _faults(child, taken_at)]
        report.problems += _drain(extract)
        if filing.added + filing.updated + filing.unchanged:
            report.vanished = _mark_vanished(extract, loading, filing, taken_at, report.problems)
        report.added, report.updated, report.unchanged = filing.added, filing.updated, filing.unchanged
        if not dry_run:
            _record(extract, loading, report, taken_at, now, who)
            loading.keep()
    return report


def _stays_away(child: ChildRecord, loading: Loading, problems: list[Problem]) -> bool:
    """Whether the child was removed from the database; listed without its record number, which is not kept."""
    day = loading.removed_on(child.child_id)
    if day is not None:
        what = f"this child was removed from the database on {day} and is not loaded; see caseboard remove --help"
        problems.append(Problem(child.where, what))
    return day is not None


def _faults(child: ChildRecord, taken_at: date) -> Iterator[Problem]:
    """The hard faults of one child, with the record number: a file may have all its children on one line."""
    return (Problem(p.where, f"child {child.child_id}: {p.what}") for p in hard_faults(child, taken_at))


def _with_problems(extract: Extract, problems: list[Problem]) -> Iterator[ChildRecord]:
    """The children of the extract, the reader's problems moved over as they come so that they keep their order."""
    for child in extract.children():
        problems += _drain(extract)
        yield child


def _drain(extract: Extract) -> list[Problem]:
    found = list(extract.problems)
    extract.problems.clear()
    return found


def _portions(children: Iterable[ChildRecord]) -> Iterator[list[ChildRecord]]:
    source = iter(children)
    while portion := list(islice(source, PORTION)):
        yield portion


def _mark_vanished(extract: Extract, loading: Loading, filing: Filing, taken_at: date, problems: list[Problem]) -> int:
    """Mark what this source gave earlier and this file no longer has; one problem a child says what."""
    gone: dict[str, Counter[Kind]] = {}
    count = 0
    for kind in Kind:
        if kind not in extract.carries or kind in extract.partial:
            continue
        missing = [
            (record, child_id)
            for record, child_id in loading.standing(kind, extract.source, taken_at)
            if child_id not in extract.incomplete and not filing.has_seen(kind, record)
        ]
        loading.mark_missing(kind, [record for record, _ in missing], taken_at)
        count += len(missing)
        for _, child_id in missing:
            gone.setdefault(child_id, Counter())[kind] += 1
    for child_id, kinds in gone.items():
        what = f"not in the extract of {taken_at}: {_listed(kinds)}; kept as recorded, and marked"
        problems.append(Problem(f"child {child_id}", what))
    return count


def _listed(kinds: Counter[Kind]) -> str:
    return ", ".join(f"{count} {KIND_WORDS[kind][count > 1]}" for kind, count in kinds.items())


def _record(extract: Extract, loading: Loading, report: ImportReport, taken_at: date, now: datetime, who: str) -> None:
    loading.record_import(
        {
            "source": extract.source,
            "file_name": printable(extract.path.name),
            "sha256": extract.sha256,
            "as_of": taken_at,
            "loaded_by": who,
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "vanished": report.vanished,
        },
        now.astimezone(UTC).replace(tzinfo=None),
        report.problems,
    )
