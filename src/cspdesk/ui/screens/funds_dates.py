"""The events of an agreement as a table: the line of life for whoever does not read a picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_
from cspdesk.presenters.life import LifeEvent
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.layout import column
from cspdesk.ui.kit.table import Cell, Column, Table, TableRow

_SIGNS = {
    "done": ("check-circle", "good", N_("Done")),
    "open": ("circle-dashed", "ink3", N_("To come")),
    "due": ("warning-circle", "warn", N_("Due")),
    "late": ("warning-circle", "bad", N_("Late")),
}


class DatesTable(QWidget):
    """``opened`` with the kind and id of the record of an event."""

    opened = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._events: tuple[LifeEvent, ...] = ()
        self.table = Table((), name="", fitted=True)
        self.table.opened.connect(self._on_opened)
        self.setLayout(column(self.table, spacing=0))

    def tell(self, events: Sequence[LifeEvent]) -> None:
        """Show these events, in their order."""
        t, formats = self._session.t, self._session.formats
        self._events = tuple(events)
        self.table.set_columns(
            (
                Column("day", t(N_("Date")), dim=True),
                Column("sign", ""),
                Column("what", t(N_("What")), grows=True),
                Column("sum", t(N_("Amount")), "right"),
            )
        )
        self.table.view.setAccessibleName(t(N_("Dates")))
        rows = []
        for one in events:
            icon, tone, words = _SIGNS[one.shape]
            told = t(one.words) if one.state is None else f"{t(one.words)} · {t(one.state)}"
            amount = formats.amount_with_code(*one.amount) if one.amount is not None else ""
            sign = Cell(icon=icon, tone=tone, tip=t(words))
            rows.append(TableRow(one.key, (formats.day(one.day), sign, told, amount)))
        self.table.set_rows(rows)
        self.setVisible(bool(rows))

    def _on_opened(self, key: str) -> None:
        found = next((one for one in self._events if one.key == key), None)
        if found is not None and found.opens[1]:
            self.opened.emit(*found.opens)
