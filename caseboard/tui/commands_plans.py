"""The commands of child protection plans: the acts on them, wherever a plan can be meant, and those of their list."""

from __future__ import annotations

from caseboard.tui.command import Command
from caseboard.tui.commands_lists import list_commands

PLAN_ACTS = tuple(
    Command(f"act.{name}", keys, f"act('{name}')", title, help_, "act")
    for name, keys, title, help_ in (
        ("book_review", "B", "Book a review", "Book the plan's next review; too late a date is told"),
        ("hold_review", "H", "Review held", "Record that the plan's review was held"),
        ("visit", "V", "Statutory visit", "Record a visit to the child on the plan"),
        ("core_group", "M", "Core group held", "Record that the plan's core group met"),
        ("end_plan", "E", "End the plan", "Record that the plan ended"),
    )
)
PLANS = (
    *list_commands("plans", "The plans"),
    Command("plans.siblings", "z", "siblings", "Mark brothers and sisters", "Mark the row with its siblings", "plans"),
    Command("plans.explain", "x", "explain", "Explain the clocks", "Review, visit and core group", "plans", "explain"),
)
