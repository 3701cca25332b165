"""The whole list of hostile texts through every screen and dialog: nothing steers the terminal, nothing crashes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.segment import ControlType, Segment
from textual.color import Color
from textual.widgets import Input

from caseboard.domain.cases import Child, Facts
from caseboard.domain.people import Absence, Team, Worker
from caseboard.tui.net import TextNet
from caseboard.tui.widgets.toned import Toned
from tests.hostile import HOSTILE, unsafe_in
from tests.tui.council import TODAY, council
from tests.tui.support import app_on, board_of, painted, press, settled, text_of

EVERY_SCREEN: tuple[list[str], ...] = (
    [],
    ["down", "down"],
    ["end"],
    ["enter"],
    ["K", "5"],
    ["K", "question_mark"],
    ["escape", "5", "ctrl+p"],
    ["escape", "escape"],
    ["home", "1"],
    ["x"],
    ["escape", "1", "6"],
    ["7", "down"],
    ["8", "down", "end"],
    ["8", "i"],
    ["escape", "h", "down", "right", "down"],
    ["enter", "escape", "question_mark"],
    ["escape", "o"],
    ["escape", "d"],
    ["escape", ">", ">", "="],
    ["n"],
    ["n", "["],
    ["/", "a"],
    ["escape", "ctrl+p"],
    ["escape", "W"],
    ["down", "e"],
    ["escape", "a"],
    ["escape", "T", "e"],
    ["escape", "down", "plus"],
    ["escape", "question_mark"],
)


def spoiled(texts: tuple[str, ...]) -> Facts:
    """A council in which every text anybody typed or imported is one of `texts`."""
    facts = council(max(60, 3 * len(texts)))

    def text(n: int) -> str:
        return texts[n % len(texts)]

    children = {n: Child(c.id, c.child_id, text(n), c.born, c.expected) for n, c in facts.children.items()}
    strange = {n: c._replace(child_id=f"{text(n + 1)[:40]}{n}") for n, c in children.items()}
    plans = [p._replace(category=text(p.id)) for p in facts.plans]
    return replace(
        facts,
        children=strange,
        teams={n: Team(t.id, text(n), t.parent) for n, t in facts.teams.items()},
        workers={n: Worker(w.id, text(n + 2), w.team, text(n + 3), key=text(n + 4)) for n, w in facts.workers.items()},
        absences=[Absence(n, TODAY, None, text(n), n + 1) for n in (1, 3, 5)],
        assessments=[a._replace(delay_reason=text(a.id), standard=a.standard) for a in facts.assessments],
        plans=plans,
        supervisions=[s._replace(beginning=text(s.child)) for s in facts.supervisions],
        actions=[a._replace(what=text(a.id)) for a in facts.actions],
        extensions=[e._replace(reason=text(e.assessment), agreed_by=text(e.assessment)) for e in facts.extensions],
        flags=[f._replace(reason=text(f.child)) for f in facts.flags],
    )


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_every_screen_shows_hostile_text_harmlessly(size: tuple[int, int]) -> None:
    app = app_on(spoiled(HOSTILE), who="\x1b]0;owned\x07[/nope] R. Amin")
    async with board_of(app, size) as pilot:
        for keys in EVERY_SCREEN:
            await press(pilot, *keys)
            await settled(pilot)
            assert unsafe_in(text_of(pilot)) == []
            assert app.is_running


async def test_brackets_in_a_name_are_shown_and_do_nothing() -> None:
    texts = ("[red]x[/]", "[/nope] Smith [", "[@click=app.quit]hi[/]", "O'Neil [Team A] [x]")
    async with board_of(app_on(spoiled(texts)), (200, 60)) as pilot:
        shown = text_of(pilot)
        for text in texts:
            assert text in shown
        await pilot.click("#table", offset=(18, 5))
        await settled(pilot)
        assert pilot.app.is_running


async def test_typed_text_with_controls_is_harmless_too() -> None:
    async with board_of(app_on(council(30))) as pilot:
        await press(pilot, "/")
        await settled(pilot)
        pilot.app.screen.query_one(Input).value = "\x1b]52;c;YmFk\x07 \u202e kind:\x9b31m"
        await settled(pilot)
        assert unsafe_in(text_of(pilot)) == []


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_note_that_reads_markup_is_not_a_way_in(text: str) -> None:
    async with board_of(app_on(council(5)), (80, 24)) as pilot:
        pilot.app.notify(text[:300], markup=False)
        await settled(pilot)
        assert unsafe_in(text_of(pilot)) == []


class Careless(Toned):
    """A widget that forgets the one text function."""

    DEFAULT_CSS = "Careless { dock: top; height: 1; width: 40; }"

    def render(self) -> str:
        return "safe \x1b]0;owned\x07 \u202e \u200b end"


async def test_the_net_catches_what_a_careless_widget_lets_through() -> None:
    async with board_of(app_on(council(5))) as pilot:
        await pilot.app.screen.mount(Careless())
        await settled(pilot)
        assert unsafe_in(text_of(pilot)) == []
        assert {len(line) for line in painted(pilot)} == {120}
        assert "safe" in text_of(pilot)


def test_the_net_leaves_good_segments_and_control_segments_alone() -> None:
    net, background = TextNet(), Color(0, 0, 0)
    good = [Segment("Þórgunna ━━╸ 漢字 👨‍👩‍👧"), Segment("plain")]
    assert net.apply(good, background) is good
    control = Segment("\x1b[1m", None, [(ControlType.BELL,)])
    caught = net.apply([Segment("a\x1bb"), control], background)
    assert "".join(segment.text for segment in caught if not segment.control) == "a␛"
    assert control in caught
