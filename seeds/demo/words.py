"""What managers and workers write: invented notes, actions and reasons in the field's own voice."""

from __future__ import annotations

from datetime import date

from .council import Council
from .families import Child
from .session_words import under_headings

_UPDATES = (
    "Home visit completed; mum open about the drinking and kept both appointments with the substance misuse service.",
    "Two visits tried, no answer. Neighbour says the family are staying with gran.",
    "Police have shared the log: three call-outs this year, no charges. {child} present at two.",
    "Dad has not engaged since the first visit and does not answer the phone.",
    "Home conditions improved: beds bought, kitchen usable, smoke alarm fitted.",
    "Home conditions have slipped again; little food in, bedding soiled.",
    "Mum attended the parenting group four weeks out of six and can say what she does differently.",
    "Paediatrician's view received: bruising consistent with the account given.",
    "Core group met; GP sent apologies again, school and health visitor both there.",
    "Interpreter used throughout; father understood for the first time what the plan asks of him.",
    "Gran would have {child} at weekends; she has agreed to a viability visit.",
    "Chronology now complete. Four earlier referrals, all neglect, each closed after one visit.",
    "Mum's new partner not yet seen. Name and date of birth now known, police check asked for.",
    "{child} asked again about seeing the others; contact has slipped to once a month.",
    "Tenancy at risk: notice served, housing officer invited to the next meeting.",
    "Assessment written up except the parents' views; draft shared with mum on Tuesday.",
    "Strategy discussion minutes received. Joint visit done the same day, {child} spoken to on their own.",
    "Mother's engagement has dropped since the court date; she cancelled twice at short notice.",
)
_OF_SMALL_CHILDREN = (
    *_UPDATES,
    "Health visitor has weighed {child}: back on the centile, immunisations up to date.",
    "{child} seen asleep in the cot: room warm, nothing else in the cot, mum knows why.",
    "Nursery says {child} is hungry on Mondays and slow to settle; key worker keeps a diary.",
    "Two-year check missed again. Health visitor will go with us on the next visit.",
    "{child} watched the door all through the visit and went to nobody.",
)
_OF_SCHOOL_AGE = (
    *_UPDATES,
    "{child} seen alone at school: said things are calmer at home since dad moved out.",
    "School report attendance at 71 % this half term, late most mornings. Mum says nobody sleeps before midnight.",
    "{child} told the learning mentor about shouting at night. Recorded in {child}'s own words.",
    "Family moved within the council's area; new school place confirmed, no gap in schooling.",
    "CAMHS waiting list is eighteen weeks. School counsellor is seeing {child} in the meantime.",
    "{child} asked for the meeting to be after school, came, and said what should change first.",
    "Head of year has kept a log since the autumn: tired, no coat, twice no dinner money.",
)
_VIEWS = (
    "Neglect remains the main risk and change is not fast enough for {child}.",
    "Risk has reduced, but it rests on dad staying away.",
    "We still do not know what a day is like for {child}.",
    "Strengths: warm relationship, gran close by, school knows the family well.",
    "The pattern is improvement before each meeting and drift afterwards.",
    "Needs are met at home now; the remaining worry is what happens when visits stop.",
    "The history of violence is understated in the draft and has to be in the analysis.",
    "Two professionals see the family very differently; the analysis has to say why.",
)
_DECISIONS = (
    "Agreed to finish the written part this week and to share it with the family.",
    "Decision: continue as planned, because two of the five outcomes are not started.",
    "Decision: legal planning meeting to be asked for; threshold likely met on neglect.",
    "To be completed before half term; no extension without a reason in writing.",
    "To stay as is until the next review. Rationale: six weeks of steady improvement is not yet enough.",
    "Close after the final visit if nothing new; common assessment to be led by school.",
    "Visit unannounced within the week and see the bedrooms.",
    "No change to the plan.",
    "Carried over from last time: the action with the school is still not done.",
    "Manager to write to health about the missing report.",
)
_ACTIONS = (
    "Home visit, see {child} alone and the bedrooms",
    "Ring school or nursery for attendance and any new concerns",
    "Write the chronology up to the present",
    "Ask police for the outcome of the last call-out",
    "Arrange a family group conference",
    "Finish the analysis and share the draft with the parents",
    "Ask housing for a date for the repairs",
    "See dad on his own",
    "Visit unannounced",
    "Book the interpreter for the next visit",
    "Ask health for the report in writing",
    "Viability visit to gran",
    "Send the minutes of the core group",
    "Genogram on file",
)
_DELAYS = (
    "Family not available until after the school holidays",
    "Waiting for the paediatric report",
    "Worker off sick, case reallocated late",
    "Parents refused the first two visits",
    "Waiting for police information",
    "Interpreter not available",
    "Sibling added to the assessment",
    "Assessment returned by the manager for more analysis",
)
_EXTENSIONS = (
    "Joint interview with police set for next week",
    "Mother in hospital; to be seen on her return",
    "Report from CAMHS promised for the new date",
    "Father traced late and has to be seen",
)
_FLAGS = (
    "Mother has left hospital with the child against advice",
    "Police protection ends tomorrow",
    "New information from police this morning, not yet followed up",
    "Missing from home, police told",
    "Known risk to children reported to have moved in",
    "Unexplained injury, medical booked for today",
)
_DONE = (
    "Seen the same day; safe with gran, strategy discussion held.",
    "Joint visit with police; partner left the home, written agreement signed.",
    "Found and returned; interview on return done.",
    "Medical done, no injury; allocated to the team.",
)


class Words:
    """Draws text. Nothing here is anybody's real record."""

    def __init__(self, council: Council) -> None:
        """Use the council's dice."""
        self._pick = council.pick
        self._chance = council.chance
        self._notes = 0

    def note(self, child: Child, held: date) -> str:
        """A supervision note of two or three sentences, or the brief kind that inspectors complain of.

        Two of three that say more than what happened are under headings.
        """
        update = self._pick(_updates_on(child, held))
        view = self._pick(_VIEWS) if self._chance(0.55) else ""
        decision = self._pick(_DECISIONS) if self._chance(0.8) else ""
        self._notes += 1
        if view and self._notes % 3:
            update, view = _about(update, child.first_name), _about(view, child.first_name)
            return under_headings(update, view, decision and _about(decision, child.first_name), self._notes)
        return _about(" ".join(part for part in (update, view, decision) if part), child.first_name)

    def action(self, child: Child) -> str:
        """What was agreed."""
        return _about(self._pick(_ACTIONS), child.first_name)

    def delay(self) -> str:
        """Why an assessment is late."""
        return self._pick(_DELAYS)

    def extension(self) -> str:
        """Why a later date was agreed."""
        return self._pick(_EXTENSIONS)

    def flag(self) -> str:
        """Why a child is flagged for immediate action."""
        return self._pick(_FLAGS)

    def done(self) -> str:
        """What was done about a flag."""
        return self._pick(_DONE)


def _updates_on(child: Child, held: date) -> tuple[str, ...]:
    """What can be said of a child of that age; of one not born yet, or of unknown age, only what fits any."""
    if child.born is None or child.born > held:
        return _UPDATES
    return _OF_SMALL_CHILDREN if (held - child.born).days < 1_750 else _OF_SCHOOL_AGE


def _about(text: str, first_name: str) -> str:
    """The text with the child's first name in it; "the child" where the record has none."""
    said = text.replace("{child}", first_name or "the child")
    return said[0].upper() + said[1:]
