"""Each sign on dated examples: one that is listed, and one that just is not. What happened is said, no intent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from caseboard.domain.cases import ReferralFacts
from caseboard.domain.findings import Finding
from caseboard.domain.gaming import (
    PerDay,
    Period,
    last_day,
    last_day_words,
    many_on_one_day,
    many_words,
    not_seen,
    same_day,
)
from caseboard.domain.gaming_starts import clock_restarted, nfa_late, start_moved
from caseboard.domain.gaming_words import SIGNS
from caseboard.domain.indicators import judge
from caseboard.domain.journal import Entry
from caseboard.domain.snapshot import Snapshot
from caseboard.domain.standards import Step
from tests.domain.making import assessment, held_by, on, snapshot

FIRST, LAST = on("2009-07-01"), on("2009-09-28")
Sign = Callable[[Period], Iterator[Finding]]


def period(shot: Snapshot, *, corrections: Sequence[Entry] = (), per_day: PerDay | None = None) -> Period:
    """The quarter up to the date, everything judged as it is everywhere."""
    known = {a.id: a for a in shot.facts.assessments}
    judged = [j for j in judge(shot, {}) if j.subject in known and j.due is not None]
    return Period(FIRST, LAST, shot, judged, per_day or {}, corrections, known)


def found(sign: Sign, shot: Snapshot, **more: Any) -> list[Finding]:
    return list(sign(period(shot, **more)))


def done(authorised: str, pk: int = 1, *, started: str = "2009-09-01", **more: Any) -> Any:
    """An initial assessment of 1 September, due Thu 10 Sep, authorised then."""
    begun = {"started": on(started), "referred": on(started), **more}
    return assessment(pk, authorised=on(authorised), **begun)


# How it ended


def test_authorised_on_the_due_date_and_the_days_around_it() -> None:
    shot = snapshot(
        done("2009-09-10"),
        done("2009-09-09", 2, child=2, episode=2),
        done("2009-09-11", 3, child=3, episode=3),
        done("2009-09-03", 4, child=4, episode=4),
    )
    (finding,) = found(last_day, shot)
    assert (finding.record, finding.what, finding.since) == (1, "Initial: due and authorised", on("2009-09-10"))
    assert last_day_words(period(shot)) == "1 of 4 authorised (25.0 %); a working day earlier 1, a day later 1"


def test_a_day_off_after_the_due_date_is_not_the_last_day() -> None:
    saturday = done("2009-09-12", started="2009-09-02")  # due Fri 11 Sep, and no working day between
    assert found(last_day, snapshot(saturday)) == []
    assert last_day_words(period(snapshot(saturday))).startswith("0 of 1 authorised (0.0 %)")


def test_not_quite_all_on_the_last_day_are_not_all() -> None:
    rows = [done("2009-09-10", n, child=n, episode=n) for n in range(1, 2001)]
    shot = snapshot(*rows, done("2009-09-09", 2001, child=2001, episode=2001))
    assert last_day_words(period(shot)).startswith("2,000 of 2,001 authorised (99.9 %)")


def test_of_nothing_authorised_there_is_no_share() -> None:
    assert last_day_words(period(snapshot())) == "0 of 0 authorised; a working day earlier 0, a day later 0"


def test_what_was_authorised_before_the_quarter_is_not_listed() -> None:
    assert found(last_day, snapshot(done("2009-06-30", started="2009-06-19"))) == []  # due Tue 30 June


def test_authorised_before_the_child_was_seen() -> None:
    shot = snapshot(
        done("2009-09-10"),
        done("2009-09-10", 2, child=2, episode=2, child_seen=on("2009-09-10")),
        done("2009-09-10", 3, child=3, episode=3, child_seen=on("2009-09-11")),
    )
    assert [(f.record, f.what) for f in found(not_seen, shot)] == [
        (1, "Initial: authorised, never seen"),
        (3, "Initial: authorised, seen 11 Sep"),
    ]


def test_seen_without_a_date_is_seen_and_a_record_that_never_says_tells_nothing() -> None:
    said = done("2009-09-10")._replace(was_seen=True)
    assert found(not_seen, snapshot(said)) == []
    denied = done("2009-09-10", 2, child=2, episode=2)._replace(was_seen=False, not_seen_reason="Abroad")
    assert [(f.record, f.note) for f in found(not_seen, snapshot(said, denied))] == [(2, "Abroad")]
    assert found(not_seen, snapshot(done("2009-09-10"))) == []  # as in a census extract


def test_authorised_the_day_it_began() -> None:
    shot = snapshot(done("2009-09-01"), done("2009-09-02", 2, child=2, episode=2))
    assert [f.record for f in found(same_day, shot)] == [1]


def many(number: int, usual: dict[date, int]) -> list[Finding]:
    """So many authorised on one date by team 2, which usually authorises so many."""
    rows = [done("2009-09-10", n, child=n, episode=n) for n in range(1, number + 1)]
    held = [held_by(1)._replace(episode=n) for n in range(1, number + 1)]
    shot = snapshot(*rows, allocations=held)
    return found(many_on_one_day, shot, per_day={2: {on("2009-09-10"): number, **usual}})


def test_many_authorised_on_one_date_are_more_than_ten_and_three_times_the_usual() -> None:
    four = {on("2009-08-03") + timedelta(days=n): 4 for n in range(5)}
    findings = many(12, four)
    assert len(findings) == 12
    assert findings[0].what == "Initial: one of 12, 4.0 on a usual day"
    assert many_words(findings) == "on 1 date"
    assert many(11, four) == []  # not three times four
    assert many(10, {}) == []  # not more than ten
    assert len(many(11, {})) == 11


# How it began


def moved(first: Any, second: Any) -> list[Finding]:
    return found(start_moved, snapshot(first, second))


def test_an_assessment_that_gave_way_to_a_later_start() -> None:
    gone = assessment(1, started=on("2009-08-03"), missing_from=on("2009-09-14"))
    later = assessment(2, started=on("2009-08-20"), first=False)
    (finding,) = moved(gone, later)
    assert (finding.record, finding.since) == (1, on("2009-09-14"))
    assert finding.what == "Initial: started 3 Aug, since the extract of 14 Sep it started 20 Aug"
    assert moved(gone, later._replace(started=on("2009-07-20"))) == []  # an earlier start
    assert moved(gone, later._replace(kind=Step.CORE)) == []
    assert moved(gone, later._replace(episode=2)) == []
    assert moved(gone._replace(missing_from=on("2009-06-30")), later) == []  # before the quarter
    assert moved(gone._replace(missing_from=None), later) == []


def corrected(field: str, was: str | None, is_: str | None) -> Entry:
    change = {"table": "assessments", "record": 1, "child": 1, "before": {field: was}, "after": {field: is_}}
    at = datetime(2009, 9, 14, 12, 0, tzinfo=UTC)
    return Entry(1, at, "amin", "", "correct", 1, {"changes": [change], "reason": "typed wrongly"})


def test_a_start_corrected_here_is_listed_with_both_dates_and_the_reason() -> None:
    shot = snapshot(assessment(started=on("2009-09-08")))
    (finding,) = found(start_moved, shot, corrections=[corrected("started", "2009-09-01", "2009-09-08")])
    assert finding.what == "Initial: start corrected 14 Sep from 1 Sep to 8 Sep"
    assert (finding.note, finding.since) == ("typed wrongly", on("2009-09-14"))
    assert found(start_moved, shot, corrections=[corrected("child_seen", "2009-09-01", "2009-09-08")]) == []


def restarted(first: Any, second: Any) -> list[Finding]:
    return found(clock_restarted, snapshot(first, second))


def test_work_begun_again_within_ten_working_days() -> None:
    first = done("2009-08-14", started="2009-08-03")
    again = assessment(2, started=on("2009-08-28"), first=False)  # ten working days later
    (finding,) = restarted(first, again)
    assert (finding.record, finding.since) == (2, on("2009-08-28"))
    assert finding.what == "Initial: begun again 28 Aug, the first authorised 14 Aug"
    assert restarted(first, again._replace(started=on("2009-09-01"))) == []  # eleven: 31 Aug is a bank holiday
    assert restarted(first, again._replace(kind=Step.CORE)) == []
    gone = assessment(1, started=on("2009-08-03"), missing_from=on("2009-08-17"))
    assert [f.record for f in restarted(gone, again)] == [2]
    assert restarted(assessment(1, started=on("2009-08-03")), again) == []  # the first is still open


def referred(pk: int, day: str, **more: Any) -> ReferralFacts:
    return ReferralFacts(pk, 1, on(day), **more)


def test_a_referral_that_came_again_soon_after_no_further_action() -> None:
    nothing = referred(1, "2009-08-10", no_further_action=True, decided_on=on("2009-08-12"))
    (finding,) = found(clock_restarted, snapshot(referrals=[nothing, referred(2, "2009-08-26")]))  # ten working days
    assert (finding.kind, finding.record) == ("referrals", 2)
    assert finding.what == "Referred 26 Aug, no further action decided 12 Aug"
    assert found(clock_restarted, snapshot(referrals=[nothing, referred(2, "2009-08-27")])) == []
    other = nothing._replace(no_further_action=False)
    assert found(clock_restarted, snapshot(referrals=[other, referred(2, "2009-08-26")])) == []


def decided(day: str, **more: Any) -> list[Finding]:
    r = referred(1, "2009-09-07", no_further_action=True, decided_on=on(day))
    return found(nfa_late, snapshot(*more.get("assessments", ()), referrals=[r]))


def test_no_further_action_after_the_decision_was_due_or_with_work_past_its_limit() -> None:
    (finding,) = decided("2009-09-09")
    assert (finding.what, finding.since) == ("Decided 1 wd over", on("2009-09-09"))
    assert decided("2009-09-08") == []  # due on that day
    late = assessment(started=on("2009-09-07"), referred=on("2009-09-07"))  # due Wed 16 Sep
    (finding,) = decided("2009-09-17", assessments=[late])
    assert finding.what.endswith("Decided 7 wd over, initial assessment past its limit")
    assert "past its limit" not in decided("2009-09-16", assessments=[late])[0].what
    assert (
        "past its limit" not in decided("2009-09-17", assessments=[late._replace(authorised=on("2009-09-16"))])[0].what
    )


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_says_what_happened_and_blames_nobody(sign: Any) -> None:
    words = f"{sign.title} {sign.words}".casefold()
    assert not [word for word in ("cheat", "fraud", "manipulat", "guilty", "dishonest", "false") if word in words]
    assert sign.mend.endswith("?")


def test_no_further_action_decided_on_a_day_off_after_the_decision_was_due_is_late() -> None:
    r = referred(1, "2009-09-10", no_further_action=True, decided_on=on("2009-09-12"))  # due Fri 11 Sep
    (finding,) = found(nfa_late, snapshot(referrals=[r]))
    assert finding.what == "Decided 0 wd over"
