"""What caseboard needs at run time, and what that needs, as the installed packages themselves say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
RUN_TIME = ("docx", "postgres")
"""The extras somebody may run caseboard with."""
_MACHINES: tuple[dict[str, str], ...] = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
)


def canonical(name: str) -> str:
    """One spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    """The version of each package in constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonical(name): version for name, version in pinned}


def closure(extras: Iterable[str]) -> dict[str, set[str]]:
    """Every package needed on any machine, and which packages need it."""
    needed: dict[str, set[str]] = {}
    waiting = {("caseboard", extra) for extra in ("", *extras)}
    done: set[tuple[str, str]] = set()
    while waiting:
        done.add(this := waiting.pop())
        for requirement in _requirements(*this):
            name = canonical(requirement.name)
            needed.setdefault(name, set()).add(this[0])
            waiting |= {(name, extra) for extra in ("", *requirement.extras)} - done
    return needed


def licence(name: str) -> str:
    """The licence a package's metadata name; empty where they name none or it is not installed here."""
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    classified = [each.split(" :: ")[-1] for each in told.get_all("Classifier") or [] if each.startswith("License")]
    own = told["License-Expression"] or ""
    return str(own or " or ".join(classified) or told["License"] or "")


def _requirements(name: str, extra: str) -> Iterator[Requirement]:
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:  # of another machine
        return
    for requirement in map(Requirement, lines):
        if _is_wanted(requirement, extra):
            yield requirement


def _is_wanted(requirement: Requirement, extra: str) -> bool:
    """Whether it is needed for the extra (empty: without any) on some machine."""
    if requirement.marker is None:
        return not extra
    return any(requirement.marker.evaluate({**machine, "extra": extra}) for machine in _MACHINES)
