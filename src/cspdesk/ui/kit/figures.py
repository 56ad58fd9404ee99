"""Figures that open what they count, and a balance as one bar of parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, empty_out, row
from cspdesk.ui.look import theme
from cspdesk.ui.look.theme import Look


class Figure(QWidget):
    """A number with what it counts above and a line beneath; pressing it tells by ``opened``."""

    opened = Signal()

    def __init__(
        self,
        caption: str,
        number: str,
        second: str = "",
        *,
        icon: str = "",
        tone: str = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._caption = label("", "caption", wrap=True)
        self._number = QPushButton()
        self._number.setProperty("kind", "figure")
        self._number.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._number.clicked.connect(self.opened)
        self._second = label("", "small", wrap=True)
        head = row(Icon(icon, tone, 14) if icon else None, (self._caption, 1), spacing=6)
        self.setLayout(column(head, self._number, self._second, STRETCH, spacing=0))
        self.say(caption, number, second)

    def say(self, caption: str, number: str, second: str = "") -> None:
        """Show another number or other words."""
        self._caption.setText(caption)
        self._number.setText(number)
        self._number.setAccessibleName(f"{caption}: {number}")
        self._number.setAccessibleDescription(second)
        self._second.setText(second)
        self._second.setVisible(bool(second))


@dataclass(frozen=True, slots=True)
class BalancePart:
    """A part of a whole: its key, its words, its figure as written, and how much it is."""

    key: str
    text: str
    shown: str
    amount: int


class Balance(QWidget):
    """Received, spent, promised, left: figures over one bar; ``opened`` with the key of a figure.

    The first part is the whole and has no colour; the second is spent, the third promised (hatched
    as well, for no state is told by colour alone), the last what is left.
    """

    opened = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._parts: tuple[BalancePart, ...] = ()
        self._row = row(spacing=12)
        self._bar = _BalanceBar(self._look)
        self._name = name
        self.setLayout(column(self._row, self._bar, spacing=7))

    def tell(self, parts: Sequence[BalancePart]) -> None:
        """Show a whole and its parts."""
        empty_out(self._row)
        self._parts = tuple(parts)
        for at, part in enumerate(self._parts):
            if at:
                self._row.addStretch(1)
            self._row.addWidget(self._figure(at, part))
        if len(self._parts) < 4:
            self._row.addStretch(1)
        self._bar.tell(tuple(part.amount for part in self._parts[1:]))
        self.setAccessibleName(f"{self._name}: " + ", ".join(f"{p.text} {p.shown}" for p in self._parts))

    def _figure(self, at: int, part: BalancePart) -> QWidget:
        swatch = Swatch(self._look, at - 1) if at else None
        number = QPushButton(part.shown)
        number.setProperty("kind", "sum")
        number.setCursor(Qt.CursorShape.PointingHandCursor)
        number.setAccessibleName(f"{part.text}: {part.shown}")
        number.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        number.clicked.connect(lambda _on=False, key=part.key: self.opened.emit(key))
        held = QWidget()
        held.setLayout(
            column(row(swatch, label(part.text, "caption"), STRETCH, spacing=6), number, spacing=0)
        )
        return held


def balance_fill(look: Look, place: int) -> QColor:
    """The colour of a part: spent, promised, left."""
    if place >= 2:
        return look.colour("rim" if look.theme == "light" else "line")
    return look.sequence(2) if place else look.category(0)


class Swatch(QWidget):
    """A small field of a part's colour, before its words."""

    def __init__(self, look: Look, place: int) -> None:
        super().__init__()
        self._look, self._place = look, place
        self._look.dress(self._restyle)

    def _restyle(self) -> None:
        self.setFixedSize(QSize(self._look.px(11), self._look.px(9)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("edge") if self._place >= 2 else Qt.PenStyle.NoPen)
        painter.setBrush(balance_fill(self._look, self._place))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


class _BalanceBar(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._amounts: tuple[int, ...] = ()
        self._look.dress(self._restyle)

    def tell(self, amounts: tuple[int, ...]) -> None:
        """Show parts by their amounts; what is below nothing takes no room."""
        self._amounts = tuple(max(0, amount) for amount in amounts)
        self.update()

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        whole = sum(self._amounts)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setClipPath(rounded)
        painter.fillRect(self.rect(), self._look.colour("line"))
        left = 0.0
        for place, amount in enumerate(self._amounts):
            width = self.width() * amount / whole if whole else 0.0
            gap = 1.5 if place < len(self._amounts) - 1 else 0.0
            part = QRectF(left, 0, max(0.0, width - gap), self.height())
            painter.fillRect(part, balance_fill(self._look, place))
            if place == 1:
                painter.fillRect(part, QBrush(self._look.colour("surface"), Qt.BrushStyle.BDiagPattern))
            left += width
        if self._look.theme == "contrast":
            painter.setClipping(False)
            painter.setPen(self._look.colour("edge"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            rim = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rim, self.height() / 2, self.height() / 2)
