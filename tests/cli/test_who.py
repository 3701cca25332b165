"""Who is at the terminal: the system's word, not an environment variable's."""

from __future__ import annotations

import os

import pytest

from caseboard.cli.who import signed_in


def test_no_environment_variable_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signed_in()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody else")
    assert signed_in() == before != "somebody else"


@pytest.mark.skipif(os.name == "nt", reason="Windows accounts have no number")
def test_a_number_without_a_name_is_said_as_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)
    assert signed_in() == f"account {2**31 - 7}"
