"""The calendar file, read back by a strict reader of RFC 5545 that shares nothing with what wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from caseboard.domain.clocks import State
from caseboard.domain.deadline_rows import NO_CHILD, Deadline, Kind
from caseboard.domain.rows import Case
from caseboard.domain.standards import Unit
from caseboard.exchange.ics import as_ics

STAMP = datetime(2009, 9, 28, 7, 30, tzinfo=UTC)
DAY = date(2009, 10, 1)
Properties = list[tuple[str, str, str]]
_NAMED = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:\"]+)*):(.*)", re.DOTALL)
_TEXT = {"SUMMARY", "DESCRIPTION", "CATEGORIES", "X-WR-CALNAME"}
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def deadline(
    number: int = 5,
    day: date | None = DAY,
    kind: Kind = Kind.VISIT,
    *,
    child: str = "Ann Lee",
    child_id: str = "100-1",
    wrote: str = "",
    worker: str = "R. Walsh",
) -> Deadline:
    of_child = kind not in (Kind.SESSION, Kind.CHECK)
    who = (1, child_id, child) if of_child else (NO_CHILD, "", "")
    case = Case(*who, None, None, False, 2, "East", 9, worker, None, False)
    return Deadline(kind, number, day, case, State.ON_TRACK, 3, Unit.WORKING_DAYS, None, wrote)


def unfolded(content: bytes) -> list[str]:
    """The content lines; every rule about bytes is checked on the way."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    physical = content.split(b"\r\n")[:-1]
    assert all(0 < len(each) <= 75 for each in physical)
    for each in physical:
        each.decode("utf-8")  # no character may be torn in two
    return content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(text: str) -> str:
    """A TEXT value; an escape that RFC 5545 does not have, or a bare comma or semicolon, is refused."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", text), text
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", text), text
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def read(content: bytes) -> tuple[Properties, list[dict[str, str]]]:
    """The calendar's own properties, and each event's."""
    lines = [found.groups() for line in unfolded(content) if (found := _NAMED.fullmatch(line))]
    assert len(lines) == len(unfolded(content))
    assert lines[0] == ("BEGIN", "", "VCALENDAR") and lines[-1] == ("END", "", "VCALENDAR")
    calendar: Properties = []
    events: list[dict[str, str]] = []
    inside = False
    for name, parameters, value in lines[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT"):
            assert not inside
            inside = True
            events.append({})
        elif (name, value) == ("END", "VEVENT"):
            assert inside
            inside = False
        else:
            text = unescaped(value) if name in _TEXT else value
            if inside:
                assert name not in events[-1], "said twice"
                events[-1][name + parameters] = text
            else:
                calendar.append((name, parameters, text))
    assert not inside
    return calendar, events


def written(*rows: Deadline, names: bool = False, stamp: datetime = STAMP) -> tuple[Properties, list[dict[str, str]]]:
    return read(as_ics(rows, "abc", stamp, title="caseboard", names=names))


def test_a_deadline_is_an_all_day_event_with_its_record_number_and_nothing_invented() -> None:
    calendar, events = written(deadline(wrote="ring the school"))
    assert events == [
        {
            "UID": "visit-5@abc",
            "DTSTAMP": "20090928T073000Z",
            "DTSTART;VALUE=DATE": "20091001",
            "SUMMARY": "100-1: CP visit",
            "CATEGORIES": "visit",
            "TRANSP": "TRANSPARENT",
            "CLASS": "CONFIDENTIAL",
        }
    ]
    assert {name: value for name, _, value in calendar} == {
        "VERSION": "2.0",
        "PRODID": "-//caseboard//EN",
        "METHOD": "PUBLISH",
        "X-WR-CALNAME": "caseboard",
    }


def test_names_and_what_was_written_stand_there_only_when_asked_for() -> None:
    rows = [
        deadline(kind=Kind.ACTION, wrote="see Ann at home"),
        deadline(9, kind=Kind.SESSION),
        deadline(6, child="100-7", child_id="100-7"),
    ]
    plain = as_ics(rows, "abc", STAMP, title="caseboard")
    assert not [word for word in (b"Ann", b"Lee", b"Walsh", b"home", b"East") if word in plain]
    assert [event["SUMMARY"] for event in read(plain)[1]] == [
        *("100-1: Supervision action", "worker 9: Supervision session", "100-7: CP visit")
    ]
    _, events = written(*rows, names=True)
    assert [event["SUMMARY"] for event in events] == [
        *("Ann Lee (100-1): Supervision action", "R. Walsh: Supervision session", "100-7: CP visit")
    ]
    assert [event.get("DESCRIPTION") for event in events] == [
        *("R. Walsh · East\nsee Ann at home", None, "R. Walsh · East")
    ]


def test_ids_and_order_are_the_same_from_file_to_file_whatever_the_time_and_the_day() -> None:
    _, first = written(deadline(), deadline(6))
    _, second = written(deadline(day=DAY + timedelta(days=9)), deadline(6), stamp=STAMP + timedelta(days=1))
    assert [event["UID"] for event in first] == [event["UID"] for event in second] == ["visit-5@abc", "visit-6@abc"]
    assert first[0]["DTSTART;VALUE=DATE"] != second[0]["DTSTART;VALUE=DATE"]
    assert as_ics([deadline()], "abc", STAMP, title="t") == as_ics([deadline()], "abc", STAMP, title="t")


def test_what_has_no_day_is_no_event_and_none_at_all_is_still_a_calendar() -> None:
    assert written(deadline(day=None))[1] == []


def hostile() -> Iterator[str]:
    yield "comma, semicolon; back\\slash \\n \\, colon: \"quoted\" 'and'"
    yield "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged"
    yield "line\nfeed\rreturn\ttab\x00\x07\x1b]52;c;x\x07\x85\u2028\u2029"
    yield FAMILY * 90
    yield "\u202eevil\u2066\u200b\ufeff\ud800 e\u0301" * 20
    yield "é" * 400 + ";" * 60
    yield " " * 200
    yield "x" * 20_000


@pytest.mark.parametrize("text", hostile())
def test_hostile_text_stays_inside_its_event_and_its_line(text: str) -> None:
    row = deadline(kind=Kind.ACTION, child=text, child_id=text[:60], wrote=text, worker=text)
    _, events = written(row, deadline(6), names=True)
    assert len(events) == 2 and events[1]["UID"] == "visit-6@abc"
    summary, told = events[0]["SUMMARY"], events[0]["DESCRIPTION"]
    assert told.count("\n") == 1, "only the line end between holder and what was written"
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2028\u2029]", summary + told
    )
    assert summary.endswith(": Supervision action")
    if FAMILY in text:
        assert text in summary
    assert len(written(row)[1]) == 1


def test_the_far_ends_of_the_calendar_are_dates_too() -> None:
    _, events = written(deadline(1, date(1, 1, 1)), deadline(2, date(9999, 12, 31)), deadline(3, date(2008, 2, 29)))
    assert [event["DTSTART;VALUE=DATE"] for event in events] == ["00010101", "99991231", "20080229"]
