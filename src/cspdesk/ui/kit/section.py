"""The body of a record: its sections one under another, and an index of them above: anchors, not tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.layout import NO_MARGINS, STRETCH, Margins, VScroll, column, hairline, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.look import theme

WIDEST: Final = 960  # px of a record's body at 100 %


class AnchorBar(QWidget):
    """Names of sections; those that do not fit go into a menu. ``asked`` with the key of one."""

    asked = Signal(str)

    def __init__(self, *, name: str, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(18)
        self._more = Button(kind="quiet", icon="dots-three", tip=more, pressed=self._open_more)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._look.changed.connect(self._fit)

    def set_anchors(self, anchors: Sequence[tuple[str, str]]) -> None:
        """Show these, as pairs of key and words (``Concerns 4``)."""
        chosen = self.chosen_key()
        if [key for key, _text in anchors] == list(self._buttons):
            for key, text in anchors:
                self._buttons[key].setText(text)
                self._buttons[key].setAccessibleName(text)
        else:
            self._build(anchors)
        self.choose(chosen if chosen in self._buttons else next(iter(self._buttons), ""))
        self._fit()

    def choose(self, key: str) -> None:
        """Mark the section that is in sight; tells nobody."""
        if key in self._buttons and not self._buttons[key].isChecked():
            self._buttons[key].setChecked(True)
            self._fit()

    def chosen_key(self) -> str:
        """The section marked, or an empty text."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def _build(self, anchors: Sequence[tuple[str, str]]) -> None:
        for old in self._buttons.values():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for place, (key, text) in enumerate(anchors):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("kind", "anchor")
            button.setAccessibleName(text)
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            self._group.addButton(button)
            self._row.insertWidget(place, button)
            self._buttons[key] = button

    def _fit(self) -> None:
        gap = self._row.spacing()
        widths = {key: button.sizeHint().width() + gap for key, button in self._buttons.items()}
        self._more.setVisible(sum(widths.values()) - gap > self.width())
        room = self.width() - (self._more.sizeHint().width() + gap if not self._more.isHidden() else -gap)
        # the section in sight keeps its place, whatever else must go into the menu
        chosen = self.chosen_key()
        room -= widths.get(chosen, 0)
        for key, button in self._buttons.items():
            if key != chosen:
                room -= widths[key]
            button.setVisible(key == chosen or room >= 0)

    def _open_more(self) -> None:
        hidden = [(key, button.text()) for key, button in self._buttons.items() if button.isHidden()]
        menu = Menu([MenuItem(key, text) for key, text in hidden], name=self._more.toolTip(), parent=self)
        menu.chosen.connect(self.asked)
        menu.beneath(self._more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        here = next((at for at, button in enumerate(shown) if button.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if here is not None and step:
            shown[(here + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class Sections(QWidget):
    """Anchors above a page that scrolls; the anchor of what is in sight is marked while it scrolls."""

    def __init__(
        self,
        *,
        name: str,
        more: str,
        margins: Margins = (24, 14, 20, 12),
        anchor_margins: Margins = (24, 0, 20, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.anchors = AnchorBar(name=name, more=more)
        self._sections: dict[str, QWidget] = {}
        self._column = column(spacing=24, margins=margins)
        self._column.addStretch(1)
        self._kept = QWidget()
        self._kept.setLayout(self._column)
        self._body = QWidget()
        self._body.setLayout(row((self._kept, 1000), STRETCH))
        self._look = theme.current()
        self._look.dress(self._restyle)
        self.page = VScroll(self._body)
        head = QWidget()
        head.setLayout(column(self.anchors, margins=anchor_margins))
        self.setLayout(column(head, hairline(), (self.page, 1), spacing=0, margins=NO_MARGINS))
        self.anchors.asked.connect(self.go)
        self.page.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _restyle(self) -> None:
        # On a wide screen what belongs together would else stand at its two ends.
        self._kept.setMaximumWidth(self._look.px(WIDEST))

    def add(self, key: str, widget: QWidget) -> None:
        """Put a section at the end; its anchor comes with ``anchors.set_anchors``."""
        self._sections[key] = widget
        self._column.insertWidget(self._column.count() - 1, widget)

    def mark(self, key: str, widget: QWidget) -> None:
        """Let an anchor lead to something that stands within a section."""
        self._sections[key] = widget

    def go(self, key: str) -> None:
        """Bring a section to the top of the view, and mark its anchor."""
        widget = self._sections.get(key)
        if widget is None:
            return
        at = widget.mapTo(self._body, QPoint(0, 0)).y()
        self.page.verticalScrollBar().setValue(max(0, at - 8))
        # The last sections cannot reach the top: the one asked for is marked all the same.
        QTimer.singleShot(0, self, lambda: self.anchors.choose(key))

    def _on_scrolled(self, value: int) -> None:
        in_sight = ""
        for key, widget in self._sections.items():
            if not widget.isHidden() and widget.mapTo(self._body, QPoint(0, 0)).y() - 24 <= value:
                in_sight = key
        if in_sight:
            self.anchors.choose(in_sight)
