"""July to September 2009 as the paper of 2009/10 printed it: 65.9 % of initial and 76.2 % of core assessments in time.

A few assessments of that quarter, with nothing following from them, are authorised some days earlier or later than the
dice had it, until the shares are the paper's. With dice of its own, and only in a council that has the whole quarter.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from caseboard.domain.periods import Quarter

from .council import HISTORY, Council, Deck
from .timed import Row, Timed, authorised_between

PAPER = Quarter(2009, 2)
SHARES = {"initial": 659, "core": 762}
"""In time, of a thousand."""
_FIRST_DAYS = timedelta(days=20)
"""What was authorised in the first days of the quarter may have been so before it."""
_A_DAY = timedelta(days=1)


def settle_paper_quarter(council: Council) -> None:
    """Have the quarter's shares in time round to the paper's, whatever the seed and scale."""
    # What is authorised in a quarter may have been begun in the one before.
    if council.as_at - HISTORY <= PAPER.moved(-1).first and PAPER.last <= council.as_at:
        rng = council.dice("paper quarter")
        for kind, thousandths in SHARES.items():
            _Kind(council, kind, rng).settle(thousandths)


class _Kind:
    """The quarter's assessments of one kind, and which of them may be moved."""

    def __init__(self, council: Council, kind: str, rng: Random) -> None:
        self._council = council
        self._lag = Deck(rng, (0, 2), (1, 2), (2, 1))
        counted = list(authorised_between(council, kind, PAPER.first, PAPER.last))
        self._whole, self._part = len(counted), sum(t.in_time for t in counted)
        self._movable = _with_nothing_following(council, counted)
        rng.shuffle(self._movable)
        self._allocated: dict[int, date] = {}
        for allocation in council.tables["allocations"]:
            row: Row = allocation
            since, referral = row["starts_on"] or date.min, row["referral"]
            self._allocated[referral] = max(since, self._allocated.get(referral, since))

    def settle(self, thousandths: int) -> None:
        """Move as few as it takes: some out of the quarter where no number gives the share, then in or out of time."""
        while (aim := _aim(self._whole, self._part, thousandths)) is None:
            if not self._move_one_before_the_quarter():
                return
        wanted = aim > self._part
        for t in self._movable:
            if self._part == aim:
                return
            lag = self._lag.draw()
            day = self._council.working(t.due, -lag if wanted else 1 + lag)
            if t.in_time != wanted and PAPER.first <= day <= PAPER.last and self._authorise(t, day):
                self._part += 1 if wanted else -1

    def _move_one_before_the_quarter(self) -> bool:
        day = self._council.working(PAPER.first, -1 - self._lag.draw())
        for place, t in enumerate(self._movable):
            in_time = t.in_time
            if t.row["authorised"] <= PAPER.first + _FIRST_DAYS and self._authorise(t, day):
                del self._movable[place]
                self._whole, self._part = self._whole - 1, self._part - in_time
                return True
        return False

    def _authorise(self, t: Timed, day: date) -> bool:
        """Have it authorised on `day` instead, if everything recorded of it agrees with that."""
        row, closed = t.row, t.referral["closed"]
        begun = max(row["started"] + _A_DAY, row["child_seen"] or date.min, self._allocated.get(row["referral"], day))
        if not begun <= day <= (closed or date.max):
            return False
        row |= {"authorised": day, "submitted": min(row["submitted"], day)}
        if t.in_time:
            row["delay_reason"] = None
        return True


def _with_nothing_following(council: Council, counted: list[Timed]) -> list[Timed]:
    """The last assessments of their referrals, without an enquiry, a plan or an extension."""
    tables = council.tables
    last = {row["referral"]: row["id"] for row in tables["assessments"]}
    followed = {row["referral"] for name in ("s47_enquiries", "cp_plans") for row in tables[name]}
    extended = {row["assessment"] for row in tables["extensions"]}
    return [
        t
        for t in counted
        if last[t.row["referral"]] == t.row["id"] and t.row["referral"] not in followed and t.row["id"] not in extended
    ]


def _aim(whole: int, part: int, thousandths: int) -> int | None:
    """The number nearest to `part` that is the share of `whole`, rounded to a tenth of a per cent; None: no number."""
    near = whole * thousandths // 1000
    spread = whole // 1000 + 2
    given = [m for m in range(near - spread, near + spread) if 2 * abs(1000 * m - thousandths * whole) < whole]
    return min(given, key=lambda m: abs(m - part), default=None)
