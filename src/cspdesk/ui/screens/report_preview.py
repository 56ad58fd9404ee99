"""The preview of a report: its pages, or why there are none; beside them what is behind a figure of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_
from cspdesk.presenters.reports import ReportsPresenter
from cspdesk.reports.preview import Preview
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.layout import row
from cspdesk.ui.kit.pages import PagesView
from cspdesk.ui.look import theme
from cspdesk.ui.screens.funds_behind import BehindPanel

_BEHIND, _BEHIND_MOST = 336, 460  # px at 100 %: what lies behind a figure, a third of the page between them


class ReportPreview(QWidget):
    """``rearranged`` when the room that it needs has changed."""

    rearranged = Signal()

    def __init__(self, presenter: ReportsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._look = theme.current()
        self._shown: Preview | None = None
        self.pages = PagesView(name="")
        self.pages.pressed.connect(self._on_pressed)
        self.fault = EmptyPage("file-text", "")
        self.behind = BehindPanel(presenter.figures.behind)
        self.behind.hide()
        self.behind.shut.connect(self._on_shut)
        self.setLayout(row((self.pages, 1), (self.fault, 1), self.behind, spacing=0))
        self._stop = presenter.figures.behind.listen(self._on_behind)
        self._look.dress(self._restyle)

    def release(self) -> None:
        """Listen to nobody any more."""
        self._stop()

    def show_state(self) -> None:
        """Copy the presenter's state into the widgets, words included."""
        presenter, t = self.presenter, self.presenter.session.t
        fault = presenter.fault
        self.pages.setAccessibleName(t(N_("Preview")))
        self.pages.setVisible(fault is None)
        self.fault.setVisible(fault is not None)
        if fault is not None:
            self.fault.say(t(fault.what), t(fault.hint) if fault.hint is not None else "")
        if presenter.preview is not self._shown:
            self._shown = presenter.preview
            self.pages.tell(presenter.preview.pages, presenter.preview.areas)
        self._on_behind()

    def shut(self) -> bool:
        """Close what is behind a figure; False where none is opened."""
        if self.presenter.figures.behind.figure is None:
            return False
        self.presenter.figures.behind.shut()
        self._on_shut()
        return True

    def _on_pressed(self, key: str) -> None:
        self.presenter.figures.press(key)
        if self.presenter.figures.opened == key:
            self.behind.setFocus()

    def _on_behind(self) -> None:
        self.rearranged.emit()
        self.behind.show_state()
        self.pages.show_opened(self.presenter.figures.opened)

    def _on_shut(self) -> None:
        """The keyboard goes back to the figure that had been opened."""
        self.pages.stand_on("")

    def _restyle(self) -> None:
        third = max(self._look.px(_BEHIND), min(self._look.px(_BEHIND_MOST), self.width() // 3))
        self.behind.setFixedWidth(third)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()
