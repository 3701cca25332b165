"""What each command does, for roles: a command that is not here only looks, or leads to one that is."""

from __future__ import annotations

from collections.abc import Mapping

from caseboard.domain.acts import Verb
from caseboard.domain.journal import Event
from caseboard.domain.roles import Deed, Rights, offers
from caseboard.tui.command import Command

_ACTS: Mapping[str, Deed] = {
    "allocate": Verb.ALLOCATE,
    "hand_on": Verb.ALLOCATE,
    "seen": Verb.SEE_CHILD,
    "submit": Verb.SUBMIT,
    "authorise": Verb.AUTHORISE,
    "reopen": Verb.REOPEN,
    "extend": Verb.EXTEND,
    "correct": Verb.CORRECT,
    "start_core": Verb.START_CORE,
    "enquiry": Verb.RECORD_ENQUIRY,
    "conference": Verb.RECORD_CONFERENCE,
    "flag": Verb.FLAG,
    "close_flag": Verb.CLOSE_FLAG,
    "action": Verb.CLOSE_ACTION,
    "book_review": Verb.BOOK_REVIEW,
    "hold_review": Verb.HOLD_REVIEW,
    "visit": Verb.RECORD_VISIT,
    "core_group": Verb.RECORD_CORE_GROUP,
    "end_plan": Verb.END_PLAN,
    "mark_cohort": Verb.MARK_COHORT,
    "decide": Verb.DECIDE,
    "review_decision": Verb.REVIEW_DECISION,
    "absence": Verb.ABSENCE,
    "end_account": Verb.END_ACCOUNT,
}
"""By the name of the form that `act` opens."""
_ACTIONS: Mapping[str, tuple[Deed, ...]] = {
    **{f"act('{name}')": (deed,) for name, deed in _ACTS.items()},
    "undo": (Event.UNDO,),
    "redo": (Event.REDO,),
    "supervise": (Verb.SUPERVISE,),
    "change_absence": (Verb.ABSENCE,),
    "act('edit')": (Verb.EDIT_WORKER, Verb.CHANGE_TEAM, Verb.CHANGE_ACCOUNT),
    "act('add')": (Verb.ADD_WORKER, Verb.ADD_TEAM, Verb.GIVE_ACCOUNT),
}
_OF_THE_CARD: Mapping[str, tuple[Deed, ...]] = {
    "card.edit": (Verb.EDIT_CARD,),
    "card.add": (Verb.EDIT_CARD,),
    "card.sign": (Verb.SIGN_CARD,),
}


def deeds_of(command: Command) -> tuple[Deed, ...]:
    """What the command does, one of several where it depends on the list shown; nothing for one that only looks."""
    return _OF_THE_CARD.get(command.id) or _ACTIONS.get(command.action, ())


def deed_of(form: str) -> Deed | None:
    """What the form of this name does; None where that depends on the list shown."""
    return _ACTS.get(form)


def is_offered(command: Command, rights: Rights) -> bool:
    """Whether the role is offered the command."""
    deeds = deeds_of(command)
    return not deeds or any(offers(rights, deed) for deed in deeds)
