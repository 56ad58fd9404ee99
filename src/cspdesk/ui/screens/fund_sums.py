"""Beneath the list of funds: what came in each currency, and in somoni; the column adds up to the diram."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.fund_sums import FundSumsPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.funds import SOMONI
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, hairline, panel

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FundSums(QWidget):
    """Sums of what the list shows."""

    def __init__(self, session: Session, presenter: FundSumsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._presenter = presenter
        self._heading = label("", "caption", wrap=True)
        self._note = label("", "hint", wrap=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        body = column(self._heading, self._grid, self._note, spacing=6, margins=(16, 8, 14, 12))
        self.setLayout(column(hairline(), panel(body), spacing=0))

    def show_state(self) -> None:
        """Show the sums."""
        t, formats = self._session.t, self._session.formats
        sums = self._presenter.sums
        self.setVisible(bool(sums))
        count = sum(one.receipts for one in sums)
        self._heading.setText(t(plural(N_("{n} receipt"), N_("{n} receipts"), count)))
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, one in enumerate(sums):
            self._grid.addWidget(
                label(formats.amount_with_code(one.minor, one.currency), align=_RIGHT), at, 0
            )
            somoni = "" if one.currency == SOMONI else formats.amount_with_code(one.dirams, SOMONI)
            self._grid.addWidget(label(somoni, "dim", align=_RIGHT), at, 1)
        total = formats.amount_with_code(self._presenter.somoni, SOMONI)
        if len(sums) > 1 or any(one.currency != SOMONI for one in sums):
            self._grid.addWidget(label(t(N_("All in somoni")), "strong"), len(sums), 0)
            self._grid.addWidget(label(total, "strong", align=_RIGHT), len(sums), 1)
        unrated = self._presenter.unrated
        told = plural(
            N_("{n} receipt has no official rate yet and is not in the somoni."),
            N_("{n} receipts have no official rate yet and are not in the somoni."),
            unrated,
        )
        self._note.setText(t(told) if unrated else "")
        self._note.setVisible(bool(unrated))
        self.setAccessibleName(t(msg(N_("All in somoni: {total}"), total=total)))
