"""Long work: what is done, of how much, and the way to stop it; never a spinner without a number."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, row


class ProgressLine(QWidget):
    """A line of words with the numbers in them, a bar, and ``cancelled`` when the link is pressed."""

    cancelled = Signal()

    def __init__(self, *, cancel: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label("", wrap=True)
        self._cancel = Button(cancel, kind="link", pressed=self._on_cancel)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.setLayout(column(row((self._text, 1), self._cancel), self._bar, spacing=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def tell(self, text: str, done: int, whole: int) -> None:
        """``text`` says the numbers (``Writing the archive, 62 of 100``); the bar shows their share."""
        self._text.setText(text)
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(min(done, whole))
        self._bar.setAccessibleName(text)
        self._cancel.setEnabled(True)

    def set_cancel(self, text: str) -> None:
        """Name the way to stop, after a switch of language."""
        self._cancel.set_words(text)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)  # asked once is enough; the work ends at its next safe place
        self.cancelled.emit()
