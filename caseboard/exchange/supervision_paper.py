"""How a supervision printout is laid out: a page for each record, the session before them, the worker's sheet last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from caseboard.domain.notes import Part
from caseboard.domain.words import long_date, moment, plural
from caseboard.exchange.paper import Block, Heading, Notice, Page, Pairs, Paper, Points, Prose, Signing, Small, Table
from caseboard.usecases.supervising.printed import PrintedAction, PrintedRecord, PrintedSession, Printout, Standing

NEVER_ON_A_FILE = "The worker's own record. Never for a child's file."
SEVERAL = "This page names several children: it is the session's own, not for a child's file."
_SEAL = 12
_UNHEADED = "Note"


def lay_out(printout: Printout, zone: tzinfo | None = None) -> Paper:
    """The printout as pages; times are of `zone`, without one of this machine's."""
    pen = _Pen(printout, zone)
    session = printout.session
    pages = [pen.record(record) for record in printout.records]
    if session is None:
        return Paper(f"Supervision of {printout.records[0].child_id}", tuple(pages))
    title = f"Supervision session {session.standing.held_on}"
    sheet = [] if session.sheet is None else [pen.sheet(session, session.sheet)]
    return Paper(title, (pen.session(session), *pages, *sheet))


class _Pen:
    """Lays out the pages of one printout."""

    def __init__(self, printout: Printout, zone: tzinfo | None) -> None:
        self._printout, self._zone = printout, zone

    def record(self, record: PrintedRecord) -> Page:
        """One child's record."""
        held = long_date(record.standing.held_on)
        title = "Supervision record" if record.not_discussed is None else "Not discussed in supervision"
        blocks = [
            Heading(1, title),
            Pairs((*_child(record), *self._who(record.standing))),
            *_section(f"Clocks as they stood on {held}", _points(record.clocks)),
            *_section("Actions agreed before", _actions(record.before, became=True)),
            *(_discussed(record) if record.not_discussed is None else _why(record.not_discussed)),
            *self._additions(record),
            *self._end(record.standing),
        ]
        return Page(f"{_called(record)} · supervision of {held}", tuple(blocks))

    def session(self, session: PrintedSession) -> Page:
        """Who was discussed in a session, and who was not."""
        held = long_date(session.standing.held_on)
        following = long_date(session.next_on) if session.next_on else "not agreed"
        rows = tuple((_called(record), _outcome(record)) for record in self._printout.records)
        blocks = [
            Heading(1, "Supervision session"),
            Notice(SEVERAL),
            Pairs((*self._who(session.standing), ("Next session", following))),
            *_section("Cases", [Table(("Child", "In this session"), rows)] if rows else [Prose("No case.")]),
            *self._end(session.standing),
        ]
        return Page(f"Session of {session.standing.worker} · {held}", tuple(blocks))

    def sheet(self, session: PrintedSession, parts: Iterable[Part]) -> Page:
        """The worker's own sheet."""
        blocks = [
            Heading(1, "Worker's own sheet"),
            Notice(NEVER_ON_A_FILE),
            Pairs(tuple(self._who(session.standing))),
            *_parts(parts),
            *self._end(session.standing),
        ]
        return Page(f"{NEVER_ON_A_FILE} {long_date(session.standing.held_on)}", tuple(blocks))

    def _who(self, standing: Standing) -> Iterator[tuple[str, str]]:
        yield "Worker", standing.worker
        yield "Supervisor", standing.supervisor
        yield "Held on", long_date(standing.held_on)
        yield "Recorded on", f"{long_date(standing.recorded_on)}, {standing.lag}"

    def _additions(self, record: PrintedRecord) -> Iterator[Block]:
        if record.additions:
            yield Heading(2, "Added later")
        for added in record.additions:
            yield Heading(3, f"{added.added_by}, {self._moment(added.added_at)}")
            yield Prose(added.text)

    def _end(self, standing: Standing) -> Iterator[Block]:
        """Who signed, and what proves the paper."""
        yield Heading(2, _signed(standing))
        rows = ((s.role, f"{s.initials}, {self._moment(s.at)}" if s.at else "") for s in standing.signatures)
        yield Signing(tuple(rows))
        printout = self._printout
        by = f"Printed {self._moment(printout.printed_at)} by {printout.printed_by}"
        proof = f"journal entry {printout.head.number}, seal {printout.head.seal[:_SEAL]}"
        names = " The record number stands for the child's name; other names stay as written." * printout.numbers
        yield Small(f"{by}; {proof}.{names} Kept beside the record of care, not in its place.")

    def _moment(self, at: datetime) -> str:
        return moment(at.astimezone(self._zone))


def _signed(standing: Standing) -> str:
    if standing.signed:
        return "Signed"
    if any(signature.at for signature in standing.signatures):
        return "Signed by one of two"
    return "Not signed" if standing.final else "Not signed: it can still be changed"


def _called(record: PrintedRecord) -> str:
    """The number before the name: behind one that runs from the right its parts would change places."""
    return record.child_id if record.child == record.child_id else f"{record.child_id} {record.child}"


def _child(record: PrintedRecord) -> Iterator[tuple[str, str]]:
    if record.child != record.child_id:
        yield "Child", record.child
    yield "Record number", record.child_id
    if record.expected:
        yield "Expected", long_date(record.expected)
    else:
        yield "Born", long_date(record.born) if record.born else "not recorded"


def _outcome(record: PrintedRecord) -> str:
    if record.not_discussed is not None:
        return f"not discussed: {record.not_discussed}"
    return f"discussed, {plural(len(record.agreed), 'action') if record.agreed else 'no action'} agreed"


def _section(title: str, blocks: list[Block]) -> list[Block]:
    return [Heading(2, title), *blocks] if blocks else []


def _points(items: tuple[str, ...]) -> list[Block]:
    return [Points(items)] if items else [Prose("No clock was running.")]


def _discussed(record: PrintedRecord) -> Iterator[Block]:
    yield from _parts(record.parts)
    yield from _section("Actions agreed", _actions(record.agreed) or [Prose("No action was agreed.")])


def _why(why: str) -> list[Block]:
    return _section("Why not", [Prose(why)])


def _parts(parts: Iterable[Part]) -> Iterator[Block]:
    for heading, text in parts:
        yield Heading(2, heading or _UNHEADED)
        yield Prose(text)


def _actions(actions: tuple[PrintedAction, ...], *, became: bool = False) -> list[Block]:
    if not actions:
        return []
    heads = ("What", "Who", "By when", *(("What became of it",) if became else ()))
    rows = tuple((a.what, a.who, long_date(a.by_when), *((a.became,) if became else ())) for a in actions)
    return [Table(heads, rows)]
