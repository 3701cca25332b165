"""What every test shares: property tests draw the same examples on every machine and are never timed; one server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgres import Server
    from tests.served import Served

settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")


_FIGURE = "figure"


@pytest.fixture
def publish(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Has a figure that a test measured printed at the end of the run, whichever process the test ran in."""
    return lambda sentence: record_property(_FIGURE, sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    reports = [report for group in ("passed", "failed") for report in terminalreporter.getreports(group)]
    figures = [words for report in reports for name, words in report.user_properties if name == _FIGURE]
    if figures:
        terminalreporter.section("figures")
    for figure in figures:
        terminalreporter.line(str(figure))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running PostgreSQL server, started for the first test that asks for it."""
    from tests.postgres import running_server, wheel_is_there

    if not wheel_is_there():
        pytest.skip("no wheel of a PostgreSQL server for this machine")
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """The name of a database with every table and no record: copying it is quicker than making one."""
    from caseboard.store.server import create_on_server
    from caseboard.usecases.reference import default_settings

    name = server.make()
    create_on_server(server.address(name), settings_document=default_settings())
    return name


@pytest.fixture
def served(server: Server, template: str) -> Iterator[Served]:
    """A database on the server, for one test."""
    from tests.served import Served

    name = server.make(template)
    yield Served(server.address(name), server.url(name))
    server.drop(name)
