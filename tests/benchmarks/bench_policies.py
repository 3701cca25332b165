"""`python -m tests.benchmarks.bench_policies`: the facts of a board on a server, for logins with and without policies.

The demo is copied onto a server of the tests' own. Printed, never asserted. `--db PATH` measures on one that is there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from caseboard.domain.roles import Role
from caseboard.store.copying import copy_to_server
from caseboard.store.opening import FileOpener
from caseboard.store.server import ServerOpener
from caseboard.usecases.reference import default_settings, rules_from
from tests.benchmarks.measuring import build_demo, spread
from tests.clock import now
from tests.postgres import Server, running_server
from tests.served import give_account, run_on

DAY = date(2009, 9, 28)
SINCE = DAY - timedelta(days=14)
ONE_TEAM = "SELECT id FROM teams t WHERE EXISTS (SELECT 1 FROM workers w WHERE w.team = t.id) ORDER BY id DESC LIMIT 1"
TOP_TEAM = "SELECT id FROM teams WHERE parent IS NULL ORDER BY id LIMIT 1"


def timed(answer: Callable[[], object], times: int = 5) -> list[float]:
    """Seconds each of so many runs took."""
    taken = []
    for _ in range(times):
        begun = perf_counter()
        answer()
        taken.append(perf_counter() - begun)
    return taken


def measure(server: Server, name: str) -> None:
    """Print what each login waits for."""
    address, rules = server.address(name), rules_from(default_settings())
    for login, role, teams in (
        ("bench_service", Role.SERVICE_MANAGER, ""),
        ("bench_top", Role.TEAM_MANAGER, TOP_TEAM),
        ("bench_team", Role.TEAM_MANAGER, ONE_TEAM),
    ):
        give_account(
            address, login, role, *(int(str(row[0])) for row in run_on(address, teams or "SELECT 1 WHERE false"))
        )
    for login in ("postgres", "bench_service", "bench_top", "bench_team"):
        records = ServerOpener(replace(address, user=login), login).open()
        children = len(records.facts(SINCE).children)
        board = spread(timed(lambda records=records: records.facts(SINCE)), "ms", 1e3)  # type: ignore[misc]
        print(f"{login:<14} board of {children:>6} children   {board}")
        begun = perf_counter()
        records.reckon(rules, DAY)
        print(f"{login:<14} figures reckoned, the first time in a connection: {perf_counter() - begun:.2f} s")
        records.close()


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=10)
    parser.add_argument("--db")
    given = parser.parse_args()
    source = FileOpener(Path(given.db or build_demo(given.scale, DAY.isoformat())), "bench", now).open()
    with running_server() as server:
        name = server.make()
        begun = perf_counter()
        copied = copy_to_server(source, server.address(name))
        rows = sum(table.rows for table in copied.tables)
        print(f"copied {rows} rows onto the server and compared them in {perf_counter() - begun:.1f} s")
        measure(server, name)


if __name__ == "__main__":
    main()
