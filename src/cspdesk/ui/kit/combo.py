"""A short list to choose from, in one line; what is longer is cut with dots, not at a letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from cspdesk.ui.look import theme


class Combo(QComboBox):
    """Its whole words stand in the tooltip where they have no room."""

    def paintEvent(self, event: QPaintEvent) -> None:
        asked = QStyleOptionComboBox()
        self.initStyleOption(asked)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, asked)
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, asked, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        whole = self.currentText()
        room = place.width() - 4
        if self.fontMetrics().horizontalAdvance(whole) > room:
            # a few letters more fit in the next smaller type, before any is cut
            painter.setFont(theme.current().font("small"))
        cut = painter.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        asked.currentText = cut
        self.setToolTip(whole if cut != whole else "")
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, asked)
