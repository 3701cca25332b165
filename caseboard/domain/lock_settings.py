"""What a council chooses about the lock of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseboard.domain.errors import BadInput

LONGEST = 240
"""Minutes. A screen nobody has touched for half a shift is nobody's."""


@dataclass(frozen=True, slots=True)
class LockSettings:
    """When the screens lock by themselves."""

    after_minutes: int = 5
    """Minutes without a key or a click, time asleep among them; 0: by key alone."""


def parse_lock(table: Mapping[str, object]) -> LockSettings:
    """Check the settings' table `lock`. Raises BadInput naming the line and what it should say."""
    for name in table:
        if name != "after_minutes":
            raise BadInput(f'settings: lock: "{name[:40]}" is not a setting; there is after_minutes alone')
    minutes = table.get("after_minutes", LockSettings().after_minutes)
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 <= minutes <= LONGEST:
        raise BadInput(f"settings: lock: after_minutes must be a whole number from 0 (by key alone) to {LONGEST}")
    return LockSettings(minutes)
