"""The commands of a supervision session.

Its keys work while somebody types: none is a letter, none is one that a text needs itself (ctrl+a e u k w d x c v z y),
and none is one that a terminal sends for another key (ctrl+m i h j).
"""

from __future__ import annotations

from dataclasses import replace

from caseboard.tui.command import Command

AGREE = Command("session.agree", "ctrl+o", "agree", "Add an action", "What, by when, who", "session", "action")
BACK = Command(
    "session.back",
    "escape",
    "back",
    "Back",
    "From the dates and the own sheet to the case, then to the board",
    "session",
    "board",
)
SIGN = Command("session.sign", "f4", "sign", "Sign", "Both sign; lists what is missing", "session", "sign")
ADD = Command("session.add", "f7", "add", "Add to the signed note", "Add to this child's last signed note", "session")
SESSION = (
    Command(
        "session.discussed",
        "ctrl+s",
        "discussed",
        "Discussed",
        "Save this case, and go on to the next one to discuss",
        "session",
        "discussed",
    ),
    Command(
        "session.not_discussed",
        "ctrl+r",
        "not_discussed",
        "Not discussed",
        "Say in a line why this case was not discussed",
        "session",
        "not",
    ),
    AGREE,
    Command("session.next", "ctrl+n,f9", "step(1)", "Next case", "The next case; the text is kept", "session", "case"),
    Command(
        "session.previous",
        "ctrl+b,f8",
        "step(-1)",
        "Case before",
        "The case before; the text is kept",
        "session",
        "case",
    ),
    Command("session.fold", "f5", "fold", "Fold", "Fold the cases or the notes away, and back", "session", "fold"),
    SIGN,
    BACK,
    Command(
        "session.sheet",
        "f3",
        "sheet",
        "The worker's own sheet",
        "The worker's own sheet, on no child's file; and back",
        "session",
        "sheet",
    ),
    Command(
        "session.beside_up",
        "pageup",
        "beside(-1)",
        "Notes up",
        "What stands beside, up, while you type",
        "session",
        "notes",
    ),
    Command(
        "session.beside_down",
        "pagedown",
        "beside(1)",
        "Notes down",
        "What stands beside, down, while you type",
        "session",
        "notes",
    ),
    Command("session.dates", "f6", "dates", "Dates", "When it was held, and when the next one is", "session"),
    ADD,
)
SIGNED = (
    replace(ADD, hint="add to it"),
    *(command for command in SESSION if command.hint not in ("discussed", "not", AGREE.hint)),
)
"""What there is to do in a signed session, for its footer."""
AGENDA = (
    Command("agenda.up", "up,k", "move(-1)", "Up", "The case above", "agenda"),
    Command("agenda.down", "down,j", "move(1)", "Down", "The case below", "agenda"),
    Command("agenda.first", "home,g", "move(-999)", "First", "The first case", "agenda"),
    Command("agenda.last", "end,G", "move(999)", "Last", "The last case", "agenda"),
    Command("agenda.open", "enter,right,l", "open", "Open", "Into its note", "agenda"),
)
LAST_ACTION = (
    Command("last_action.done", "d,enter", "done", "Done", "It was done: say what was done", "last_action", "done"),
    Command("last_action.carry", "c", "carry", "Carry", "It is carried to another date", "last_action", "carry"),
    Command(
        "last_action.open", "u", "reopen", "Take back", "Neither done nor carried after all", "last_action", "neither"
    ),
)
DRAFT = (
    Command("draft.continue", "enter", "screen.draft('continue')", "Continue", "Go on with the unsaved note", "draft"),
    Command("draft.compare", "c", "screen.draft('compare')", "Compare", "See the unsaved and the saved note", "draft"),
    Command("draft.discard", "D", "discard", "Discard", "Throw the unsaved note away; pressed twice", "draft"),
)
