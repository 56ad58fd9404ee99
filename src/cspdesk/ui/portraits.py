"""Pictures of the open desk, taken without a screen: for the tour and for looking at every page."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.domain.clock import Clock
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.navigation import Spot
from cspdesk.services.workspace import Workspace
from cspdesk.ui.inside import OpenDesk
from cspdesk.ui.wishes import Wishes

SETTLING_MS = 400
_ROUNDS = 6


class Sitter:
    """An open desk that holds still: everything is done at once, and time passes when told to."""

    def __init__(self, workspace: Workspace, clock: Clock, words: Translator, size: QSize) -> None:
        self._background = Immediate()
        self.desk = OpenDesk(workspace, self._background, Wishes(), clock, words, Spot("today"))
        self.desk.widget.resize(size)
        self.desk.widget.show()

    def go(self, spot: Spot) -> None:
        """Open a spot and let the page come to rest."""
        self.desk.navigation.open(spot)
        self.settle()

    def settle(self) -> None:
        """Let short delays pass and everything be laid out."""
        for _ in range(_ROUNDS):
            self._background.elapse(SETTLING_MS)
            QApplication.sendPostedEvents()

    def resize(self, size: QSize) -> None:
        """Give the desk another size."""
        self.desk.widget.resize(size)
        self.settle()

    def take(self) -> bytes:
        """What is seen now, as a PNG."""
        return png_of(self.desk.widget)

    def leave(self) -> None:
        """Let go of the page, and close the desk."""
        self.desk.shell.close_now()
        self.desk.session.close()
        self.desk.widget.close()
        self.desk.widget.deleteLater()


def png_of(widget: QWidget) -> bytes:
    """What a widget looks like, as a PNG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(held.data())
