"""Loading extracts into a real database: the samples, loading again, newer and older extracts, what vanished."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from caseboard.domain.errors import BadFile
from caseboard.domain.record import Problem
from caseboard.store.opening import FileOpener
from caseboard.store.tables import metadata
from caseboard.usecases.importing import PORTION
from tests.clock import now
from tests.exchange.files import ANNEX, CENSUS, assessment, census, child, episode
from tests.hostile import HOSTILE, unsafe_in
from tests.usecases.council import NOW, Council, make_file

FIRST, SECOND, THIRD = date(2009, 9, 7), date(2009, 9, 14), date(2009, 9, 21)


def _counts(council: Council, text: str, as_of: date) -> tuple[int, int, int, int]:
    report = council.load_text(text, as_of)
    return report.added, report.updated, report.unchanged, report.vanished


def _open(*starts: str) -> str:
    return child("7", episode(starts[0], *(assessment(start) for start in starts)))


def test_every_record_of_the_census_sample_arrives(council: Council) -> None:
    report = council.load(CENSUS)
    assert (report.added, report.updated, report.unchanged, report.vanished) == (8, 0, 0, 0)
    facts = council.facts("DfEX0000001")
    (only,) = facts.children.values()
    assert (only.child_id, only.name, only.born) == ("DfEX0000001", "", date(1966, 3, 24))
    (a,) = facts.assessments
    assert (a.kind, a.standard, a.started, a.authorised) == ("single", "WT2013", date(1970, 6, 3), date(1971, 7, 18))
    assert (a.referred, a.episode_closed) == (date(1970, 10, 6), date(1971, 2, 27))
    (e,) = facts.enquiries
    assert (e.started, e.conference, e.not_required) == (date(1970, 6, 2), date(1970, 6, 17), False)
    (p,) = facts.plans
    assert (p.started, p.ended, p.category, p.previous_plans) == (date(1970, 2, 17), date(1971, 3, 14), "PHY", 10)
    assert [r.held_on for r in p.reviews] == [date(1971, 2, 15)]
    assert [c["held_on"] for c in council.rows("conferences")] == [date(1970, 6, 17), date(1970, 12, 6)]
    assert {p.what.partition("(rule ")[2] for p in report.problems} == {"1103)", "8565)", "2885)", "8875)"}
    assert report.problems[0].where == "line 43"


def test_the_annex_a_sample_is_on_the_board_row_by_row(council: Council) -> None:
    report = council.load(ANNEX, date(2021, 3, 19))
    assert (report.format, report.updated, report.vanished) == ("annex-a", 0, 0)
    board = council.board(date(2020, 3, 31))
    held = {(row.case.child_id, row.case.team, row.case.worker, str(row.started)) for row in board.values()}
    assert held == {
        ("10692868", "Children in Care Team 1", "Lexie Defore", "2019-05-16"),
        ("15221387", "Children in Care Team 3", "Hallie Erwin", "2019-10-30"),
        ("12590177", "Children in Care Team 3", "Hallie Erwin", "2019-12-26"),
        ("15765513", "Locality 4 Unit 2", "Marty Gonsalves", "2020-02-26"),
        ("12012513", "Locality 4 Unit 2", "Marty Gonsalves", "2020-02-26"),
    }
    assert all("\u00a0" not in str(row["name"]) for row in council.rows("workers"))
    facts = council.facts("10721552")
    (plan,) = facts.plans
    assert plan.visits == (date(2021, 1, 22),)
    assert [r.held_on for r in plan.reviews] == [date(2021, 2, 16)]
    assert len(council.rows("children")) == 27
    assert {str(team["name"]): team["parent"] for team in council.rows("teams")}["Locality 4 Unit 1"] is None


@pytest.mark.parametrize("sample", [CENSUS, ANNEX])
def test_the_same_file_again_changes_nothing(council: Council, sample: Path) -> None:
    first = council.load(sample)
    before = council.everything()
    again = council.load(sample)
    assert (again.added, again.updated, again.unchanged, again.vanished) == (0, 0, first.added, 0)
    assert again.problems == first.problems
    assert council.everything() == before


@pytest.mark.parametrize("sample", [CENSUS, ANNEX])
def test_a_preview_counts_the_same_and_writes_nothing(council: Council, sample: Path) -> None:
    preview = council.load(sample, dry_run=True)
    assert [name for name in metadata.tables if council.rows(name)] == ["settings"]
    assert council.load(sample) == preview


def test_a_preview_changes_no_byte_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "council.db"
    make_file(path).close()
    before = path.read_bytes()
    council = Council(tmp_path, FileOpener(path, "amin", now).open())
    council.load(CENSUS, dry_run=True)
    council.records.close()
    assert path.read_bytes() == before


def test_a_preview_of_a_newer_extract_is_what_loading_it_does(council: Council) -> None:
    council.load_text(census(_open("2009-09-01"), child("8", episode("2009-09-01"))), FIRST)
    council.folder.joinpath("newer.xml").write_text(census(_open("2009-09-01", "2009-09-10")), encoding="utf-8")
    preview = council.load(council.folder / "newer.xml", SECOND, dry_run=True)
    before = council.everything()
    loaded = council.load(council.folder / "newer.xml", SECOND)
    assert preview == loaded
    assert (loaded.added, loaded.unchanged, loaded.vanished) == (1, 3, 2)
    assert council.everything() != before


def test_a_newer_extract_adds_and_updates(council: Council) -> None:
    council.load_text(census(_open("2009-09-01")), FIRST)
    changed = child("7", episode("2009-09-01", assessment("2009-09-01", "2009-09-10"), assessment("2009-09-11")))
    assert _counts(council, census(changed), SECOND) == (1, 1, 2, 0)
    assert [a["authorised"] for a in council.rows("assessments")] == [date(2009, 9, 10), None]
    assert _counts(council, census(changed), SECOND) == (0, 0, 4, 0)


def test_a_value_that_became_empty_in_a_newer_extract_is_emptied(council: Council) -> None:
    council.load_text(census(child("7", episode("2009-09-01", assessment("2009-09-01", "2009-09-03")))), FIRST)
    council.load_text(census(_open("2009-09-01")), SECOND)
    assert [a["authorised"] for a in council.rows("assessments")] == [None]


def test_an_older_extract_never_turns_a_record_back_and_says_so(council: Council) -> None:
    council.load_text(census(child("7", episode("2009-09-01", assessment("2009-09-01", "2009-09-10")))), SECOND)
    before = council.everything()
    report = council.load_text(census(_open("2009-09-01")), FIRST)
    assert (report.added, report.updated, report.unchanged, report.vanished) == (0, 0, 3, 0)
    assert council.everything() == before
    (problem,) = report.problems
    assert problem.where == "line 4"
    assert "authorised: not taken, because this extract (2009-09-07) is older" in problem.what


def test_what_only_an_older_extract_has_is_added_as_no_longer_in_the_newer_one(council: Council) -> None:
    council.load_text(census(child("8", episode("2009-09-01"))), SECOND)
    report = council.load_text(census(_open("2009-09-01")), FIRST)
    assert (report.added, report.vanished) == (3, 0)
    assert [a["missing_from"] for a in council.rows("assessments")] == [SECOND]
    assert {c["child_id"]: c["missing_from"] for c in council.rows("children")} == {"7": SECOND, "8": None}


def test_what_vanished_is_kept_marked_and_reported_once_and_unmarked_when_it_comes_back(council: Council) -> None:
    both = census(_open("2009-09-01"), child("8", episode("2009-09-02")))
    council.load_text(both, FIRST)
    report = council.load_text(census(child("8", episode("2009-09-02"))), SECOND)
    assert (report.updated, report.unchanged, report.vanished) == (0, 2, 3)
    what = "not in the extract of 2009-09-14: 1 child, 1 referral, 1 assessment; kept as recorded, and marked"
    assert report.problems == [Problem("child 7", what)]
    assert council.board(SECOND)["7"].missing_from == SECOND
    again = council.load_text(census(child("8", episode("2009-09-02"))), SECOND)
    assert (again.vanished, again.problems) == (0, [])
    back = council.load_text(both, THIRD)
    assert (back.added, back.updated, back.unchanged, back.vanished) == (0, 3, 2, 0)
    assert council.board(THIRD)["7"].missing_from is None


def test_an_older_extract_brings_nothing_back_that_a_newer_one_no_longer_had(council: Council) -> None:
    both = census(_open("2009-09-01"), child("8", episode("2009-09-02")))
    council.load_text(both, FIRST)
    council.load_text(census(child("8", episode("2009-09-02"))), SECOND)
    before = council.everything()
    report = council.load_text(both, FIRST)
    assert (report.added, report.updated, report.vanished) == (0, 0, 0)
    assert council.everything() == before


def test_what_vanished_from_one_source_is_not_looked_for_in_another(council: Council) -> None:
    council.load(ANNEX, FIRST)
    assert council.load(CENSUS, SECOND).vanished == 0


def test_a_child_with_a_record_left_out_has_not_vanished(council: Council) -> None:
    council.load_text(census(_open("2009-09-01"), child("8", episode("2009-09-01"))), FIRST)
    damaged = census(child("7", episode("2009-09-01", assessment("x"))), child("8", episode("2009-09-01"), born="x"))
    report = council.load_text(damaged, SECOND)
    assert (report.unchanged, report.vanished) == (2, 0)
    assert [p.where for p in report.problems] == ["line 4", "line 6"]


def test_a_file_of_which_nothing_can_be_loaded_marks_nothing(council: Council) -> None:
    council.load_text(census(_open("2009-09-01")), FIRST)
    report = council.load_text(census(child("")), SECOND)
    assert (report.vanished, [p.where for p in report.problems]) == (0, ["line 3"])


def test_records_with_hard_faults_are_loaded_and_listed_with_their_line(council: Council) -> None:
    faulty = episode(
        "2009-09-07", assessment("2009-09-01", "2009-08-31"), "<CINclosureDate>2009-09-08</CINclosureDate>"
    )
    report = council.load_text(census(child("7", faulty)), FIRST)
    assert report.added == 3
    assert [(p.where, p.what.partition(" (rule ")[2]) for p in report.problems] == [
        ("line 4", "1103)"),
        ("line 4", "8608)"),
        ("line 4", ""),
    ]


def test_a_child_that_stands_twice_keeps_both_sets_of_episodes(council: Council) -> None:
    same = episode("2009-09-01", assessment("2009-09-01"))
    other = episode("2009-09-01", assessment("2009-09-02"), "<PrimaryNeedCode>N1</PrimaryNeedCode>")
    text = census(child("7", same), child("7", same, other, born="2005-01-01"))
    report = council.load_text(text, FIRST)
    assert (report.added, ["8510" in p.what for p in report.problems]) == (5, [True])
    (known,) = council.rows("children")
    assert known["born"] == date(2004, 5, 6)
    assert [a["started"] for a in council.rows("assessments")] == [date(2009, 9, 1), date(2009, 9, 2)]
    assert [r["need"] for r in council.rows("referrals")] == ["", "N1"]
    assert _counts(council, text, FIRST) == (0, 0, 5, 0)


def test_a_child_that_stands_twice_far_apart_is_the_same_child(council: Council) -> None:
    between = [child(f"x{n}") for n in range(PORTION + 1)]
    text = census(_open("2009-09-01"), *between, child("7", episode("2009-03-02")))
    report = council.load_text(text, FIRST)
    assert report.added == 3 + len(between) + 1
    assert _counts(council, text, FIRST) == (0, 0, report.added, 0)


def test_assessments_alike_are_told_apart_by_their_order(council: Council) -> None:
    alike = episode("2009-09-01", assessment("2009-09-01", "2009-09-03"), assessment("2009-09-01"))
    council.load_text(census(child("7", alike)), FIRST)
    assert [(a["position"], a["authorised"]) for a in council.rows("assessments")] == [(0, date(2009, 9, 3)), (1, None)]
    assert _counts(council, census(child("7", alike)), FIRST) == (0, 0, 4, 0)


def test_the_first_of_an_episode_counts_from_the_referral_and_judged_by_the_councils_standard(council: Council) -> None:
    text = census(child("7", episode("2009-09-01", assessment("2009-09-03", "2009-09-10"), assessment("2009-09-10"))))
    council.load_text(text, SECOND, assessments="initial-then-core")
    kinds = [(a["kind"], a["standard"]) for a in council.rows("assessments")]
    assert kinds == [("initial", "WT2006"), ("core", "WT2006")]
    council.load_text(text, SECOND)
    kinds = [(a["kind"], a["standard"]) for a in council.rows("assessments")]
    assert kinds == [("single", "WT2013"), ("single", "WT2013")]


def test_a_damaged_file_leaves_nothing_behind(council: Council) -> None:
    many = census(*(child(str(n), episode("2009-09-01")) for n in range(9_000)))
    with pytest.raises(BadFile):
        council.load_text(many[:-30], FIRST)
    assert council.rows("children") == council.rows("imports") == []


def test_what_was_loaded_when_and_by_whom_is_kept_with_its_problems(council: Council) -> None:
    report = council.load(CENSUS)
    (kept,) = council.rows("imports")
    assert (kept["file_name"], kept["source"], kept["as_of"]) == (CENSUS.name, "cin-census", date(2022, 3, 31))
    assert (kept["loaded_by"], kept["loaded_at"]) == ("amin", NOW.replace(tzinfo=None))
    assert (kept["added"], kept["unchanged"], kept["vanished"]) == (8, 0, 0)
    listed = [Problem(str(row["place"]), str(row["what"])) for row in council.rows("import_problems")]
    assert listed == report.problems


def test_the_report_as_json_has_the_keys_of_the_interface(council: Council) -> None:
    data = council.load(CENSUS).as_json()
    assert list(data) == ["path", "format", "added", "updated", "unchanged", "vanished", "problems"]
    problems = data["problems"]
    assert isinstance(problems, list)
    told = "child DfEX0000001: assessment starts before its referral (rule 1103)"
    assert problems[0] == {"where": "line 43", "what": told}


def test_the_time_a_referral_was_received_is_kept(council: Council) -> None:
    mapping = '[columns]\nchild_id = "id"\nreferred = "when"\nreceived_at = "at"'
    for _ in range(2):
        report = council.load_table(mapping, "id,when,at\n7,2009-09-01,01/09/2009 22:15\n", FIRST)
    assert report.unchanged == 2
    assert council.rows("referrals")[0]["received_at"] == datetime(2009, 9, 1, 22, 15)


WRITABLE = [text for text in HOSTILE if text.isascii() or text.encode("utf-8", "ignore").decode() == text]
IN_A_CELL = [text.replace('"', '""') for text in WRITABLE if "\0" not in text and len(text) < 1_000]


def test_no_text_of_an_extract_can_steer_a_terminal_once_it_is_stored(council: Council) -> None:
    mapping = (
        '[columns]\nchild_id = "id"\nname = "name"\nassessment_started = "start"\nteam = "team"\nworker = "worker"'
    )
    rows = [f'"{n} {t[:80].rstrip(chr(34))}","{t}",2009-09-01,"{t}","{t}"' for n, t in enumerate(IN_A_CELL, 10)]
    table = "\n".join(("id,name,start,team,worker", *rows, ""))
    report = council.load_table(mapping, table, FIRST)
    assert report.added == 2 * len(rows)
    stored = [str(known[name]) for known in council.rows("children") for name in ("child_id", "name")]
    stored += [str(row["name"]) for row in (*council.rows("teams"), *council.rows("workers"))]
    assert [unsafe_in(value) for value in stored if unsafe_in(value)] == []
    assert all("\n" not in value and value == value.strip() for value in stored)
    assert [unsafe_in(p.where + p.what) for p in report.problems if unsafe_in(p.where + p.what)] == []
    again = council.load_table(mapping, table, FIRST)
    assert (again.added, again.updated, again.unchanged) == (0, 0, report.added)
