"""Every command, declared once: its key, palette entry, help line and footer hint all come from here.

`id` is what the keymap of the configuration file names; `keys` are the default ones. `home` says where the key works:
on the whole app, the board, the table, the tree, a case, or the workers and teams; acts on the board and on a case.
"""

from __future__ import annotations

from caseboard.domain.counter_words import COUNTER_WORDS
from caseboard.tui.command import Command
from caseboard.tui.command import bindings as bindings
from caseboard.tui.command import keys_of as keys_of
from caseboard.tui.commands_card import CARD, CARD_ROWS, CARD_SIGNED, CARD_TEAMS, COHORT
from caseboard.tui.commands_dates import DATES, MONTH
from caseboard.tui.commands_decisions import DECISIONS
from caseboard.tui.commands_lists import GO, days
from caseboard.tui.commands_plans import PLAN_ACTS, PLANS
from caseboard.tui.commands_quality import QUALITY
from caseboard.tui.commands_search import FOUND, SEARCH
from caseboard.tui.commands_session import AGENDA, DRAFT, LAST_ACTION, SESSION
from caseboard.tui.commands_shift import GROUPS, SHIFT

APP = (
    Command("app.help", "question_mark,f1", "help", "Keys", "Every key that works where you are", "app", "keys"),
    Command("app.palette", "ctrl+p", "command_palette", "Commands", "Every command by name", "app", "commands"),
    Command("app.search", "backslash,ctrl+g", "search", "Search", "Words in notes, actions, hand-overs, names", "app"),
    Command("app.privacy", "n,f2", "privacy", "Hide names", "Record numbers instead of children's names", "app"),
    Command("app.theme", "ctrl+t", "next_theme", "Next theme", "Dark, light, and your terminal's own colours", "app"),
    Command("app.quit", "q,ctrl+q", "quit", "Quit", "Leave; nothing is lost", "app"),
)
_ACTS = tuple(
    Command(f"act.{name}", keys, action, title, help_, "act", name if name in ("allocate", "authorise") else "")
    for name, keys, action, title, help_ in (
        ("allocate", "a", "act('allocate')", "Allocate", "Give the case to a worker, or to a team"),
        ("hand_on", "A", "act('hand_on')", "Hand on a worker's cases", "Give everything a worker holds to another"),
        ("seen", "v", "act('seen')", "Child seen", "Record when the child was seen"),
        ("submit", "w", "act('submit')", "Worker submits", "Record that the worker handed it in"),
        ("authorise", "u", "act('authorise')", "Authorise", "Authorise it, which stops its clock"),
        ("reopen", "R", "act('reopen')", "Reopen", "Take an authorisation back: its clock runs on"),
        ("extend", "e", "act('extend')", "Extend", "Agree a later date; the due date stays"),
        ("correct", "m", "act('correct')", "Correct a date", "Put a date right; the journal keeps the old one"),
        ("start_core", "C", "act('start_core')", "Start a core assessment", "Start one after an initial one"),
        ("enquiry", "y", "act('enquiry')", "Section 47 enquiry", "Record the strategy discussion that starts it"),
        ("conference", "Y", "act('conference')", "Initial conference", "Record it as held, or why none is required"),
        ("flag", "f", "act('flag')", "Flag", "Flag the child for immediate action"),
        ("close_flag", "F", "act('close_flag')", "Close the flag", "Say what was done, and close the flag"),
        ("action", "p", "act('action')", "Supervision action", "Close it with what was done, or put it off"),
        ("undo", "ctrl+z", "undo", "Undo", "Take back the last thing you did, whenever"),
        ("redo", "ctrl+y", "redo", "Redo", "Do again what you last took back"),
    )
)
ACTS = (*_ACTS[:-2], *PLAN_ACTS, COHORT, *_ACTS[-2:])
_OF_ANY_CASE = ("allocate", "enquiry", "conference", "flag", "close_flag")
PLANS_ACTS = (*PLAN_ACTS, *(command for command in ACTS if command.id.removeprefix("act.") in _OF_ANY_CASE))
"""The acts in the list of plans: those on plans, and those on any case or child."""
BOARD = (
    Command(
        "board.filter", "/", "filter", "Filter", "Narrow the rows: worker:walsh kind:core over:>5", "board", "filter"
    ),
    Command(
        "board.supervise", "s", "supervise", "Supervise", "A session with the worker of the row", "board", "supervise"
    ),
    Command(
        "board.clear", "c", "clear", "Clear filters", "Clear the filter, the counter and the team in view", "board"
    ),
    Command(
        "board.back", "escape", "back", "Step back", "A step back: the tree, marks, filter, then the team", "board"
    ),
    Command(
        "board.explain",
        "x",
        "explain",
        "Explain the clock",
        "The days counted and skipped, and why",
        "board",
        "explain",
    ),
    Command(
        "board.counters", "i", "definitions", "What the counters count", "Each definition, and its changes", "board"
    ),
    *days("board", "The board"),
    Command("board.sort", "o", "sort", "Order by", "Choose the column to order by", "board"),
    Command(
        "board.sort_left", "<", "shift_sort(-1)", "Order by column left", "Order by the column to the left", "board"
    ),
    Command(
        "board.sort_right", ">", "shift_sort(1)", "Order by column right", "Order by the column to the right", "board"
    ),
    Command("board.sort_flip", "=", "flip_sort", "Turn the order round", "Smallest first, or largest first", "board"),
    Command("board.tree", "b", "tree", "Teams and workers", "Show or hide the tree of teams and workers", "board"),
    Command(
        "board.workers",
        "W",
        "workers",
        "Workers and teams",
        "Loads, absences, checks, and the acts on workers",
        "board",
    ),
    Command("board.reload", "r", "reload", "Read again", "Read the database again", "board"),
    *(
        Command(
            f"board.counter.{counter.key}",
            counter.digit,
            f"counter('{counter.key}')",
            f"Counter {counter.digit}: {counter.title}",
            f"Only the rows {counter.title} counts, or all again",
            "board",
        )
        for counter in COUNTER_WORDS
    ),
)
TABLE = (
    Command("table.up", "up,k", "move(-1)", "Up", "A row up", "table"),
    Command("table.down", "down,j", "move(1)", "Down", "A row down", "table"),
    Command("table.page_up", "pageup,ctrl+b", "page(-1)", "Page up", "A page up", "table"),
    Command("table.page_down", "pagedown,ctrl+f", "page(1)", "Page down", "A page down", "table"),
    Command("table.first", "home,g", "first", "First row", "To the first row", "table"),
    Command("table.last", "end,G", "last", "Last row", "To the last row", "table"),
    Command("table.open", "enter", "open", "Open", "Open the row: its case, or a worker's board", "table"),
    Command("table.mark", "space", "mark", "Mark", "Mark the row for an act, or not any more", "table"),
    Command("table.mark_all", "*", "mark_all", "Mark all", "Mark all rows shown, or none of them", "table"),
    Command("table.leave", "left,h", "leave", "To the teams", "To the tree of teams and workers", "table"),
)
TREE = (
    Command("tree.up", "up,k", "move(-1)", "Up", "The team or worker above", "tree"),
    Command("tree.down", "down,j", "move(1)", "Down", "The team or worker below", "tree"),
    Command("tree.first", "home,g", "first", "First", "The whole council", "tree"),
    Command("tree.last", "end,G", "last", "Last", "The last line", "tree"),
    Command("tree.page_up", "pageup,ctrl+b", "page(-1)", "Page up", "A page up", "tree"),
    Command("tree.page_down", "pagedown,ctrl+f", "page(1)", "Page down", "A page down", "tree"),
    Command("tree.fold", "left,h", "fold", "Close", "Close the team, or go to the team above", "tree"),
    Command("tree.unfold", "right,l", "unfold", "Open", "Open the team, or go to the table", "tree"),
    Command("tree.toggle", "space", "turn", "Open or close", "Open or close the team", "tree"),
    Command("tree.choose", "enter", "choose", "To its rows", "Back to the table, in this team or worker", "tree"),
)
TIMELINE_KINDS = ("case", "assessment", "protection", "worker", "supervision", "flag", "correction")
"""The kinds of a timeline (`happenings.Kind`) in the order of their digits."""
CASE = (
    Command("case.back", "escape,backspace", "back", "Back", "The whole timeline, then the list", "case", "back"),
    Command("case.next", "J,right", "step(1)", "Next case", "The next case of the list", "case", "cases"),
    Command("case.previous", "K,left", "step(-1)", "Previous case", "The case before it", "case", "cases"),
    *(
        Command(
            f"case.kind.{kind}",
            str(digit),
            f"kind('{kind}')",
            f"Timeline: {kind}",
            f"Only this kind: {kind}; again for all",
            "case",
        )
        for digit, kind in enumerate(TIMELINE_KINDS, 1)
    ),
    Command("case.filter", "/", "filter", "Filter the timeline", "Only entries with these words", "case", "filter"),
    Command("case.clear", "c,0", "clear", "Whole timeline", "Every entry of the timeline again", "case"),
    *days("case", "The case"),
    Command("case.explain", "x", "explain", "Explain the clocks", "The worst clock; → the next one", "case", "explain"),
    Command(
        "case.supervise", "s", "supervise", "Supervise", "This case in a supervision session with its worker", "case"
    ),
    Command("case.reload", "r", "reload", "Read again", "Read the case again", "case"),
    Command("case.up", "k", "scroll(-1)", "Up", "A line up", "case"),
    Command("case.down", "j", "scroll(1)", "Down", "A line down", "case"),
)
WORKERS = (
    *(
        Command(f"workers.{name}", keys, action, title, help_, "workers", hint)
        for name, keys, action, title, help_, hint in (
            ("back", "escape,backspace", "back", "Back", "The whole list, then the board as it was", "back"),
            ("filter", "/", "filter", "Filter", "Only those with these words: name, team, grade, state", "filter"),
            ("edit", "e", "act('edit')", "Change", "Change the worker, or rename or move the team", "edit"),
            ("add", "plus", "act('add')", "Add", "Add a worker; in the list of teams a team", "add"),
            ("absence", "a", "act('absence')", "Absence", "Record an absence and who covers", "away"),
            ("change_absence", "E", "change_absence", "End absence", "End or change an absence, or its cover", ""),
            ("hand_on", "A", "act('hand_on')", "Hand on everything", "Give all they hold to somebody else", "hand on"),
            ("switch", "T", "switch", "Teams, or workers", "The list of teams, or the workers again", "teams"),
            ("roles", "R", "roles", "Roles", "Who has which role, or the workers again", "roles"),
            ("end_account", "X", "act('end_account')", "Take an account away", "In the list of roles", ""),
            ("leavers", "L", "leavers", "Those who left", "Show those who left with nothing too, or not", ""),
            ("everyone", "c", "everyone", "The whole council", "Every team, and no filter", ""),
            ("sort", "o", "sort", "Order by", "Choose the column to order by", ""),
            ("sort_left", "<", "shift_sort(-1)", "Order by column left", "Order by the column to the left", ""),
            ("sort_right", ">", "shift_sort(1)", "Order by column right", "Order by the column to the right", ""),
            ("sort_flip", "=", "flip_sort", "Turn the order round", "Smallest first, or largest first", ""),
            ("undo", "ctrl+z", "undo", "Undo", "Take back the last thing you did, whenever", ""),
            ("redo", "ctrl+y", "redo", "Redo", "Do again what you last took back", ""),
            ("reload", "r", "reload", "Read again", "Read the database again", ""),
        )
    ),
    *days("workers", "The list"),
)
COMMANDS = (
    *(*APP, *BOARD, *GO, *ACTS, *TABLE, *TREE, *CASE, *WORKERS, *PLANS, *DATES, *MONTH),
    *(*SESSION, *AGENDA, *LAST_ACTION, *DRAFT, *SEARCH, *FOUND, *DECISIONS, *SHIFT, *GROUPS, *QUALITY),
    *(*CARD, *CARD_ROWS[:-1], *CARD_TEAMS, *CARD_SIGNED),
)
HOMES = {
    "app": "Everywhere",
    "board": "The board",
    "go": "From the board and from list to list",
    "act": "Acts, on a row and on a case",
    "table": "The table",
    "tree": "Teams and workers",
    "case": "The case",
    "workers": "The workers and teams",
    "plans": "The child protection plans",
    "dates": "The list of every date",
    "month": "The month of every date",
    "session": "The session",
    "agenda": "The cases of a session",
    "last_action": "An action of last time",
    "draft": "An unsaved note",
    "search": "The search",
    "found": "A text that was found",
    "decisions": "Decisions on referrals",
    "shift": "The start of a shift",
    "groups": "The groups of the shift, the checks of the records",
    "card": "The report card",
    "card_rows": "The rows behind a figure of the card",
    "card_teams": "Teams compared",
    "card_signed": "A signed card",
    "quality": "The checks of the records",
}
