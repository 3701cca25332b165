"""Signs that a counter was worked instead of the case: what happened, never who meant what by it.

Counters are known to move work in ways that help nobody. Each sign has honest reasons too: it is listed to be looked
at, and is in no figure.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseboard.domain.findings import CheckWords

RESTART_WITHIN = 10
"""Working days within which what is begun again counts as taking the place of what ended or vanished."""
MANY = 10
"""Authorised on one date by one team: more than so many are a sign, where they are also much more than usual."""
TIMES_USUAL = 3
"""How many times a team's usual day that has to be."""
USUAL_MONTHS = 12
"""How far back a team's usual day is looked for."""

SIGNS: tuple[CheckWords, ...] = tuple(
    CheckWords(key, title, words, look)
    for key, title, words, look in (
        (
            *("start_moved", "Start date moved"),
            "The start of an assessment was corrected here, or an extract no longer has an assessment and has another"
            " of the same kind under the same referral with a later start, begun before the first one vanished.",
            "compare both starts with the case notes: which of them began the work?",
        ),
        (
            *("clock_restarted", "Clock restarted"),
            f"Within {RESTART_WITHIN} working days after an assessment was authorised, or had vanished from the"
            " extract, another of the same kind was begun under the same referral; or within the same time after a"
            " referral was decided to need no further action another referral of the child came.",
            "is the second the first one's work going on?",
        ),
        (
            *("last_day", "Authorised on the last day"),
            "Authorised exactly on the due date. Some always are: many more than on the days before and after are a"
            " sign.",
            "was it done, or only signed?",
        ),
        (
            *("not_seen", "Authorised, child not seen"),
            "Authorised without a record that the child had been seen by then. Not counted where no assessment of the"
            " period says anything of it, as in a census extract.",
            "has the child been seen since?",
        ),
        (
            *("same_day", "Authorised the day it began"),
            "Authorised on the day of its own recorded start.",
            "was it recorded after it was done?",
        ),
        (
            *("nfa_late", "No further action, late"),
            "Decided to need no further action after the decision's own limit, or while an assessment under the"
            " referral was past its limit and not authorised.",
            "was there nothing to do, or nobody to do it?",
        ),
        (
            *("many_on_one_day", "Many authorised on one date"),
            f"A team authorised more than {MANY} assessments on one date, and at least {TIMES_USUAL} times as many as"
            f" on its usual day: the mean of the other days of the last {USUAL_MONTHS} months on which it authorised"
            " any.",
            "was each one read?",
        ),
    )
)
BY_KEY: Mapping[str, CheckWords] = {sign.key: sign for sign in SIGNS}
