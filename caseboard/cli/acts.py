"""The acts that need nothing but ids and options: one declaration each, journalled as those of the screens."""

from __future__ import annotations

from collections.abc import Iterable

import click

from caseboard.cli.act_command import (
    ON,
    Asked,
    day_option,
    of_assessments,
    of_children,
    of_decisions,
    of_referrals,
    on_a_day,
    option,
)
from caseboard.domain.acts import Act, BadField
from caseboard.domain.cases import Basis
from caseboard.domain.decisions import Decision, Outcome
from caseboard.usecases.working.authorise import record_seen, reopen, submit
from caseboard.usecases.working.dates import DateOf, Extending, correct, extend
from caseboard.usecases.working.deciding import Deciding, decide
from caseboard.usecases.working.enquiry_dates import EnquiryDate, correct_enquiry
from caseboard.usecases.working.flag import close_flag, raise_flag
from caseboard.usecases.working.reviewing import REVIEWED, Reviewing, review_decision
from caseboard.usecases.working.starting import (
    CORE_BASES,
    conference_not_required,
    record_conference,
    record_enquiry,
    start_core,
)


def _correct(asked: Asked) -> Act:
    which, day, reason = asked.options["which"], asked.options["day"], asked.text("reason")
    if (day is None) is not asked.options["take_away"]:
        raise BadField("day", "write the right date, or --take-away without one")
    if which not in _ENQUIRY_DATES:
        return correct(asked.snapshot, asked.ids, _DATES[which], day, reason, asked.today)
    wanted = set(asked.ids)
    children = [a.child for a in asked.snapshot.facts.assessments if a.id in wanted]
    of_enquiry = _ENQUIRY_DATES[which]
    return correct_enquiry(asked.snapshot, children, of_enquiry, day, reason, asked.today, asked.who)


def _conference(asked: Asked) -> Act:
    held, why_none = asked.options["held"], asked.text("not_required")
    if bool(held) is bool(why_none):
        raise BadField("held", "write the date it was held, or --not-required and why")
    if held:
        return record_conference(asked.snapshot, asked.ids, held, asked.today)
    return conference_not_required(asked.snapshot, asked.ids, why_none)


def _extend(asked: Asked) -> Act:
    form = Extending(asked.day("until"), asked.text("reason"), asked.text("agreed_by"), asked.day("agreed_on"))
    return extend(asked.snapshot, asked.ids, form, asked.today)


def _decide(asked: Asked) -> Act:
    decision = Decision(asked.text("decision").replace("-", "_"))
    by = asked.text("by") or asked.who
    words = (asked.text("reason"), asked.text("at"))
    form = Deciding(decision, asked.day("day"), by, *words, asked.options["start"])
    return decide(asked.snapshot, asked.ids, form, asked.today)


def _review(asked: Asked) -> Act:
    to = asked.text("changed_to").replace("-", "_")
    outcome, by = Outcome(asked.text("outcome").replace("-", "_")), asked.text("by") or asked.who
    form = Reviewing(outcome, asked.day("day"), by, asked.text("words"), Decision(to) if to else None)
    return review_decision(asked.snapshot, asked.decisions, form, asked.today)


def _codes(codes: Iterable[str]) -> click.Choice[str]:
    return click.Choice([code.replace("_", "-") for code in codes])


_DATES = {str(which).replace("_", "-"): which for which in DateOf}
_ENQUIRY_DATES = {"strategy-discussion": EnquiryDate.DISCUSSED, "conference-held": EnquiryDate.HELD}
_RAISED = day_option("on", "on", "On which date; today without it.")
_REASON = option("reason", "reason", "Why.")

decide_command = of_referrals(
    "Decide on referrals, with what follows; REFERRAL_ID is the referral_id of list decisions.",
    _decide,
    option("decision", "decision", "What is decided.", type=_codes(Decision), required=True),
    option("reason", "reason", "Why no further action, or which agency."),
    day_option("on", "day", "The date of the decision; today without it."),
    option("at", "at", "The time of day, as 14:30."),
    option("by", "by", "Who decided; you without it."),
    day_option("start", "start", "When the assessment starts, or the strategy discussion was; else that date."),
)
review_decision_command = of_decisions(
    "Review decisions somebody else made; REFERRAL_ID is the referral_id of list decisions.",
    _review,
    option("outcome", "outcome", "What you found.", type=_codes(REVIEWED), required=True),
    option("to", "changed_to", "What it is changed to.", type=_codes(Decision)),
    option("words", "words", "Why it is changed, or what is urgent, which flags the child."),
    day_option("on", "day", "The date of the review; today without it."),
    option("by", "by", "Who reviewed; you without it."),
)
seen_command = of_assessments(
    "Record when the child was seen.",
    on_a_day(record_seen),
    ON,
)
submit_command = of_assessments(
    "Record that the worker handed assessments in; their clocks keep running.",
    on_a_day(submit),
    ON,
)
extend_command = of_assessments(
    "Agree a later date; the due date and the lateness against it stay.",
    _extend,
    day_option("until", "until", "Until when.", required=True),
    _REASON,
    option("agreed-by", "agreed_by", "The manager who agreed."),
    day_option("agreed-on", "agreed_on", "When it was agreed; today without it."),
)
correct_command = of_assessments(
    "Put a date right; the journal keeps the one it had. The last two dates are of the child's latest enquiry.",
    _correct,
    option("date", "which", "Which date.", type=click.Choice([*_DATES, *_ENQUIRY_DATES]), required=True),
    day_option("to", "day", "The right date."),
    option("take-away", "take_away", "Instead: it should not have been recorded.", is_flag=True),
    _REASON,
)
reopen_command = of_assessments(
    "Take authorisations back: the clocks run as if they had never stopped.",
    lambda a: reopen(a.snapshot, a.ids, a.text("reason"), a.today, returned=not a.options["stays"]),
    _REASON,
    option("stays-submitted", "stays", "It waits to be authorised, and does not go back to the worker.", is_flag=True),
)
start_core_command = of_assessments(
    "Start a core assessment after each of these authorised initial ones.",
    lambda a: start_core(a.snapshot, a.ids, a.day("start"), Basis(a.text("basis")), a.today),
    day_option("start", "start", "Its start; today without it."),
    option("basis", "basis", "What it counts from.", type=click.Choice([*map(str, CORE_BASES)]), required=True),
)
enquiry_command = of_children(
    "Record the strategy discussion that starts a section 47 enquiry.",
    lambda a: record_enquiry(a.snapshot, a.ids, a.day("discussed"), a.today),
    day_option("discussed", "discussed", "The strategy discussion; today without it."),
)
conference_command = of_children(
    "Record the initial child protection conference, or why none is required.",
    _conference,
    day_option("held", "held", "When it was held."),
    option("not-required", "not_required", "Instead: why none is required."),
)
flag_command = of_children(
    "Flag children for immediate action.",
    lambda a: raise_flag(a.snapshot, a.ids, a.text("reason"), a.day("on"), a.today, a.who),
    _REASON,
    _RAISED,
)
close_flag_command = of_children(
    "Close the flag of children, with what was done.",
    lambda a: close_flag(a.snapshot, a.ids, a.text("done"), a.day("on"), a.today, a.who),
    option("done", "done", "What was done."),
    _RAISED,
)
