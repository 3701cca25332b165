"""Who sees and writes which rows on a server: row policies by team, and a journal no login can change.

A file has one reader, who sees all of it; nothing is done there. `caseboard_app` is made before this (`store.server`):
the group of every person's login. The tables' owner is bound by no policy.
"""

from __future__ import annotations

from alembic import op
from caseboard.schema.functions_0009 import FOR_EVERYBODY, KEPT_BACK, functions

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_APP = "caseboard_app"
# In brackets with SELECT a function is asked once a statement; without them once a row.
_ALL = "(SELECT caseboard_sees_all())"
_ACTS = "(SELECT caseboard_acts())"
_KNOWN = "(SELECT caseboard_role()) IS NOT NULL"
_MANAGES = "(SELECT caseboard_manages())"
_ADMINISTERS = "(SELECT caseboard_administers())"
_HELD = "EXISTS (SELECT 1 FROM caseboard_held h WHERE h.child = {})"
_MINE = "who = session_user"
_OF_MY_TEAMS = "IN (SELECT caseboard_teams())"
_OF_MY_WORKERS = "IN (SELECT caseboard_workers())"

_BY_CHILD = (
    *("referrals", "assessments", "s47_enquiries", "conferences", "cp_plans", "visits", "allocations", "flags"),
    *("supervisions", "not_discussed", "actions", "decision_reviews", "core_groups", "cohort_marks"),
)
_BY_PARENT = {
    "extensions": ("assessment", "assessments"),
    "cp_reviews": ("plan", "cp_plans"),
    "additions": ("supervision", "supervisions"),
    "carries": ("action", "actions"),
    "account_teams": ("account", "accounts"),
}
_FROM_EXTRACTS = (
    *("children", "referrals", "assessments", "s47_enquiries", "conferences", "cp_plans", "cp_reviews", "visits"),
    "allocations",
)
_WITH_PROSE = (
    *("referrals", "allocations", "supervisions", "additions", "worker_sheets", "decision_reviews", "handovers"),
)
_RECKONED = ("judged", "hard_faults")
_LOOKED_UP = ("child", "team")
_OWN = ("drafts", "preferences")
_ADDED_ONLY = ("imports", "import_problems", "earlier_texts")
_DELETED_FROM = (*_OWN, *_RECKONED, "reckonings", "finding_counts", "typed_values")
_CLOSED = ("journal", "journal_key")
"""Written by `caseboard_append` alone; the key is read by nobody else."""


def upgrade() -> None:
    """Make the functions, the rights of the group and the policies."""
    if op.get_bind().dialect.name != "postgresql":
        return
    # By these a row's child is looked for among those held for a login's teams.
    for column in _LOOKED_UP:
        _run(f"CREATE INDEX ix_allocations_{column} ON allocations ({column})")
    for statement in functions():
        _run(statement)
    _run(f"REVOKE ALL ON FUNCTION {', '.join((*FOR_EVERYBODY, *KEPT_BACK))} FROM PUBLIC")
    _run(f"GRANT EXECUTE ON FUNCTION {', '.join(FOR_EVERYBODY)} TO {_APP}")
    _run(f"GRANT USAGE ON SCHEMA public TO {_APP}")
    _run(f"GRANT SELECT ON alembic_version, caseboard_held TO {_APP}")
    _run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {_APP}")
    for table, (reads, writes) in _policies().items():
        _protect(table, reads, writes)
    for table in _CLOSED:
        _run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    _run(f"GRANT SELECT ON journal TO {_APP}")
    _run(f"CREATE POLICY reads ON journal FOR SELECT TO {_APP} USING ({_entries()})")


def downgrade() -> None:
    """Take the policies, the rights and the functions away: then the owner alone sees anything."""
    if op.get_bind().dialect.name != "postgresql":
        return
    tables = [*_policies(), *_CLOSED]
    for table in tables:
        for name in ("reads", "adds", "changes", "removes"):
            _run(f"DROP POLICY IF EXISTS {name} ON {table}")
        _run(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    _run(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {_APP}")
    _run(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {_APP}")
    _run(f"REVOKE ALL ON SCHEMA public FROM {_APP}")
    _run("DROP FUNCTION caseboard_scope()")
    _run("DROP VIEW caseboard_held")
    left = (name for name in (*KEPT_BACK, *FOR_EVERYBODY) if name != "caseboard_scope()")
    _run(f"DROP FUNCTION {', '.join(left)}")
    for column in _LOOKED_UP:
        _run(f"DROP INDEX ix_allocations_{column}")


def _run(statement: str) -> None:
    # Past SQLAlchemy's own reading of colons; the driver takes a percent sign for a place to fill.
    op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def _protect(table: str, reads: str, writes: str) -> None:
    """What is not written below is not allowed. What may be removed is what is made anew, or one's own."""
    _run(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    changes = table not in _ADDED_ONLY
    _run(f"GRANT SELECT, INSERT{', UPDATE' if changes else ''} ON {table} TO {_APP}")
    _run(f"CREATE POLICY reads ON {table} FOR SELECT TO {_APP} USING ({reads})")
    _run(f"CREATE POLICY adds ON {table} FOR INSERT TO {_APP} WITH CHECK ({writes})")
    if changes:
        after = _after(table, writes)
        _run(f"CREATE POLICY changes ON {table} FOR UPDATE TO {_APP} USING ({writes}) WITH CHECK ({after})")
    if table in _DELETED_FROM:
        _run(f"GRANT DELETE ON {table} TO {_APP}")
        _run(f"CREATE POLICY removes ON {table} FOR DELETE TO {_APP} USING ({writes})")


def _after(table: str, writes: str) -> str:
    """What a row must be once it is changed: a worker may be moved out of one's teams, but into none."""
    return _ACTS if table == "workers" else writes


def _policies() -> dict[str, tuple[str, str]]:
    """By table: which rows are seen, and which may be added and changed."""
    seen = {"children": _child("children.id"), **{table: _child(f"{table}.child") for table in _BY_CHILD}}
    seen |= {table: _exists(parent, f"{table}.{link}") for table, (link, parent) in _BY_PARENT.items()}
    seen["handovers"] = _ALL  # written for whoever comes on duty, of any child
    seen["typed_values"] = _of_record("typed_values", _FROM_EXTRACTS)
    seen["earlier_texts"] = _of_record("earlier_texts", _WITH_PROSE)
    team_names = f"SELECT t.name FROM teams t WHERE t.id {_OF_MY_TEAMS}"
    seen["cards"] = f"{_ALL} OR team IN ({team_names})"
    both = {table: (reads, f"{_ACTS} AND ({reads})") for table, reads in seen.items()}
    both |= {table: (seen[table], _MANAGES) for table in ("cards", "cohort_marks")}
    both |= dict.fromkeys(_OWN, (_MINE, f"{_KNOWN} AND {_MINE}"))
    both |= {table: (_child(f"{table}.child"), f"{_ALL} AND {_ACTS}") for table in _RECKONED}
    both |= dict.fromkeys(("reckonings", "finding_counts"), (_ALL, _ALL))
    return both | _council() | _sessions()


def _council() -> dict[str, tuple[str, str]]:
    """What belongs to no child."""
    sees_worker = f"{_ALL} OR worker {_OF_MY_WORKERS} OR cover {_OF_MY_WORKERS}"
    return {
        "teams": (_KNOWN, _MANAGES),
        "workers": (_KNOWN, f"{_ACTS} AND ({_ALL} OR team {_OF_MY_TEAMS})"),
        "absences": (sees_worker, f"{_ACTS} AND ({_ALL} OR worker {_OF_MY_WORKERS})"),
        "settings": (_KNOWN, _ADMINISTERS),
        "card_rows": (_KNOWN, _MANAGES),
        "accounts": (f"{_MANAGES} OR login = session_user", _ADMINISTERS),
        "account_teams": (_exists("accounts", "account_teams.account"), _ADMINISTERS),
        "imports": (_ALL, _ADMINISTERS),
        "import_problems": (_ALL, _ADMINISTERS),
    }


def _sessions() -> dict[str, tuple[str, str]]:
    """A worker's sheet is for who manages them and for who wrote it: no viewer, and not every duty senior."""
    mine = f"{_ALL} OR worker {_OF_MY_WORKERS}"
    of_child = " OR ".join(_exists(t, "sessions.id", "session") for t in ("supervisions", "not_discussed", "actions"))
    manages = f"s.worker {_OF_MY_WORKERS} OR s.supervisor = session_user"
    sheets = f"SELECT 1 FROM sessions s WHERE s.id = worker_sheets.session AND ({manages})"
    sheet = f"{_MANAGES} OR ({_ACTS} AND EXISTS ({sheets}))"
    return {"sessions": (f"{mine} OR {of_child}", f"{_ACTS} AND ({mine})"), "worker_sheets": (sheet, sheet)}


def _child(column: str) -> str:
    return f"{_ALL} OR {_HELD.format(column)}"


def _exists(table: str, equals: str, column: str = "id") -> str:
    """Whether there is a row one may see: the policy of that table holds here too."""
    return f"EXISTS (SELECT 1 FROM {table} p WHERE p.{column} = {equals})"


def _of_record(table: str, kinds: tuple[str, ...]) -> str:
    of = (f"(record_kind = '{kind}' AND {_exists(kind, f'{table}.record')})" for kind in kinds)
    return f"{' OR '.join(of)}"


def _entries() -> str:
    """One's own, those of the children one sees, and those of several children of whom one sees every one."""
    several = r"""substring(details FROM '"children":\[([0-9,]+)\]\}$')"""
    unseen = f"""SELECT 1 FROM regexp_split_to_table({several}, ',') AS c (id)
        WHERE NOT {_HELD.format("c.id::integer")}"""
    return (
        f"{_ALL} OR {_MINE} OR {_HELD.format('journal.child')}"
        f" OR (child IS NULL AND {several} IS NOT NULL AND NOT EXISTS ({unseen}))"
    )
