"""How long a whole council's CIN census takes to load, beside merely reading it.

`python -m tests.benchmarks.bench_import` prints the figures and asserts nothing. The aim: loading into an encrypted
database takes at most 4 times what lxml.iterparse takes to read the file, plus 10 seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from xml.parsers import expat

from lxml import etree

from caseboard.exchange.formats import read_extract
from caseboard.store.loading import ImportStore
from caseboard.store.opening import FileOpener, create_database
from caseboard.usecases.importing import import_extract
from caseboard.usecases.reference import default_settings
from tests.clock import now

AS_OF = date(2022, 3, 31)


def write_census(path: Path, children: int, seed: int = 1) -> None:
    """Write an invented census: about two episodes, two assessments and half a plan for each child."""
    random = Random(seed)
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>{AS_OF.year}</Year>")
        file.write(f"<ReferenceDate>{AS_OF}</ReferenceDate></CollectionDetails></Header>\n<Children>\n")
        for number in range(children):
            file.write("\n".join(_child(number, random)) + "\n")
        file.write("</Children></Message>\n")


def _child(number: int, random: Random) -> Iterator[str]:
    born = AS_OF - timedelta(days=random.randrange(6_500))
    yield "<Child><ChildIdentifiers>"
    yield f"<LAchildID>INV{number:07}</LAchildID><UPN>A{number:012}</UPN><PersonBirthDate>{born}</PersonBirthDate>"
    yield f"<GenderCurrent>{random.choice('12')}</GenderCurrent></ChildIdentifiers>"
    yield "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability>"
    yield "</Disabilities></ChildCharacteristics>"
    start = AS_OF - timedelta(days=random.randrange(300, 700))
    for _ in range(random.choice((1, 2, 2, 3))):
        yield from _episode(start, random)
        start += timedelta(days=random.randrange(60, 100))
    yield "</Child>"


def _episode(start: date, random: Random) -> Iterator[str]:
    yield f"<CINdetails>\n<CINreferralDate>{start}</CINreferralDate>\n<ReferralSource>6</ReferralSource>"
    yield "<PrimaryNeedCode>N1</PrimaryNeedCode>"
    for n in range(random.choice((1, 1, 2))):
        begun = start + timedelta(days=20 * n)
        yield f"<Assessments>\n<AssessmentActualStartDate>{begun}</AssessmentActualStartDate>"
        if n == 0 or random.random() < 0.8:
            yield f"<AssessmentAuthorisationDate>{begun + timedelta(days=15)}</AssessmentAuthorisationDate>"
        yield "<FactorsIdentifiedAtAssessment>\n<AssessmentFactors>2A</AssessmentFactors>"
        yield "<AssessmentFactors>3B</AssessmentFactors>\n</FactorsIdentifiedAtAssessment>\n</Assessments>"
    if random.random() < 0.4:
        held = start + timedelta(days=18)
        yield f"<Section47>\n<S47ActualStartDate>{start + timedelta(days=3)}</S47ActualStartDate>"
        yield f"<DateOfInitialCPC>{held}</DateOfInitialCPC>\n<ICPCnotRequired>false</ICPCnotRequired>\n</Section47>"
        yield f"<ChildProtectionPlans>\n<CPPstartDate>{held}</CPPstartDate>\n<InitialCategoryOfAbuse>NEG"
        yield "</InitialCategoryOfAbuse>\n<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
        yield "<NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
        yield f"<Reviews><CPPreviewDate>{held + timedelta(days=80)}</CPPreviewDate></Reviews>"
        yield "</ChildProtectionPlans>"
    yield "<ReferralNFA>0</ReferralNFA>\n</CINdetails>"


def time_iterparse(path: Path) -> float:
    """Seconds lxml needs to read the file, each child thrown away once it is read."""
    begun = time.perf_counter()
    for _, element in etree.iterparse(str(path), tag="Child"):
        element.clear()
    return time.perf_counter() - begun


def time_expat(path: Path) -> float:
    """Seconds expat needs to read the file with nobody listening."""
    begun = time.perf_counter()
    with path.open("rb") as file:
        expat.ParserCreate().ParseFile(file)
    return time.perf_counter() - begun


def time_import(database: Path, census: Path) -> tuple[float, str]:
    """Seconds to load the file into an encrypted database, and the counts."""
    records = FileOpener(database, "bench", now).open("a passphrase for a benchmark")
    try:
        begun = time.perf_counter()
        extract = read_extract(census)
        report = import_extract(extract, ImportStore(records), as_of=None, now=_now(), who="bench")
        counts = f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged"
        return time.perf_counter() - begun, counts
    finally:
        records.close()


def _now() -> datetime:
    return datetime.now().astimezone()


def peak_memory() -> str:
    """The most memory this process has held, where the system tells."""
    try:
        import resource
    except ImportError:
        return "not told by this system"
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{used / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MB"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=20_000)
    children = parser.parse_args().children
    with tempfile.TemporaryDirectory() as folder:
        census, database = Path(folder, "census.xml"), Path(folder, "bench.db")
        write_census(census, children)
        create_database(database, passphrase="a passphrase for a benchmark", settings_document=default_settings())
        print(f"{children:,} children, {census.stat().st_size / 1e6:.1f} MB of XML")
        reading = time_iterparse(census)
        print(f"lxml.iterparse, reading only   {reading:6.2f} s")
        print(f"expat, reading only            {time_expat(census):6.2f} s")
        for title in ("first load, encrypted", "the same file again"):
            seconds, counts = time_import(database, census)
            print(f"{title:<30} {seconds:6.2f} s   {counts}")
        print(f"allowed (4 × iterparse + 10 s) {4 * reading + 10:6.2f} s")
        print(f"peak memory                    {peak_memory()}")


if __name__ == "__main__":
    main()
