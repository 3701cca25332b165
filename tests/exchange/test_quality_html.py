"""Findings as a page to print: every check with its count, every finding, nothing that a text could do."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from caseboard.domain.findings import Finding
from caseboard.domain.gaming_words import SIGNS
from caseboard.domain.quality_words import CHECKS
from caseboard.domain.reckoning import FindingCount
from caseboard.domain.rows import Case
from caseboard.exchange.quality_html import as_quality_html
from caseboard.usecases.quality import Checked
from tests.hostile import HOSTILE

DAY = date(2009, 9, 28)
CASE = Case(1, "100-1", "Ada Marsh", None, None, False, 2, "East", 1, "R. Walsh", None, False)
FOUND = Finding("past_limit", CASE, "assessments", 1, "Initial: 3 wd over, 7 allowed", date(2009, 9, 22))


class _Page(HTMLParser):
    """The tags of a page, and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def checked(*findings: Finding, counted: int | None = None, first: date | None = None) -> Checked:
    before = {} if counted is None else {"past_limit": (FindingCount(date(2009, 9, 21), "past_limit", counted),)}
    found = {"past_limit": findings}
    return Checked(DAY, SIGNS if first else CHECKS, found, first, before, {"last_day": "3 of 9 authorised"})


def texts(page: str) -> str:
    return " ".join(_Page(page).texts)


def test_every_check_and_every_finding_is_on_the_page() -> None:
    page = texts(as_quality_html(checked(FOUND, counted=3), [FOUND]))
    for check in CHECKS:
        assert check.title in page and check.words in page and check.mend in page
    assert "The whole council" in page and "Mon 28 Sep 2009" in page
    for told in ("100-1", "Ada Marsh", "East", "R. Walsh", "22 Sep 2009", FOUND.what, "-2 since 21 Sep", "▇"):
        assert told in page


def test_a_part_of_the_council_says_so_and_compares_nothing() -> None:
    page = texts(as_quality_html(checked(FOUND, counted=3), [], "West"))
    assert "West" in page and "since 21 Sep" not in page and "Ada Marsh" not in page


def test_signs_say_their_period_and_blame_nobody() -> None:
    page = texts(as_quality_html(checked(first=date(2009, 7, 1)), []))
    assert "Signs of gaming" in page and "Wed 1 Jul 2009 to Mon 28 Sep 2009" in page
    assert "not who meant what" in page and "3 of 9 authorised" in page


def test_no_text_is_anything_but_text() -> None:
    sound = set(_Page(as_quality_html(checked(FOUND), [FOUND._replace(note="Visit")])).tags)
    for text in HOSTILE:
        case = CASE._replace(child=text, child_id=text, team=text, worker=text)
        finding = FOUND._replace(case=case, what=text, note=text)
        page = as_quality_html(checked(finding), [finding], text)
        assert set(_Page(page).tags) == sound
        assert not [sign for sign in ("\x1b", "\u202e", "\x9b") if sign in page]


def test_nothing_is_fetched_from_anywhere() -> None:
    page = as_quality_html(checked(FOUND), [FOUND])
    assert "default-src 'none'" in page
    assert not [word for word in ("http:", "https:", "<script", "<img", "src=", "@import", "url(") if word in page]
