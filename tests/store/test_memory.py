"""No core file and no debugger: asked of the system where it can do it, and harmless where it cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest


def _run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has both")
def test_a_process_with_a_key_writes_no_core_and_cannot_be_read() -> None:
    script = (
        "import ctypes, resource\n"
        "from caseboard.store.memory import keep_out_of_dumps\n"
        "keep_out_of_dumps()\n"
        "get_dumpable = 3\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(get_dumpable, 0, 0, 0, 0))"
    )
    assert _run(script) == "(0, 0) 0"


def test_it_does_nothing_where_the_system_has_no_means() -> None:
    script = (
        "import sys\n"
        "sys.modules['resource'] = None\n"
        "sys.platform = 'win32'\n"
        "from caseboard.store import memory\n"
        "memory.keep_out_of_dumps()\n"
        "print('still here')"
    )
    assert _run(script) == "still here"
