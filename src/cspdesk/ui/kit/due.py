"""Short lists of the side panel: what is due by its day, and lines with a state each can be told by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.buttons import Button, TextLink
from cspdesk.ui.kit.chip import Chip, ChipView
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, empty_out, hairline, row


@dataclass(frozen=True, slots=True)
class DueView:
    """One obligation or promise: its date, its title, a line, and how long is left."""

    key: str
    day: str
    title: str
    second: str = ""
    chip: ChipView | None = None


class DueList(QWidget):
    """Obligations by their days; ``opened`` with the key of the one that was pressed."""

    opened = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(spacing=10)
        self.setLayout(self._column)
        self.setAccessibleName(name)

    def tell(self, views: Sequence[DueView]) -> None:
        """Show these."""
        empty_out(self._column)
        for at, view in enumerate(views):
            if at:
                self._column.addWidget(hairline())
            self._column.addWidget(self._line(view))

    def _line(self, view: DueView) -> QWidget:
        title = TextLink(view.title, tone="strong")
        title.clicked.connect(lambda _on=False, key=view.key: self.opened.emit(key))
        said = ", ".join(p for p in (view.day, view.title, view.second) if p)
        title.setAccessibleName(said)
        second = label(view.second, "small", wrap=True) if view.second else None
        chip = Chip(view.chip.text, view.chip.kind) if view.chip else None
        held = QWidget()
        held.setLayout(
            column(row(label(view.day, "strong"), STRETCH, chip, spacing=8), title, second, spacing=3)
        )
        return held


@dataclass(frozen=True, slots=True)
class CheckView:
    """One line of a checklist: a state in a picture and in words; with ``opens`` the words are a link."""

    key: str
    text: str
    icon: str = "check-circle"
    tone: str = "good"
    link: str = ""  # a link of its own beneath the words
    opens: bool = False
    dim: bool = False


class CheckList(QWidget):
    """What is done and what is missing; ``opened`` with the key of a link that was followed."""

    opened = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(spacing=6)
        self.setLayout(self._column)
        self.setAccessibleName(name)

    def tell(self, views: Sequence[CheckView]) -> None:
        """Show these."""
        empty_out(self._column)
        for view in views:
            self._column.addWidget(self._line(view))

    def _line(self, view: CheckView) -> QWidget:
        icon = Icon(view.icon, view.tone)
        words: QWidget
        if view.opens:
            words = TextLink(view.text)
            words.clicked.connect(lambda _on=False, key=view.key: self.opened.emit(key))
        else:
            tone = "dim" if view.dim else "strong" if view.link else ""
            words = label(view.text, tone, wrap=True)
        link = Button(view.link, kind="link") if view.link else None
        if link is not None:
            link.clicked.connect(lambda _on=False, key=view.key: self.opened.emit(key))
        line = row(icon, (column(words, row(link, STRETCH) if link else None, spacing=0), 1), spacing=8)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        held = QWidget()
        held.setLayout(line)
        return held
