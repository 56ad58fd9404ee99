"""The first minute: how to begin on this laptop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.entrance import Entrance
from cspdesk.ui.frontpage import FrontPage
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.kit.mark import Mark
from cspdesk.ui.kit.ways import WayList, WayView
from cspdesk.ui.screens.beginning import show_fault

_WAYS = (
    (
        "sample",
        N_("Look around first"),
        N_("A sample workspace with six regions. It is kept apart from real data."),
        "map-trifold",
    ),
    (
        "join",
        N_("Join an organisation that already uses CSP Desk"),
        N_("Two files on a stick, and twelve digits read over the telephone."),
        "users-three",
    ),
    (
        "begin",
        N_("Start a new organisation"),
        N_("Its name, who works here, and a passphrase. It takes five minutes."),
        "plus",
    ),
    (
        "backup",
        N_("Bring back a backup"),
        N_("From a disk or a stick, with the passphrase of that day."),
        "clock-counter-clockwise",
    ),
    (
        "other",
        N_("Open a desk in another folder"),
        N_("A desk that is on this laptop already, in a folder of its own."),
        "folder-open",
    ),
)


class WaysPage(FrontPage):
    """The first choice."""

    def __init__(self, entrance: Entrance[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._title = label("", "title", wrap=True)
        self._second = label("", "dim", wrap=True)
        self._fault = Banner()
        self.ways = WayList()
        self.ways.taken.connect(self._on_taken)
        self.back = Button(kind="link", pressed=entrance.back)
        self.setLayout(
            column(
                row(Mark(), STRETCH),
                14,
                self._title,
                self._second,
                12,
                self._fault,
                self.ways,
                row(STRETCH, self.back),
                spacing=4,
            )
        )
        self.setFocusProxy(self.ways)
        self._words: Translator | None = None

    def show_state(self, words: Translator) -> None:
        """Copy the entrance's state into the widgets."""
        self._words = words
        t, entrance = words.t, self._entrance
        self._title.setText(t(N_("A desk for what communities say, and for what you do about it")))
        working = N_("Being prepared…") if entrance.is_working else N_("Choose how to begin on this laptop.")
        self._second.setText(t(working))
        views = [
            WayView(key, t(title), t(second), icon, first=at == 0)
            for at, (key, title, second, icon) in enumerate(_WAYS)
        ]
        had_focus = self.ways.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.ways.tell(views)
        self.ways.setEnabled(not entrance.is_working)
        if had_focus:
            self.ways.setFocus(Qt.FocusReason.OtherFocusReason)
        show_fault(self._fault, entrance, words)
        self.back.set_words(t(N_("Back to the passphrase")))
        self.back.setVisible(entrance.has_desk)

    def _on_taken(self, key: str) -> None:
        if key == "sample":
            self._entrance.look_around()
        elif key == "other":
            self.ask_folder()
        else:
            self._entrance.show(key)

    def ask_folder(self) -> None:
        """Let the person show the folder of a desk."""
        if self._words is None:
            return
        title = self._words.t(N_("The folder of the desk"))
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._entrance.home.parent))
        if chosen:
            self._entrance.choose_folder(Path(chosen))
