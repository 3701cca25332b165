"""The CIN census message as a stream: one child at a time, whatever the size of the file.

Hostile XML ends the reading before it can cost anything: no document type (so no entities, internal or external), a
limit on depth, on the length of a text and on the length of a single tag or comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from caseboard.exchange.reading import bad_file

MAX_BYTES = 1 << 30
MAX_DEPTH = 64
MAX_TEXT = 10_000
MAX_TOKEN = 4 << 20
_CHUNK = 1 << 18

_GROUPS = frozenset({"Child", "CINdetails", "Assessments", "Section47", "ChildProtectionPlans"})
_REPEATED = "CPPreviewDate"
_TEXTS = frozenset(
    {"LAchildID", "UPN", "PersonBirthDate", "ExpectedPersonBirthDate", "GenderCurrent", "Sex", "PersonDeathDate"}
    | {"Ethnicity", "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure"}
    | {"DateOfInitialCPC", "ReferralNFA", "AssessmentActualStartDate", "AssessmentInternalReviewDate"}
    | {"AssessmentAuthorisationDate", "S47ActualStartDate", "InitialCPCtarget", "ICPCnotRequired", "CPPstartDate"}
    | {"CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP", _REPEATED}
    | {"ReferenceDate"}
)
"""The elements whose text is read. Of the rest expat reports nothing: most of a census is white space and factors."""
_ROOT = "Message"


class Group:
    """A child, an episode, or a record in it: the texts of its elements by name, and the groups inside it."""

    __slots__ = ("groups", "line", "name", "reviews", "texts")

    def __init__(self, name: str, line: int) -> None:
        """An empty group that begins on `line`."""
        self.name = name
        self.line = line
        self.texts: dict[str, str] = {}
        self.reviews: list[tuple[str, int]] = []
        self.groups: list[Group] = []

    def text(self, name: str) -> str:
        """The text of an element, empty where it is missing."""
        return self.texts.get(name, "")

    @property
    def where(self) -> str:
        """Where it begins, for a problem."""
        return f"line {self.line}"


class _Handler:
    """Collects groups from expat's events. Names are taken without namespace, order does not matter."""

    def __init__(self, path: Path) -> None:
        self.children: list[Group] = []
        self.reference_date = ""
        self.header_read = False
        self._path = path
        self._open: list[Group] = []
        self._depth = 0
        self._text: list[str] = []
        self._length = 0
        self._local: dict[str, str] = {}
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = self._local.get(name) or self._local.setdefault(name, name.rpartition(":")[2])
        self._depth += 1
        if self._depth == 1 and local != _ROOT:
            raise bad_file(self._path, f'the outermost element is not "{_ROOT}": this is not a CIN census file')
        if self._depth > MAX_DEPTH:
            raise bad_file(self._path, f"elements lie more than {MAX_DEPTH} deep: this is not a CIN census file")
        if local in _GROUPS:
            self._open.append(Group(local, self.parser.CurrentLineNumber))
        elif local in _TEXTS:
            self._text.clear()
            self._length = 0
            self.parser.CharacterDataHandler = self._characters

    def _characters(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_TEXT:
            line = self.parser.CurrentLineNumber
            raise bad_file(self._path, f"line {line}: a text is longer than {MAX_TEXT:,} characters")
        self._text.append(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = self._local[name]
        if local in _TEXTS:
            self.parser.CharacterDataHandler = None
            self._keep("".join(self._text).strip(), local)
        elif local in _GROUPS:
            self._close(self._open.pop())
        elif local == "Header":
            self.header_read = True

    def _keep(self, text: str, local: str) -> None:
        if not self._open:
            if local == "ReferenceDate":
                self.reference_date = text
        elif local == _REPEATED:
            self._open[-1].reviews.append((text, self.parser.CurrentLineNumber))
        elif text:
            self._open[-1].texts.setdefault(local, text)

    def _close(self, group: Group) -> None:
        if group.name == "Child":
            self.children.append(group)
        elif self._open:
            self._open[-1].groups.append(group)

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise bad_file(self._path, "the XML declares a document type (DTD), which a CIN census file never does")


def read_children(path: Path) -> Iterator[Group]:
    """Every child of the message, in order. Raises BadFile where the file is not well-formed or is hostile."""
    handler = _Handler(path)
    for _ in _feed(handler, path):
        yield from handler.children
        handler.children.clear()


def read_reference_date(path: Path) -> str:
    """The header's reference date as written, empty where there is none. Reads no further than it has to."""
    handler = _Handler(path)
    for _ in _feed(handler, path):
        handler.children.clear()
        if handler.header_read:
            break
    return handler.reference_date


def _feed(handler: _Handler, path: Path) -> Iterator[None]:
    """Give the file to the parser chunk by chunk, stopping after each."""
    fed = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                fed += len(chunk)
                handler.parser.Parse(chunk, False)
                if fed > MAX_BYTES or fed - max(handler.parser.CurrentByteIndex, 0) > MAX_TOKEN:
                    raise bad_file(path, "a tag or comment, or the whole file, is far too long for a CIN census")
                yield
        handler.parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise bad_file(
            path, f"not well-formed XML at line {error.lineno} ({why}): it may be cut off, export it again"
        ) from None
    except (LookupError, ValueError):  # expat's way of saying that it does not know the encoding declared
        raise bad_file(path, "declares an encoding that cannot be read: export it as UTF-8") from None
    except OSError as error:
        raise bad_file(path, f"cannot be read: {error.strerror}") from None
