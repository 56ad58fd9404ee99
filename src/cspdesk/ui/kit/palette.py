"""The command palette: Ctrl+K, a few letters, Enter; every command of the desk by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.domain.folding import fold, query_terms
from cspdesk.ui.kit.editors.editor import Line
from cspdesk.ui.kit.floating import SHADOW, Floating
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, hairline
from cspdesk.ui.kit.rows import RowList, RowView

_WIDTH: Final = 560
_SHOWN: Final = 9


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the desk can do: what it is called, the keys that do it too, and doing it."""

    id: str
    text: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = "arrow-right"
    group: str = ""


def found(commands: Sequence[Command], untrusted_text: str) -> list[Command]:
    """The commands whose words begin with each typed word; those that begin with the first come first."""
    terms = query_terms(untrusted_text)
    if not terms:
        return list(commands)
    hits = []
    for place, command in enumerate(commands):
        words = fold(f"{command.text} {command.group}").split()
        if all(any(word.startswith(spelling) for word in words for spelling in term) for term in terms):
            first = any(words[0].startswith(spelling) for spelling in terms[0])
            hits.append((not first, place, command))
    return [command for _first, _place, command in sorted(hits, key=lambda hit: hit[:2])]


class CommandPalette(Floating):
    """Over the upper middle of a window; gone after a command, Esc, or a click elsewhere."""

    def __init__(self, window: QWidget, *, name: str, placeholder: str, nothing: str) -> None:
        super().__init__(window)
        self._commands: tuple[Command, ...] = ()
        self._found: list[Command] = []
        self._back: QWidget | None = None
        self.line = Line()
        self.line.setProperty("kind", "bare")
        self.line.setProperty("ring", "none")
        self.line.textChanged.connect(self._search)
        self.line.left.connect(self.hide)
        self.line.installEventFilter(self)
        self.list = RowList(name=name, mode="choose", inset=12, two_lines=False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.opened.connect(self._run)
        self.list.clicked.connect(self._on_clicked)
        self._nothing = label(nothing, "hint")
        top = QWidget()
        top.setLayout(column(self.line, margins=(16, 10, 16, 10)))
        words = QWidget()
        words.setLayout(column(self._nothing, margins=(16, 8, 16, 10)))
        self._words = words
        self.setLayout(column(top, hairline(), (self.list, 1), words, spacing=0, margins=(1, 2, 1, 6)))
        self.set_words(name, placeholder, nothing)

    def set_words(self, name: str, placeholder: str, nothing: str) -> None:
        """Change the words, after a switch of language."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self._nothing.setText(nothing)

    def open(self, commands: Sequence[Command]) -> None:
        """Show the palette over these commands, empty of letters."""
        self._back = QApplication.focusWidget()
        self._commands = tuple(commands)
        self.line.clear()
        self._search("")
        self.show()
        self.raise_()
        self._watch()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _search(self, text: str) -> None:
        self._found = found(self._commands, text)
        self.list.set_rows(
            [RowView(c.id, c.text, right=c.keys, icon=c.icon, group=c.group) for c in self._shown(text)]
        )
        self._words.setVisible(not self._found)
        self.list.setVisible(bool(self._found))
        if self._found:
            self.list.choose(self._found[0].id)
        self._place()

    def _shown(self, text: str) -> list[Command]:
        # Heads would part what a search has put in order of fitness.
        if text.strip():
            return [Command(c.id, c.text, c.run, c.keys, c.icon) for c in self._found]
        return self._found

    def _place(self) -> None:
        window = self.anchor
        left, top, right, bottom = SHADOW
        width = min(self._look.px(_WIDTH), window.width() - 48)
        most = _SHOWN * self._look.size("row_one")
        rows = min(most, self.list.verticalHeader().length()) + 8 if self._found else 0
        height = self._look.px(44) + rows + (self._words.sizeHint().height() if not self._found else 0)
        height = min(height, window.height() - 80)
        size = QSize(width + left + right, height + top + bottom)
        # high enough that its end is seen under large text
        down = max(16, min(window.height() // 7, window.height() - size.height() - 16))
        at = QPoint((window.width() - size.width()) // 2, down)
        self.setGeometry(QRect(at, size))

    def _step(self, step: int) -> None:
        keys = [command.id for command in self._found]
        if keys:
            here = keys.index(self.list.chosen_key()) if self.list.chosen_key() in keys else 0
            self.list.choose(keys[(here + step) % len(keys)])

    def _run(self, id_: str) -> None:
        command = next((command for command in self._found if command.id == id_), None)
        self._close()
        if command is not None:
            command.run()

    def _on_clicked(self) -> None:
        self._run(self.list.chosen_key())

    def _close(self) -> None:
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.chosen_key())
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True
