"""The filed reports that name a document: report, period, version, day, fingerprint; each opens there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.session import Session
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.services.money_reports.naming import NamedBy
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.kit.rows import RowList, RowView

_FIRST = 5
"""A document of long ago is named by every report that counts from the beginning."""


class ReportsNaming(QWidget):
    """The first few in the order of filing, and the way to all; ``asked`` with the report."""

    asked = Signal(object)

    def __init__(self, session: Session, every: Sequence[NamedBy], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._every = every
        t = session.t
        self.rows = RowList(name=t(N_("Reports that name it")), mode="open", inset=0, fitted=True)
        self.rows.opened.connect(self._on_opened)
        self.more = Button(kind="link", pressed=self._show_all)
        self.more.set_words(t(plural(N_("Show all {n}"), N_("Show all {n}"), len(every))))
        self.setLayout(column(self.rows, row(self.more, STRETCH), spacing=4))
        self._show(every[:_FIRST])

    def _show(self, shown: Sequence[NamedBy]) -> None:
        self.rows.set_rows([self._row(one) for one in shown])
        self.more.setVisible(len(shown) < len(self._every))

    def _show_all(self) -> None:
        self._show(self._every)
        self.rows.setFocus()

    def _row(self, one: NamedBy) -> RowView:
        t, formats = self._session.t, self._session.formats
        span = period(one.period)
        known = DEFINITIONS.get(one.report)
        said = [
            t(msg(N_("Version {version}"), version=formats.integer(one.version))),
            t(msg(N_("filed on {day}"), day=formats.day(one.filed_on))) if one.filed_on else "",
            one.fingerprint,
        ]
        chip = None
        if one.corrected_by:
            chip = ChipView(t(msg(N_("Corrected by version {version}"), version=one.corrected_by)))
        title = t(msg(known.title)) if known is not None else one.report
        return RowView(
            one.record,
            f"{title}, {formats.period(span.first, span.last)}",
            " · ".join(part for part in said if part),
            chip=chip,
            icon="file-text",
        )

    def _on_opened(self, key: str) -> None:
        self.asked.emit(next(one for one in self._every if one.record == key))
