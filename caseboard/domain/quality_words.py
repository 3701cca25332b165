"""Every check of the records in words: what a screen, a list and a card say of it. The rules themselves stand apart.

The hard checks are those of `quality`, the soft ones those of `quality_soft`; their numbers are those of the CIN census
validation rules, a Q behind one marking a query.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseboard.domain.findings import CheckWords
from caseboard.domain.indicators import CHILD_TWICE

AUTHORISE_WITHIN = 5
"""Working days after which an assessment that waits to be authorised is a finding."""
RECORD_WITHIN = 5
"""Working days within which supervision is to be typed after it was held."""
CARRIED = 2
"""How often an action was put off for it to be a finding."""
SAME_NOTE_MONTHS = 3
"""How far back notes of brothers and sisters are compared."""

_AT_SOURCE = "put right in the record system; the next extract brings it"
HARD: tuple[CheckWords, ...] = tuple(
    CheckWords(key, title, words, mend, act, rule, hard=True)
    for key, rule, title, words, act, mend in (
        (
            *("start_before_referral", "1103", "Start before the referral"),
            "An assessment starts before the referral it belongs to. Its clock has no figures.",
            *("correct", "correct the start, or the referral in the record system"),
        ),
        (
            *("start_after_authorised", "8608", "Start after authorisation"),
            "An assessment starts after the day on which it was authorised.",
            *("correct", "correct the start or the authorisation"),
        ),
        (
            *("future", "", "Date that has not come"),
            "A date of something that has happened lies after today.",
            *("correct", "correct the date"),
        ),
        (
            *("after_closure", "8565", "Activity after closure"),
            "An assessment, an enquiry, a conference or a plan has a date after its episode was closed.",
            *("correct", "correct the date, or the closure in the record system"),
        ),
        (
            *("two_open", "8896", "Two open in one episode"),
            "More than one assessment is open under one referral: every one but the first is listed.",
            *("authorise", "authorise the one that is done, or take it out in the record system"),
        ),
        (
            *("open_in_closed", "8867", "Open in a closed episode"),
            "The episode is closed and an assessment under it is open.",
            *("authorise", "authorise it, or open the episode again in the record system"),
        ),
        (
            *(CHILD_TWICE, "8510", "Child recorded twice"),
            "Two record numbers differ in leading noughts and capitals alone: one child stands under both.",
            *("", "join the two records in the record system"),
        ),
        (
            *("plan_not_on_conference", "2885", "Plan not on its conference"),
            "A child protection plan does not start on the day of its initial conference.",
            *("", _AT_SOURCE),
        ),
        (
            *("review_before_plan", "8841", "Review before its plan"),
            "A review conference was held on or before the day its plan starts.",
            *("", _AT_SOURCE),
        ),
        (
            *("plan_of_no_length", "8840", "Plan of no length"),
            "A child protection plan ends on the day it starts.",
            *("", _AT_SOURCE),
        ),
        (
            *("two_plans", "8935", "Two open plans"),
            "A child has more than one open child protection plan: every one but the first is listed.",
            *("end_plan", "end the one that is over"),
        ),
        (
            *("weekend_conference", "8875", "Conference on a weekend"),
            "An initial child protection conference is dated on a Saturday or a Sunday.",
            *("", _AT_SOURCE),
        ),
        (
            *("conference_before_enquiry", "8615", "Conference before enquiry"),
            "An initial child protection conference is dated before the enquiry that led to it.",
            *("", _AT_SOURCE),
        ),
    )
)
SOFT: tuple[CheckWords, ...] = tuple(
    CheckWords(key, title, words, mend, act, rule)
    for key, rule, title, words, act, mend in (
        (
            *("no_worker", "", "Open with no worker"),
            "An open assessment or plan that no worker holds.",
            *("allocate", "give it to a worker"),
        ),
        (
            *("worker_left", "", "Held by somebody who left"),
            "An open assessment or plan held by a worker whose last day has passed.",
            *("allocate", "give it to somebody else; A on the board hands on all that the worker holds"),
        ),
        (
            *("no_team", "", "Open with no team"),
            "An open assessment or plan that no team holds, nor a worker who is in one.",
            *("allocate", "give it to a team or a worker"),
        ),
        (
            *("past_limit", "8670Q", "Assessment past its limit"),
            "An open assessment whose due date has passed: 45 working days for a single assessment, its own standard's"
            " limit for an initial or a core one. The counter Overdue counts the same; an extension changes nothing.",
            *("authorise", "authorise it once it is done; the reason for the delay is asked then"),
        ),
        (
            *("no_conference", "8675Q", "Enquiry without conference"),
            "More than 15 working days after the strategy discussion that began an enquiry no initial conference is"
            " recorded, nor that none is required.",
            *("conference", "record the conference, or why none is required"),
        ),
        (
            *("to_authorise", "", "Waiting to be authorised"),
            f"Submitted by the worker {AUTHORISE_WITHIN} working days ago or more, and not authorised.",
            *("authorise", "read it and authorise it"),
        ),
        (
            *("recorded_late", "", "Supervision recorded late"),
            f"The last supervision of a child with open work was typed more than {RECORD_WITHIN} working days after it"
            " was held.",
            *("", "record the next one while it is held: it then takes the place of this one"),
        ),
        (
            *("same_note", "", "Same note on siblings"),
            f"The whole note of a supervision of the last {SAME_NOTE_MONTHS} months is word for word that of another"
            " child of the same surname held by the same team; capitals and spaces aside.",
            *("supervise", "record in supervision what is this child's own"),
        ),
        (
            *("no_review_booked", "", "No review booked"),
            "An open child protection plan has no review booked.",
            *("book_review", "book it"),
        ),
        (
            *("not_supervised", "", "Not supervised in time"),
            "No supervision of a child with open work within the child's interval. The counter Not discussed counts"
            " the same.",
            *("supervise", "discuss the child in supervision"),
        ),
        (
            *("not_visited", "", "Not visited in time"),
            "No visit to a child on an open child protection plan within the council's interval.",
            *("visit", "record the visit, or visit the child"),
        ),
        (
            *("action_overdue", "", "Action overdue"),
            "A supervision action is open after its by-when date. The counter Actions overdue counts the same.",
            *("supervise", "close it or carry it on in supervision"),
        ),
        (
            *("action_carried", "", "Action carried twice"),
            f"An open supervision action was put off to a later date {CARRIED} times or more.",
            *("supervise", "do it, or decide in supervision that it is no longer wanted"),
        ),
        (
            *("no_birth_date", "", "No date of birth"),
            "A child with open work, or with a referral that waits, has no date of birth. An unborn child with an"
            " expected date is not meant.",
            *("", _AT_SOURCE),
        ),
        (
            *("nfa_activity", "", "NFA referral with activity"),
            "An assessment, an enquiry or a plan was begun under a referral on which no further action was decided.",
            *("", "put the decision right in the record system, or the activity under the referral it belongs to"),
        ),
    )
)
CHECKS = (*HARD, *SOFT)
BY_KEY: Mapping[str, CheckWords] = {check.key: check for check in CHECKS}


def rule_words(check: CheckWords) -> str:
    """The rule in words with its number, where it has one."""
    return f"{check.words} (rule {check.rule})" if check.rule else check.words
