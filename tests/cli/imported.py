"""A council loaded from extracts as a council would: two tables of its own with a mapping each, and a census.

Drawn with dice, tidy records and untidy ones: every indicator has something to count, and something to leave out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.cli.conftest import run_command
from tests.exchange.files import assessment, census, child, episode

AS_OF = date(2009, 9, 30)
FIRST = date(2008, 3, 1)
CASES = ("child_id", "referred", "closed", "team", "worker", "allocated_on", "assessment_kind", "assessment_standard")
DATES = ("assessment_started", "submitted", "authorised")
PLANS = ("child_id", "referred", "conference", "plan_started", "plan_ended", "previous_plans", "team", "worker")
HELD = (("East", "Osei"), ("East", "Walsh"), ("West", "Amin"), ("West", ""), ("", "Osei"), ("", ""))
"""Worker and team; a worker named without a team is of the team they sit in."""
STANDARDS = {"initial": ("WT2006", "WT2010", ""), "core": ("WT2006", "WT2010"), "single": ("WT2013",)}
CHILDREN = 160
Line = Sequence[object]


def imported_council(folder: Path) -> Path:
    """Write the extracts into `folder`, load them by the command and return the database."""
    dice, path = Random(5), folder / "ours.db"
    assert run_command("init", "--plain", db=path).code == 0
    _load(path, _table(folder, "cases", (*CASES, *DATES), _cases(dice)))
    _load(path, _table(folder, "plans", (*PLANS, "review_held"), _plans(dice)))
    message = folder / "census.xml"
    message.write_text(census(*_returned(dice), reference_date=AS_OF.isoformat()), encoding="utf-8")
    _load(path, [str(message)])
    return path


def _load(path: Path, given: list[str]) -> None:
    said = run_command("import", *given, "--as-of", AS_OF.isoformat(), db=path, today=AS_OF)
    assert said.code in (0, 1), said.err


def _table(folder: Path, name: str, columns: Sequence[str], lines: Iterator[Line]) -> list[str]:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *lines])
    mapping = "[columns]\n" + "".join(f'{column} = "{column}"\n' for column in columns)
    (folder / f"{name}.toml").write_text(mapping, encoding="utf-8")
    return [str(folder / f"{name}.csv"), "--map", str(folder / f"{name}.toml")]


def _day(dice: Random, after: date, most: int, least: int = 0) -> date:
    return after + timedelta(days=dice.randint(least, most))


def _cases(dice: Random) -> Iterator[Line]:
    """One to three assessments of a referral, some not finished, some in a wrong order."""
    for number in range(CHILDREN):
        child_id = f"0{number - 1}" if number in (31, 90) else str(number)  # two stand there twice
        referred = _day(dice, FIRST, 560)
        kinds = dice.choice((["initial"], ["initial", "core"], ["initial", "initial"], ["single"], ["single", "core"]))
        closed = _day(dice, referred, 200, 40) if dice.random() < 0.6 else None
        team, worker = dice.choice(HELD)
        since = _day(dice, referred, 3) if dice.random() < 0.4 else ""
        started = _day(dice, referred, 6, -1 if dice.random() < 0.1 else 0)
        for kind in kinds:
            done = _day(dice, started, {"initial": 15, "core": 70, "single": 90}[kind], -1 if number % 40 == 7 else 0)
            finished = done <= AS_OF or number % 50 == 9
            standard = dice.choice(STANDARDS[kind])
            ended = closed if closed and closed <= AS_OF else ""
            yield (
                *(child_id, referred, ended, team, worker, since, kind, standard),
                *(started, "", done if finished else ""),
            )
            started = _day(dice, done, 3)
            if started > AS_OF:
                break


def _plans(dice: Random) -> Iterator[Line]:
    """A plan, its reviews a line each; most on the day of the conference, some reviewed late or too early."""
    for number in range(CHILDREN, 2 * CHILDREN):
        referred = _day(dice, date(2006, 6, 1), 1150)
        conference = _day(dice, referred, 30, 15)
        started = _day(dice, conference, 4) if dice.random() < 0.1 else conference
        ended = _day(dice, started, 950) if dice.random() < 0.5 else None
        ends = "" if ended is None or ended > AS_OF else ended
        team, worker = dice.choice(HELD)
        about = (number, referred, conference, started, ends, dice.choice((0, 0, 0, 1, "")), team, worker)
        held = _day(dice, started, 95, 60 if dice.random() < 0.95 else -5)
        reviews: list[object] = []
        while held < min(ended or AS_OF, AS_OF):
            reviews.append(held)
            held = _day(dice, held, 184, 150)
        yield from ((*about, review) for review in reviews or [""])


def _returned(dice: Random) -> Iterator[str]:
    """Children of a census, with single assessments and no team or worker."""
    for number in range(3 * CHILDREN, 4 * CHILDREN):
        referred = _day(dice, FIRST, 560)
        started = _day(dice, referred, 4, -1 if number % 30 == 3 else 0)
        done = _day(dice, started, 100)
        parts = [assessment(str(started), str(done) if done <= AS_OF else "")] if number % 5 else []
        closed = f"<CINclosureDate>{_day(dice, referred, 20)}</CINclosureDate>" if number % 20 == 1 else ""
        yield child(f"C{number}", episode(str(referred), closed, *parts))
