"""A chip says a state: in a word first, in a colour second; it is never pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cspdesk.ui.look import theme, tokens
from cspdesk.ui.look.sheet import polish_again
from cspdesk.ui.look.theme import Look

ChipKind = Literal["plain", "accent", "good", "warn", "bad"]

HEIGHT = 19  # px at 100 %
_INNER = 14  # padding at both sides together


@dataclass(frozen=True, slots=True)
class ChipView:
    """What a chip says and how it is coloured."""

    text: str
    kind: ChipKind = "plain"


class Chip(QLabel):
    """A chip as a widget; lists paint theirs with ``paint_chip``."""

    def __init__(self, text: str = "", kind: ChipKind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._whole = text
        self._is_placed = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("chip", kind)
        self._look.dress(self._fit)

    def show_view(self, view: ChipView) -> None:
        """Say something else."""
        self._whole = view.text
        self.setProperty("chip", view.kind)
        polish_again(self)
        self._fit()

    def _fit(self) -> None:
        """Show as much as there is room for, the whole in the tooltip."""
        self.updateGeometry()
        self.setAccessibleName(self._whole)
        room = max(0, self.width() - _INNER - 2) if self._is_placed else 100_000
        shown = self._look.metrics("caption").elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def setText(self, text: str) -> None:
        self._whole = text
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._look, self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_placed = True
        self._fit()


def chip_width(look: Look, text: str) -> int:
    """How wide a painted chip is, in pixels; by its widest line."""
    return max(map(look.metrics("caption").horizontalAdvance, text.split("\n"))) + _INNER


def chip_height(look: Look, text: str) -> int:
    """How high a painted chip is, in pixels."""
    return look.px(HEIGHT) + text.count("\n") * look.metrics("caption").lineSpacing()


def paint_chip(painter: QPainter, look: Look, right: float, top: float, view: ChipView) -> float:
    """Paint a chip whose right edge is at ``right``; gives its left edge."""
    width = chip_width(look, view.text)
    rect = QRectF(right - width + 0.5, top + 0.5, width - 1, chip_height(look, view.text) - 1)
    plain = view.kind == "plain"
    painter.setPen(look.colour("line" if plain else f"chip_{view.kind}"))
    painter.setBrush(look.colour("sunken" if plain else f"{view.kind}_soft"))
    painter.drawRoundedRect(rect, tokens.RADIUS["chip"], tokens.RADIUS["chip"])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(look.font("caption"))
    painter.setPen(QColor(look.colour("ink2" if plain else view.kind)))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, view.text)
    return right - width
