"""`caseboard search`: what was written, by its words and by names."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseboard.store.bulk import insert_rows
from tests.cli.conftest import Run, Said, run_command
from tests.clock import NOW
from tests.usecases.supervising.recorded import make_session
from tests.usecases.working.on_file import opened


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one signed session."""
    return make_session(tmp_path_factory.mktemp("session"))


def search(path: Path, *words: str) -> Said:
    return run_command("search", *words, "--format", "json", db=path)


def test_a_note_is_found_whatever_the_case_and_accents_with_the_sentence_and_its_heading(session: Path) -> None:
    (row,) = search(session, "ZOE", "scho").data
    assert row == {
        "held_on": "2009-09-28",
        "kind": "note",
        "child_id": "101",
        "child": "Child 1",
        "worker": "R. Walsh",
        "heading": "Update since last time",
        "sentence": "Seen alone at Zoë's school.",
    }


def test_additions_and_actions_are_found_and_names_find_theirs(session: Path) -> None:
    assert [(row["kind"], row["sentence"]) for row in search(session, "landlord").data] == [
        ("addition", "The landlord has answered."),
        ("action", "Ask the landlord"),
    ]
    assert {row["kind"] for row in search(session, "walsh").data} >= {"note", "action"}


def test_a_hand_over_is_found_and_names_no_child(tmp_path: Path) -> None:
    path = make_session(tmp_path)
    written = {"written_on": NOW.date(), "written_by": "J. Osei", "written_at": NOW, "note": "Police ring at eight."}
    with opened(path) as records:
        insert_rows(records, {"handovers": [written]})
    (row,) = search(path, "osei", "police").data
    assert row == {
        **{"held_on": "2009-09-28", "kind": "hand-over", "child_id": None, "child": None, "worker": "J. Osei"},
        **{"heading": None, "sentence": "Police ring at eight."},
    }


def test_the_workers_own_sheet_is_not_searched(session: Path) -> None:
    said = search(session, "leave")
    assert (said.data, said.err) == ([], "nothing found\n")


def test_a_table_for_people_and_a_limit(run: Run) -> None:
    said = run("search", "school", "--limit", "3")
    assert said.out.splitlines()[0].split() == ["held_on", "kind", "child_id", "child", "worker", "heading", "sentence"]
    assert len(said.out.splitlines()) == 4
    days = [line.split()[0] for line in said.out.splitlines()[1:]]
    assert days == sorted(days, reverse=True)
    assert said.err == "these are the newest 3: there may be more (--limit)\n"


@pytest.mark.parametrize("words", [("",), ("  ", "..."), ("'\"*",)])
def test_a_search_for_no_word_is_refused(session: Path, words: tuple[str, ...]) -> None:
    said = search(session, *words)
    assert (said.code, said.out) == (2, "")
    assert said.err == "caseboard: nothing to search for: write a word of at least one letter or digit\n"


def test_signs_that_a_search_engine_would_obey_are_words_like_any_other(session: Path) -> None:
    for words in ('"', "school OR", "NEAR(a b)", "text:school", "sch*", "-school", "school)"):
        assert search(session, "--", words).code in (0, 2)


def test_the_journal_keeps_that_somebody_searched_and_not_for_what(session: Path) -> None:
    search(session, "bedroom")
    last = run_command("journal", "--format", "json", db=session).data[-1]
    assert (last["what"], last["said"]) == ("view", "search")
    assert "bedroom" not in run_command("journal", "--format", "csv", db=session).out
