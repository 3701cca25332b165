"""What the row policies of version 0009 ask, in SQL: who is logged in, what they see, and how the journal goes on.

Every function runs with the rights of the tables' owner (SECURITY DEFINER), looks names up in one order that nobody
changes, and is keyed on `session_user`, which neither SET ROLE nor any setting touches.
"""

from __future__ import annotations

WRITE_LOCK = 0x43425244
"""The advisory lock of every writing transaction (`store.postgres`)."""
_FEW = 5
"""How many rows a planner takes a set of teams or workers for: so few that it looks their cases up by an index."""
_AS_OWNER = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
_ONE_ACCOUNT = "a.login = session_user AND a.voided_on IS NULL"

ASKED = {
    "caseboard_role() RETURNS text": f"SELECT a.role FROM accounts a WHERE {_ONE_ACCOUNT}",
    "caseboard_sees_all() RETURNS boolean": """
        SELECT coalesce(caseboard_role() IN ('duty_senior', 'service_manager', 'administrator'), false)""",
    "caseboard_acts() RETURNS boolean": "SELECT coalesce(caseboard_role() <> 'viewer', false)",
    "caseboard_manages() RETURNS boolean": """
        SELECT coalesce(caseboard_role() IN ('service_manager', 'administrator'), false)""",
    "caseboard_administers() RETURNS boolean": "SELECT coalesce(caseboard_role() = 'administrator', false)",
    # Whoever may act as the owner, here the present user: they see and do everything past every policy.
    "caseboard_keeps() RETURNS boolean": "SELECT pg_has_role(session_user, current_user, 'MEMBER')",
    "caseboard_teams() RETURNS SETOF integer": f"""
        WITH RECURSIVE mine (id) AS (
            SELECT t.team FROM account_teams t JOIN accounts a ON a.id = t.account
            WHERE {_ONE_ACCOUNT} AND t.voided_on IS NULL
            UNION SELECT t.id FROM teams t JOIN mine ON t.parent = mine.id)
        SELECT id FROM mine""",
    "caseboard_workers() RETURNS SETOF integer": """
        SELECT w.id FROM workers w WHERE w.team IN (SELECT caseboard_teams())""",
    # What the figures of a login that sees a part are reckoned from; empty for all (`store.reckoning`).
    "caseboard_scope() RETURNS text": """
        SELECT CASE WHEN caseboard_keeps() OR caseboard_sees_all() THEN ''
            ELSE 'part ' || coalesce(md5(string_agg(c::text, ',' ORDER BY c)), '') END
        FROM (SELECT DISTINCT child FROM caseboard_held) AS seen (c)""",
}
"""Read-only questions: a signature, and the select that answers it."""

HELD = """
CREATE VIEW caseboard_held WITH (security_barrier) AS
    SELECT a.child FROM allocations a WHERE a.voided_on IS NULL AND a.team IN (SELECT caseboard_teams())
    UNION ALL SELECT a.child FROM allocations a JOIN workers w ON w.id = a.worker
    WHERE a.voided_on IS NULL AND w.team IN (SELECT caseboard_teams())
        AND (a.team IS NULL OR a.ends_on IS NULL OR a.ends_on > current_date)"""
"""The children held for the login's teams at any time, and those their workers hold at present for whichever team.

A view, not a function: it is asked by its index, child by child. A function would find all of them at each question.
Being the owner's, it is itself bound by no policy.
"""

JOURNAL = {
    "caseboard_head() RETURNS integer": "SELECT coalesce(max(j.id), 0) FROM journal j",
    "caseboard_changes(after_entry integer) RETURNS TABLE (what text, child integer)": """
        SELECT e.what, e.child FROM (
            SELECT j.what, j.child FROM journal j
            WHERE j.id > after_entry AND (j.child IS NOT NULL OR j.what = 'import')
            UNION ALL SELECT j.what, several::integer FROM journal j,
                regexp_split_to_table(substring(j.details FROM '"children":\\[([0-9,]+)\\]\\}$'), ',') several
            WHERE j.id > after_entry AND j.child IS NULL) e
        WHERE e.what NOT IN ('view', 'export') AND (e.child IS NULL OR caseboard_keeps() OR caseboard_sees_all()
            OR EXISTS (SELECT 1 FROM caseboard_held h WHERE h.child = e.child))""",
    # First the place that is not followed by the next number, then the first entry whose seal is wrong.
    "caseboard_verify(OUT entries integer, OUT seal text, OUT missing integer, OUT changed integer)": """
        SELECT count(*), coalesce((array_agg(j.hash ORDER BY j.id DESC))[1], ''),
            min(j.place) FILTER (WHERE j.id <> j.place),
            min(j.place) FILTER (WHERE j.previous <> j.before OR j.hash IS DISTINCT FROM caseboard_seal(
                p.inner_pad, p.outer_pad, j.id, j.at, j.who, j.via, j.what, j.child, j.details, j.undoes, j.previous))
        FROM (SELECT *, row_number() OVER w AS place, lag(hash, 1, '') OVER w AS before FROM journal
              WINDOW w AS (ORDER BY id)) j
        LEFT JOIN (SELECT caseboard_pad(k.key, 54) AS inner_pad, caseboard_pad(k.key, 92) AS outer_pad
                   FROM journal_key k WHERE k.id = 1) p ON true""",
}
"""What a login may be told of a journal that it cannot read whole."""

SEALING = (
    # A text as Python's json writes it: every sign that is not ASCII by its number.
    r"""CREATE FUNCTION caseboard_in_json(given text) RETURNS text LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp AS $$
        SELECT CASE WHEN q.uoted COLLATE "C" ~ '^[ -~]*$' THEN q.uoted ELSE (
            SELECT string_agg(CASE
                WHEN ascii(c) BETWEEN 32 AND 126 THEN c
                WHEN ascii(c) < 65536 THEN '\u' || lpad(to_hex(ascii(c)), 4, '0')
                ELSE '\u' || to_hex(55296 + ((ascii(c) - 65536) >> 10))
                    || '\u' || to_hex(56320 + ((ascii(c) - 65536) & 1023)) END, '' ORDER BY i)
            FROM regexp_split_to_table(q.uoted, '') WITH ORDINALITY AS signs (c, i)) END
        FROM (SELECT to_json(given)::text) AS q (uoted) $$""",
    # The key of an HMAC, filled up to its block and each byte combined with one number (RFC 2104).
    """CREATE FUNCTION caseboard_pad(key text, with_byte integer) RETURNS bytea LANGUAGE sql IMMUTABLE
    SET search_path = pg_catalog, pg_temp AS $$
        SELECT decode(string_agg(lpad(to_hex(get_byte(k, i) # with_byte), 2, '0'), '' ORDER BY i), 'hex')
        FROM generate_series(0, 63) i, decode(rpad(key, 128, '0'), 'hex') k $$""",
    """CREATE FUNCTION caseboard_seal(inner_pad bytea, outer_pad bytea, number integer, at text, who text, via text,
        what text, child integer, details text, undoes integer, previous text)
    RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT encode(sha256(outer_pad || sha256(inner_pad || convert_to('[' || concat_ws(',', number,
            caseboard_in_json(at), caseboard_in_json(who), caseboard_in_json(via), caseboard_in_json(what),
            coalesce(child::text, 'null'), caseboard_in_json(details), coalesce(undoes::text, 'null'),
            caseboard_in_json(previous)) || ']', 'UTF8'))), 'hex') $$""",
)
"""The seal of an entry, the same as `store.journal` gives. Nobody but the owner may run these."""

APPEND = f"""
CREATE FUNCTION caseboard_append(at text, via text, what text, child integer, details text, undoes integer)
RETURNS integer LANGUAGE plpgsql {_AS_OWNER} AS $$
#variable_conflict use_variable
DECLARE
    last_number integer; last_seal text; sealing_key text;
    trusted boolean := caseboard_keeps() OR caseboard_sees_all();
BEGIN
    IF NOT (caseboard_keeps() OR caseboard_role() IS NOT NULL)
        OR NOT (trusted OR child IS NULL OR EXISTS (SELECT 1 FROM caseboard_held h WHERE h.child = child)) THEN
        RAISE EXCEPTION 'not an entry of this login' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF at !~ '^\\d{{4}}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{{6}}\\+00:00$' OR at::timestamptz IS NULL
        OR what !~ '^[a-z_0-9]+$' OR json_typeof(details::json) <> 'object'
        OR details ~ '"children"\\s*:\\s*\\[' AND details !~ '"children":\\[[0-9,]+\\]\\}}$' THEN
        RAISE EXCEPTION 'not an entry' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_advisory_xact_lock({WRITE_LOCK});
    SELECT j.id, j.hash INTO last_number, last_seal FROM journal j ORDER BY j.id DESC LIMIT 1;
    SELECT k.key INTO sealing_key FROM journal_key k WHERE k.id = 1;
    IF sealing_key IS NULL THEN
        IF last_number IS NOT NULL THEN
            RAISE EXCEPTION 'the key is missing' USING ERRCODE = 'data_corrupted';
        END IF;
        sealing_key := encode(sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid()),
            'UTF8')), 'hex');
        INSERT INTO journal_key (id, key) VALUES (1, sealing_key);
    END IF;
    last_number := coalesce(last_number, 0) + 1;
    last_seal := coalesce(last_seal, '');
    INSERT INTO journal (id, at, who, via, what, child, details, undoes, previous, hash)
    VALUES (last_number, at, session_user, via, what, child, details, undoes, last_seal, caseboard_seal(
        caseboard_pad(sealing_key, 54), caseboard_pad(sealing_key, 92),
        last_number, at, session_user, via, what, child, details, undoes, last_seal));
    RETURN last_number;
END $$"""
"""The only way a login's entry gets into the journal: in its own name, with the next number, sealed here."""

LOADING = f"""
CREATE FUNCTION caseboard_loaded(name text, highest integer) RETURNS void LANGUAGE plpgsql {_AS_OWNER} AS $$
BEGIN
    IF NOT (caseboard_keeps() OR caseboard_administers()) THEN
        RAISE EXCEPTION 'only an administrator loads' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF highest IS NOT NULL THEN
        PERFORM setval(pg_get_serial_sequence(quote_ident(name), 'id'), highest);
    ELSE
        EXECUTE format('ANALYZE %I', name);
    END IF;
END $$"""
"""What loading needs of an owner: have a table's numbers go on after those given, or count its rows."""


def functions() -> list[str]:
    """Every statement that makes one."""
    asked = [
        f"CREATE FUNCTION {signature} LANGUAGE sql STABLE"
        f"{f' ROWS {_FEW}' if 'SETOF' in signature else ''} {_AS_OWNER} AS $$ {body} $$"
        for signature, body in ASKED.items()
    ]
    told = [
        f"CREATE FUNCTION {signature} LANGUAGE sql STABLE {_AS_OWNER} AS $$ {body} $$"
        for signature, body in JOURNAL.items()
    ]
    first, last = asked[:-1], asked[-1:]
    return [*first, HELD, *last, *SEALING, *told, APPEND, LOADING]


FOR_EVERYBODY = (
    *(signature.split(" RETURNS")[0] for signature in ASKED),
    "caseboard_head()",
    "caseboard_changes(integer)",
    "caseboard_verify()",
    "caseboard_append(text, text, text, integer, text, integer)",
    "caseboard_loaded(text, integer)",
)
"""What a login may run."""
KEPT_BACK = (
    "caseboard_in_json(text)",
    "caseboard_pad(text, integer)",
    "caseboard_seal(bytea, bytea, integer, text, text, text, text, integer, text, integer, text)",
)
"""What only the owner's functions run."""
