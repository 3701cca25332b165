"""`python -m tests.faults.typist PATH PIPE`: caseboard itself, which also says what each key typed has made of a note.

Run in a pseudo-terminal. One line of JSON for each change, written to the file descriptor PIPE: the child (by the
database's number), the text as it then stands, and this process's own time in seconds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from textual import on
from textual.widgets import TextArea

from caseboard.store.opening import FileOpener
from caseboard.tui.app import CaseboardApp
from caseboard.tui.widgets.editor import Editor
from tests.clock import NOW, now


class TellingApp(CaseboardApp):
    """The app, telling of what is typed."""

    pipe: int

    @on(Editor.Changed)
    def _tell(self) -> None:
        editor = self.screen.query_one(Editor)
        if editor.page is not None:
            told = [editor.page.child, "".join(area.text for area in editor.query(TextArea)), time.monotonic()]
            os.write(self.pipe, f"{json.dumps(told)}\n".encode())


def main() -> None:
    """Run until killed."""
    path, pipe = sys.argv[1:]
    app = TellingApp(FileOpener(Path(path), "amin", now), today=NOW.date, now=now, who="amin")
    app.pipe = int(pipe)
    app.run()


if __name__ == "__main__":
    main()
