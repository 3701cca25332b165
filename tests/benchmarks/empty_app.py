"""The least a Textual app can be: what start-up is compared with."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Label


class EmptyApp(App[None]):
    """A header, a label, a footer."""

    def compose(self) -> ComposeResult:
        """The three."""
        yield Header()
        yield Label("nothing here")
        yield Footer()


if __name__ == "__main__":
    EmptyApp().run()
