"""What stands on which page of a supervision printout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone

from caseboard.domain.notes import HEADINGS
from caseboard.exchange.paper import Heading, Notice, Page, Signing, Small
from caseboard.exchange.supervision_paper import NEVER_ON_A_FILE, SEVERAL, lay_out
from caseboard.usecases.supervising.printed import Printout, Signature
from tests.exchange.printouts import HEAD, SHEET, SIGNED, STANDING, discussed, missed, of_child, session, unsigned


def words(page: Page) -> str:
    """Everything that stands on a page."""
    return "\n".join((page.running, *_strings(page.blocks)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)


def headings(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Heading)]


def test_a_child_not_born_yet_is_expected() -> None:
    unborn = replace(discussed(), born=None, expected=date(2009, 12, 1))
    (page,) = lay_out(replace(of_child(), records=(unborn,)), UTC).pages
    assert "Tue 1 Dec 2009" in words(page) and "not recorded" not in words(page)


def test_a_record_says_who_when_what_and_what_was_agreed_in_the_order_it_is_read() -> None:
    (page,) = lay_out(of_child(), UTC).pages
    assert headings(page) == [
        "Supervision record",
        "Clocks as they stood on Mon 28 Sep 2009",
        "Actions agreed before",
        *HEADINGS,
        "Actions agreed",
        "Added later",
        "amin, Thu 1 Oct 2009 09:05 (UTC)",
        "Signed",
    ]
    for said in ("10234-7", "Rachel Walsh", "R. Amin", "Wed 30 Sep 2009, 2 days after", "4 over", "Fri 9 Oct 2009"):
        assert said in words(page)
    assert page.running == "10234-7 Kyle Ahmed Seen alone at school. · supervision of Mon 28 Sep 2009"


def test_initials_stand_with_their_time_and_whoever_has_not_signed_gets_a_line() -> None:
    half = replace(STANDING, signatures=(Signature("Manager", "RA", SIGNED), Signature("Worker")))
    (page,) = lay_out(Printout((discussed(standing=half),), HEAD, SIGNED, "amin"), UTC).pages
    (signing,) = (block for block in page.blocks if isinstance(block, Signing))
    assert headings(page)[-1] == "Signed by one of two"
    assert signing.rows == (("Manager", "RA, Mon 28 Sep 2009 15:32 (UTC)"), ("Worker", ""))
    (page,) = lay_out(unsigned(), UTC).pages
    assert headings(page)[-1] == "Not signed: it can still be changed"


def test_what_was_loaded_without_its_session_is_not_said_to_be_open_to_changes() -> None:
    loaded = replace(STANDING, signatures=(Signature("Manager"), Signature("Worker")), final=True)
    (page,) = lay_out(Printout((discussed(standing=loaded),), HEAD, SIGNED, "amin"), UTC).pages
    assert headings(page)[-1] == "Not signed"


def test_the_end_of_the_journal_and_who_printed_it_stand_on_every_record() -> None:
    for page in lay_out(session(sheet=SHEET), timezone(timedelta(hours=1))).pages:
        (small,) = (block.text for block in page.blocks if isinstance(block, Small))
        assert small.startswith("Printed Mon 28 Sep 2009 16:32 (UTC+01:00) by amin; ")
        assert "journal entry 1234, seal 0123456789ab." in small


def test_a_session_has_a_page_for_itself_and_one_for_each_child() -> None:
    first, kyle, ava = lay_out(session(), UTC).pages
    assert Notice(SEVERAL) in first.blocks
    assert "discussed, 1 action agreed" in words(first)
    assert "not discussed: Seen alone" in words(first)
    assert "Ava Marsh" not in words(kyle) and "Kyle" not in words(ava)
    assert headings(ava)[0] == "Not discussed in supervision"
    assert "Why not" in headings(ava)


def test_the_workers_own_sheet_is_on_the_last_page_alone_and_says_it_is_for_no_file() -> None:
    *others, own = lay_out(session(sheet=SHEET), UTC).pages
    assert not [page for page in others if SHEET in words(page)]
    assert SHEET in words(own)
    assert Notice(NEVER_ON_A_FILE) in own.blocks
    assert own.running.startswith(NEVER_ON_A_FILE)
    assert "10234-7" not in words(own)


def test_the_title_of_the_file_holds_no_name() -> None:
    assert lay_out(of_child(), UTC).title == "Supervision of 10234-7"
    assert lay_out(session(), UTC).title == "Supervision session 2009-09-28"


def test_with_numbers_the_paper_says_which_names_are_left() -> None:
    record = replace(discussed(), child="10234-7")
    (page,) = lay_out(Printout((record,), HEAD, SIGNED, "amin", numbers=True), UTC).pages
    assert page.running == "10234-7 · supervision of Mon 28 Sep 2009"
    assert "other names stay as written" in words(page)
    assert "Kyle" not in words(page)


def test_nothing_agreed_and_nothing_running_are_said() -> None:
    empty = replace(discussed(), clocks=(), before=(), agreed=(), additions=())
    (page,) = lay_out(Printout((empty,), HEAD, SIGNED, "amin"), UTC).pages
    assert "No clock was running." in words(page)
    assert "No action was agreed." in words(page)
    assert "Actions agreed before" not in headings(page)
    (page,) = lay_out(Printout((missed(),), HEAD, SIGNED, "amin"), UTC).pages
    assert "No action was agreed." not in words(page)
