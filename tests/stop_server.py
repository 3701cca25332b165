"""`stop_server.py FOLDER ACCOUNT COMMAND…`: stops the tests' server when the program that started it has ended.

However it ended, killed or not: its end of our standard input is closed then. A program of its own, because one that is
killed cannot tidy up.
"""

from __future__ import annotations

import shutil
import subprocess
import sys


def main() -> None:
    """Wait, run the command under the account's number (empty: this one), and remove the folder."""
    folder, account, *command = sys.argv[1:]
    sys.stdin.read()
    subprocess.run(command, stdin=subprocess.DEVNULL, user=int(account) if account else None, check=False)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
