"""Who is offered what: the roles people have here."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody is here. The value is the word a database keeps and the command line takes."""

    VIEWER = "viewer"
    TEAM_MANAGER = "team_manager"
    DUTY_SENIOR = "duty_senior"
    SERVICE_MANAGER = "service_manager"
    ADMINISTRATOR = "administrator"
