"""An empty page: what belongs there, in one heading and one sentence, and the first step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.look import theme, tokens

_WIDTH = 360
_MARGIN = 24
_STEP = 8


class EmptyPage(QWidget):
    """A centred column; give it the place that the content would have."""

    def __init__(
        self,
        icon: str,
        heading: str,
        sentence: str = "",
        buttons: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heading = label(heading, "section", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self._sentence = label(sentence, "dim", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self._words = QWidget()
        self._words.setLayout(column(self._heading, self._sentence, spacing=6))
        self._icon = Icon(icon, "ink3", tokens.SIZE["icon_empty"])
        picture = row(STRETCH, self._icon, STRETCH)
        steps = row(STRETCH, *buttons, STRETCH) if buttons else None
        self.setLayout(
            column(
                STRETCH,
                picture,
                10,
                row(STRETCH, self._words, STRETCH),
                12 if steps else None,
                steps,
                STRETCH,
                spacing=0,
                margins=(_MARGIN,) * 4,
            )
        )
        self._look = theme.current()
        self.say(heading, sentence)
        self._look.dress(self._restyle)

    def say(self, heading: str, sentence: str = "") -> None:
        """Change the words, after a switch of language or of what is missing."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentence)
        self._restyle()

    def set_icon(self, icon: str) -> None:
        """Show another picture, that of what belongs here."""
        self._icon.set_icon(icon, "ink3")

    def minimumSizeHint(self) -> QSize:
        # in a narrow pane the words break more often
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._restyle()
        super().resizeEvent(event)

    def _restyle(self) -> None:
        width = max(1, min(self._look.px(_WIDTH), self.width() - 2 * _MARGIN))
        height = self._words.heightForWidth(width)
        # as narrow as the same number of lines allows: no word is left alone in the last one
        while width > _STEP and self._words.heightForWidth(width - _STEP) == height:
            width -= _STEP
        self._words.setFixedWidth(width)
