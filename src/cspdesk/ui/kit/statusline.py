"""The status line: saved or not, what waits, the last exchange, a decision; each opens its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cspdesk.ui.kit.layout import row
from cspdesk.ui.look import theme


@dataclass(frozen=True, slots=True)
class StatusView:
    """One thing always told; ``short`` (a count, or nothing) stands where there is no room."""

    key: str
    text: str
    icon: str
    tone: str = "ink2"
    short: str = ""
    at_right: bool = False


class StatusLine(QWidget):
    """A row of flat buttons; ``pressed`` with the key of what was asked about."""

    pressed = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._look = theme.current()
        self._views: tuple[StatusView, ...] = ()
        self._buttons: list[_StatusButton] = []
        self._row = row(spacing=4, margins=(8, 0, 8, 0))
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._look.dress(self._restyle)

    def tell(self, views: Sequence[StatusView]) -> None:
        """Show these, in their order; those at the right stand together there."""
        if tuple(views) == self._views:
            return
        if [view.key for view in views] != [view.key for view in self._views]:
            self._build(views)
        self._views = tuple(views)
        for button, view in zip(self._buttons, views, strict=True):
            button.show_view(view)
        self._fit()

    def _build(self, views: Sequence[StatusView]) -> None:
        while self._row.count():
            self._row.takeAt(0)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [_StatusButton() for _ in views]
        turned = False
        for button, view in zip(self._buttons, views, strict=True):
            if view.at_right and not turned:
                self._row.addStretch(1)
                turned = True
            button.clicked.connect(lambda _on=False, key=view.key: self.pressed.emit(key))
            self._row.addWidget(button)
        if not turned:
            self._row.addStretch(1)

    def _fit(self) -> None:
        """Shorten from the right of the left group on until all stands within the width."""
        for button in self._buttons:
            button.set_compact(compact=False)
        order = [b for b, v in zip(self._buttons, self._views, strict=False) if not v.at_right][1:][::-1]
        order += [b for b, v in zip(self._buttons, self._views, strict=False) if v.at_right]
        order += self._buttons[:1]
        if self._look.is_single(self.width()):
            for button in self._buttons:
                button.set_compact(compact=True)
            return
        for button in order:
            wanted = sum(b.sizeHint().width() + 4 for b in self._buttons) + 16
            if wanted <= self.width():
                return
            button.set_compact(compact=True)

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("status"))
        for button in self._buttons:
            button.restyle()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _StatusButton(QPushButton):
    def __init__(self) -> None:
        super().__init__()
        self._look = theme.current()
        self._view = StatusView("", "", "circle")
        self.setProperty("kind", "status")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.restyle()

    def show_view(self, view: StatusView) -> None:
        """Tell something."""
        self._view = view
        self.setIcon(self._look.icon(view.icon, view.tone))
        self.setAccessibleName(view.text)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon and a count only, with the words as a tooltip."""
        words = self._view.short if compact else self._view.text
        self.setText(f" {words}" if words else "")
        self.setToolTip(self._view.text if compact else "")

    def restyle(self) -> None:
        """Follow the text scale."""
        side = self._look.size("icon_small")
        self.setIconSize(QSize(side, side))
