"""`python -m tests.tui.leaver PATH [nohup]`: caseboard on a database of sessions; with nohup it ignores SIGHUP."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from tests.clock import NOW, now


def main() -> None:
    """Run until it leaves, and leave with its code."""
    # Whatever the tests themselves were started with: it is inherited.
    signal.signal(signal.SIGHUP, signal.SIG_IGN if "nohup" in sys.argv else signal.SIG_DFL)
    app = CaseboardApp(FileOpener(Path(sys.argv[1]), "amin", now), today=NOW.date, now=now, who="amin")
    app.run()
    raise SystemExit(app.return_code)


if __name__ == "__main__":
    main()
