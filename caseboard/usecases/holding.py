"""Who holds a record: what an extract says of team and worker, kept as a history of allocations."""

from __future__ import annotations

from datetime import date

from caseboard.domain.merging import Verdict, decide
from caseboard.domain.record import Holder, Problem
from caseboard.usecases.entries import Entry
from caseboard.usecases.extracts import Kind
from caseboard.usecases.import_ports import Loading, Row, StoredAllocation, StoredRecord

_COLUMN = {Kind.REFERRAL: "referral", Kind.ASSESSMENT: "assessment", Kind.PLAN: "plan"}


def allocate(
    entry: Entry, record: StoredRecord, loading: Loading, source: str, taken_at: date, problems: list[Problem]
) -> bool:
    """Bring the allocation of `record` up to what the extract says of `entry`. Returns whether anything changed.

    The first allocation is undated unless the extract dates it, and so reaches back to the referral. A change ends it
    on the date the extract gives for the new one, else on the extract's own date, and begins another there.
    """
    if entry.holder is None:
        return False
    team = loading.team(entry.holder.team)
    worker = loading.worker(entry.holder.worker, team)
    found = record.allocation
    if record.allocation is None:
        if not entry.holder and "referral" not in entry.values:
            return False  # nobody holds it, and there is no referral whose holder would be shown instead
        loading.add_allocation(_row(entry, worker, team, entry.holder.since, source, taken_at))
        return True
    found = record.allocation
    if (found.worker, found.team) == (worker, team):
        return _date(found, record, entry.holder.since, loading, taken_at)
    verdict = decide(
        (found.worker, found.team),
        (worker, team) if entry.holder else None,
        typed_on=found.typed_on,
        last_extract=record.extract_on,
        extract=taken_at,
    )
    if verdict in (Verdict.OVERRULE, Verdict.OLDER):
        problems.append(Problem(entry.where, _notice(verdict, taken_at)))
    if verdict not in (Verdict.UPDATE, Verdict.OVERRULE):
        return False
    begins = _begins(entry.holder, found, taken_at)
    loading.change_allocation(found.id, {"ends_on": begins})
    loading.add_allocation(_row(entry, worker, team, begins, source, taken_at))
    return True


def _row(
    entry: Entry, worker: int | None, team: int | None, starts_on: date | None, source: str, taken_at: date
) -> Row:
    return {
        "child": entry.values["child"],
        _COLUMN[entry.kind]: entry.id,
        "worker": worker,
        "team": team,
        "starts_on": starts_on,
        "source": source,
        "extract_on": taken_at,
    }


def _begins(holder: Holder, found: StoredAllocation, taken_at: date) -> date:
    """The first day of the new allocation: never before the one it follows."""
    begins = holder.since or taken_at
    return max(begins, found.starts_on) if found.starts_on else begins


def _date(found: StoredAllocation, record: StoredRecord, since: date | None, loading: Loading, taken_at: date) -> bool:
    """Take over the date the same holder is said to hold since; an allocation made in caseboard keeps its own."""
    older = record.extract_on is not None and taken_at < record.extract_on
    if since is None or since == found.starts_on or found.typed_on or older:
        return False
    loading.change_allocation(found.id, {"starts_on": since})
    return True


def _notice(verdict: Verdict, taken_at: date) -> str:
    if verdict is Verdict.OVERRULE:
        return "team and worker: the allocation made in caseboard gave way to this later extract"
    return f"team and worker: not taken, because this extract ({taken_at}) is older than the one last loaded"
