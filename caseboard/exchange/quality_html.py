"""Findings as one HTML file: for the screen and for A4 landscape, nothing fetched from elsewhere, no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape as html_safe
from importlib.resources import files

from caseboard.domain.findings import CheckWords, Finding
from caseboard.domain.quality_words import rule_words
from caseboard.domain.sparks import bars
from caseboard.domain.text import printable
from caseboard.domain.words import long_date, plural, short_date
from caseboard.usecases.quality import Checked

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_BARS = 12
"""How many of the last counts are drawn."""


def as_quality_html(checked: Checked, findings: Sequence[Finding], of: str = "") -> str:
    """The whole document: every check with its rule and count, then the findings of each.

    `findings` are those in view; `of`: what they are narrowed to, in words, empty for the whole council. What changed
    since an earlier count is of the whole council, and stands there alone.
    """
    style = files("caseboard.exchange").joinpath("quality.css").read_text("utf-8")
    title = "Signs of gaming" if checked.first else "Data quality"
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{title}</title>",
        f"<style>\n{style}</style>",
    )
    body = (*_title(checked, title, of), *_checks(checked, findings, whole=not of), *_found(checked, findings))
    return "\n".join(("<!DOCTYPE html>", '<html lang="en-GB">', *head, "<body>", *body, "</body>", "</html>", ""))


def _title(checked: Checked, title: str, of: str) -> Iterator[str]:
    yield f"<h1>{title}</h1>"
    since = f"{long_date(checked.first)} to " if checked.first else "as at "
    yield f'<p class="of"><b>{_text(of or "The whole council")}</b> · {since}{long_date(checked.as_at)}</p>'
    if checked.first:
        yield '<p class="rule">What happened, not who meant what by it: each has honest reasons too.</p>'


def _checks(checked: Checked, findings: Sequence[Finding], *, whole: bool) -> Iterator[str]:
    heads = ("Check", "Rule", "Found", "Change", "Before", "What it finds, and what mends it")
    yield f'<table class="checks"><thead><tr>{_cells("th", heads)}</tr></thead><tbody>'
    numbers = Counter(finding.check for finding in findings)
    for check in checked.checks:
        title = f"{check.title} (hard)" if check.hard else check.title
        told = f" {checked.told[check.key]}." if whole and checked.told.get(check.key) else ""
        words = f"{check.words}{told} {'Ask' if checked.first else 'Mend'}: {check.mend}"
        number = numbers[check.key]
        change, trend = _change(checked, check, number) if whole else ("", "")
        yield f"<tr>{_cells('td', (title, check.rule, str(number), change, trend, words))}</tr>"
    yield "</tbody></table>"


def _change(checked: Checked, check: CheckWords, number: int) -> tuple[str, str]:
    """By how much it changed since it was last counted, and the counts before in bars."""
    before = checked.counted.get(check.key, ())
    if not before:
        return "", ""
    by = number - before[-1].findings
    since = short_date(before[-1].day, checked.as_at)
    return f"{by:+d} since {since}" if by else f"as on {since}", bars([*(c.findings for c in before), number], _BARS)


def _found(checked: Checked, findings: Sequence[Finding]) -> Iterator[str]:
    for check in checked.checks:
        some = [finding for finding in findings if finding.check == check.key]
        if some:
            yield from _of_check(check, some, checked)


def _of_check(check: CheckWords, some: Sequence[Finding], checked: Checked) -> Iterator[str]:
    yield f"<h2>{_text(check.title)} · {plural(len(some), 'finding')}</h2>"
    yield f'<p class="rule">{_text(rule_words(check))}</p>'
    written = any(finding.note for finding in some)
    heads = ("Record", "Child", "Team", "Worker", "Since", "What", *(["In words"] if written else []))
    yield f'<table class="found"><thead><tr>{_cells("th", heads)}</tr></thead><tbody>'
    for finding in some:
        case = finding.case
        since = long_date(finding.since)[4:] if finding.since else ""
        row = [case.child_id, case.child, case.team or "", case.worker or "", since, finding.what]
        row += [finding.note] if written else []
        yield f"<tr>{_cells('td', row)}</tr>"
    yield "</tbody></table>"


def _cells(tag: str, texts: Sequence[str]) -> str:
    return "".join(f"<{tag}>{_text(text)}</{tag}>" for text in texts)


def _text(text: str) -> str:
    return html_safe(printable(text))
