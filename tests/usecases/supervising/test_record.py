"""Recording one case: what the act makes and changes, and every refusal with its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from caseboard.domain.acts import Made, RecordKind, Verb
from caseboard.domain.cases import Carry
from caseboard.domain.notes import Part
from caseboard.domain.people import Worker
from caseboard.domain.supervision import SessionFacts
from caseboard.usecases.supervising.record import (
    LONGEST_NOTE,
    Agreeing,
    Carrying,
    Closing,
    Held,
    Recording,
    record_not_discussed,
    record_note,
    write_sheet,
)
from tests.domain.making import on
from tests.usecases.supervising.making import (
    AT,
    HELD,
    LEFT_OUT,
    NOTE,
    PEOPLE,
    RING,
    RUNNING,
    UPDATE,
    VISIT,
    WRITTEN,
    council,
    going_on,
    recording,
    sheet_of,
)
from tests.usecases.working.making import TODAY, refusal, values

SHOT = council()
SHEET = sheet_of(SHOT)
FULL = Recording(
    HELD,
    (UPDATE,),
    closed=(Closing(11, on("2009-09-24"), "seen, bruise explained"),),
    carried=(Carrying(12, on("2009-10-09"), "school was closed"),),
    agreed=(
        Agreeing("core group", 1, "", on("2009-10-05")),
        Agreeing("weigh", None, "health visitor", on("2009-10-02")),
    ),
)
BEGUN = {
    "worker": 1,
    "supervisor": "amin",
    "held_on": on("2009-09-25"),
    "recorded_on": TODAY,
    "next_on": on("2009-10-23"),
}
SAID = "# Update since last time\nMother kept both appointments."


def test_the_first_case_begins_the_session_and_handles_its_actions_in_one_act() -> None:
    act = record_note(SHOT, SHEET, 1, FULL, TODAY, "amin")
    where = {"session": Made(0), "supervision": Made(1), "child": 1, "agreed_on": on("2009-09-25")}
    note = {"child": 1, "session": Made(0), "worker": 1, "supervisor": "amin", "held_on": on("2009-09-25")}
    assert values(act) == [
        (RecordKind.SESSION, None, BEGUN),
        (RecordKind.SUPERVISION, None, {**note, "recorded_on": TODAY, "note": SAID}),
        (RecordKind.ACTION, 11, {"done_on": on("2009-09-24"), "outcome": "seen, bruise explained"}),
        (
            RecordKind.CARRY,
            None,
            {
                **{"by_when": on("2009-10-09"), "why": "school was closed", "action": 12, "session": Made(0)},
                "carried_on": on("2009-09-25"),
            },
        ),
        (RecordKind.ACTION, None, {**where, "what": "core group", "worker": 1, "who": "", "by_when": on("2009-10-05")}),
        (
            RecordKind.ACTION,
            None,
            {**where, "what": "weigh", "worker": None, "who": "health visitor", "by_when": on("2009-10-02")},
        ),
    ]
    assert (act.verb, act.said) == (
        Verb.SUPERVISE,
        "case recorded, 1 action closed, 1 action carried, 2 actions agreed",
    )


def test_two_people_beginning_at_once_meet_at_the_worker_and_at_each_action_carried() -> None:
    act = record_note(SHOT, SHEET, 1, FULL, TODAY, "amin")
    as_seen = [(e.kind, e.record, e.version) for e in act.edits if not e.values]
    assert as_seen == [(RecordKind.ACTION, 12, 1), (RecordKind.WORKER, 1, 3)]


def test_a_child_without_actions_needs_only_its_note() -> None:
    act = record_note(SHOT, SHEET, 2, recording(), TODAY, "amin")
    assert [kind for kind, _, _ in values(act)] == [RecordKind.SESSION, RecordKind.SUPERVISION]
    assert act.said == "case recorded"


def test_a_later_case_is_written_in_the_session_that_goes_on() -> None:
    act = record_note(SHOT, sheet_of(SHOT, going_on(NOTE)), 2, recording(), TODAY, "osei")
    ((kind, record, changed),) = values(act)
    assert (kind, record, changed["session"], changed["supervisor"]) == (RecordKind.SUPERVISION, None, 8, "amin")
    session = act.edits[0]
    assert (session.kind, session.record, session.version, session.values) == (RecordKind.SESSION, 8, 4, {})


def test_a_note_is_changed_in_place_while_nobody_signed() -> None:
    handled = VISIT._replace(carries=(*VISIT.carries, Carry(on("2009-09-25"), on("2009-10-02"), 8, 6, 2)))
    shot = council(handled, RING._replace(done_on=on("2009-09-25")))
    act = record_note(shot, sheet_of(shot, going_on(NOTE)), 1, recording(), TODAY, "amin")
    assert values(act) == [(RecordKind.SUPERVISION, 21, {"note": SAID})]
    again = replace(recording(), carried=(Carrying(11, on("2009-10-05"), "sibling ill"),))
    act = record_note(shot, sheet_of(shot, going_on(NOTE)), 1, again, TODAY, "amin")
    assert values(act)[1:] == [(RecordKind.CARRY, 6, {"by_when": on("2009-10-05"), "why": "sibling ill"})]


def test_a_note_unchanged_is_refused() -> None:
    shot = council(RING._replace(done_on=on("2009-09-25")))
    same = recording(HELD, Part("Update since last time", "Seen."))
    refused = refusal(lambda: record_note(shot, sheet_of(shot, going_on(NOTE)), 1, same, TODAY, "amin"))
    assert refused == ("rows", "nothing is different from what is recorded: write something first")


def test_what_was_agreed_in_this_session_or_after_it_is_not_of_last_time() -> None:
    agreed = RING._replace(agreed_on=on("2009-09-25"), session=8)
    after = RING._replace(id=15, agreed_on=on("2009-09-28"))
    shot = council(agreed, after)
    act = record_note(shot, sheet_of(shot, going_on(NOTE)), 1, recording(), TODAY, "amin")
    assert [kind for kind, _, _ in values(act)] == [RecordKind.SUPERVISION]


def test_a_case_discussed_after_all_is_no_longer_left_out() -> None:
    act = record_note(SHOT, sheet_of(SHOT, going_on(left_out=(LEFT_OUT,))), 2, recording(), TODAY, "amin")
    void = {"voided_on": TODAY, "voided_by": "amin", "void_reason": "discussed after all"}
    assert values(act)[1:] == [(RecordKind.NOT_DISCUSSED, 31, void)]


def test_an_action_not_due_yet_is_carried_on_to_the_same_date_without_a_reason() -> None:
    shot = council(RING)
    keep = replace(recording(), carried=(Carrying(12, on("2009-10-02"), " "),))
    changed = values(record_note(shot, sheet_of(shot), 1, keep, TODAY, "amin"))[2][2]
    assert (changed["by_when"], changed["why"]) == (on("2009-10-02"), "")


REFUSED: dict[str, tuple[Recording, str, str]] = {
    "action left": (
        recording(),
        "actions",
        "2 actions of last time not closed or carried: close or carry each before the case is discussed",
    ),
    "one left": (replace(FULL, closed=()), "actions", "1 action of last time not closed or carried"),
    "both": (
        replace(FULL, carried=(*FULL.carried, Carrying(11, on("2009-10-09"), "x"))),
        "actions",
        "an action is both closed and carried: do one of them",
    ),
    "not this child's": (
        replace(FULL, closed=(*FULL.closed, Closing(99, TODAY, "x"))),
        "actions",
        "an action is not there any more: read the sheet again",
    ),
    "closed before": (
        replace(FULL, closed=(*FULL.closed, Closing(13, TODAY, "x"))),
        "rows",
        "the action was closed on Thu 3 Sep 2009: read it again",
    ),
    "no outcome": (
        replace(FULL, closed=(Closing(11, TODAY, " "),)),
        "outcome",
        "the outcome is missing: write it in a few words",
    ),
    "done before it was agreed": (
        replace(FULL, closed=(Closing(11, on("2009-08-27"), "x"),)),
        "done_on",
        "Thu 27 Aug 2009 is before it was agreed: write a date from Fri 28 Aug 2009 to Mon 28 Sep 2009",
    ),
    "done tomorrow": (
        replace(FULL, closed=(Closing(11, on("2009-09-29"), "x"),)),
        "done_on",
        "Tue 29 Sep 2009 is after today",
    ),
    "carried without why": (
        replace(FULL, carried=(Carrying(12, on("2009-10-09"), ""),)),
        "why",
        "why it is carried on is missing: write it in a few words",
    ),
    "carried into the past": (
        replace(FULL, carried=(Carrying(12, on("2009-09-24"), "x"),)),
        "by_when",
        "Thu 24 Sep 2009 is before it is agreed: write a date from Fri 25 Sep 2009 to Wed 29 Sep 2010",
    ),
    "carried to no date": (
        replace(FULL, carried=(Carrying(12, None, "x"),)),
        "by_when",
        "by when it is to be done is missing: write a date",
    ),
    "no date": (
        replace(FULL, agreed=(Agreeing("ring", 1, "", None),)),
        "by_when",
        "by when it is to be done is missing: write a date",
    ),
    "too far ahead": (
        replace(FULL, agreed=(Agreeing("ring", 1, "", on("2010-09-30")),)),
        "by_when",
        "Thu 30 Sep 2010 is after the end of the year ahead",
    ),
    "nothing to do": (
        replace(FULL, agreed=(Agreeing(" ", 1, "", TODAY),)),
        "what",
        "what is to be done is missing: write it in a few words",
    ),
    "nobody": (
        replace(FULL, agreed=(Agreeing("ring", None, " ", TODAY),)),
        "worker",
        "who is to do it is missing: choose a worker, or write who else",
    ),
    "two people": (
        replace(FULL, agreed=(Agreeing("ring", 1, "school nurse", TODAY),)),
        "worker",
        "who is to do it is one worker or somebody else: leave one of them empty",
    ),
    "somebody gone": (
        replace(FULL, agreed=(Agreeing("ring", 3, "", TODAY),)),
        "worker",
        "this worker's last day was Mon 31 Aug 2009: choose one who is in post on Fri 25 Sep 2009",
    ),
    "nothing written": (
        replace(FULL, parts=(Part("Decision", " \n"),)),
        "parts",
        "nothing is written: write what was discussed, or say why the case was not",
    ),
    "no rationale": (
        replace(FULL, parts=(UPDATE, Part("Decision", "close"), Part("Rationale", " "))),
        "parts",
        "the decision has no reason: write why under Rationale",
    ),
    "too long": (
        replace(FULL, parts=(Part("", "x" * (LONGEST_NOTE + 1)),)),
        "parts",
        "this has 50,001 characters: write it in no more than 50,000",
    ),
    "held tomorrow": (
        replace(FULL, held=Held(on("2009-09-29"), None)),
        "held_on",
        "Tue 29 Sep 2009 is after today: write a date from Fri 28 Aug 2009 to Mon 28 Sep 2009",
    ),
    "held before the last": (
        replace(FULL, held=Held(on("2009-08-27"), None)),
        "held_on",
        "Thu 27 Aug 2009 is before the case began: write a date from Fri 28 Aug 2009 on",
    ),
    "next not after": (
        replace(FULL, held=Held(on("2009-09-25"), on("2009-09-25"))),
        "next_on",
        "the next session is after Fri 25 Sep 2009: write a later date",
    ),
    "next too far": (
        replace(FULL, held=Held(on("2009-09-25"), on("2010-10-23"))),
        "next_on",
        "Sat 23 Oct 2010 is after the end of the year ahead: write a date up to Wed 29 Sep 2010",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_at_its_field(name: str) -> None:
    form, field, sentence = REFUSED[name]
    refused = refusal(lambda: record_note(SHOT, SHEET, 1, form, TODAY, "amin"))
    assert refused[0] == field
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize(
    ("held_on", "sentence"),
    [
        ("2009-08-31", "Mon 31 Aug 2009 is before the case began: write a date from Tue 1 Sep 2009 on"),
        ("2008-01-04", "Fri 4 Jan 2008 is before the case began"),
    ],
)
def test_a_case_was_not_discussed_before_it_began(held_on: str, sentence: str) -> None:
    form = recording(Held(on(held_on), None))
    refused = refusal(lambda: record_note(SHOT, SHEET, 2, form, TODAY, "amin"))
    assert refused[0] == "held_on"
    assert refused[1].startswith(sentence)


@pytest.mark.parametrize(
    ("worker", "held_on", "sentence"),
    [
        (PEOPLE[1], "2009-08-27", "Thu 27 Aug 2009 is before the session before: write a date from Fri 28 Aug"),
        (replace(PEOPLE[1], active_to=on("2009-09-18")), "2009-09-21", "Mon 21 Sep 2009 is after the worker's last"),
        (
            replace(PEOPLE[1], active_from=on("2009-09-14")),
            "2009-09-11",
            "Fri 11 Sep 2009 is before the worker's first",
        ),
    ],
)
def test_a_session_was_not_held_before_the_last_nor_while_the_worker_was_not_there(
    worker: Worker, held_on: str, sentence: str
) -> None:
    sheet = replace(SHEET, worker=worker)
    refused = refusal(lambda: write_sheet(SHOT, sheet, "leave", Held(on(held_on), None), TODAY, "amin"))
    assert refused[0] == "held_on"
    assert refused[1].startswith(sentence)


def test_another_workers_child_is_not_recorded_here() -> None:
    refused = refusal(lambda: record_note(SHOT, SHEET, 3, recording(), TODAY, "amin"))
    assert refused == ("rows", "this child is not on the worker's sheet any more: read it again")


def test_the_rationale_is_asked_for_only_where_the_note_has_that_heading() -> None:
    form = recording(HELD, Part("Decision", "close"))
    assert record_note(SHOT, SHEET, 2, form, TODAY, "amin").said == "case recorded"


def test_why_a_case_was_not_discussed_is_recorded_and_can_be_said_better() -> None:
    act = record_not_discussed(SHOT, SHEET, 2, "no time", HELD, TODAY, "amin")
    assert values(act) == [
        (RecordKind.SESSION, None, BEGUN),
        (RecordKind.NOT_DISCUSSED, None, {"session": Made(0), "child": 2, "why": "no time"}),
    ]
    assert (act.verb, act.said) == (Verb.NOT_DISCUSSED, "case not discussed, with why")
    again = sheet_of(SHOT, going_on(left_out=(LEFT_OUT,)))
    act = record_not_discussed(SHOT, again, 2, "the fire alarm", HELD, TODAY, "amin")
    assert values(act) == [(RecordKind.NOT_DISCUSSED, 31, {"why": "the fire alarm"})]


@pytest.mark.parametrize(
    ("child", "why", "field", "sentence"),
    [
        (2, " ", "why", "why the case was not discussed is missing: write it in a few words"),
        (1, "x", "rows", "the case is recorded as discussed in this session: change its note, or undo that"),
    ],
)
def test_a_case_is_not_left_out_without_a_word_or_when_it_was_discussed(
    child: int, why: str, field: str, sentence: str
) -> None:
    sheet = sheet_of(SHOT, going_on(NOTE))
    refused = refusal(lambda: record_not_discussed(SHOT, sheet, child, why, HELD, TODAY, "amin"))
    assert refused == (field, sentence)


def test_the_workers_own_sheet_names_no_child() -> None:
    act = write_sheet(SHOT, SHEET, "leave in October\r\n", HELD, TODAY, "amin")
    assert values(act)[1:] == [(RecordKind.WORKER_SHEET, None, {"session": Made(0), "text": "leave in October"})]
    assert all(edit.child is None for edit in act.edits)
    again = write_sheet(SHOT, sheet_of(SHOT, going_on(sheet=WRITTEN)), "no leave", HELD, TODAY, "amin")
    assert values(again) == [(RecordKind.WORKER_SHEET, 41, {"text": "no leave"})]


def test_an_empty_sheet_is_refused() -> None:
    refused = refusal(lambda: write_sheet(SHOT, SHEET, " \n", HELD, TODAY, "amin"))
    assert refused == ("text", "nothing is written on the worker's sheet: write something first")


@pytest.mark.parametrize("session", [RUNNING._replace(manager_signed_at=AT), RUNNING._replace(worker_signed_at=AT)])
def test_a_signed_session_refuses_every_change(session: SessionFacts) -> None:
    sheet = sheet_of(SHOT, replace(going_on(NOTE), session=session))
    for act in (
        lambda: record_note(SHOT, sheet, 2, recording(), TODAY, "amin"),
        lambda: record_not_discussed(SHOT, sheet, 2, "x", HELD, TODAY, "amin"),
        lambda: write_sheet(SHOT, sheet, "x", HELD, TODAY, "amin"),
    ):
        field, sentence = refusal(act)
        assert (field, sentence.partition(":")[0]) == ("rows", "the session is signed")


def test_held_on_and_recorded_on_are_two_dates() -> None:
    act = record_note(SHOT, SHEET, 2, recording(Held(TODAY - timedelta(days=3), None)), TODAY, "amin")
    note = values(act)[1][2]
    assert (note["held_on"], note["recorded_on"]) == (on("2009-09-25"), TODAY)
