"""A strip over a document that may have been entered twice: the other one, and two answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.layout import STRETCH, column, row


class AlikeStrip(QWidget):
    """``answered`` with whether the two are the same; ``other_asked`` with the id of the other one."""

    answered = Signal(bool)
    other_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._other = ""
        self.banner = Banner()
        self.banner.link_pressed.connect(lambda: self.other_asked.emit(self._other))
        self.same = Button(icon="check", pressed=lambda: self.answered.emit(True))
        self.two = Button(icon="x", pressed=lambda: self.answered.emit(False))
        self.setLayout(column(self.banner, row(self.same, self.two, STRETCH), spacing=6))
        self.show_other("")

    def show_other(self, other: str) -> None:
        """Ask about this other document; nothing with an empty id."""
        t = self._session.t
        self._other = other
        self.banner.say(t(N_("It may have been entered twice.")), "warn", link=t(N_("Show the other")))
        self.same.set_words(t(N_("They are the same")))
        self.two.set_words(t(N_("They are two")))
        self.setVisible(bool(other))
