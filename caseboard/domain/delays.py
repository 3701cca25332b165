"""Why an assessment was late, as a coded list. There is no national one: this is local practice, gathered from reasons
managers give, so that lateness can be counted by cause. The words typed beside the code say it for the one child.
"""

from __future__ import annotations

from enum import StrEnum


class Delay(StrEnum):
    """A reason for delay, as stored."""

    FAMILY = "family"
    CHILD_NOT_SEEN = "child_not_seen"
    AGENCY = "agency"
    POLICE = "police"
    INTERPRETER = "interpreter"
    WORKER_ABSENT = "worker_absent"
    UNALLOCATED = "unallocated"
    CAPACITY = "capacity"
    RETURNED = "returned"
    COMPLEXITY = "complexity"
    RECORDING = "recording"
    OTHER = "other"


DELAY_WORDS = {
    Delay.FAMILY: "family not available or did not agree",
    Delay.CHILD_NOT_SEEN: "child could not be seen",
    Delay.AGENCY: "waiting for another agency",
    Delay.POLICE: "waiting for police or a court",
    Delay.INTERPRETER: "interpreter or specialist not available",
    Delay.WORKER_ABSENT: "worker absent",
    Delay.UNALLOCATED: "allocated late",
    Delay.CAPACITY: "worker had no time",
    Delay.RETURNED: "returned by the manager for more work",
    Delay.COMPLEXITY: "family or needs more complex than thought",
    Delay.RECORDING: "done in time, recorded late",
    Delay.OTHER: "other",
}
