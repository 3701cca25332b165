"""Every command by name. Its module is imported only when it is used: the help needs neither database nor screens."""

from __future__ import annotations

import click

from caseboard.cli.call import Call
from caseboard.cli.group import CaseboardGroup
from caseboard.cli.options import as_at_option, db_option

COMMANDS = {
    "demo": ("demo", "Show an invented council in a throwaway database."),
    "init": ("databases", "Create a database; asks for the passphrase twice."),
    "passphrase": ("databases", "Change the passphrase."),
    "recover": ("databases", "Set another passphrase with the recovery code."),
    "import": ("importing", "Load extracts of the record system, or preview them."),
    "shift": ("shift", "Open the start of a shift."),
    "list": ("lists", "Print a list: board, plans, decisions, workers and more."),
    "counters": ("lists", "Print the eight counters with definition and change."),
    "card": ("card", "Print the report card of a quarter, or sign it off."),
    "cohort": ("cohort", "Mark assessments that the card is shown without, too."),
    "search": ("searching", "Find words in notes, additions, actions, hand-overs and names."),
    "export": ("exporting", "Write out supervision records to print."),
    "due": ("clocks", "Work out a due date; needs no database."),
    "explain": ("clocks", "Print every clock of a child, day by day."),
    "journal": ("journal", "Print who did what when, or prove that nobody changed it."),
    "decide": ("acts", "Decide on referrals."),
    "review-decision": ("acts", "Review somebody else's decisions on referrals."),
    "allocate": ("acting", "Give cases to a worker or team."),
    "hand-on": ("acting", "Give everything a worker holds to another."),
    "seen": ("acts", "Record when the child was seen."),
    "submit": ("acts", "Record that the worker handed assessments in."),
    "authorise": ("acting", "Authorise assessments."),
    "reopen": ("acts", "Take authorisations back."),
    "extend": ("acts", "Agree a later date; the due date stays."),
    "correct": ("acts", "Put a date right; the journal keeps the old one."),
    "start-core": ("acts", "Start a core assessment after an initial one."),
    "enquiry": ("acts", "Record a strategy discussion, which starts an enquiry."),
    "conference": ("acts", "Record an initial conference, or why none is required."),
    "flag": ("acts", "Flag children for immediate action."),
    "close-flag": ("acts", "Close a flag with what was done."),
    "book-review": ("acts_plans", "Book the next review of plans."),
    "review-held": ("acts_plans", "Record a review as held."),
    "visit": ("acts_plans", "Record a statutory visit."),
    "core-group": ("acts_plans", "Record a core group as held."),
    "end-plan": ("acts_plans", "End plans."),
    "handover": ("handing_over", "Write the note to the next shift, or acknowledge it."),
    "undo": ("acting", "Take back the last thing you did."),
    "redo": ("acting", "Do again what you last took back."),
    "accounts": ("accounts", "Print who has which role, and what you are here."),
    "account": ("accounts", "Give a person a role, another one, or take it away."),
    "settings": ("settings", "Print the council's settings, or load them from a file."),
    "copy": ("copying", "Move a whole database between files and servers."),
    "locate": ("databases", "Print the files caseboard uses."),
    "keys": ("keys", "Print the key table."),
    "completion": ("completion", "Print the shell completion script."),
}
"""Every command: the module it lives in, and its line in the help. Its function is named after it with `_command`."""

LATER = ("sample", "audits", "plan", "backup", "restore", "check")
"""Names kept for later versions, so that nobody searches for a spelling mistake."""


@click.group(cls=CaseboardGroup, commands_by_name=COMMANDS, later=LATER, invoke_without_command=True)
@db_option
@as_at_option
@click.version_option(package_name="caseboard", message="%(prog)s %(version)s")
@click.pass_context
def caseboard(context: click.Context) -> int:
    """The team's open assessments, reviews and actions, with clocks that explain themselves.

    Without a command the board opens.
    """
    if context.invoked_subcommand is not None:
        return 0
    from caseboard.cli.board import open_board

    call = context.obj
    assert isinstance(call, Call)
    return open_board(call)
