"""The finished pages of a report as they will be printed; what stands on them is pressed to open it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from cspdesk.reports.preview import Area
from cspdesk.ui.kit.layout import VScroll, column, empty_out
from cspdesk.ui.kit.sheet import PAGE_WIDTH, SHADOW, Paper
from cspdesk.ui.look import theme, tokens

_LYING: Final = 1.41
"""A page on its side may be so much wider: its letters are as large then as those of an upright one."""
_AROUND: Final = 24
"""px at both sides of a page, at least."""
_ROUND: Final = 2.0
_TAKES: Final = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class PagesView(QWidget):
    """Pages one under another: one stop of Tab, arrows from figure to figure, Enter or a click opens one.

    ``pressed`` with the key of what was pressed.
    """

    pressed = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._name = name
        self._pages: list[_Page] = []
        self.areas: tuple[Area, ...] = ()
        """What can be pressed, in the order of reading."""
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = column(spacing=10, margins=(12, 14, 12, 14))
        self._desk = _Desk()
        self._desk.resized.connect(self._on_desk)
        self._desk.setLayout(self._column)
        self._scroll = VScroll(self._desk)
        self.setLayout(column((self._scroll, 1), spacing=0))
        self.setAccessibleName(name)
        self.mark = _Mark(self._desk)
        self.mark.hide()
        self.mark.asked.connect(self._on_key)
        self.mark.clicked.connect(self._on_pressed)
        self._at = 0
        self._opened = ""
        self._look.changed.connect(self._fit)

    def tell(self, pages: Sequence[bytes], areas: Sequence[Area] = ()) -> None:
        """Show pages, each a PNG, and let ``areas`` be pressed; the keyboard stays where it stood."""
        stood = self.key
        empty_out(self._column)
        self.areas = tuple(areas)
        self._pages = []
        for number, png in enumerate(pages):
            page = _Page(png, [(at, one) for at, one in enumerate(areas) if one.page == number])
            page.setAccessibleName(f"{self._name} {number + 1}")
            page.pressed.connect(self._on_page)
            self._pages.append(page)
            self._column.addWidget(Paper(page, (0, 0, 0, 0)), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        keys = [one.key for one in self.areas]
        self._at = keys.index(stood) if stood in keys else 0
        self.mark.setVisible(bool(keys))
        self._fit()

    @property
    def key(self) -> str:
        """The figure or gap on which the keyboard stands, or would."""
        return self.areas[self._at].key if self._at < len(self.areas) else ""

    def stand_on(self, key: str) -> None:
        """Give the keyboard to a figure; to the one on which it stood where there is no such."""
        found = [at for at, one in enumerate(self.areas) if one.key == key]
        self._go(found[0] if found else self._at)
        self.mark.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_opened(self, key: str) -> None:
        """Mark the figure that is opened beside the pages; none with an empty key."""
        self._opened = key
        for page in self._pages:
            page.show_opened(key)

    def spot_of(self, at: int) -> tuple[QWidget, QPoint]:
        """The page that ``areas[at]`` lies on, and its middle there."""
        page = self._pages[self.areas[at].page]
        return page, page.rect_of(self.areas[at]).center()

    # --- where things are

    def _fit(self) -> None:
        """Make the pages as wide as there is room for."""
        room = self.width() - 2 * _AROUND - 2 * SHADOW
        for page in self._pages:
            most = self._look.px(PAGE_WIDTH) * (_LYING if page.is_lying else 1)
            page.fit(max(240, min(int(most), room)))
        self._column.activate()
        self._place()

    def _place(self) -> None:
        """Lay the mark of the keyboard over what it stands on."""
        if self._at >= len(self.areas):
            return
        area = self.areas[self._at]
        page = self._pages[area.page]
        around = page.rect_of(area).translated(page.mapTo(self._desk, QPoint()))
        self.mark.setGeometry(around.adjusted(-2, -2, 2, 2))
        self.mark.setAccessibleName(area.name)
        self.mark.raise_()

    def _on_desk(self) -> None:
        """The pages became larger or smaller: what is opened beside them stays in sight."""
        self._place()
        if self._opened:
            self._scroll.ensureWidgetVisible(self.mark, 0, self._scroll.height() // 4)

    def _go(self, at: int) -> None:
        if not 0 <= at < len(self.areas):
            return
        self._at = at
        self._place()
        self._scroll.ensureWidgetVisible(self.mark, 0, self._scroll.height() // 4)

    # --- what a person does

    def _on_pressed(self) -> None:
        if self.key:
            self.pressed.emit(self.key)

    def _on_page(self, at: int) -> None:
        self._at = at
        self._place()
        self.mark.setFocus(Qt.FocusReason.MouseFocusReason)
        self._on_pressed()

    def _on_key(self, key: Qt.Key) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in moves:
            self._go(self._at + moves[key])
        elif key == Qt.Key.Key_Home:
            self._go(0)
        elif key == Qt.Key.Key_End:
            self._go(len(self.areas) - 1)
        else:
            self._go(_beside(self.areas, self._at, down=key == Qt.Key.Key_Down))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._fit()
        else:
            self._place()


def _beside(areas: Sequence[Area], at: int, *, down: bool) -> int:
    """The nearest in the next line, or the one before: of that line, what lies most nearly in the column."""
    here = areas[at]
    sign = 1 if down else -1
    beyond = [
        (sign * one.page, sign * one.top, place)
        for place, one in enumerate(areas)
        if (sign * one.page, sign * (one.top if down else one.bottom))
        > (sign * here.page, sign * (here.bottom if down else here.top) - 0.004)
    ]
    if not beyond:
        return at
    page, top, _ = min(beyond)
    line = [place for one_page, one_top, place in beyond if one_page == page and one_top <= top + 0.004]
    middle = here.left + here.right
    return min(line, key=lambda place: abs(areas[place].left + areas[place].right - middle))


class _Desk(QWidget):
    """What the pages lie on; ``resized`` when they have been laid anew."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Page(QLabel):
    """One page; ``pressed`` with the place of what was pressed among all."""

    pressed = Signal(int)

    def __init__(self, png: bytes, areas: Sequence[tuple[int, Area]]) -> None:
        super().__init__()
        self._png = QByteArray(png)
        self._shown: QPixmap | None = None
        """The picture as large as it is shown; made when it is looked at, for a report may have a hundred."""
        kept = QBuffer(self._png)
        self._size = QImageReader(kept).size()
        self._areas = areas
        self._over: Area | None = None
        self._down: Area | None = None
        self._opened = ""
        self.setMouseTracking(True)

    @property
    def is_lying(self) -> bool:
        """Whether it is wider than high."""
        return self._size.width() > self._size.height()

    def fit(self, width: int) -> None:
        """Be so wide."""
        if width != self.width() and self._size.width() > 0:
            self._shown = None
            self.setFixedSize(width, round(width * self._size.height() / self._size.width()))

    def rect_of(self, area: Area) -> QRect:
        """Where something stands on it."""
        width, height = self.width(), self.height()
        corner = QPoint(round(area.left * width), round(area.top * height))
        return QRect(corner, QPoint(round(area.right * width), round(area.bottom * height)))

    def show_opened(self, key: str) -> None:
        """Mark the figure that is opened."""
        if key != self._opened:
            self._opened = key
            self.update()

    def _found(self, spot: QPoint) -> tuple[int, Area] | None:
        return next(((at, one) for at, one in self._areas if self.rect_of(one).contains(spot)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._found(event.position().toPoint())
        self._hover(found[1] if found is not None else None)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def _hover(self, area: Area | None) -> None:
        if area is not self._over:
            self._over = area
            self.setToolTip(area.name if area is not None else "")
            if area is None:
                self.unsetCursor()
            else:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._found(event.position().toPoint())
        self._down = found[1] if found is not None and event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found, began, self._down = self._found(event.position().toPoint()), self._down, None
        if found is not None and found[1] is began:
            self.pressed.emit(found[0])

    def _drawn(self) -> QPixmap:
        if self._shown is None:
            dots = self.devicePixelRatioF()
            picture = QPixmap()
            picture.loadFromData(self._png)
            self._shown = picture.scaled(
                self.size() * dots,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._shown.setDevicePixelRatio(dots)
        return self._shown

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        shown = [
            one for _, one in self._areas if one is self._over or (self._opened and one.key == self._opened)
        ]
        if not shown:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # over the letters, so that they stay as dark as they are
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setBrush(paper_colour("accent_soft"))
        for one in shown:
            painter.setPen(paper_colour("accent") if one.key == self._opened else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect_of(one), _ROUND, _ROUND)


class _Mark(QAbstractButton):
    """What the keyboard stands on; ``asked`` with the arrow that was pressed."""

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # it draws its own ring: in the colours of paper, which is white in every theme
        self.setProperty("ring", "none")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = tokens.SIZE["ring"]
        painter.setPen(QPen(paper_colour("accent"), width))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _ROUND + 1, _ROUND + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKES:
            self.asked.emit(Qt.Key(event.key()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def paper_colour(name: str) -> QColor:
    """A colour as it looks on paper, whatever the theme; the strong ones where contrast is asked for."""
    contrast = theme.current().theme == "contrast"
    return QColor(tokens.COLOURS["contrast" if contrast else "light"][name])
