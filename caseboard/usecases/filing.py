"""Filing the children of an extract: each entry matched with what is stored, then added, changed or left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from caseboard.domain.errors import BadInput
from caseboard.domain.merging import Value, Verdict, decide, is_empty
from caseboard.domain.record import ChildRecord, Problem
from caseboard.domain.settings import Rules
from caseboard.domain.standards import Step
from caseboard.usecases.entries import Entry, entries_of
from caseboard.usecases.extracts import Extract, Kind
from caseboard.usecases.holding import allocate
from caseboard.usecases.import_ports import Loading, Row, StoredRecord

_UNDER_EPISODE = (Kind.ASSESSMENT, Kind.ENQUIRY, Kind.PLAN)
Shelf = dict[tuple[Kind, str], StoredRecord]
"""One child's stored records by kind and key."""


class Filing:
    """The loading of one file: what was seen of it so far, and the counts."""

    def __init__(
        self, extract: Extract, loading: Loading, rules: Rules, taken_at: date, problems: list[Problem]
    ) -> None:
        """`problems` is appended to."""
        self.added = self.updated = self.unchanged = 0
        self._extract = extract
        self._loading = loading
        self._rules = rules
        self._taken_at = taken_at
        self._problems = problems
        # One bit a record by its id: a whole council's records in some hundred kilobytes.
        self._seen: dict[Kind, bytearray] = {kind: bytearray() for kind in Kind}
        self._later = loading.later_extract(extract.source, taken_at)

    def has_seen(self, kind: Kind, record: int) -> bool:
        """Whether the file had this record."""
        bits = self._seen[kind]
        return record >> 3 < len(bits) and bool(bits[record >> 3] & 1 << (record & 7))

    def file(self, children: Sequence[ChildRecord]) -> None:
        """File a portion of the children and write it."""
        stored = self._loading.stored([child.child_id for child in children])
        shelves: dict[str, Shelf] = defaultdict(dict)
        for child_id, records in stored.items():
            shelves[child_id] = {(record.kind, record.key): record for record in records}
        for child in children:
            self._file_child(child, shelves[child.child_id])
        self._loading.flush()

    def _file_child(self, child: ChildRecord, shelf: Shelf) -> None:
        top = shelf.get((Kind.CHILD, child.child_id))
        repeated = top is not None and self.has_seen(Kind.CHILD, top.id)
        for entry in entries_of(child, self._extract.carries):
            for column, other in entry.links.items():
                if other.id:
                    entry.values[column] = other.id
            found = self._find(entry, shelf, repeated)
            if found is None:
                self._add(entry, shelf)
            elif self.has_seen(entry.kind, found.id):
                entry.id, entry.key = found.id, found.key
            else:
                self._merge(entry, found)
            self._mark_seen(entry)

    def _find(self, entry: Entry, shelf: Shelf, repeated: bool) -> StoredRecord | None:
        """The stored record an entry is, or None; sets the entry's key.

        What the file had before is another record, the next in order, unless the child stands twice in the file and
        this is word for word the same again. What cannot stand twice (a child, a conference, a review) is the same.
        """
        order = 0
        while True:
            entry.key = entry.key_at(order)
            found = shelf.get((entry.kind, entry.key))
            if found is None:
                return self._find_by_start(entry, shelf)
            if not self.has_seen(entry.kind, found.id) or not entry.is_numbered:
                return found
            if repeated and all(found.values.get(name) == value for name, value in entry.values.items()):
                return found
            order += 1

    def _find_by_start(self, entry: Entry, shelf: Shelf) -> StoredRecord | None:
        """A record of the same start whose referral only one of the two extracts knows.

        An Annex A list holds the referrals of some months; an assessment outlives the row its referral stood in.
        """
        if entry.kind not in _UNDER_EPISODE or entry.values["started"] is None:
            return None
        referral = entry.values.get("referral")
        for (kind, _), record in shelf.items():
            if kind is entry.kind and record.values["started"] == entry.values["started"]:
                known = record.values.get("referral")  # what this file brought without one has no such value
                if (referral is None or known is None) and not self.has_seen(kind, record.id):
                    return record
        return None

    def _add(self, entry: Entry, shelf: Shelf) -> None:
        self.added += 1
        entry.id = self._loading.new_id(entry.kind)
        if entry.kind is Kind.ASSESSMENT:
            entry.values["position"] = int(entry.key.rpartition("|")[2])
            kind = Step(str(entry.values["kind"]))
            entry.values["standard"] = self._standard(kind, entry.values.get("standard"), entry.where)
        row: Row = {
            **entry.values,
            "id": entry.id,
            "source": self._extract.source,
            "extract_on": self._taken_at,
            "missing_from": self._later,
        }
        row["child_id" if entry.kind is Kind.CHILD else "source_key"] = entry.key
        self._loading.add(entry.kind, row)
        record = StoredRecord(
            entry.id, entry.kind, entry.key, entry.values, self._extract.source, self._taken_at, self._later
        )
        shelf[entry.kind, entry.key] = record
        allocate(entry, record, self._loading, self._extract.source, self._taken_at, self._problems)

    def _standard(self, kind: Step, own: Value, where: str) -> str:
        """The standard a record is judged by: the extract's `own` where it has a limit for the kind, else the usual."""
        if own:
            try:
                self._rules.standards.timescale(kind, str(own))
            except BadInput:
                what = f"standard {str(own)[:20]} has no limit for {kind} assessments: the usual standard was taken"
                self._problems.append(Problem(where, what))
            else:
                return str(own)
        return self._rules.standard_of(kind)

    def _merge(self, entry: Entry, found: StoredRecord) -> None:
        entry.id = found.id
        changes, overruled, older = self._judge(entry, found)
        current = found.extract_on is None or self._taken_at >= found.extract_on
        if current and entry.key != found.key and "referral" in changes:
            changes["source_key"] = entry.key
        else:
            entry.key = found.key
        moved = allocate(entry, found, self._loading, self._extract.source, self._taken_at, self._problems)
        # An extract from before the one that no longer had it cannot bring it back.
        back = current and found.missing_from is not None and self._taken_at >= found.missing_from
        if changes or moved or back:
            self.updated += 1
        else:
            self.unchanged += 1
        if changes or back:
            changes.update(source=self._extract.source, extract_on=self._taken_at)
            changes.update({"missing_from": None} if back else {})
            self._loading.change(entry.kind, found.id, changes, no_longer_typed=overruled)
        elif current and (found.extract_on != self._taken_at or found.source != self._extract.source):
            self._loading.touch(entry.kind, found.id, self._extract.source, self._taken_at)
        self._list(entry, found, overruled, older)

    def _judge(self, entry: Entry, found: StoredRecord) -> tuple[Row, list[str], list[str]]:
        """What changes, which typed values are overruled, and which values an older extract would have turned back."""
        changes: Row = {}
        overruled, older = [], []
        if entry.kind is Kind.ASSESSMENT:
            self._settle_kind(entry, found)
        for name, value in entry.values.items():
            stored = found.values[name]
            if stored == value:
                continue
            verdict = decide(
                stored,
                value,
                typed_on=found.typed.get(name),
                last_extract=found.extract_on,
                extract=self._taken_at,
            )
            if verdict is Verdict.OLDER:
                older.append(name)
            elif verdict in (Verdict.UPDATE, Verdict.OVERRULE):
                changes[name] = _as_stored(stored, value)
                if verdict is Verdict.OVERRULE:
                    overruled.append(name)
        return changes, overruled, older

    def _settle_kind(self, entry: Entry, found: StoredRecord) -> None:
        """A record keeps its kind where another source gave it and this one only assumes one, and the standard with it.

        Only a standard the extract itself gives, or another kind, changes what an assessment is judged by.
        """
        if "kind" not in self._extract.carries[Kind.ASSESSMENT] and found.source != self._extract.source:
            del entry.values["kind"]
        kind = entry.values.get("kind", found.values["kind"])
        own = entry.values.pop("standard", None)
        if own or kind != found.values["kind"]:
            entry.values["standard"] = self._standard(Step(str(kind)), own, entry.where)

    def _list(self, entry: Entry, found: StoredRecord, overruled: Iterable[str], older: list[str]) -> None:
        for name in overruled:
            what = f"{_words(name)}: the value typed in caseboard gave way to this later extract"
            self._problems.append(Problem(entry.where, what))
        if older:
            what = (
                f"{', '.join(_words(name) for name in older)}: not taken, because this extract ({self._taken_at})"
                f" is older than the one last loaded ({found.extract_on})"
            )
            self._problems.append(Problem(entry.where, what))

    def _mark_seen(self, entry: Entry) -> None:
        bits = self._seen[entry.kind]
        if entry.id >> 3 >= len(bits):
            bits.extend(bytes((entry.id >> 3) + 1024 - len(bits)))
        bits[entry.id >> 3] |= 1 << (entry.id & 7)


def _as_stored(stored: Value, value: Value) -> Value:
    """An empty text column stays an empty text."""
    return "" if isinstance(stored, str) and is_empty(value) else value


def _words(name: str) -> str:
    return name.replace("_", " ")
