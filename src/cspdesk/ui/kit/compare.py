"""Two or more versions of a record, difference by difference: fields down, versions across.

Words that differ are marked, equal rows are dimmed with "="; a choice per row, then for the record,
and a third way: to write another value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QRadioButton,
    QWidget,
)

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.text import LongTextEditor
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, hairline, row
from cspdesk.ui.look import theme
from cspdesk.ui.look.theme import Look

_STACKED: Final = 600  # logical px below which names stand above their versions


@dataclass(frozen=True, slots=True)
class Version:
    """Where a version stands and whose it is."""

    key: str
    title: str
    second: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One field in each version, as text; ``may_write`` where another value can be typed."""

    key: str
    label: str
    cells: tuple[str, ...]
    may_write: bool = False

    @property
    def is_equal(self) -> bool:
        """Whether all versions agree."""
        return all(one == other for one, other in pairwise(self.cells))


@dataclass(frozen=True, slots=True)
class CompareWords:
    """The words of the grid; ``nothing`` stands for an empty value."""

    name: str
    nothing: str
    write: str
    another: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was chosen for a row: a version's key, or a text of its own."""

    version: str = ""
    text: str = ""


def marked(text: str, others: Sequence[str], *, look: Look, tone: str) -> str:
    """``text`` as rich text, the words that no other version has in the same place marked.

    The text comes from people and from other desks: it is escaped, and only our spans are mark-up.
    """
    words = text.split(" ")
    differs = [False] * len(words)
    for other in others:
        matcher = SequenceMatcher(a=words, b=other.split(" "), autojunk=False)
        for what, begin, end, _b, _e in matcher.get_opcodes():
            if what != "equal":
                differs[begin:end] = [True] * (end - begin)
    back, ink = look.colour(f"{tone}_soft").name(), look.colour(tone).name()
    span = f'<span style="background:{back}; color:{ink}; font-weight:600;">&nbsp;%s&nbsp;</span>'
    shown: list[str] = []
    run: list[str] = []
    for word, differs_here in [*zip(words, differs, strict=True), ("", False)]:
        if differs_here:
            run.append(escape(word))
            continue
        if run:
            shown.append(span % " ".join(run))
            run = []
        shown.append(escape(word))
    return " ".join(shown).strip().replace("\n", "<br>")


class CompareGrid(QFrame):
    """The grid on a card; ``changed`` whenever a choice is made."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        versions: Sequence[Version],
        rows: Sequence[CompareRow],
        words: CompareWords,
        *,
        chosen: str = "",
        foot: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._versions = tuple(versions)
        self._rows = tuple(rows)
        self._words = words
        self._radios: dict[tuple[str, str], QRadioButton] = {}
        self._groups: dict[str, QButtonGroup] = {}
        self._texts: list[tuple[QLabel, CompareRow, int]] = []
        self._leads: list[QWidget] = []
        self._editors: dict[str, LongTextEditor] = {}
        self._bands: list[_Band] = []
        self._is_stacked: bool | None = None
        self.setObjectName("card")
        self.setAccessibleName(words.name)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.setLayout(column(self._grid, foot, spacing=0, margins=(1, 1, 1, 1)))
        self._build(title)
        if chosen:
            self.choose_all(chosen)
        self._look.dress(self._restyle)

    def choices(self) -> Mapping[str, Taken]:
        """What is chosen, by row; rows not decided and equal rows are left out."""
        taken = {}
        for (row_key, version), radio in self._radios.items():
            if row_key and radio.isChecked():
                text = (self._editors[row_key].value() or "") if version == "" else ""
                taken[row_key] = Taken(version, text)
        return taken

    def is_decided(self) -> bool:
        """Whether each row that differs has its choice."""
        return all(one.is_equal or one.key in self.choices() for one in self._rows)

    def choose_all(self, version: str) -> None:
        """Choose one version for the whole record."""
        for one in self._rows:
            if not one.is_equal:
                self._radios[one.key, version].setChecked(True)
        self._follow()

    def choose(self, row_key: str, version: str) -> None:
        """Choose a version for one row."""
        self._radios[row_key, version].setChecked(True)
        self._follow()

    def _build(self, title: str) -> None:
        heads = []
        for version in self._versions:
            radio = self._radio("", version.key, f"{version.title}, {version.second}")
            words = column(
                label(version.title, "strong", wrap=True),
                label(version.second, "small", wrap=True),
                spacing=0,
            )
            heads.append(_padded(_line(radio, words)))
        self._bands.append(_Band(_padded(label(title, "strong", wrap=True)), tuple(heads), None))
        self._bands += [self._band(one) for one in self._rows]

    def _band(self, one: CompareRow) -> _Band:
        cells = []
        for at, (version, text) in enumerate(zip(self._versions, one.cells, strict=True)):
            words = label("", "small" if one.is_equal else "", wrap=True)
            self._texts.append((words, one, at))
            if one.is_equal:
                lead: QWidget = Icon("equals", "ink3", 18)
            else:
                lead = self._radio(one.key, version.key, f"{one.label}, {version.title}: {text}")
                words.setBuddy(lead)
            cells.append(_padded(_line(lead, words)))
        other = self._other(one) if one.may_write and not one.is_equal else None
        return _Band(_padded(label(one.label, "dim", wrap=True)), tuple(cells), other)

    def _arrange(self) -> None:
        """Names at the left, or above their versions where the grid is narrow."""
        stacked = self.width() < self._look.px(_STACKED)
        if stacked == self._is_stacked:
            return
        self._is_stacked = stacked
        for band in self._bands:
            for part in (band.head, *band.cells, band.line, *([band.other] if band.other else [])):
                self._grid.removeWidget(part)
        first, across = (0, len(self._versions)) if stacked else (1, len(self._versions) + 1)
        place = 0
        for band in self._bands:
            self._grid.addWidget(band.head, place, 0, 1, across if stacked else 1)
            place += int(stacked)
            for at, cell in enumerate(band.cells):
                self._grid.addWidget(cell, place, at + first)
            if band.other is not None:
                self._grid.addWidget(band.other, place + 1, first, 1, len(self._versions))
            self._grid.addWidget(band.line, place + 2, 0, 1, across)
            place += 3
        for at in range(len(self._versions) + 1):
            self._grid.setColumnStretch(at, (4 if at < across else 0) if stacked else (4 if at else 2))

    def _other(self, one: CompareRow) -> QWidget:
        editor = LongTextEditor(name=f"{one.label}, {self._words.another}", least=2)
        editor.set_value(max(one.cells, key=len))
        editor.hide()
        editor.edited.connect(self.changed)
        self._editors[one.key] = editor
        radio = self._radio(one.key, "", f"{one.label}, {self._words.another}")
        link = Button(self._words.write, kind="link", pressed=radio.click)
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the choice before it does the same
        radio.toggled.connect(editor.setVisible)
        held = _padded(_line(radio, column(row(link, STRETCH), editor, spacing=4)))
        held.setContentsMargins(0, 0, 0, 4)
        return held

    def _radio(self, row_key: str, version: str, name: str) -> QRadioButton:
        radio = QRadioButton()
        radio.setAccessibleName(name)
        if row_key not in self._groups:
            self._groups[row_key] = QButtonGroup(self)
        self._groups[row_key].addButton(radio)
        self._radios[row_key, version] = radio
        self._leads.append(radio)
        if row_key:
            radio.clicked.connect(self._follow)
        else:
            radio.clicked.connect(lambda _on=False, version=version: self.choose_all(version))
        return radio

    def _follow(self) -> None:
        """The choice for the record is what all rows agree on, or none."""
        chosen = {taken.version for taken in self.choices().values()}
        heads = self._groups[""]
        heads.setExclusive(False)
        for version in self._versions:
            self._radios["", version.key].setChecked(self.is_decided() and chosen == {version.key})
        heads.setExclusive(True)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self._arrange()
        side = self._look.px(18)
        for lead in self._leads:
            lead.setFixedSize(side, side)
        for words, one, at in self._texts:
            text = one.cells[at]
            if one.is_equal or not text:
                words.setTextFormat(Qt.TextFormat.PlainText)
                words.setText(text or self._words.nothing)
                words.setEnabled(bool(text) and not one.is_equal)
                continue
            others = [cell for place, cell in enumerate(one.cells) if place != at]
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setText(marked(text, others, look=self._look, tone="warn" if at == 0 else "good"))


class _Band:
    """One row of the grid: the field's name, its versions, the way to write another, the line beneath."""

    def __init__(self, head: QWidget, cells: tuple[QWidget, ...], other: QWidget | None) -> None:
        self.head = head
        self.cells = cells
        self.other = other
        self.line = hairline()


def _line(lead: QWidget, words: QWidget | QLayout) -> QWidget:
    held = QWidget()
    line = row(lead, (words, 1), spacing=8)
    line.setAlignment(lead, Qt.AlignmentFlag.AlignTop)
    held.setLayout(line)
    return held


def _padded(widget: QWidget) -> QWidget:
    held = QWidget()
    held.setLayout(column(widget, STRETCH, spacing=0, margins=(14, 9, 14, 9)))
    return held
