"""The commands of the search, whose keys work while words are typed, and of a text it found."""

from __future__ import annotations

from caseboard.tui.command import Command

SEARCH = (
    Command("search.open", "enter", "open", "Open", "The whole text, at the words found", "search", "opens"),
    Command("search.up", "up", "move(-1)", "Up", "The result above", "search", "result"),
    Command("search.down", "down", "move(1)", "Down", "The result below", "search", "result"),
    Command("search.page_up", "pageup", "page(-1)", "Page up", "A page of results up", "search"),
    Command("search.page_down", "pagedown", "page(1)", "Page down", "A page of results down", "search"),
    Command("search.back", "escape", "back", "Back", "Back to where you were", "search", "back"),
)
FOUND = (
    Command("found.next", "n", "hit(1)", "Next hit", "To the next place the words stand", "found", "hit"),
    Command("found.previous", "N", "hit(-1)", "Previous hit", "To the place before", "found", "hit"),
    Command("found.case", "o", "case", "Open the case", "The child's case: clocks and timeline", "found", "case"),
    Command("found.up", "k", "scroll(-1)", "Up", "A line up", "found"),
    Command("found.down", "j", "scroll(1)", "Down", "A line down", "found"),
    Command("found.back", "escape,backspace", "back", "Back", "Back to the results as they were", "found", "results"),
)
