"""The registry of formats, and telling files apart by content."""

from __future__ import annotations

import hashlib
import pkgutil
import shutil
from pathlib import Path

import pytest

import caseboard.exchange
from caseboard.domain.errors import BadFile, BadInput
from caseboard.exchange.formats import FORMATS, read_extract
from caseboard.exchange.mapping import FIELDS
from caseboard.exchange.registry import Format
from caseboard.store.loaded import TABLES
from caseboard.usecases.extracts import Kind
from tests.exchange.files import ANNEX, CENSUS, workbook, write

TABLE = '[columns]\nchild_id = "id"\nreferred = "when"'


def test_every_module_that_declares_a_format_is_listed_once() -> None:
    declared = []
    for module in pkgutil.iter_modules(caseboard.exchange.__path__):
        loaded = __import__(f"caseboard.exchange.{module.name}", fromlist=["FORMAT"])
        if isinstance(found := getattr(loaded, "FORMAT", None), Format):
            declared.append(found)
    assert sorted(f.name for f in declared) == sorted(f.name for f in FORMATS)
    assert len({f.name for f in FORMATS}) == len(FORMATS)


def test_the_content_decides_not_the_name_of_the_file(tmp_path: Path) -> None:
    assert read_extract(Path(shutil.copy(CENSUS, tmp_path / "census.xlsx"))).format == "cin-census"
    assert read_extract(Path(shutil.copy(ANNEX, tmp_path / "annex.csv"))).format == "annex-a"


def test_a_mapping_makes_a_table_of_csv_and_workbooks_and_leaves_xml_alone(tmp_path: Path) -> None:
    mapping = write(tmp_path / "own.toml", TABLE)
    csv = write(tmp_path / "own.txt", "id,when\n7,2009-09-01\n")
    book = workbook(tmp_path / "own.xlsx", Cases=[["id", "when"], [7, "2009-09-01"]])
    assert {read_extract(path, mapping=mapping).format for path in (csv, book)} == {"table"}
    assert read_extract(CENSUS, mapping=mapping).format == "cin-census"
    assert read_extract(ANNEX, mapping=mapping, format="annex-a").format == "annex-a"


def test_a_format_that_the_content_is_not_is_refused() -> None:
    with pytest.raises(BadFile, match=r"cin-census-2022.xml: is XML, not an Annex A workbook"):
        read_extract(CENSUS, format="annex-a")
    with pytest.raises(BadInput, match="the formats are cin-census, annex-a, table"):
        read_extract(CENSUS, format="lac")
    with pytest.raises(BadInput, match="needs a mapping"):
        read_extract(ANNEX, format="table")
    with pytest.raises(BadInput, match="--assessments must be one of single, initial-then-core"):
        read_extract(CENSUS, assessments="core")


def test_an_extract_knows_its_file() -> None:
    extract = read_extract(CENSUS)
    assert extract.sha256 == hashlib.sha256(CENSUS.read_bytes()).hexdigest()
    assert (extract.path, extract.source) == (CENSUS, "cin-census")


def test_every_format_carries_columns_that_exist() -> None:
    carried: list[tuple[Kind | None, str]] = list(FIELDS.values())
    for path in (CENSUS, ANNEX):
        carried += [(kind, name) for kind, names in read_extract(path).carries.items() for name in names]
    for kind, name in carried:
        if kind and name and name != "holder":
            assert name in TABLES[kind].c, (kind, name)
