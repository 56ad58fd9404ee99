"""Today: what waits for a person, and what came in since the last look."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.presenters.navigation import Navigation
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column
from cspdesk.ui.screens.screen import Screen


class TodayScreen(Screen):
    """The first place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self._title = label("", "title")
        self.setLayout(column(self._title, STRETCH, margins=(28, 16, 28, 8)))
        self.show_state()

    def show_state(self) -> None:
        self._title.setText(self.session.t(N_("Today")))
