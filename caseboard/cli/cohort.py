"""`caseboard cohort`: assessments marked, which `caseboard card --cohort` then shows the figures without."""

from __future__ import annotations

import click

from caseboard.cli.acting import at_its_option
from caseboard.cli.call import Call
from caseboard.cli.carrying import carried_out
from caseboard.cli.opening import open_records
from caseboard.cli.options import db_option
from caseboard.cli.output import narrate
from caseboard.cli.who import signed_in
from caseboard.usecases.cohorts import assessments_numbered, marks_numbered
from caseboard.usecases.reference import rules_from
from caseboard.usecases.working.carding import mark_cohort, unmark


@click.command("cohort")
@click.argument("name", metavar="NAME")
@click.argument("assessments", metavar="ASSESSMENT_ID...", type=int, nargs=-1, required=True)
@click.option("--take-back", is_flag=True, help="They are not of the cohort after all.")
@db_option
@click.pass_obj
def cohort_command(call: Call, name: str, assessments: tuple[int, ...], take_back: bool) -> None:
    """Mark assessments as of the cohort NAME: cases assessed again, say, which distort the figures.

    ASSESSMENT_ID is the assessment_id of list board, or the record of card --rows.
    """
    who, day = signed_in(), call.acting_day
    with open_records(call) as records, at_its_option():
        if take_back:
            act = unmark(marks_numbered(records, name, assessments), who, day)
        else:
            rules = rules_from(records.settings_document())
            act = mark_cohort(assessments_numbered(records, rules, assessments, call.today), name, who, day)
        narrate(carried_out(records, act, call.now()).said)
