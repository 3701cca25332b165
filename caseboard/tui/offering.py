"""What a person's role is offered: the same answer for keys, hints, palette and help, and a sentence for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen

from caseboard.tui.command import Command
from caseboard.tui.commands import ACTS, BOARD
from caseboard.tui.commands_lists import GO
from caseboard.tui.deeds import deeds_of, is_offered
from caseboard.tui.locking import Lockable
from caseboard.tui.screens.board import BoardScreen
from caseboard.tui.widgets.table import Table

ON_BOARD = (*BOARD, *GO, *ACTS)


class Offering(Lockable):
    """An app that asks the role before it does anything."""

    def offers(self, command: Command) -> bool:
        """Whether the role of the person is offered the command."""
        return is_offered(command, self.session.rights)

    @property
    def role_words(self) -> str:
        """The role of the person; empty where nobody has one."""
        role = self.session.rights.role
        return role.words if role else ""

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run what a key, a hint or the palette asks for; what the role is not offered is said instead."""
        if isinstance(default_namespace, Screen) and (refused := self._refusal(action, default_namespace)):
            self.notify(refused, severity="warning", markup=False)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def _refusal(self, action: str | ActionParseResult, screen: Screen[Any]) -> str | None:
        here = ON_BOARD if isinstance(screen, BoardScreen) else own_commands(screen)
        refused = [command for command in here if command.action == action and not self.offers(command)]
        return self.session.refusal(deeds_of(refused[0])[0], _held_here(screen)) if refused else None


def own_commands(screen: Screen[Any]) -> tuple[Command, ...]:
    """The commands of a screen opened over the board; none for the board and for dialogs.

    Read from the screen, for the first frame does without the modules of the others.
    """
    commands: tuple[Command, ...] = getattr(screen, "OWN_COMMANDS", ())
    return commands


def _held_here(screen: Screen[Any]) -> list[frozenset[int]]:
    """Which team holds the row under the cursor, or the case shown."""
    row = next((table.row for table in screen.query(Table)), None) or getattr(screen, "row", None)
    team = getattr(getattr(row, "case", None), "team_pk", None)
    return [] if team is None else [frozenset([team])]
