"""Both sign a session: what is missing for it, the second signature later, and what may be done afterwards."""

from __future__ import annotations

from pathlib import Path

from tests.tui.sessions import (
    CARRIED,
    DONE,
    FIRST,
    child_of,
    go,
    make_sessions,
    record_in,
    session_of,
    session_on,
    texts_of,
    told,
    words,
)


async def test_signing_lists_what_is_missing_and_goes_there(tmp_path: Path) -> None:
    async with session_on(make_sessions(tmp_path)) as pilot:
        await go(pilot, "ctrl+n", "ctrl+n", "x", "ctrl+s")
        shown = await go(pilot, "f4")
        assert "4 cases not discussed yet" in shown
        await go(pilot, "down", "down", "enter")
        assert child_of(pilot) == 4
        assert pilot.app.screen is session_of(pilot)


async def test_a_signed_session_is_only_added_to(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, *CARRIED, "a", "ctrl+s")
        await go(pilot, *DONE, "b", "ctrl+s")
        for _ in range(3):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", "enter")
        shown = await go(pilot, "ctrl+b", "ctrl+b", "ctrl+b", "ctrl+b", "z", "ctrl+s")
        assert texts_of(pilot) == {"Review of previous actions": "a"}
        assert "signed: f7 adds" in told(pilot)[-1]
        await go(pilot, "f7")
        shown = await go(pilot, *words("it was wednesday"), "ctrl+s")
        assert "it was wednesday" in shown
        await go(pilot, "f4", *words("rw"), "enter")
    record = record_in(path)
    assert record is not None
    assert (record.session.manager_initials, record.session.worker_initials) == ("RA", "RW")
    assert [addition.text for addition in record.notes[1].additions] == ["it was wednesday"]


async def test_the_second_signature_may_come_when_the_next_session_is_opened(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path) as pilot:
        await go(pilot, *DONE, *CARRIED, "a", "ctrl+s")
        await go(pilot, *DONE, "b", "ctrl+s")
        for _ in range(3):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", "enter", "escape")
        await go(pilot, "s")
        assert "waits for its second signature" in told(pilot)[-1]
        await go(pilot, "f4", *words("rw"), "enter")
        assert "0 of 5" in await go(pilot) and child_of(pilot) == FIRST
    record = record_in(path)
    assert record is not None and record.session.worker_initials == "RW"


async def test_a_signed_note_shows_what_became_of_actions_and_offers_nothing_that_is_refused(tmp_path: Path) -> None:
    path = make_sessions(tmp_path)
    async with session_on(path, (200, 60)) as pilot:
        await go(pilot, *DONE, *CARRIED, "a", "ctrl+o", *words("visit"), "enter", *words("fri"), "enter", "ctrl+s")
        shown = await go(pilot, "ctrl+b")
        assert "Actions of this session" in shown and "New actions" in shown
        await go(pilot, "ctrl+n", *DONE, "b", "ctrl+s")
        for _ in range(3):
            await go(pilot, "ctrl+r", *words("no time"), "enter")
        await go(pilot, "f4", *words("ra"), "enter", "enter")
        assert "f4 sign" in (await go(pilot)).splitlines()[-1]
        shown = await go(pilot, "f4", *words("rw"), "enter", *["ctrl+b"] * 4)
        assert child_of(pilot) == FIRST
        for part in (
            "✓ home visit · R. Walsh · done Mon 28 Sep 2009: seen alone",
            "→ ring the school · R. Walsh · by Mon 12 Oct 2009 · carried, was by Fri 2 Oct 2009: away",
            "+ visit · R. Walsh · by Fri 2 Oct 2009 · agreed",
        ):
            assert part in shown
        assert "New actions" not in shown
        footer = shown.splitlines()[-1]
        assert "f7 add to it" in footer
        assert not [offer for offer in ("^o", "^s", "^r", "f4") if offer in footer]
        hidden = await go(pilot, "f2")
        assert "seen alone" not in hidden and "home visit" not in hidden
