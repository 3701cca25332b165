"""What every reader shares: refusing a file, listing problems, and cleaning text on its way in."""

from __future__ import annotations

from pathlib import Path

from caseboard.domain.errors import BadFile, BadInput
from caseboard.domain.record import Problem
from caseboard.domain.text import clean_name, printable
from caseboard.exchange.cells import Unreadable

NAME_LIMIT = 200
ID_LIMIT = 100
CODE_LIMIT = 40


def bad_file(path: Path, what: str) -> BadFile:
    """The error for a file that cannot be read: its name, what is wrong and what to do, in one sentence."""
    return BadFile(f"{printable(path.name)}: {what}")


class Reading:
    """The problems of one file, in its order."""

    def __init__(self) -> None:
        """Nothing found yet."""
        self.problems: list[Problem] = []
        self.incomplete: set[str] = set()
        """Children some of whose records were left out."""

    def note(self, where: str, what: str) -> None:
        """List something a person should know."""
        self.problems.append(Problem(where, what))

    def leave_out(self, where: str, what: str, why: Exception, child_id: str) -> None:
        """List a record that is left out, and remember whose it was (empty: not known)."""
        self.note(where, f"{what} left out: {why}")
        if child_id:
            self.incomplete.add(child_id.strip())

    def child_id(self, text: str, where: str) -> str:
        """A child's record number. Raises Unreadable where there is none, or one too long to be one."""
        child_id = self.clean(text[: ID_LIMIT + 1], where, "child id", ID_LIMIT + 1)
        if not child_id:
            raise Unreadable("there is no child id")
        if len(child_id) > ID_LIMIT:
            raise Unreadable(f"the child id is longer than {ID_LIMIT} characters")
        return child_id

    def clean(self, text: str, where: str, what: str, limit: int = NAME_LIMIT) -> str:
        """A name, id or code: NFC, trimmed, single spaces. What cannot be shown is made visible, and listed."""
        if text.isascii() and text.isprintable() and len(text) <= limit and "  " not in text:
            return text.strip()
        try:
            cleaned = clean_name(text, what)
        except BadInput:
            cleaned = clean_name(printable(text), what)
            self.note(where, f"the {what} holds a control or invisible character, which is shown as a sign")
        if len(cleaned) > limit:
            self.note(where, f"the {what} is longer than {limit} characters: the rest was left out")
            cleaned = cleaned[:limit].rstrip()
        return cleaned

    def code(self, code: str, where: str, what: str, known: frozenset[str]) -> str:
        """A census code, kept as written; one that is not in the list is listed as a problem."""
        cleaned = self.clean(code, where, what, CODE_LIMIT)
        if cleaned and cleaned not in known:
            self.note(where, f"the {what} is not a census code: kept as written")
        return cleaned
