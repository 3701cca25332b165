"""What is said in sessions besides the cases: outcomes, reasons, and the worker's own matters. All of it invented."""

from __future__ import annotations

from caseboard.domain.notes import Part, format_note

OUTCOMES = (
    "Done; the child was seen alone and said little.",
    "Done by telephone, written up the same day.",
    "Family was not in the first time, seen on the second visit.",
    "Draft shared; parents disagree with the history and that is recorded.",
    "School will ring the same day from now on.",
    "Report received and put on file.",
    "Agreed with gran, who signed.",
    "No longer needed: dad has moved away.",
)
WHY_CARRIED = (
    "Worker off sick that week",
    "Family cancelled at short notice",
    "Other agency has not answered",
    "Court work took the week",
    "School was closed",
    "Not reached before the meeting",
)
WHY_NOT_DISCUSSED = (
    "Ran out of time",
    "Worker called away to a strategy discussion",
    "Discussed with the duty senior the day before",
    "Fire alarm, session ended early",
    "Transfer agreed, new team takes it from here",
)
SHEETS = (
    "Caseload feels heavy since August; two complex cases at once. Protected morning each week agreed.",
    "Leave booked for half term, cover arranged.",
    "Wants to co-work a court case this winter. Legal training day booked.",
    "Tired after a run of late visits; time off in lieu to be taken this month.",
    "Good work on the chronology, used as an example in the team meeting.",
    "Post-qualifying module starts in January; study day every second Friday.",
    "Upset by the meeting with the father; talked through, offer of the counselling service.",
    "Recording is two weeks behind; agreed one half day without appointments.",
)
ADDITIONS = (
    "The visit was on the Tuesday, not on the Monday.",
    "Health visitor rang after the session: weighed yesterday, no concern.",
    "The name of the school is written wrongly above; the record has it right.",
)
_RATIONALES = (
    "Change has begun, but there are only four weeks of it to go by.",
    "The child's own account and the school's agree; the parents' does not.",
    "Two earlier plans ended too soon and the same worries came back.",
    "Nobody has seen the whole week at home yet.",
    "The network is there and has held twice already.",
)
_UPDATE, _WORRY, _STRENGTH = "Update since last time", "Risks and concerns", "Strengths and progress"
_DECISION, _RATIONALE = "Decision", "Rationale"
_GOOD = ("Strengths:", "Risk has reduced", "Needs are met")


def under_headings(update: str, view: str, decision: str, place: int) -> str:
    """A note of these parts under its headings; `place` chooses the reason where the decision brings none."""
    said, _, reason = decision.partition("Rationale: ")
    heading = _STRENGTH if view.startswith(_GOOD) else _WORRY
    parts = [Part(_UPDATE, update), Part(heading, _sentence(view.removeprefix("Strengths: ")))]
    if said:
        parts.append(Part(_DECISION, _sentence(said.removeprefix("Decision: "))))
        parts.append(Part(_RATIONALE, _sentence(reason) or _RATIONALES[place % len(_RATIONALES)]))
    return format_note(parts)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].strip()
