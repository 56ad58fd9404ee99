"""Words on the page: labels by rank, icons beside them, section headings, key caps, facts in a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.layout import STRETCH, row
from cspdesk.ui.look import theme

Align = Qt.AlignmentFlag


def label(
    text: str = "", tone: str = "", *, wrap: bool = False, align: Qt.AlignmentFlag | None = None
) -> QLabel:
    """A text; ``tone`` is its rank: caption, small, hint, dim, strong, section, title, figure, key.

    It is plain text always: words that people typed never become mark-up.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if tone:
        made.setProperty("t", tone)
    made.setWordWrap(wrap)
    if align is not None:
        made.setAlignment(align)
    return made


class Icon(QWidget):
    """A picture beside a word; state colour only with that word, so it has no name of its own."""

    def __init__(self, name: str, tone: str = "ink2", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._size = size
        self._look = theme.current()
        self._look.dress(self._restyle)

    def set_icon(self, name: str, tone: str = "ink2") -> None:
        """Show another picture."""
        self._name, self._tone = name, tone
        self.update()

    def _restyle(self) -> None:
        side = self._look.px(self._size)
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._look.icons.draw(QPainter(self), self.rect(), self._name, self._tone)


class SectionHeading(QWidget):
    """What the following is, how many there are, and at most one link at the right."""

    def __init__(
        self, text: str, count: str = "", link: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = label(text, "section")
        self._count = label("", "hint")
        self._text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setLayout(row(self._text, self._count, STRETCH, link))
        self.set_count(count)

    def set_text(self, text: str) -> None:
        """Change the heading, after a switch of language."""
        self._text.setText(text)
        self._name()

    def set_count(self, count: str) -> None:
        """Show a number as the language writes it, or none."""
        self._count.setText(count)
        self._count.setVisible(bool(count))
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(" ".join(part for part in (self._text.text(), self._count.text()) if part))


class FactsLine(Flow):
    """Short facts about a record, each behind its icon: place, date, how many people."""

    def __init__(self, facts: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(spacing=14, line_spacing=4, parent=parent)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show pairs of icon name and text."""
        self.clear()
        for icon, text in facts:
            fact = QWidget()
            fact.setLayout(row(Icon(icon, "ink3", 14), label(text, "small"), spacing=4))
            self.add(fact)
        self.setAccessibleName(", ".join(text for _icon, text in facts))
