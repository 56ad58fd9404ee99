"""The places of the rail, in their order: who adds a screen adds a line here."""

from __future__ import annotations

from typing import Final

from cspdesk.domain.text import N_
from cspdesk.ui.screens.consultations import ConsultationsScreen
from cspdesk.ui.screens.screen import Place
from cspdesk.ui.screens.today import TodayScreen

PLACES: Final[tuple[Place, ...]] = (
    Place("today", N_("Today"), "sun", TodayScreen),
    Place("consultations", N_("Consultations"), "chats-circle", ConsultationsScreen),
)
