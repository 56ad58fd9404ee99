"""The participants grid: people by sex and age band with totals, disability beside it by sex.

Arrows and Enter walk through the cells; zero is a placeholder, for an empty cell counts nobody.
Sexes and bands are data: "not recorded" is a sex and a band among others where the data says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import hairline
from cspdesk.ui.look import theme
from cspdesk.ui.look.sheet import polish_again

MOST: Final = 99_999
_GAP: Final = 6  # px between columns
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Key = tuple[str, str]  # row (a band, or a property), sex


@dataclass(frozen=True, slots=True)
class GridWords:
    """Sexes, bands and the other rows in the person's language, as pairs of key and words.

    ``beside`` are the rows that count people again by a property: with disability, not recorded,
    refused; they add nobody to the total.
    """

    name: str
    sexes: Sequence[tuple[str, str]]
    bands: Sequence[tuple[str, str]]
    beside: Sequence[tuple[str, str]]
    total: str
    number: Callable[[int], str] = str


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a grid: people by (band, sex), and by (property, sex) beside them; zeros left out."""

    cells: Mapping[Key, int]
    beside: Mapping[Key, int]

    def total(self) -> int:
        """How many people."""
        return sum(self.cells.values())


class ParticipantsGrid(QWidget):
    """Cells to type into; ``edited`` after each change a person makes."""

    edited = Signal()
    left = Signal()

    def __init__(self, words: GridWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._words = words
        self._cells: dict[Key, _Cell] = {}
        self._beside: dict[Key, _Cell] = {}
        self._row_sums: dict[str, QLabel] = {}
        self._sex_sums: dict[str, QLabel] = {}
        self._labels: list[QLabel] = []
        self._above: dict[QLabel, int] = {}  # labels of the rows beside, and the line above their cells
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._build()
        self.setFocusProxy(next(iter(self._cells.values())))
        self.set_words(words)
        self._look.dress(self._restyle)
        self._sum()

    def counts(self) -> Counts:
        """The numbers now standing in the grid."""
        return Counts(
            {key: cell.number() for key, cell in self._cells.items() if cell.number()},
            {key: cell.number() for key, cell in self._beside.items() if cell.number()},
        )

    def set_counts(self, counts: Counts) -> None:
        """Show numbers; tells nobody."""
        for cells, numbers in ((self._cells, counts.cells), (self._beside, counts.beside)):
            for key, cell in cells.items():
                cell.show_number(numbers.get(key, 0))
        self._sum()

    def set_fault(self, row: str, sex: str, text: str) -> None:
        """Say what is wrong with a cell, or with an empty text that nothing is."""
        cell = self._cells.get((row, sex)) or self._beside[row, sex]
        cell.set_fault(text)

    def set_words(self, words: GridWords) -> None:
        """Change the words, after a switch of language; the rows and columns stay the same."""
        self._words = words
        self.setAccessibleName(words.name)
        texts = [text for _key, text in words.sexes] + [words.total]
        texts += [text for _key, text in words.bands] + [words.total]
        texts += [text for _key, text in words.beside]
        for shown, text in zip(self._labels, texts, strict=True):
            shown.setText(text)
        rows = dict((*words.bands, *words.beside))
        sexes = dict(words.sexes)
        for cells in (self._cells, self._beside):
            for (row, sex), cell in cells.items():
                cell.setAccessibleName(f"{rows[row]}, {sexes[sex]}")
        self._sum()

    def set_read_only(self, *, read_only: bool) -> None:
        """Show only, or let it be typed into."""
        for cell in (*self._cells.values(), *self._beside.values()):
            cell.setReadOnly(read_only)

    def _build(self) -> None:
        words = self._words
        for at, _sex in enumerate((*words.sexes, words.total)):
            self._add_label("caption", 0, at + 1, _RIGHT)
        line = 1
        for band, _text in words.bands:
            self._add_label("dim", line, 0)
            self._add_row(band, line, self._cells)
            line += 1
        self._grid.addWidget(hairline(), line, 0, 1, len(words.sexes) + 2)
        line += 1
        self._add_label("strong", line, 0)
        for at, (sex, _text) in enumerate(words.sexes):
            self._sex_sums[sex] = self._sum_label("strong", line, at + 1)
            self._sex_sums[sex].setContentsMargins(0, 0, 7, 0)
        self._row_sums[""] = self._sum_label("strong", line, len(words.sexes) + 1)
        line += 1
        for key, _text in words.beside:
            self._add_label("dim", line + 1, 0)
            self._above[self._labels[-1]] = line
            # Its longest word must not push the cells out of sight: it stands above them instead.
            self._labels[-1].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._add_row(key, line + 1, self._beside)
            line += 2

    def _add_label(self, tone: str, line: int, at: int, align: Qt.AlignmentFlag | None = None) -> None:
        made = label("", tone, wrap=at == 0, align=align)
        self._labels.append(made)
        self._grid.addWidget(made, line, at)

    def _add_row(self, key: str, line: int, cells: dict[Key, _Cell]) -> None:
        for at, (sex, _text) in enumerate(self._words.sexes):
            cell = _Cell()
            cell.textEdited.connect(self._on_edited)
            cell.walked.connect(self._walk)
            cell.left.connect(self.left)
            cells[key, sex] = cell
            self._grid.addWidget(cell, line, at + 1, _RIGHT)
        self._row_sums[key] = self._sum_label("dim", line, len(self._words.sexes) + 1)

    def _sum_label(self, tone: str, line: int, at: int) -> QLabel:
        made = label("", tone, align=_RIGHT)
        self._grid.addWidget(made, line, at)
        return made

    def _on_edited(self, _text: str) -> None:
        self._sum()
        self.edited.emit()

    def _sum(self) -> None:
        number = self._words.number
        for cells in (self._cells, self._beside):
            for row in {row for row, _sex in cells}:
                whole = sum(cell.number() for (r, _s), cell in cells.items() if r == row)
                self._row_sums[row].setText(number(whole))
        for sex, shown in self._sex_sums.items():
            shown.setText(number(sum(cell.number() for (_r, s), cell in self._cells.items() if s == sex)))
        self._row_sums[""].setText(number(self.counts().total()))

    def _walk(self, down: int, right: int) -> None:
        rows = [key for key, _text in (*self._words.bands, *self._words.beside)]
        sexes = [sex for sex, _text in self._words.sexes]
        cells = {**self._cells, **self._beside}
        here = next((key for key, cell in cells.items() if cell.hasFocus()), None)
        if here is None:
            return
        line, column = rows.index(here[0]) + down, sexes.index(here[1]) + right
        if not 0 <= line < len(rows):
            # Down from the last cell of a sex goes on at the top of the next.
            column, line = column + (1 if line > 0 else -1), 0 if line > 0 else len(rows) - 1
        if 0 <= column < len(sexes):
            target = cells[rows[line], sexes[column]]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            target.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        narrow = self._look.is_narrow(self.window().width())
        width = self._look.px(44 if narrow or len(self._words.sexes) > 2 else 56)
        for cell in (*self._cells.values(), *self._beside.values()):
            cell.setFixedWidth(width)
        widest = self._look.metrics("strong").horizontalAdvance(self._words.number(MOST // 10))
        caption = self._look.metrics("caption").horizontalAdvance(self._words.total)
        for shown in self._row_sums.values():
            shown.setMinimumWidth(max(widest, caption))
        heads = [self._look.metrics("caption").horizontalAdvance(text) for _sex, text in self._words.sexes]
        self._place_beside(
            self.width()
            - sum(max(width, head) for head in heads)
            - max(widest, caption)
            - _GAP * (len(heads) + 1)
        )

    def _place_beside(self, room: int) -> None:
        """Put the labels of the rows beside before their cells, or above them where a word has no room."""
        metrics = self._look.metrics("body")
        words = [word for _key, text in self._words.beside for word in text.split()]
        fits = max(map(metrics.horizontalAdvance, words), default=0) <= room
        for shown, line in self._above.items():
            self._grid.removeWidget(shown)
            if fits:
                self._grid.addWidget(shown, line + 1, 0)
            else:
                self._grid.addWidget(shown, line, 0, 1, len(self._words.sexes) + 2)


class _Cell(QLineEdit):
    """A count; an empty cell is nobody."""

    walked = Signal(int, int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "cell")
        self.setPlaceholderText("0")
        self.setAlignment(_RIGHT)
        self.setMaxLength(len(str(MOST)))
        self.setValidator(QIntValidator(0, MOST, self))

    def number(self) -> int:
        """How many."""
        text = self.text()
        return int(text) if text.isdecimal() else 0

    def show_number(self, number: int) -> None:
        """Show a count."""
        if number != self.number():
            self.setText(str(number) if number else "")

    def set_fault(self, text: str) -> None:
        """Say what is wrong."""
        self.setProperty("wrong", "true" if text else "false")
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        polish_again(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        at_start = self.cursorPosition() == 0 or self.hasSelectedText()
        at_end = self.cursorPosition() == len(self.text()) or self.hasSelectedText()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.walked.emit(1, 0)
        elif key == Qt.Key.Key_Up:
            self.walked.emit(-1, 0)
        elif key == Qt.Key.Key_Left and at_start:
            self.walked.emit(0, -1)
        elif key == Qt.Key.Key_Right and at_end:
            self.walked.emit(0, 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
