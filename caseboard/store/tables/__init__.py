"""Every table, named after the field's own data sets. The migrations in `schema` build the same; a test compares them.

Dates are dates (ISO text in SQLite), never times, unless a column says `_at` (UTC). A foreign key is named after what
it points to: `child`, `referral`, `worker`. Nothing is deleted: a record is voided with who, when and why.
"""

from __future__ import annotations

from sqlalchemy import event

from caseboard.store.tables.accounts import account_teams, accounts
from caseboard.store.tables.card import card_rows, cards, cohort_marks, finding_counts
from caseboard.store.tables.duty import core_groups, decision_reviews, handovers
from caseboard.store.tables.journal import journal, journal_key
from caseboard.store.tables.own import (
    SUMMARY,
    absences,
    actions,
    additions,
    carries,
    drafts,
    earlier_texts,
    extensions,
    flags,
    import_problems,
    imports,
    not_discussed,
    preferences,
    sessions,
    settings,
    supervisions,
    typed_values,
    worker_sheets,
)
from caseboard.store.tables.parts import metadata
from caseboard.store.tables.reckoned import hard_faults, judged, reckonings
from caseboard.store.tables.record import (
    allocations,
    assessments,
    children,
    conferences,
    cp_plans,
    cp_reviews,
    referrals,
    s47_enquiries,
    teams,
    visits,
    workers,
)
from caseboard.store.tables.words import gather_words

__all__ = [
    "SUMMARY",
    "absences",
    "account_teams",
    "accounts",
    "actions",
    "additions",
    "allocations",
    "assessments",
    "card_rows",
    "cards",
    "carries",
    "children",
    "cohort_marks",
    "conferences",
    "core_groups",
    "cp_plans",
    "cp_reviews",
    "decision_reviews",
    "drafts",
    "earlier_texts",
    "extensions",
    "finding_counts",
    "flags",
    "handovers",
    "hard_faults",
    "import_problems",
    "imports",
    "journal",
    "journal_key",
    "judged",
    "metadata",
    "not_discussed",
    "preferences",
    "reckonings",
    "referrals",
    "s47_enquiries",
    "sessions",
    "settings",
    "supervisions",
    "teams",
    "typed_values",
    "visits",
    "worker_sheets",
    "workers",
]

event.listen(metadata, "after_create", gather_words)
