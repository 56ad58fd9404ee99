"""What a style sheet cannot draw, painted from the tokens: arrows, check and radio indicators."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)

from cspdesk.ui.look import tokens

_PE = QStyle.PrimitiveElement
_ARROWS = {
    _PE.PE_IndicatorArrowDown: ((-4, -2), (0, 2), (4, -2)),
    _PE.PE_IndicatorArrowUp: ((-4, 2), (0, -2), (4, 2)),
    _PE.PE_IndicatorArrowLeft: ((2, -4), (-2, 0), (2, 4)),
    _PE.PE_IndicatorArrowRight: ((-2, -4), (2, 0), (-2, 4)),
}
_BOXES = (_PE.PE_IndicatorCheckBox, _PE.PE_IndicatorItemViewItemCheck, _PE.PE_IndicatorMenuCheckMark)
# focus is marked by one overlay (ring.py), chosen rows by their delegates
_PAINTED_ELSEWHERE = (_PE.PE_FrameFocusRect, _PE.PE_PanelItemViewRow)


class DeskStyle(QProxyStyle):
    """Fusion with our arrows and indicators; colours and scale are asked for at each painting."""

    def __init__(self, colour: Callable[[str], QColor], scale: Callable[[], float]) -> None:
        super().__init__("Fusion")
        self._colour = colour
        self._scale = scale

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element in _ARROWS:
            self._draw_arrow(element, option, painter)
        elif element in _BOXES:
            self._draw_box(option, painter, framed=element != _PE.PE_IndicatorMenuCheckMark)
        elif element == _PE.PE_IndicatorRadioButton:
            self._draw_radio(option, painter)
        elif element not in _PAINTED_ELSEWHERE:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control != QStyle.ComplexControl.CC_ComboBox:
            super().drawComplexControl(control, option, painter, widget)
            return
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        wrong = widget is not None and widget.property("wrong") == "true"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._colour("bad" if wrong else "edge" if enabled else "line"))
        painter.setBrush(self._colour("surface" if enabled else "sunken"))
        field = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(field, tokens.RADIUS["control"], tokens.RADIUS["control"])
        painter.restore()
        arrow = QStyleOption(option)
        arrow.rect = option.rect.adjusted(option.rect.width() - round(26 * self._scale()), 0, 0, 0)
        self._draw_arrow(_PE.PE_IndicatorArrowDown, arrow, painter)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == QStyle.ComplexControl.CC_ComboBox and part == QStyle.SubControl.SC_ComboBoxEditField:
            return option.rect.adjusted(8, 1, -round(26 * self._scale()), -1)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type] # as above

    def _draw_arrow(self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter) -> None:
        scale = self._scale()
        centre = QRectF(option.rect).center()
        points = [centre + QPointF(x * scale, y * scale) for x, y in _ARROWS[element]]
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_pen(self._colour("ink2" if enabled else "ink3"), 1.3 * scale))
        painter.drawPolyline(QPolygonF(points))
        painter.restore()

    def _square(self, option: QStyleOption) -> QRectF:
        side = min(16 * self._scale(), option.rect.width(), option.rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(option.rect).center())
        return box.adjusted(0.75, 0.75, -0.75, -0.75)

    def _draw_box(self, option: QStyleOption, painter: QPainter, *, framed: bool) -> None:
        on = bool(option.state & QStyle.StateFlag.State_On)
        partly = bool(option.state & QStyle.StateFlag.State_NoChange)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        box = self._square(option)
        scale = self._scale()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._colour("accent" if enabled else "ink3")
        if framed:
            filled = on or partly
            painter.setPen(_pen(strong if filled else self._colour("edge" if enabled else "line"), 1.2))
            painter.setBrush(strong if filled else self._colour("surface"))
            painter.drawRoundedRect(box, 3.5, 3.5)
        mark = self._colour("on_accent") if framed else self._colour("accent")
        painter.setPen(_pen(mark, 1.8 * scale))
        if partly:
            y = box.center().y()
            painter.drawLine(QPointF(box.left() + 3.5 * scale, y), QPointF(box.right() - 3.5 * scale, y))
        elif on:
            w, h = box.width(), box.height()
            tick = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))
            painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x * w, y * h) for x, y in tick]))
        painter.restore()

    def _draw_radio(self, option: QStyleOption, painter: QPainter) -> None:
        on = bool(option.state & QStyle.StateFlag.State_On)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        ring = self._square(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._colour("accent" if enabled else "ink3")
        painter.setPen(_pen(strong if on else self._colour("edge" if enabled else "line"), 1.2))
        painter.setBrush(strong if on else self._colour("surface"))
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("on_accent"))
            dot = ring.width() * 0.2
            painter.drawEllipse(ring.center(), dot, dot)
        painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
