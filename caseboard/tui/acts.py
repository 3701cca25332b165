"""Every act by the name the commands use. Imported when the first is asked for."""

from __future__ import annotations

from caseboard.tui.acts_actions import ACTIONS
from caseboard.tui.acts_card import COHORTS
from caseboard.tui.acts_dates import DATES
from caseboard.tui.acts_decisions import DECIDING
from caseboard.tui.acts_holding import HOLDING
from caseboard.tui.acts_plans import PLANS
from caseboard.tui.acts_protection import PROTECTION
from caseboard.tui.acts_voiding import VOIDING
from caseboard.tui.acts_way import WAY

FORMS = {**HOLDING, **WAY, **DATES, **PROTECTION, **DECIDING, **PLANS, **ACTIONS, **COHORTS, **VOIDING}
