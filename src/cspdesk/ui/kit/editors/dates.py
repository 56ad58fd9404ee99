"""The date editor: typed as people write dates, or chosen in a calendar; a day, a month or a quarter."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.daygrid import CalendarPanel, CalendarText
from cspdesk.ui.kit.editors.reading import Reader
from cspdesk.ui.kit.editors.typed import TypedEditor
from cspdesk.ui.kit.lineicons import LineIcons


class DateEditor(TypedEditor[str]):
    """A stored date (``2026-11-22``, ``2026-11-01~m``, ``2026-10-01~q``).

    Alt+Down or the picture at the end opens the calendar; without ``calendar`` there is none.
    """

    def __init__(
        self,
        reader: Reader[str],
        *,
        name: str,
        today: date,
        calendar: CalendarText | None = None,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(reader, name=name, placeholder=placeholder, width=200, parent=parent)
        self._today = today
        self._panel: CalendarPanel | None = None
        self._calendar = calendar
        if calendar is not None:
            LineIcons(self.line).trail("calendar-blank", calendar.name, self.open_calendar)
            shortcut = QShortcut(QKeySequence("Alt+Down"), self.line, self.open_calendar)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def open_calendar(self) -> None:
        """Show the calendar beneath the field, at its day."""
        if self._calendar is None or not self.line.isEnabled():
            return
        if self._panel is None:
            self._panel = CalendarPanel(self.line, self._calendar, self._today)
            self._panel.taken.connect(self._on_taken)
        stored = self.value()
        self._panel.open(date.fromisoformat(stored[:10]) if stored else self._today)

    def _on_taken(self, stored: str) -> None:
        self.set_value(stored)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_edited()
