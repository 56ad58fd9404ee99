"""Buttons by rank, one primary to a view, and segments: two or three choices always seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, row
from cspdesk.ui.look import theme

ButtonKind = Literal[
    "primary",
    "plain",
    "quiet",
    "link",
    "danger",
    "filter",
    "rail",
    "status",
    "choice",
    "toggle",
    "fold",
]

_ICON_TONES = {"primary": "on_accent", "link": "accent", "danger": "bad"}


class Button(QPushButton):
    """A button of a kind, with an icon that follows the theme and a name even where it has no words."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: ButtonKind = "plain",
        icon: str = "",
        tip: str = "",
        trailing: bool = False,
        pressed: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._icon_name = icon
        self._trailing = trailing
        self.setProperty("kind", kind)
        if trailing:
            # The only way to an icon behind the words; this button alone, never its children.
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_icon(icon)
        self.set_words(text, tip)
        if pressed is not None:
            # `clicked` hands a checked state on, which no command wants.
            self.clicked.connect(lambda *_: pressed())
        self._look.dress(self._restyle)

    def set_words(self, text: str, tip: str = "") -> None:
        """Change the words, after a switch of language; ``tip`` names a button without words."""
        gap = " " if self._icon_name and text else ""
        # Qt sets the icon 4 px from the text; a space widens the gap.
        self.setText(text + gap if self._trailing else gap + text)
        self.setToolTip(tip)
        self.setAccessibleName(text or tip)

    def words(self) -> str:
        """The words on the button."""
        return self.text().strip()

    def set_icon(self, name: str, tone: str = "") -> None:
        """Show another picture; the tone is the kind's own unless one is given."""
        self._icon_name = name
        kind = str(self.property("kind"))
        self.setIcon(self._look.icon(name, tone or _ICON_TONES.get(kind, "ink2")) if name else QIcon())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses a button by the space bar alone where there is no dialog
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        side = self._look.size("icon")
        self.setIconSize(QSize(side, side))


class TextLink(Button):
    """A link whose words may take several lines, which those of a push button cannot."""

    def __init__(self, text: str, *, tone: str = "link", parent: QWidget | None = None) -> None:
        super().__init__("", kind="link", parent=parent)
        self._words = label(text, tone, wrap=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(column(self._words))
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._words.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._words.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._words.minimumSizeHint()


class Segments(QWidget):
    """Joined buttons of which one is chosen; arrows walk, the choice is told by its key."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        *,
        name: str,
        chosen: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._row = row(spacing=0)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        for place, (key, text) in enumerate(choices):
            self._add(key, text, first=place == 0, last=place == len(choices) - 1)
        self._group.buttonClicked.connect(self._on_clicked)
        self._look.dress(self._restyle)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Mark the choice ``key``, or none where there is no such key; says nothing."""
        self._group.setExclusive(False)
        for known, button in self._buttons.items():
            button.setChecked(known == key)
        self._group.setExclusive(True)
        first = next(iter(self._buttons.values()))
        self.setFocusProxy(self._buttons.get(key, first))

    def choice(self) -> str:
        """The key of what is chosen, or an empty text."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_words(self, words: Sequence[str], name: str) -> None:
        """Change the words, in the order of the choices, after a switch of language."""
        for button, text in zip(self._buttons.values(), words, strict=True):
            button.setText(text)
            button.setAccessibleName(text)
        self.setAccessibleName(name)
        self._restyle()

    def button(self, key: str) -> QPushButton:
        """The button of a choice, for those who place a tip on it or switch it off."""
        return self._buttons[key]

    def _add(self, key: str, text: str, *, first: bool, last: bool) -> None:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setProperty("kind", "segment")
        button.setProperty("end", "left" if first else "right" if last else "")
        button.setAccessibleName(text)
        self._group.addButton(button)
        self._buttons[key] = button
        self._row.addWidget(button)

    def _on_clicked(self, button: QPushButton) -> None:
        self.setFocusProxy(button)
        self.chosen.emit(self.choice())

    def _restyle(self) -> None:
        # Chosen words are heavier: without room for them the row would twitch, or cut them.
        metrics = self._look.metrics("strong")
        for button in self._buttons.values():
            button.setMinimumWidth(metrics.horizontalAdvance(button.text()) + 26)
