"""What README and guide tell people to type: commands and options that exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from caseboard.cli.commands import COMMANDS, caseboard

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/guide.md", "docs/retention.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_named_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    context = click.Context(caseboard)
    told = re.findall(r"^caseboard ([a-z].*?)(?:  +#.*)?$|`caseboard ([a-z][^`]*)`", text, re.MULTILINE)
    assert len(told) > 5
    for words in ((block or span).split() for block, span in told):
        assert words[0] in COMMANDS
        command = caseboard.get_command(context, words[0])
        assert command
        if isinstance(command, click.Group):
            command = command.get_command(context, words[1])
            assert command
        known = {option for parameter in command.params for option in parameter.opts}
        named = {option for word in words for option in re.findall(r"--[a-z-]+", word)}
        assert named <= known, words


def test_the_two_commands_are_one_line_each_and_install_what_is_pinned() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^python3 -m venv \.venv && .*$", text, re.MULTILINE)
    demo, tests = lines
    assert demo.endswith("caseboard demo")
    assert tests.endswith("-m pytest")
    assert all("pip install -c constraints.txt" in line for line in lines)
