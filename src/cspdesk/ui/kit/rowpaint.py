"""How a row of any list is painted: icon, title, second line, right text, chip, group head."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from cspdesk.ui.kit.chip import HEIGHT as CHIP_HEIGHT
from cspdesk.ui.kit.chip import paint_chip
from cspdesk.ui.kit.rowmodel import GROUP_ROLE, LAST_ROLE, ROW_ROLE, GroupView, Index, RowView
from cspdesk.ui.look import tokens
from cspdesk.ui.look.theme import Look

_ICON_COLUMN = 24
_GAP = 12
_JOINT = " · "
_LEAST_LEFT = 4
"""Letters of a part that must be left for it to say anything; fewer, and the part is left out whole."""


def cut_second(metrics: QFontMetrics, text: str, room: int) -> str:
    """A second line in so much room: a date stays whole where it can, and no part is cut to a stump.

    The parts stand between middle dots; the whole is in the tip of the row.
    """
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    if cut == text:
        return text
    parts = text.split(_JOINT)
    whole = [_JOINT.join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
    fits = next((some for some in whole if metrics.horizontalAdvance(some) <= room), None)
    if fits is None or len(cut.rstrip("… ")) - len(fits) - len(_JOINT) >= _LEAST_LEFT:
        return cut
    return fits


def broken(metrics: QFontMetrics, text: str, room: int, *more: int) -> list[str]:
    """A text in lines of these rooms: broken between parts, after a comma, or a word; the last line is cut.

    The parts stand between middle dots, and a dot stays at the end of its line.
    """
    lines: list[str] = []
    rest, rooms = text, [room, *more]
    while len(rooms) > 1 and metrics.horizontalAdvance(rest) > rooms[0]:
        room = rooms.pop(0)
        ends = [at for at, sign in enumerate(rest) if sign == " "]
        fits = [at for at in ends if at and metrics.horizontalAdvance(rest[:at]) <= room]
        fits = [at for at in fits if not rest.startswith("·", at + 1)] or fits
        if not fits:
            return [cut_second(metrics, rest, room)]
        parted = [at for at in fits if rest[:at].endswith(_JOINT.rstrip())]
        parted = parted or [at for at in fits if rest[:at].endswith(",")]
        # a line is not left more than half empty for the sake of a dot
        end = parted[-1] if parted and parted[-1] * 2 > fits[-1] else fits[-1]
        lines.append(rest[:end])
        rest = rest[end + 1 :]
    return [*lines, cut_second(metrics, rest, rooms[0])]


class RowDelegate(QStyledItemDelegate):
    """The one delegate of every list; it paints from tokens, for sheets beat the option's palette."""

    def __init__(self, look: Look, *, inset: int, chosen_shown: bool, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._look = look
        self._inset = inset
        self._chosen_shown = chosen_shown
        self.has_icons = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        group = index.data(GROUP_ROLE)
        if isinstance(group, GroupView):
            self._paint_group(painter, rect, group)
        else:
            row = index.data(ROW_ROLE)
            self._paint_ground(painter, option, is_last=bool(index.data(LAST_ROLE)))
            if isinstance(row, RowView):
                self._paint_row(painter, rect, row)
            else:
                self._paint_placeholder(painter, rect)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if isinstance(index.data(GROUP_ROLE), GroupView):
            return QSize(0, self._look.size("row_group"))
        row = index.data(ROW_ROLE)
        return QSize(0, self.height(row if isinstance(row, RowView) else None, option.rect.width()))

    def height(self, row: RowView | None, width: int) -> int:
        """How high a row is in a list of a width: what does not fit in two lines takes a third."""
        look = self._look
        if row is not None and not row.has_two:
            return look.size("row_one")
        if row is None:
            return look.size("row_two")
        title, second = self.lines(QRect(0, 0, width, 0), row)
        more = (len(title) - 1) * look.line("body") + (max(1, len(second)) - 1) * look.line("small")
        return look.size("row_two") + more

    def lines(self, rect: QRect, row: RowView) -> tuple[list[str], list[str]]:
        """The lines of the title, and of what stands beneath it: a second line for what is said first.

        What stands at the right takes room of the first line only.
        """
        look = self._look
        left, title_right, second_right = self._sides(rect, row)
        whole = int(rect.right() + 1 - self._inset - left)
        bold = look.metrics("body", self._weight(row))
        title = broken(bold, row.title, int(title_right - left), *([whole] if row.has_two else []))
        if not row.second:
            return title, []
        small, room = look.metrics("small"), int(second_right - left)
        first = small.horizontalAdvance(row.second.split(_JOINT)[0])
        return title, broken(small, row.second, room, *([whole] if len(title) == 1 or first > room else []))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = index.data(ROW_ROLE)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, RowView):
            return super().helpEvent(event, view, option, index)
        whole = [text for text, room in self._elided(option.rect, row) if room]
        QToolTip.showText(event.globalPos(), "\n".join(whole), view)
        return True

    def _elided(self, rect: QRect, row: RowView) -> list[tuple[str, bool]]:
        title, second = self.lines(rect, row)
        return [(row.title, " ".join(title) != row.title), (row.second, " ".join(second) != row.second)]

    def _sides(self, rect: QRect, row: RowView) -> tuple[float, float, float]:
        """Left of the texts, right of the title, right of what stands beneath it."""
        look = self._look
        left = rect.left() + self._inset + (_ICON_COLUMN * look.scale if self.has_icons else 0)
        right = float(rect.right() + 1 - self._inset)
        title_right = second_right = right
        if row.right:
            weight = 500 if row.right_tone else None
            room = look.metrics("small", weight).horizontalAdvance(row.right) + _GAP
            if row.right_below:
                second_right -= room
            else:
                title_right -= room
        if row.chip:
            width = look.metrics("caption").horizontalAdvance(row.chip.text) + 14 + 8
            if row.second:
                second_right -= width
            else:
                title_right -= width
        return left, title_right, second_right

    @staticmethod
    def _weight(row: RowView) -> int:
        return 600 if row.strong else 500 if row.has_two else 400

    def _paint_group(self, painter: QPainter, rect: QRect, group: GroupView) -> None:
        painter.setFont(self._look.font("caption", 600))
        painter.setPen(self._look.colour("ink3"))
        place = rect.adjusted(self._inset, 6, -self._inset, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, group.title)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_last: bool) -> None:
        rect: QRect = option.rect
        outset = 0 if self._inset >= 6 else -6
        ground = QRectF(rect).adjusted(6 if outset == 0 else 0, 1, -6 if outset == 0 else 0, -1)
        chosen = self._chosen_shown and bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent_soft" if chosen else "rail_hover"))
            painter.drawRoundedRect(ground, tokens.RADIUS["control"], tokens.RADIUS["control"])
        if not chosen and not is_last:
            left = rect.left() + self._inset + (_ICON_COLUMN * self._look.scale if self.has_icons else 0)
            painter.setPen(self._look.colour("line"))
            y = rect.bottom() + 0.5
            painter.drawLine(QPointF(left, y), QPointF(rect.right() - self._inset, y))

    def _paint_row(self, painter: QPainter, rect: QRect, row: RowView) -> None:
        look = self._look
        left, title_right, second_right = self._sides(rect, row)
        title, second = self.lines(rect, row)
        right = rect.right() + 1 - self._inset
        line, small = look.line("body"), look.line("small")
        text_height = len(title) * line + (max(1, len(second)) * small - 2 if row.has_two else 0)
        top = rect.top() + (rect.height() - text_height) / 2
        beneath = top + len(title) * line - 1
        if row.icon:
            side = look.size("icon")
            spot = QRect(rect.left() + self._inset, round(top + (line - side) / 2), side, side)
            look.icons.draw(painter, spot, row.icon, row.icon_tone)
        if row.right:
            painter.setFont(look.font("small", 500 if row.right_tone else None))
            painter.setPen(look.colour(row.right_tone or "ink2"))
            if row.right_below:
                place = QRectF(second_right, beneath, right - second_right, small)
            else:
                place = QRectF(title_right, top, right - title_right, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.right)
        if row.chip:
            beside = 0 if row.second else (right - title_right - self._chip_room(row))
            chip_top = beneath if row.second else top + (line - look.px(CHIP_HEIGHT)) / 2
            paint_chip(painter, look, right - max(0, beside), round(chip_top), row.chip)
        painter.setFont(look.font("body", self._weight(row)))
        painter.setPen(look.colour("ink"))
        for at, words in enumerate(title):
            place = QRectF(left, top + at * line, (right if at else title_right) - left, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink2"))
        for at, words in enumerate(second):
            place = QRectF(left, beneath + at * small, (right if at else second_right) - left, small)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _chip_room(self, row: RowView) -> int:
        return self._look.metrics("caption").horizontalAdvance(row.chip.text) + 22 if row.chip else 0

    def _paint_placeholder(self, painter: QPainter, rect: QRect) -> None:
        look = self._look
        left = rect.left() + self._inset + (_ICON_COLUMN * look.scale if self.has_icons else 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("line"))
        middle = rect.center().y()
        room = max(0.0, rect.right() - self._inset - left)
        for top, share in ((middle - look.px(11), 0.45), (middle + look.px(6), 0.3)):
            painter.drawRoundedRect(QRectF(left, top, room * share, look.px(7)), 3, 3)
