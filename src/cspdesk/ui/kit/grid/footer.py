"""Beneath a grid: how many rows, the sums of what is marked, and what is left of the line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, hairline, row


class GridFooter(QWidget):
    """Count, sums, rest; each a whole phrase in the person's language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = label("", "small")
        self._sums = label("", "strong")
        self._rest = label("", "small")
        self._over = Icon("warning-circle", "warn", 14)
        self._over.hide()
        self._sums.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = row(
            self._count, self._sums, STRETCH, self._over, self._rest, spacing=16, margins=(11, 6, 11, 6)
        )
        self.setLayout(column(hairline(), line, spacing=0))

    def say(self, count: str, sums: Sequence[str] = (), rest: str = "", *, over: bool = False) -> None:
        """Show these; ``over`` where more was spent than there is."""
        told = "   ".join(sums)
        self._count.setText(count)
        self._sums.setText(told)
        self._rest.setText(rest)
        self._over.setVisible(over)
        self.setAccessibleName(", ".join(text for text in (count, *sums, rest) if text))

    def texts(self) -> tuple[str, str, str]:
        """Count, sums and rest as they are shown."""
        return self._count.text(), self._sums.text(), self._rest.text()
