"""The keys that change the database, on any screen: acts, and taking them back. The database is asked in a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic

from textual import on
from textual.app import App
from textual.message import Message
from textual.screen import Screen, ScreenResultType

from caseboard.domain.acts import Done
from caseboard.tui.attempt import result_of
from caseboard.tui.session import Session

if TYPE_CHECKING:
    from caseboard.tui.forms import Chosen, Form, Matter


class Took(Message):
    """An act was taken back or done again, or refused."""

    def __init__(self, said: str, *, refused: bool) -> None:
        """`said` is all a person is told."""
        self.said, self.refused = said, refused
        super().__init__()


class Outdated(Message):
    """The database holds something else than is shown."""


def read_again(app: App[Any]) -> None:
    """Let every screen with act keys read again, the one in front and those behind it."""
    for screen in app.screen_stack:
        screen.post_message(Outdated())


class ActKeys(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen with these keys says what an act is about (`matter`) and how it is read again (`reread`)."""

    _session: Session
    _who: str

    def matter(self, form: Form) -> Matter | str:
        """What the act of `form` would be about here, or in one sentence why there can be none."""
        raise NotImplementedError

    def reread(self) -> None:
        """Read again and stay at the same place."""
        raise NotImplementedError

    def acted(self) -> None:
        """An act chosen here was done: what was marked for it need not be any more."""

    def form_of(self, name: str) -> Form | str:
        """The form of an act, or in one sentence why there is none here."""
        from caseboard.tui.acts import FORMS

        return FORMS[name]

    def action_act(self, name: str) -> None:
        """Open the form of an act on what is chosen."""
        form = self.form_of(name)
        if isinstance(form, str):
            self.notify(form, severity="warning", markup=False)
        else:
            matter = self.matter(form)
            self.fill_in(form, matter if isinstance(matter, str) else self._not_theirs(name, matter) or matter)

    def _not_theirs(self, name: str, matter: Matter) -> str | None:
        """Why the person's role is not offered the act on these cases; said before anything is typed."""
        from caseboard.domain.accounts import teams_of_children
        from caseboard.tui.deeds import deed_of

        deed, chosen, facts = deed_of(name), matter.chosen, matter.snapshot().facts
        if deed is None:
            return None
        return self._session.refusal(deed, teams_of_children(facts, chosen.children, chosen.today))

    def fill_in(self, form: Form, matter: Matter | str) -> None:
        """Open the form of an act, or say in one sentence why it cannot be."""
        from caseboard.tui.dialogs.act import ActDialog

        if isinstance(matter, str):
            self.notify(matter, severity="warning", markup=False)
            return
        draft = self._session.unfinished.setdefault((form.title, *_identity(matter.chosen)), {})
        self.app.push_screen(ActDialog(form, matter, self._session, draft), self._acted)

    def _acted(self, done: Done | None) -> None:
        if done is not None:
            self.acted()
            self._took(Took(done.said, refused=False))

    def action_undo(self) -> None:
        """Take back the last act."""
        self._take(self._session.undo)

    def action_redo(self) -> None:
        """Do again what was last taken back."""
        self._take(self._session.redo)

    def _take(self, job: Callable[[], Done]) -> None:
        if self._session.locked:
            return

        def run() -> None:
            result = result_of(job)
            said = result.said if isinstance(result, Done) else str(result)
            self.post_message(Took(said, refused=not isinstance(result, Done)))

        self.run_worker(run, group="acts", thread=True)

    @on(Took)
    def _took(self, message: Took) -> None:
        self.notify(message.said, severity="warning" if message.refused else "information", markup=False)
        read_again(self.app)

    @on(Outdated)
    def _outdated(self) -> None:
        self.reread()


def _identity(chosen: Chosen) -> tuple[object, ...]:
    of_cases = (tuple(chosen.assessments), tuple(chosen.children), tuple(chosen.plans), tuple(chosen.referrals))
    others = (tuple(chosen.enquiries), tuple(chosen.actions))
    of_decisions = tuple(decision.referral.id for decision in chosen.decisions)
    return (*of_cases, *others, of_decisions, chosen.worker, chosen.team, chosen.absence)
