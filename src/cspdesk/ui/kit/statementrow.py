"""How a statement looks: painted at rest, a card with one real editor while it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from cspdesk.ui.kit.chip import Chip, ChipView, chip_height, chip_width, paint_chip
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, row
from cspdesk.ui.kit.rank import SIDE, RankKey, paint_rank
from cspdesk.ui.kit.statementlist import Statement
from cspdesk.ui.kit.tablemodel import broken
from cspdesk.ui.look import theme
from cspdesk.ui.look.theme import Look

MARGIN: Final = 20  # px at both sides
_GAP: Final = 12
_PAD: Final = 8  # above and below
_CHIP_GAP: Final = 10  # between a code and who said it, beneath the words
_TOPIC: Final = 168  # px at 100 % that a topic may take beside the words
_STACKED: Final = 520  # logical px below which code and who stand beneath the words


class Columns:
    """Where the columns of a statement stand, at a text scale and for the codes at hand."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.rank_width = 0
        self.code_width = 0
        self.who_width = 0

    def fit(self, codes: Mapping[str, str], whos: Mapping[str, str], heads: tuple[str, str, str]) -> None:
        """Make room for the heads (rank, code, who), the longest topic and the widest who, within reason."""
        look = self._look
        caption, small = look.metrics("caption"), look.metrics("small")
        widest = max((chip_width(look, topic) for topic in codes.values()), default=0)
        self.rank_width = max(look.px(SIDE), caption.horizontalAdvance(heads[0]))
        widest = max(caption.horizontalAdvance(heads[1]), min(widest, look.px(_TOPIC)), look.px(84))
        self.code_width = widest + _GAP + 2
        longest = max((small.horizontalAdvance(text) for text in whos.values()), default=0)
        self.who_width = max(caption.horizontalAdvance(heads[2]), min(longest, look.px(96)), look.px(56))

    def is_stacked(self, width: int) -> bool:
        """Whether a row is too narrow for columns: code and who then stand beneath the words."""
        return width < self._look.px(_STACKED)

    def text_room(self, width: int) -> int:
        """How wide the words may be."""
        right = width - MARGIN if self.is_stacked(width) else self.code_left(width) - _GAP
        return max(60, right - self.text_left())

    def text_left(self) -> int:
        """Where the words begin."""
        return MARGIN + self.rank_width + _GAP + 2

    def code_left(self, width: int) -> int:
        """Where the code begins, in a row of so many pixels."""
        return width - MARGIN - self.who_width - self.code_width

    def topic_room(self, width: int) -> int:
        """How wide the chip of the code may be."""
        if self.is_stacked(width):
            return self.text_room(width)
        return self.code_width - _GAP

    def who_left(self, width: int) -> int:
        """Where it begins who said it."""
        return width - MARGIN - self.who_width


class StatementRow(QWidget):
    """A statement at rest; ``pressed`` asks to write on it."""

    pressed = Signal(str)

    def __init__(self, columns: Columns, whos: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._columns = columns
        self._whos = whos
        self._topic = ""
        self._statement = Statement("")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def tell(self, statement: Statement, whos: Mapping[str, str], topic: str) -> None:
        """Show a statement; ``topic`` is its code in words."""
        self._statement, self._whos, self._topic = statement, whos, topic
        self.setAccessibleName(", ".join(one for one in (statement.text, topic) if one))
        self.setToolTip(topic)
        self.updateGeometry()
        self.update()

    def _words(self, width: int) -> QRect:
        left, room = self._columns.text_left(), self._columns.text_room(width)
        laid = QTextLayout(self._statement.text, self._look.font("body"))
        laid.setTextOption(_wrapped())
        laid.beginLayout()
        lines = 0
        while (line := laid.createLine()).isValid():
            line.setLineWidth(room)
            lines += 1
        laid.endLayout()
        return QRect(left, 0, room, max(1, lines) * self._look.metrics("body").lineSpacing())

    def _chip(self, width: int) -> str:
        """The topic in one line, or in two."""
        inner = chip_width(self._look, "")
        return broken(self._topic, self._columns.topic_room(width) - inner, self._look.metrics("caption"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = self._words(width).height() + 2 * (_PAD + 3)
        side = beside = self._look.px(SIDE)
        if self._statement.code:
            beside = max(side, chip_height(self._look, self._chip(width)) + 2)
        if not self._columns.is_stacked(width):
            return max(text, beside + 2 * _PAD) + 1
        beneath = beside if self._statement.code or self._statement.who else 0
        lower = side if self._is_who_lower(width) else 0
        return max(text, side + 2 * _PAD) + beneath + lower + 1

    def _who(self) -> str:
        return self._whos.get(self._statement.who, self._statement.who) if self._statement.who else ""

    def _is_who_lower(self, width: int) -> bool:
        """Whether who said it has no room beside the code, where both stand beneath the words."""
        who = self._who()
        if not (who and self._statement.code and self._columns.is_stacked(width)):
            return False
        taken = chip_width(self._look, self._chip(width)) + _CHIP_GAP
        need = self._look.metrics("small").horizontalAdvance(who)
        return taken + need > self._columns.text_room(width)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self._statement.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, said = self._look, self._statement
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(SIDE)
        paint_rank(painter, look, QRectF(MARGIN, _PAD, side, side), said.rank)
        words = self._words(self.width())
        line = look.metrics("body").height()
        first = _PAD + (side - line) // 2
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink"))
        place = QRectF(words.translated(0, first).adjusted(0, 0, 0, 8))
        painter.drawText(place, said.text, _wrapped())
        stacked = self._columns.is_stacked(self.width())
        line_top = first + words.height() + 2 if stacked else _PAD
        code_end = float(words.left())
        if said.code:
            shown = self._chip(self.width())
            top = line_top + (side - chip_height(look, "")) / 2
            left = words.left() if stacked else self._columns.code_left(self.width())
            code_end = left + chip_width(look, shown) + _CHIP_GAP
            paint_chip(painter, look, left + chip_width(look, shown), round(top), ChipView(shown))
        if said.who:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("ink2"))
            who_left = code_end if stacked else self._columns.who_left(self.width())
            if self._is_who_lower(self.width()):
                who_left, line_top = words.left(), round(top) + chip_height(look, shown)
            spot = QRectF(who_left, line_top, self._columns.who_width + MARGIN, side)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, self._who())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _wrapped() -> QTextOption:
    """Words are broken only where one alone is wider than the column."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


class LiveCard(QFrame):
    """The statement being written: its rank, the one editor, its code and who said it."""

    def __init__(self, *, rank_name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self.setObjectName("card")
        self.setProperty("ring", "here")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.rank = RankKey(name=rank_name)
        self._rank_place = QWidget()
        self._rank_place.setLayout(row(self.rank, STRETCH, spacing=0))
        self.words = WordsEdit()
        self.words.setPlaceholderText(placeholder)
        self._code = Chip("", "accent")
        self._who = label("", "small")
        line = row(
            self._rank_place, (self.words, 1), self._code, self._who, spacing=12, margins=(11, 8, 12, 8)
        )
        line.setAlignment(self._rank_place, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(self._code, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(self._who, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def fit(self, rank_width: int, topic_width: int) -> None:
        """Stand the words where those of the rows at rest stand."""
        self._rank_place.setFixedWidth(rank_width)
        self._code.setMaximumWidth(topic_width)

    def tell(self, statement: Statement, who: str, name: str, topic: str) -> None:
        """Show the statement being written; ``name`` is what a screen reader calls it."""
        self.rank.show_rank(statement.rank)
        self.words.show_text(statement.text)
        self.words.setAccessibleName(name)
        self._code.setText(topic)
        self._code.setVisible(statement.code is not None)
        self._who.setText(who)
        self._who.setVisible(bool(who))


class WordsEdit(QPlainTextEdit):
    """Words that wrap and grow; Enter and the keys of the entry are offered to its owner first."""

    written = Signal(str)
    grew = Signal()
    asked = Signal(object)  # accepted by the owner where it answered

    def __init__(self) -> None:
        super().__init__()
        self._look = theme.current()
        self._silent = False
        self._whole_hint = ""
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the entry undoes whole steps, across statements
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_changed)
        self._look.dress(self._fit)

    def text(self) -> str:
        """The words; a line break that was pasted counts as a space."""
        return self.toPlainText().replace("\n", " ")

    def setPlaceholderText(self, text: str) -> None:
        # In a narrow column Qt would break the hint into a line that is not seen.
        self._whole_hint = text
        room = self.viewport().width() - 8
        cut = self._look.metrics("body").elidedText(text, Qt.TextElideMode.ElideRight, room)
        super().setPlaceholderText(cut if self.isVisible() else text)

    def show_text(self, text: str) -> None:
        """Replace the words, the cursor at their end; tells nobody."""
        if text != self.toPlainText():
            self._silent = True
            self.setPlainText(text)
            self._silent = False
            cursor = self.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.setTextCursor(cursor)

    def is_at_edge(self, *, top: bool) -> bool:
        """Whether the cursor stands in the first line, or in the last."""
        cursor = self.textCursor()
        step = cursor.MoveOperation.Up if top else cursor.MoveOperation.Down
        return not cursor.movePosition(step)

    def before_cursor(self) -> str:
        """The words up to the cursor."""
        return self.text()[: self.textCursor().position()]

    def after_cursor(self) -> str:
        """The words behind the cursor."""
        return self.text()[self.textCursor().position() :]

    def event(self, event: QEvent) -> bool:
        # Shortcuts of the window (Ctrl+W, Ctrl+Z) are the entry's while one writes here.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
                if event.key() in (Qt.Key.Key_W, Qt.Key.Key_Z, Qt.Key.Key_Y):
                    event.accept()
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.asked.emit(event)
        if not event.isAccepted():
            event.accept()
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        self._fit()
        if not self._silent:
            self.written.emit(self.text())

    def _fit(self) -> None:
        line = self._look.metrics("body").lineSpacing()
        lines = max(1, int(self.document().size().height()))
        height = max(self._look.px(SIDE), lines * line + 8)
        top = max(0, (self._look.px(SIDE) - line - 4) // 2) if lines == 1 else 2
        self.setViewportMargins(0, top, 0, 0)
        if height != self.height():
            self.setFixedHeight(height)
            self.grew.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.setPlaceholderText(self._whole_hint)
            self._fit()
