"""Search: every word, beginnings, names, the newest first, whatever is typed; and the index follows what is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from caseboard.domain.acts import Act, Edit, RecordKind, Value, Verb
from caseboard.domain.supervision import Found
from caseboard.store.bulk import insert_rows
from caseboard.store.records import StoredRecords
from tests.clock import NOW
from tests.hostile import HOSTILE
from tests.store.acts import LAST, LATER
from tests.store.conftest import Made
from tests.store.rows import child, one_case, one_session, supervision
from tests.store.session_acts import add_to_note, begin, rewrite

HELD = date(2009, 9, 21)


@pytest.fixture
def case(plain: Made) -> Iterator[StoredRecords]:
    """In a file, plain whatever the others are tried on: the index is SQLite's."""
    records = plain.open()
    insert_rows(records, one_case())
    yield records
    records.close()


def _noted(records: StoredRecords, *texts: str) -> StoredRecords:
    """Notes on consecutive days, numbered from 1."""
    notes = [supervision(n, 1, date(2009, 9, n), note=text, worker=1) for n, text in enumerate(texts, 1)]
    insert_rows(records, {"supervisions": notes})
    return records


def _found(records: StoredRecords, words: str) -> list[int]:
    return [found.record for found in records.search(words)]


def _check_indexes(records: StoredRecords) -> None:
    """Whether each index holds exactly what stands in its table: SQLite refuses where it does not."""
    with records.writing() as connection:
        for table in ("supervisions", "actions", "additions", "handovers"):
            words = f"{table}_words"
            connection.exec_driver_sql(f"INSERT INTO {words}({words}, rank) VALUES ('integrity-check', 1)")


def test_what_is_found_says_whose_it_is_and_gives_the_whole_text(either: Made) -> None:
    records = either.open()
    insert_rows(records, one_case() | one_session())
    records.perform(add_to_note("Discussed again on Tuesday."), NOW)
    assert records.search("tuesday") == [
        Found("addition", 1, 1, "101", "Child 1", "R. Walsh", NOW.date(), "Discussed again on Tuesday."),
    ]
    assert records.search("visit") == [Found("action", 1, 1, "101", "Child 1", "R. Walsh", HELD, "Home visit")]
    assert [(found.kind, found.held_on) for found in records.search("discussed")] == [
        ("addition", NOW.date()),
        ("note", HELD),
    ]


def test_every_word_must_stand_the_last_may_be_a_beginning(case: StoredRecords) -> None:
    _noted(case, "Seen at school.", "Seen at home, school rang.", "At home.")
    expected = {
        "school": [2, 1],
        "SEEN school": [2, 1],
        "school home": [2],
        "sch": [2, 1],
        "sc": [2, 1],
        "home sch": [2],
        "sch home": [],
        "s": [],
        "hospital": [],
        "at": [3, 2, 1],
    }
    assert {words: _found(case, words) for words in expected} == expected


def test_accents_and_signs_within_words_make_no_difference(case: StoredRecords) -> None:
    _noted(case, "Zoë's aunt, Mrs O'Neil-Święty, called 0113-496 0000.")
    for words in ("zoe", "Zoe\u0308", "ZOË", "o'neil", "O’Neil", "swiety", "neil-święty", "0113-496", "mrs o'ne"):
        assert _found(case, words) == [1], words
    assert _found(case, "neil-o") == []


def test_in_every_database_each_word_must_stand_in_the_text_or_the_names(records: StoredRecords) -> None:
    insert_rows(records, one_case())
    _noted(records, "Seen at school.", "Seen at home, 100% well.")
    records.perform(add_to_note("Not at school after all."), NOW)
    expected = {"seen": [2, 1], "SEEN sch": [1], "school": [1, 1], "walsh home": [2], "101": [1, 2, 1], "100%": [2]}
    assert {words: _found(records, words) for words in expected} == expected
    assert records.search("hospital") == records.search("seen hospital") == records.search(" ") == []


@pytest.mark.parametrize("words", ["", " ", "\t\n", '"', '""', "*", "-", "( )", "\0", "^", "☃", "\ud800"])
def test_no_word_finds_nothing(words: str, case: StoredRecords) -> None:
    assert _found(_noted(case, "Anything."), words) == []


@pytest.mark.parametrize(
    "words",
    ["NOT", "a AND b", "a OR b", "NEAR(a b)", "text : a", "{names} : child", '"half', "a*b", "a + b", "-a", "^a", "a)"],
)
def test_no_sign_of_the_index_acts(words: str, case: StoredRecords) -> None:
    _noted(case, "Discussed.", f"She typed {words} there.")
    assert _found(case, words) == [2]


@pytest.mark.parametrize("words", [*HOSTILE, "word " * 1000, "x" * 100_000])
def test_whatever_is_typed_is_only_looked_for(words: str, case: StoredRecords) -> None:
    assert isinstance(_noted(case, "Discussed.").search(words), list)


def test_a_name_or_a_record_number_finds_notes_and_actions_the_newest_first(case: StoredRecords) -> None:
    insert_rows(case, {"children": [child(2, name="Mina Château"), child(3, name="")]})
    insert_rows(case, {"workers": [{"id": 2, "name": "J. Osei"}]})
    days = {1: (2, 1), 2: (1, 2), 3: (2, 2), 4: (3, 1)}
    notes = [supervision(n, who, date(2009, 9, n), worker=by) for n, (who, by) in days.items()]
    insert_rows(case, {"supervisions": notes})
    agreed = {"child": 2, "what": "Call", "agreed_on": date(2009, 9, 9), "by_when": date(2009, 9, 12)}
    insert_rows(case, {"actions": [{"id": 9, **agreed, "who": "School nurse"}]})
    assert _found(case, "mina chateau") == [9, 3, 1]
    assert _found(case, "103") == [4]
    assert _found(case, "osei") == [3, 2]
    assert _found(case, "walsh mina") == [1]
    assert _found(case, "nurse call") == [9]
    assert [found.worker for found in case.search("nurse")] == ["School nurse"]


def test_a_changed_name_is_found_and_the_one_before_is_not(case: StoredRecords) -> None:
    insert_rows(case, one_session())
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE children SET name = 'Ada Byrne', child_id = '777' WHERE id = 1")
        connection.exec_driver_sql("UPDATE workers SET name = 'K. Lowe' WHERE id = 1")
    found = {words: len(case.search(words)) for words in ("byrne", "777", "lowe", "child", "walsh", "101")}
    assert found == {"byrne": 2, "777": 2, "lowe": 2, "child": 0, "walsh": 0, "101": 0}


def test_what_is_written_undone_and_done_again_is_found_as_it_stands(case: StoredRecords) -> None:
    case.perform(begin("Seen at school."), NOW)
    case.perform(rewrite("Seen at home."), NOW)
    assert (_found(case, "school"), _found(case, "home")) == ([], [1, 1])  # the note, and the home visit agreed
    case.undo(LATER)
    assert _found(case, "school") == [1]
    case.undo(LATER)
    assert case.search("seen") == case.search("visit") == case.search("walsh") == []
    case.redo(LAST)
    assert _found(case, "school") == [1]


def test_an_addition_to_a_voided_note_is_not_found(case: StoredRecords) -> None:
    insert_rows(case, one_session())
    case.perform(add_to_note("Heron."), NOW)
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE supervisions SET voided_on = '2009-09-28'")
    assert case.search("heron") == []


def test_an_addition_is_found_by_whose_the_note_is_in_every_database(records: StoredRecords) -> None:
    insert_rows(records, one_case() | one_session())
    records.perform(add_to_note("Heron seen on Tuesday."), NOW)
    for words in ("101 heron", "heron child", "walsh tues", "101 walsh heron"):
        assert [found.kind for found in records.search(words)] == ["addition"], words
    assert {found.kind for found in records.search("walsh")} == {"note", "addition", "action"}
    assert records.search("heron 999") == records.search("heron osei") == []


def test_the_names_of_an_addition_follow_its_note_and_its_people(case: StoredRecords) -> None:
    insert_rows(case, one_session())
    insert_rows(case, {"children": [child(2, name="Mina Château")], "workers": [{"id": 2, "name": "J. Osei"}]})
    case.perform(add_to_note("Heron."), NOW)
    with case.writing() as connection:
        connection.exec_driver_sql("UPDATE supervisions SET child = 2, worker = 2 WHERE id = 1")
        connection.exec_driver_sql("UPDATE children SET name = 'Mina Byrne' WHERE id = 2")
        connection.exec_driver_sql("UPDATE workers SET name = 'J. Lowe' WHERE id = 2")
    found = {words: len(case.search(f"heron {words}")) for words in ("102", "byrne", "lowe", "101", "chateau", "osei")}
    assert found == {"102": 1, "byrne": 1, "lowe": 1, "101": 0, "chateau": 0, "osei": 0}
    _check_indexes(case)


def test_many_rows_at_once_are_found_as_one_by_one(case: StoredRecords) -> None:
    insert_rows(case, {"supervisions": [supervision(n, 1, HELD, note=f"word{n}") for n in range(1, 2001)]})
    insert_rows(case, {"supervisions": [supervision(n, 1, HELD, note=f"word{n}") for n in range(2001, 4001)]})
    case.perform(begin("word4001"), NOW)
    assert [_found(case, f"word{n}0") for n in (100, 300)] == [[1000], [3000]]
    assert _found(case, "word4001") == [4001]
    assert _found(case, "child word17") == [1799 - n for n in range(100)][:50]


def test_the_newest_alone_are_handed_over(case: StoredRecords) -> None:
    _noted(case, *["Seen."] * 9)
    assert [found.record for found in case.search("seen", limit=4)] == [9, 8, 7, 6]


def test_the_index_is_whole_after_everything_a_table_can_suffer(case: StoredRecords) -> None:
    _noted(case, "one", "two", "three")
    with case.writing() as connection:
        connection.exec_driver_sql("DELETE FROM supervisions WHERE id = 2")
        connection.exec_driver_sql("UPDATE supervisions SET note = note || ' more', worker = NULL WHERE id = 3")
        connection.exec_driver_sql("REPLACE INTO supervisions SELECT * FROM supervisions WHERE id = 1")
    _check_indexes(case)
    assert (_found(case, "two"), _found(case, "more"), _found(case, "one")) == ([], [3], [1])
    assert _found(case, "walsh") == [1]


def _hand_over(note: str, **at: int) -> Act:
    values: dict[str, Value] = {"written_on": NOW.date(), "written_by": "R. Amin", "written_at": NOW, "note": note}
    return Act(Verb.HAND_OVER, (Edit(RecordKind.HANDOVER, values, **at),), "note written")


def _acknowledged(**at: int) -> Act:
    taken: dict[str, Value] = {"acknowledged_on": NOW.date(), "acknowledged_by": "J. Osei", "acknowledged_at": NOW}
    made: dict[str, Value] = {} if at else {"written_on": NOW.date(), "written_by": "J. Osei", "written_at": NOW}
    return Act(Verb.ACKNOWLEDGE, (Edit(RecordKind.HANDOVER, {**made, **taken}, **at),), "acknowledged")


def test_a_hand_over_is_found_in_every_database_by_its_words_and_its_writer(records: StoredRecords) -> None:
    insert_rows(records, one_case() | one_session())
    records.perform(_hand_over("Police ring at eight, strategy discussion discussed."), NOW)
    expected = Found(
        "hand-over", 1, None, "", "", "R. Amin", NOW.date(), "Police ring at eight, strategy discussion discussed."
    )
    for words in ("police", "amin eig", "EIGHT police ring"):
        assert records.search(words) == [expected], words
    assert [found.kind for found in records.search("discussed")] == ["hand-over", "note"]
    assert records.search("police 101") == records.search("police walsh") == []
    records.perform(_acknowledged(record=1, version=1), LATER)
    assert records.search("police") == [expected]
    assert records.search("osei") == []
    taken = records.handover_of(1)
    assert taken is not None and taken.acknowledged_by == "J. Osei"


def test_a_hand_over_changed_or_taken_back_is_found_as_it_stands(records: StoredRecords) -> None:
    records.perform(_hand_over("Seen at school."), NOW)
    records.perform(_hand_over("Seen at home.", record=1, version=1), NOW)
    assert (_found(records, "school"), _found(records, "home")) == ([], [1])
    records.undo(LATER)
    assert (_found(records, "school"), _found(records, "home")) == ([1], [])
    records.undo(LATER)
    assert (records.search("seen"), records.handover_of(1)) == ([], None)
    records.redo(LAST)
    assert _found(records, "school amin") == [1]


def test_a_shift_taken_over_without_a_note_says_nothing_to_be_found(records: StoredRecords) -> None:
    records.perform(_acknowledged(), NOW)
    assert records.search("osei") == []


def test_the_index_of_hand_overs_is_whole_after_everything_a_table_can_suffer(case: StoredRecords) -> None:
    written = {"written_on": HELD, "written_by": "R. Amin", "written_at": NOW}
    insert_rows(case, {"handovers": [{"id": n, **written, "note": f"word{n}"} for n in range(1, 5)]})
    with case.writing() as connection:
        connection.exec_driver_sql("DELETE FROM handovers WHERE id = 2")
        connection.exec_driver_sql("UPDATE handovers SET note = note || ' more', written_by = 'K. Lowe' WHERE id = 3")
        connection.exec_driver_sql("REPLACE INTO handovers SELECT * FROM handovers WHERE id = 1")
    _check_indexes(case)
    assert (_found(case, "amin"), _found(case, "lowe more"), _found(case, "word2")) == ([4, 1], [3], [])
