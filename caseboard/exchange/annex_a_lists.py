"""The lists of an Annex A workbook that are read, and how their headings are known though councils vary them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseboard.exchange.cells import is_blank
from caseboard.exchange.reading import Reading
from caseboard.exchange.workbook import Sheet
from caseboard.usecases.extracts import HOLDER, Kind

_HEADER_WITHIN = 40
"""Rows from the top among which the headings are looked for."""

_CHILD = {
    "child_id": r"\bunique id\b|^(la ?)?(child|client|person|service user) ?(id|ref|reference|number)( number)?$|^id$",
    "name": r"^(child s |child |full )?(full )?name( of child)?$",
    "sex": r"^(gender|sex)\b",
    "ethnicity": r"^ethnic",
    "expected": r"^expected (date of birth|dob|delivery|birth)|^edd$",
    "born": r"^(date of birth|dob|birth date|birthdate)\b",
    "age": r"^age\b",
    "team": r"^(currently )?allocated team|^(current |responsible )?team( name)?$",
    "worker": r"^(currently )?allocated (social )?worker|^(social |key |lead |case )?worker( name)?$",
}
_CHILD_COLUMNS = ("name", "sex", "ethnicity", "born", "expected")


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list: what each row of it is."""

    number: int
    kind: Kind | None
    """The kind of record whose team and worker the row gives; None where they are not kept."""
    key: str
    """The field that, with the child id, shows which row holds the headings."""
    fields: Mapping[str, str]
    """Field to a pattern of its heading, on the heading in small letters without punctuation."""
    columns: Mapping[Kind, Mapping[str, str]]
    """Kind and column each field is kept in."""


LISTS: tuple[ListSpec, ...] = (
    ListSpec(
        3,
        Kind.REFERRAL,
        "referred",
        {
            "referred": r"^(date of |the )*referral( start)? date$|^(start )?date of (the )?referral\b|^referral date",
            "source": r"^(referral source|source of (the )?referral)",
            "nfa": r"\bnfa\b|no further action",
        },
        {Kind.REFERRAL: {"source": "referral_source", "nfa": "nfa"}},
    ),
    ListSpec(
        4,
        Kind.ASSESSMENT,
        "started",
        {
            "started": r"assessment.*\bstart|\bstart.*assessment|^start date$|^date started$",
            "seen": r"child.*\bseen|\bseen\b.*child",
            "authorised": r"date.*authoris|authoris\w*.*date|^authorised( on)?$|assessment.*(complet|end)\w* date"
            r"|^(date )?complet\w*( date)?$",
        },
        {Kind.ASSESSMENT: {"seen": "was_seen", "authorised": "authorised"}},
    ),
    ListSpec(
        5,
        None,
        "started",
        {
            "not_required": r"(conference|icpc).*(unnecessary|not required|not needed)",
            "conference": r"^date of (the )?(initial child protection conference|icpc)"
            r"|^(icpc|initial child protection conference) date",
            "started": r"^(?!number|was|did)(.*\b)?(strategy|section 47|s47).*(start|date)"
            r"|^date.*(strategy|section 47|s47)",
        },
        {Kind.ENQUIRY: {"not_required": "not_required"}, Kind.CONFERENCE: {}},
    ),
    ListSpec(
        6,
        None,
        "started",
        {
            "started": r"(cin|child in need).*start|start.*(cin|child in need)",
            "need": r"primary need|^need code",
            "closed": r"(cin|case|child in need).*clos\w* date|^clos\w* date|^date.*clos",
            "closure_reason": r"reason for clos|clos\w* reason",
        },
        {Kind.REFERRAL: {"need": "need", "closed": "closed", "closure_reason": "closure_reason"}},
    ),
    ListSpec(
        7,
        Kind.PLAN,
        "started",
        {
            "started": r"plan.*\bstart|\bstart.*plan",
            "ended": r"plan.*\b(end|ceased|closure)|\bend date.*plan",
            "initial_category": r"initial category",
            "category": r"(latest|current) category|^category of abuse$",
            "last_visit": r"last .*visit|latest .*visit|^date of .*visit",
            "seen_alone": r"seen alone",
            "review": r"(latest|last|recent).*review|review conference",
            "previous_plans": r"previous .*plans?\b",
        },
        {
            Kind.PLAN: {
                "ended": "ended",
                "initial_category": "initial_category",
                "category": "category",
                "previous_plans": "previous_plans",
            },
            Kind.REVIEW: {},
            Kind.VISIT: {"seen_alone": "seen_alone"},
        },
    ),
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: the text of each known field, empty where the cell or the column is."""

    where: str
    texts: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.texts.get(field, "")


@dataclass(frozen=True, slots=True)
class ReadList:
    """One list as found in a workbook."""

    spec: ListSpec
    fields: frozenset[str]
    """Fields it has a column for."""
    rows: Sequence[ListRow]

    def carries(self) -> Iterator[tuple[Kind, str | None]]:
        """Each kind of record in it, alone and then with every column it fills."""
        yield Kind.CHILD, None
        yield from ((Kind.CHILD, column) for column in _CHILD_COLUMNS if column in self.fields)
        for kind, columns in self.spec.columns.items():
            yield kind, None
            yield from ((kind, column) for field, column in columns.items() if field in self.fields)
        if self.spec.kind and self.fields & {"team", "worker"}:
            yield self.spec.kind, HOLDER
        if self.spec.number == 4 and "seen" in self.fields:
            yield Kind.ASSESSMENT, "child_seen"


def list_number(sheet_name: str) -> int | None:
    """The number in "List 4", "list_04" or "List 4 - Assessments"; None for any other sheet."""
    found = re.match(r"\s*(?:annex a )?\s*list[\s_.-]*0*(\d{1,2})(?!\d)", sheet_name.casefold())
    return int(found[1]) if found else None


def read_lists(sheets: Sequence[Sheet], reading: Reading) -> list[ReadList]:
    """The lists that are read, in their order. One without its headings is listed as a problem and left out."""
    found = []
    for spec in LISTS:
        for sheet in sheets:
            if list_number(sheet.name) == spec.number:
                headings = _find_headings(sheet, spec)
                if headings is None:
                    what = "no row of headings with the child's id and the date the list is about: it was not read"
                    reading.note(f"List {spec.number}", what)
                else:
                    found.append(_read_list(sheet, spec, *headings))
    return found


def _find_headings(sheet: Sheet, spec: ListSpec) -> tuple[int, dict[str, int]] | None:
    """The index of the row of headings, and the column of each field."""
    for index, (_, cells) in enumerate(sheet.rows[:_HEADER_WITHIN]):
        columns = _match_headings([plain_heading(cell) for cell in cells], {**spec.fields, **_CHILD})
        if "child_id" in columns and spec.key in columns:
            return index, columns
    return None


def _match_headings(headings: Sequence[str], patterns: Mapping[str, str]) -> dict[str, int]:
    """The column of each field: the first that matches and is no other field's."""
    columns: dict[str, int] = {}
    for field, pattern in patterns.items():
        for column, heading in enumerate(headings):
            if heading and column not in columns.values() and re.search(pattern, heading):
                columns[field] = column
                break
    return columns


def plain_heading(text: str) -> str:
    """A heading in small letters, anything that is no letter or digit as one space."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.casefold()).split())


def _read_list(sheet: Sheet, spec: ListSpec, index: int, columns: Mapping[str, int]) -> ReadList:
    rows = []
    for number, cells in sheet.rows[index + 1 :]:
        texts = {field: cells[column] for field, column in columns.items() if column < len(cells)}
        texts = {field: text for field, text in texts.items() if not is_blank(text)}
        if texts:
            rows.append(ListRow(f"List {spec.number}, row {number}", texts))
    return ReadList(spec, frozenset(columns), rows)
