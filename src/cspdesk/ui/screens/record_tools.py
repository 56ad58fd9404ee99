"""At the head of every record: its history, and what is seldom done to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from cspdesk.domain.text import N_
from cspdesk.presenters.record import RecordPresenter
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.menus import Menu, MenuItem

HISTORY = "history"
"""The section of a record that shows its history."""


class RecordTools:
    """Two buttons: ``record`` says whom they are about now, ``go`` brings a section into sight."""

    def __init__(self, record: Callable[[], RecordPresenter], go: Callable[[str], None]) -> None:
        self._record, self._go = record, go
        self._waits = False
        self.history = Button(kind="quiet", icon="clock-counter-clockwise", pressed=self.show_history)
        self.more = Button(kind="quiet", icon="dots-three-vertical", pressed=self._open_more)

    def say(self) -> None:
        """Say their words in the person's language."""
        t = self._record().session.t
        self.history.set_words(t(N_("History")))
        self.more.set_words("", t(N_("More")))

    def show_history(self) -> None:
        """Read the history of the record and bring it into sight."""
        self._waits = True
        self._record().ask_history()
        self._go(HISTORY)

    def bring_history(self) -> None:
        """The record was shown anew: if its history was waited for, only now there is where to go."""
        if self._waits and self._record().history is not None:
            self._waits = False
            QTimer.singleShot(0, self.history, lambda: self._go(HISTORY))

    def restore(self, place: str) -> None:
        """Give a field back the value that it had at this place of the history."""
        history = self._record().history or ()
        if place.isdecimal() and int(place) < len(history):
            self._record().restore_value(history[int(place)])

    def _open_more(self) -> None:
        record = self._record()
        t, view = record.session.t, record.view
        items = [MenuItem(HISTORY, t(N_("History")), icon="clock-counter-clockwise")]
        if view is not None and not view.deleted:
            items.append(MenuItem("delete", t(N_("Delete")), icon="trash"))
        menu = Menu(items, name=t(N_("More")), parent=self.more.window())
        menu.chosen.connect(self.do)
        menu.beneath(self.more)

    def do(self, key: str) -> None:
        """Do what was chosen among them."""
        if key == "delete":
            self._record().delete("-")
        else:
            self.show_history()
