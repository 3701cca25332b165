"""Files that are nearly right, thousands of them: each is read, or refused with one sentence; nothing else may come.

The three importers and the mapping read changed files (fifty times as many with
CASEBOARD_FAULTS=full pytest -n auto -k fuzz tests): bits flipped, cut off, parts doubled, moved and left out, elements,
headings and values exchanged, hostile texts put in. Every one is read, with its problems listed, or refused in one
printable sentence; nothing else comes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseboard.domain.errors import CaseboardError
from caseboard.domain.record import ChildRecord
from caseboard.exchange.annex_a import AnnexA
from caseboard.exchange.annex_a_lists import LISTS
from caseboard.exchange.cin_stream import _GROUPS, _TEXTS
from caseboard.exchange.formats import read_extract
from caseboard.exchange.kinds import Assessments
from caseboard.exchange.mapping import FIELDS
from caseboard.exchange.workbook import Sheet, read_workbook
from tests.exchange.files import ANNEX, CENSUS, assessment, census, child, episode
from tests.fuzzing import CELLS, HARD, examples, mutated
from tests.hostile import unsafe_in

MESSAGE = census(*(child(str(n), episode("2009-09-01", assessment("2009-09-02", "2009-09-09"))) for n in range(3)))
XML_MARKS = (
    *(f"<{name}>".encode() for name in sorted(_GROUPS | _TEXTS)),
    *(f"</{name}>".encode() for name in sorted(_GROUPS | _TEXTS)),
    *(
        b"<!DOCTYPE Message [",
        b"<!ENTITY e 'x'>",
        b"&e;",
        b"&#0;",
        b"&#x1b;",
        b"]]>",
        b"<![CDATA[",
        b"<?xml version='1.1'?>",
    ),
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<a>" * 100, b"2009-02-30", b"x" * 12_000, "\u202e".encode()),
)
FIELDS_OF_TABLE = tuple(FIELDS)
MAPPING = "[columns]\n" + "\n".join(f'{name} = "{name}"' for name in FIELDS_OF_TABLE)
ROW = {"child_id": "7", "referred": "2009-09-01", "assessment_started": "02/09/2009", "plan_started": "2009-09-03"}
TABLE = "\n".join(
    (",".join(FIELDS_OF_TABLE), *(",".join(ROW.get(name, "") for name in FIELDS_OF_TABLE) for _ in range(4)))
)
CSV_MARKS = (
    b",",
    b";",
    b'"',
    b"\r",
    b"\n",
    b"\t",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"child_id",
    b"7",
    *XML_MARKS[-4:],
)
TOML_MARKS = (
    *(b"[columns]", b"[values.need]", b"=", b'"', b"'''", b"[", b"{", b"#", b"\n", b"[[", b"delimiter = 5\n"),
    *(b'dates = ["%Y%Y"]\n', b'encoding = "utf-7"\n', b"x = 2009-09-01\n", b"[" * 3_000, b"9" * 5_000, b"child_id"),
    *(
        b'dates = ["%"]\n',
        b"dates = [[]]\n",
        b"[values]\nneed = 5\n",
        b'"a"."b" = 1\n',
        b"\x00",
        b"\xff",
        b"name = []\n",
    ),
)


def read(path: Path, mapping: Path | None = None) -> str:
    """Read it whole: "read" or "refused". Anything but a result and a refusal in one sentence is a failure."""
    try:
        extract = read_extract(path, mapping=mapping)
        children = list(extract.children())
        assert extract.source.isprintable()
    except CaseboardError as refusal:
        sentence = str(refusal)
        assert unsafe_in(sentence) == [] and "\n" not in sentence and 10 < len(sentence) < 900, sentence
        return "refused"
    return checked(children, [problem.what + problem.where for problem in extract.problems])


def checked(children: list[ChildRecord], told: list[str]) -> str:
    """What was read can be kept and shown."""
    for one in children:
        assert 0 < len(one.child_id) <= 100
        assert [
            text for text in (one.child_id, one.name, one.ethnicity, one.upn) if unsafe_in(text) or "\n" in text
        ] == []
    assert unsafe_in("".join(told)) == []
    return "read"


@pytest.mark.parametrize(
    "line",
    [
        'dates = ["%Y%Y"]',
        'dates = ["%Q"]',
        'dates = ["%d/%m/%"]',
        'name = "\\u001b]0;x\\u0007"',
        f"x = {'9' * 5_000}",
        f"x = {'[' * 3_000}",
    ],
    ids=["twice a year", "no directive", "cut off", "name", "digits", "deep"],
)
def test_a_mapping_that_cannot_be_used_is_refused_and_its_name_is_harmless(line: str) -> None:
    ended = written(TABLE.encode(), "own.csv", f"{line}\n{MAPPING}".encode())
    assert ended == ("read" if line.startswith("name") else "refused")


def written(content: bytes, name: str, mapping: bytes | None = None) -> str:
    """The same of a file made for it."""
    with tempfile.TemporaryDirectory() as folder:
        path, own = Path(folder) / name, Path(folder) / "own.toml"
        path.write_bytes(content)
        if mapping is not None:
            own.write_bytes(mapping)
        return read(path, own if mapping is not None else None)


def tell(publish: Callable[[str], None], what: str, ends: list[str]) -> None:
    """Publish how many were read and refused."""
    assert "read" in ends, "nothing was nearly right"
    publish(f"fuzz: {what}: {ends.count('read')} read, {ends.count('refused')} refused, nothing else")


def test_fuzz_of_the_census(publish: Callable[[str], None]) -> None:
    ends: list[str] = []

    @examples(400)
    @given(mutated((MESSAGE.encode(), CENSUS.read_bytes()), XML_MARKS))
    def run(content: bytes) -> None:
        ends.append(written(content, "census.xml"))

    run()
    tell(publish, "census messages", ends)


def test_fuzz_of_a_table(publish: Callable[[str], None]) -> None:
    ends: list[str] = []

    @examples(300)
    @given(mutated((TABLE.encode(),), CSV_MARKS))
    def run(content: bytes) -> None:
        ends.append(written(content, "own.csv", MAPPING.encode()))

    run()
    tell(publish, "tables", ends)


def test_fuzz_of_the_cells_of_a_table(publish: Callable[[str], None]) -> None:
    ends: list[str] = []

    @examples(150)
    @given(st.lists(st.dictionaries(st.sampled_from(FIELDS_OF_TABLE), CELLS, max_size=8), min_size=1, max_size=6))
    def run(rows: list[dict[str, str]]) -> None:
        cells = [[(ROW | row).get(name, "").replace('"', '""') for name in FIELDS_OF_TABLE] for row in rows]
        lines = [",".join(FIELDS_OF_TABLE), *(",".join(f'"{cell}"' for cell in row) for row in cells)]
        ends.append(written("\n".join(lines).encode("utf-8", "replace"), "own.csv", MAPPING.encode()))

    run()
    tell(publish, "tables with hostile cells", ends)


def test_fuzz_of_the_mapping(publish: Callable[[str], None]) -> None:
    ends: list[str] = []

    @examples(300)
    @given(mutated((MAPPING.encode(), b'[columns]\nchild_id = "child_id"\nreferred = "referred"\n'), TOML_MARKS))
    def run(mapping: bytes) -> None:
        ends.append(written(TABLE.encode(), "own.csv", mapping))

    run()
    tell(publish, "mappings", ends)


SHEETS = read_workbook(ANNEX)


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    """The sample's lists with rows, headings, cells and names exchanged."""
    made = [Sheet(sheet.name, [(number, list(row)) for number, row in sheet.rows]) for sheet in SHEETS]
    for _ in range(draw(st.integers(1, 6))):
        sheet = draw(st.sampled_from(made))
        index = made.index(sheet)
        number, row = draw(st.sampled_from(sheet.rows)) if sheet.rows else (1, [""])
        match draw(st.sampled_from(("cell", "cell", "cell", "heading", "short", "long", "double", "name", "away"))):
            case "cell" if row:
                row[draw(st.integers(0, len(row) - 1))] = draw(CELLS)
            case "heading" if sheet.rows and sheet.rows[0][1]:
                headings = sheet.rows[0][1]
                headings[draw(st.integers(0, len(headings) - 1))] = draw(HARD | st.sampled_from(headings))
            case "short":
                del row[draw(st.integers(0, 3)) :]
            case "long":
                row.extend(draw(st.lists(HARD, max_size=30)))
            case "double":
                sheet.rows.append((number, row))
            case "name":
                name = draw(HARD | st.sampled_from([f"List {spec.number}" for spec in LISTS]))
                made[index] = Sheet(name, sheet.rows)
            case "away" if len(made) > 1:
                del made[index]
    return made


def test_fuzz_of_annex_a(publish: Callable[[str], None]) -> None:
    ends: list[str] = []

    @examples(150)
    @given(sheets())
    def run(lists: list[Sheet]) -> None:
        try:
            found = AnnexA(ANNEX, lists, Assessments.SINGLE)
            children = list(found.children())
        except CaseboardError as refusal:
            assert unsafe_in(str(refusal)) == []
            ends.append("refused")
            return
        ends.append(checked(children, [problem.what + problem.where for problem in found.reading.problems]))

    run()
    tell(publish, "Annex A lists", ends)


def test_fuzz_of_a_workbook_s_bytes(publish: Callable[[str], None]) -> None:
    ends: list[str] = []
    marks = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"xl/", b"sheet4.xml", b"../", b"\x00" * 30, b"\xff" * 8)

    @examples(12)
    @given(mutated((ANNEX.read_bytes(),), marks))
    def run(content: bytes) -> None:
        ends.append(written(content, "annex.xlsx"))

    run()
    tell(publish, "workbooks, byte by byte", ends)
