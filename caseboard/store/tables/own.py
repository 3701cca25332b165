"""What caseboard keeps itself and no extract touches: supervision, actions, extensions, absences, settings."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Index, Integer, String, Table, Text, text

from caseboard.store.tables.parts import PROSE, Utc, edited, id_, link, metadata, voidable

extensions = Table(
    "extensions",
    metadata,
    id_(),
    link("assessment", "assessments", required=True),
    Column("agreed_on", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("agreed_by", String(200), nullable=False),
    *voidable(),
    *edited(),
)
Index("ix_extensions_assessment", extensions.c.assessment)

flags = Table(
    "flags",
    metadata,
    id_(),
    link("child", "children", required=True),
    Column("raised_on", Date, nullable=False),
    Column("raised_by", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("closed_on", Date),
    Column("closed_by", String(200)),
    Column("what_was_done", Text),
    *voidable(),
    *edited(),
)
Index("ix_flags_child", flags.c.child)

# A worker's supervision. Signed by either, its notes are corrected by additions alone.
sessions = Table(
    "sessions",
    metadata,
    id_(),
    link("worker", "workers", required=True),
    Column("supervisor", String(200), nullable=False),
    Column("held_on", Date, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("next_on", Date),
    Column("manager_initials", String(20), nullable=False, server_default=""),
    Column("manager_signed_at", Utc),
    Column("worker_initials", String(20), nullable=False, server_default=""),
    Column("worker_signed_at", Utc),
    *voidable(),
    *edited(),
)
Index("ix_sessions_worker", sessions.c.worker, sessions.c.held_on)

# One child's note of a session, or one loaded without its session. The text is that of `domain.notes`.
supervisions = Table(
    "supervisions",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("session", "sessions"),
    link("worker", "workers"),
    Column("supervisor", String(200), nullable=False, server_default=""),
    Column("held_on", Date, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("note", Text, nullable=False, info=PROSE),
    *voidable(),
    *edited(),
)
Index("ix_supervisions_session", supervisions.c.session)
SUMMARY = "substr(note, 1, 120)"
"""How much of a supervision note a board shows. The index below and the select must say it in the same words."""

# Without it a team's board took seconds: the newest supervision of each child. It holds every column a board reads, so
# that no note is read, which of an encrypted file means decrypted.
Index(
    "ix_supervisions_board",
    supervisions.c.child,
    supervisions.c.held_on,
    supervisions.c.voided_on,
    supervisions.c.recorded_on,
    text(SUMMARY),
)

# What was added to a note after it was signed.
additions = Table(
    "additions",
    metadata,
    id_(),
    link("supervision", "supervisions", required=True),
    Column("text", Text, nullable=False, info=PROSE),
    Column("added_by", String(200), nullable=False),
    Column("added_at", Utc, nullable=False),
    *voidable(),
    *edited(),
)
Index("ix_additions_supervision", additions.c.supervision)

# A child of the worker who was not discussed in a session, and why.
not_discussed = Table(
    "not_discussed",
    metadata,
    id_(),
    link("session", "sessions", required=True),
    link("child", "children", required=True),
    Column("why", Text, nullable=False),
    *voidable(),
    *edited(),
)
Index("ix_not_discussed_session", not_discussed.c.session)

# The worker's own record: wellbeing, development, leave. Apart from every note, so that no export of a child finds it.
worker_sheets = Table(
    "worker_sheets",
    metadata,
    id_(),
    link("session", "sessions", required=True),
    Column("text", Text, nullable=False, info=PROSE),
    *voidable(),
    *edited(),
)
Index("ix_worker_sheets_session", worker_sheets.c.session)

actions = Table(
    "actions",
    metadata,
    id_(),
    link("child", "children", required=True),
    link("supervision", "supervisions"),
    link("session", "sessions"),
    link("worker", "workers"),
    # Who is to do it where that is no worker of the council.
    Column("who", String(200), nullable=False, server_default=""),
    Column("what", Text, nullable=False),
    Column("agreed_on", Date, nullable=False),
    # As first agreed; where it was carried, the last of `carries` tells by when it is to be done.
    Column("by_when", Date, nullable=False),
    Column("done_on", Date),
    Column("outcome", Text),
    *voidable(),
    *edited(),
)
Index("ix_actions_child", actions.c.child)

# An action carried to a later date; the date before stays.
carries = Table(
    "carries",
    metadata,
    id_(),
    link("action", "actions", required=True),
    link("session", "sessions"),
    Column("carried_on", Date, nullable=False),
    Column("by_when", Date, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    *voidable(),
    *edited(),
)
Index("ix_carries_action", carries.c.action)

# What prose said before it was changed: the journal, which keeps every other value, names the version and no words.
earlier_texts = Table(
    "earlier_texts",
    metadata,
    Column("record_kind", String(40), primary_key=True),
    Column("record", Integer, primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)

# Typed and not saved: one of a name for each person. Gone with the transaction that saves it.
drafts = Table(
    "drafts",
    metadata,
    Column("who", String(200), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("text", Text, nullable=False),
    Column("saved_at", Utc, nullable=False),
)

# Days on which a worker is away, both included, and who looks after the work meanwhile.
absences = Table(
    "absences",
    metadata,
    id_(),
    link("worker", "workers", required=True),
    Column("starts_on", Date, nullable=False),
    # The last day away; None until further notice.
    Column("ends_on", Date),
    Column("reason", Text, nullable=False, server_default=""),
    link("cover", "workers"),
    *voidable(),
    *edited(),
)
Index("ix_absences_worker", absences.c.worker)

imports = Table(
    "imports",
    metadata,
    id_(),
    Column("source", String(40), nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("loaded_at", DateTime, nullable=False),
    Column("loaded_by", String(200), nullable=False),
    Column("added", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("vanished", Integer, nullable=False),
)

import_problems = Table(
    "import_problems",
    metadata,
    id_(),
    link("import", "imports", required=True),
    Column("place", Text, nullable=False),
    Column("what", Text, nullable=False),
)
Index("ix_import_problems_import", import_problems.c["import"])

# A value typed in caseboard, which an extract may only replace when it is dated later and says something else.
typed_values = Table(
    "typed_values",
    metadata,
    Column("record_kind", String(40), primary_key=True),
    Column("record", Integer, primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("typed_on", Date, nullable=False),
    Column("typed_by", String(200), nullable=False),
)

settings = Table(
    "settings",
    metadata,
    id_(),
    Column("document", Text, nullable=False),
    *edited(),
)

# What a screen remembers for one person: filters, the team last in view. Here, not in a file: a filter can be a name.
preferences = Table(
    "preferences",
    metadata,
    Column("who", String(200), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)
