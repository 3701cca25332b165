"""The acts on child protection plans: one declaration each, journalled as those of the screens."""

from __future__ import annotations

from caseboard.cli.act_command import ON, Asked, day_option, of_plans, on_a_day, option
from caseboard.domain.acts import Act, BadField
from caseboard.usecases.working.protecting import book_review, end_plan, hold_review, record_core_group, record_visit


def _visit(asked: Asked) -> Act:
    alone, not_alone = asked.options["alone"], asked.options["not_alone"]
    if alone and not_alone:
        raise BadField("not_alone", "--alone and --not-alone cannot both be right: leave one of them out")
    said = True if alone else False if not_alone else None
    return record_visit(asked.snapshot, asked.ids, asked.day("day"), said, asked.today)


book_review_command = of_plans(
    "Book the next review of plans; PLAN_ID is the plan_id of list plans. An earlier booking stays on record.",
    on_a_day(book_review),
    day_option("on", "day", "For which date.", required=True),
)
review_held_command = of_plans(
    "Record that the review of plans was held.",
    on_a_day(hold_review),
    ON,
)
end_plan_command = of_plans(
    "End plans.",
    on_a_day(end_plan),
    ON,
)
visit_command = of_plans(
    "Record a statutory visit to the children on plans.",
    _visit,
    ON,
    option("alone", "alone", "The child was seen alone.", is_flag=True),
    option("not-alone", "not_alone", "The child was not seen alone.", is_flag=True),
)
core_group_command = of_plans(
    "Record that the core group of plans met.",
    on_a_day(record_core_group),
    ON,
)
