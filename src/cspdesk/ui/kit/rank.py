"""The rank key: what place a group gave a concern; and the dots that say how severe one is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.look import theme, tokens
from cspdesk.ui.look.theme import Look

SIDE = 24  # px at 100 %
_DOT = 10


def paint_rank(painter: QPainter, look: Look, rect: QRectF, rank: int | None) -> None:
    """Paint a rank as a key: a number in accent, or a dot where none was given."""
    radius = tokens.RADIUS["control"]
    painter.setPen(QPen(look.colour("edge" if rank is None else "accent"), 1.2))
    painter.setBrush(look.colour("surface" if rank is None else "accent_soft"))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.setFont(look.font("strong"))
    painter.setPen(look.colour("ink3" if rank is None else "accent"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "·" if rank is None else str(rank))


class RankKey(QWidget):
    """A rank that can be set: digits 1 to 9 while it has the focus, 0 or Delete for none.

    With ``fixed`` it only shows, and takes no focus.
    """

    ranked = Signal(object)
    left_by = Signal(int)  # the key that led away: Enter, Right, Up or Down

    def __init__(self, *, name: str, fixed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._rank: int | None = None
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look.dress(self._restyle)
        self.show_rank(None)

    def show_rank(self, rank: int | None) -> None:
        """Show a rank, or none."""
        self._rank = rank
        self.setAccessibleName(self._name if rank is None else f"{self._name} {rank}")
        self.update()

    def _restyle(self) -> None:
        side = self._look.px(SIDE)
        self.setFixedSize(QSize(side, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.text() and event.text() in "123456789":
            self.ranked.emit(int(event.text()))
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Period):
            self.ranked.emit(None)
        elif key in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Right,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.left_by.emit(key.value)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_rank(painter, self._look, QRectF(self.rect()), self._rank)


class Dots(QWidget):
    """Severity as filled dots out of five; the word stands beside them."""

    def __init__(self, filled: int, of: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._filled, self._of = filled, of
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(QSize(self._look.px(self._of * _DOT), self._look.px(12)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._look.scale
        painter.setPen(QPen(self._look.colour("accent"), 1.2))
        for at in range(self._of):
            filled = at < self._filled
            painter.setBrush(self._look.colour("accent") if filled else Qt.BrushStyle.NoBrush)
            spot = QPointF((5 + at * _DOT) * scale, self.height() / 2)
            painter.drawEllipse(spot, 3.1 * scale, 3.1 * scale)
