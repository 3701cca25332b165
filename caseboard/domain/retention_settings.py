"""What a council chooses about keeping records: after how long a finished child is listed for removal."""

from __future__ import annotations

from collections.abc import Mapping

from caseboard.domain.errors import BadInput

_MOST_MONTHS = 1200


def parse_retention(table: Mapping[str, object]) -> int | None:
    """Check the settings' table `retention`: months after which a finished child is listed; None: never.

    Raises BadInput naming the line and what it should say.
    """
    for name in table:
        if name != "after_months":
            raise BadInput(f'settings: retention: "{name[:40]}" is not a setting; there is after_months alone')
    months = table.get("after_months")
    if months is None:
        return None
    if not isinstance(months, int) or isinstance(months, bool) or not 1 <= months <= _MOST_MONTHS:
        raise BadInput(f"settings: retention: after_months must be a whole number from 1 to {_MOST_MONTHS}")
    return months
