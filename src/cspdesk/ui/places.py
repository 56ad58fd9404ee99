"""The places of the rail, in their order: who adds a screen adds a line here."""

from __future__ import annotations

from functools import partial
from typing import Final

from cspdesk.domain.text import N_
from cspdesk.presenters.kind_places import FUNDS, MONEY, MONEY_REGISTER
from cspdesk.ui.screens.bank import PLACE as BANK
from cspdesk.ui.screens.bank import BankScreen
from cspdesk.ui.screens.coalition import CoalitionScreen
from cspdesk.ui.screens.concerns import ConcernsScreen
from cspdesk.ui.screens.consultations import ConsultationsScreen
from cspdesk.ui.screens.duties import DutiesScreen
from cspdesk.ui.screens.exchange import ExchangeScreen
from cspdesk.ui.screens.funds import FundsScreen
from cspdesk.ui.screens.help import HelpScreen
from cspdesk.ui.screens.importing import PLACE as IMPORT
from cspdesk.ui.screens.importing import ImportScreen
from cspdesk.ui.screens.joining import JoiningScreen
from cspdesk.ui.screens.plain_kinds import PlainScreen
from cspdesk.ui.screens.reports import ReportsScreen
from cspdesk.ui.screens.screen import Place
from cspdesk.ui.screens.settings import SettingsScreen
from cspdesk.ui.screens.today import TodayScreen
from cspdesk.ui.wishes import Wishes

PLACES: Final[tuple[Place, ...]] = (
    Place("today", N_("Today"), "sun", TodayScreen),
    Place("consultations", N_("Consultations"), "chats-circle", ConsultationsScreen),
    Place("concerns", N_("Concerns"), "map-trifold", ConcernsScreen),
    Place(
        "recommendations", N_("Recommendations"), "megaphone-simple", partial(PlainScreen, "recommendations")
    ),
    Place("activities", N_("Activities"), "handshake", partial(PlainScreen, "activities")),
    Place(FUNDS, N_("Funds"), "wallet", FundsScreen),
    Place("reports", N_("Reports"), "file-text", ReportsScreen),
    Place("exchange", N_("Exchange"), "arrows-left-right", ExchangeScreen),
    Place("coalition", N_("Coalition"), "users-three", CoalitionScreen),
)


def hidden_places(wishes: Wishes, *, waits: bool) -> tuple[Place, ...]:
    """Places that the rail does not show; ``waits`` for a desk that is still to be welcomed."""
    found = (
        Place("duties", N_("Obligations"), "paper-plane-tilt", DutiesScreen, in_rail=False),
        Place("register", N_("Register"), "book-open", partial(PlainScreen, "register"), in_rail=False),
        Place(MONEY, N_("Lists of money"), "wallet", partial(PlainScreen, MONEY), in_rail=False, under=FUNDS),
        Place(
            MONEY_REGISTER,
            N_("Rates, openings, corrections"),
            "scales",
            partial(PlainScreen, MONEY_REGISTER),
            in_rail=False,
            under=FUNDS,
        ),
        Place(BANK, N_("Bank statements"), "bank", BankScreen, in_rail=False),
        Place(IMPORT, N_("Import a sheet"), "download-simple", ImportScreen, in_rail=False),
        Place("settings", N_("Settings"), "gear", partial(SettingsScreen, wishes), in_rail=False),
        Place("help", N_("Help"), "question", HelpScreen, in_rail=False),
    )
    joining = Place("joining", N_("Join an organisation"), "users-three", JoiningScreen, in_rail=False)
    return (joining, *found) if waits else found
