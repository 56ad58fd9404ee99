"""Editors that find what is typed through a callable: records by their names, places by any of theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.editors.editor import Editor, Line
from cspdesk.ui.kit.layout import row
from cspdesk.ui.kit.lineicons import LineIcons
from cspdesk.ui.kit.suggestions import Suggestion, Suggestions

Find = Callable[[str], Sequence[Suggestion]]

PAUSE: Final = 60  # ms after the last key before a search is asked for


class SearchLine(Line):
    """A line over a list of what was found; ``taken`` with the key of what was chosen there.

    ``opened`` when a click asks for the whole list, ``emptied`` for Backspace where nothing stands.
    """

    taken = Signal(str)
    opened = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list: Suggestions | None = None

    def offers(self) -> Suggestions:
        """The list beneath; made when it is first needed, for it belongs to the window."""
        if self.list is None:
            self.list = Suggestions(self)
            self.list.taken.connect(self.taken)
        return self.list

    def shut(self) -> None:
        """Take the list away."""
        if self.list is not None:
            self.list.hide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.hasSelectedText() and not self.isReadOnly():
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.list is not None and self.list.press(event):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.accept()  # or the page would scroll, and the list that just opened go with it

    def event(self, event: QEvent) -> bool:
        # Tab never reaches keyPressEvent; a lit suggestion is taken by it before the field is left.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and self.list is not None:
                self.list.press(event)
        return super().event(event)


class PlaceEditor(Editor[str]):
    """A place by its code: typing finds it under any of its names, in any of three languages."""

    def __init__(
        self,
        find: Find,
        name_of: Callable[[str], str],
        *,
        name: str,
        nothing: str,
        placeholder: str = "",
        icon: str = "map-pin",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._find = find
        self._name_of = name_of
        self._nothing = nothing
        self._key: str | None = None
        self.line = SearchLine()
        self.line.setPlaceholderText(placeholder)
        LineIcons(self.line).lead(icon)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._search)
        self.line.textEdited.connect(self._on_typed)
        self.line.walked.connect(self._on_walked)
        self.line.taken.connect(self._on_taken)
        self.line.left.connect(self._on_left)
        self.setLayout(row((self.line, 1), spacing=0))
        self.setFocusProxy(self.line)
        self.set_name(name)

    def value(self) -> str | None:
        """The key of what was chosen."""
        return self._key

    def set_value(self, value: str | None) -> None:
        """Show what has this key; a key that is not known here is shown as ``name_of`` says."""
        if value == self._key and (value is not None or not self.line.text()):
            return
        self._key = value
        self.line.setText(self._name_of(value) if value else "")
        self.line.setCursorPosition(0)

    def set_words(self, name: str, nothing: str, placeholder: str) -> None:
        """Change the words, after a switch of language."""
        self._nothing = nothing
        self.line.setPlaceholderText(placeholder)
        self.set_name(name)
        if self._key:
            self.line.setText(self._name_of(self._key))

    def is_known(self, text: str) -> bool:
        """Whether anything can be chosen under these letters."""
        return bool(self._find(text))

    def untrusted_text(self) -> str:
        """What was typed without choosing anything."""
        return self.line.text().strip() if self._key is None else ""

    def set_untrusted_text(self, text: str) -> None:
        """Show what was typed before."""
        self._key = None
        self.line.setText(text)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def _on_typed(self, _text: str) -> None:
        self._key = None
        self._pause.start()
        self._tell_edited()

    def _on_walked(self, _step: int) -> None:
        self._search()

    def _search(self) -> None:
        text = self.line.text().strip()
        rows = self._find("" if self._key is not None else text)
        nothing = self._nothing if text else ""
        self.line.offers().offer(rows, current=self._key or "", nothing=nothing)

    def _on_taken(self, key: str) -> None:
        self._pause.stop()
        self._key = key
        self.line.setText(self._name_of(key))
        self.line.setCursorPosition(0)  # a long name is read from its beginning
        self._tell_edited()

    def _on_left(self) -> None:
        self._pause.stop()
        self.line.shut()
        self.left.emit()


class ReferenceEditor(Editor[bytes]):
    """Another record by its id (16 bytes); keys of suggestions are ids in hexadecimal."""

    def __init__(
        self,
        find: Find,
        name_of: Callable[[bytes], str],
        *,
        name: str,
        nothing: str,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self.search = PlaceEditor(
            find,
            lambda key: name_of(bytes.fromhex(key)),
            name=name,
            nothing=nothing,
            placeholder=placeholder,
            icon="magnifying-glass",
        )
        self.search.edited.connect(self._tell_edited)
        self.search.left.connect(self.left)
        self.setLayout(row((self.search, 1), spacing=0))
        self.setFocusProxy(self.search.line)

    def value(self) -> bytes | None:
        """The id of the record chosen."""
        key = self.search.value()
        return bytes.fromhex(key) if key else None

    def set_value(self, value: bytes | None) -> None:
        """Show a record by its id; one that is not here is shown as ``name_of`` says."""
        self.search.set_value(value.hex() if value else None)

    def untrusted_text(self) -> str:
        """What was typed without choosing a record."""
        return self.search.untrusted_text()

    def set_untrusted_text(self, text: str) -> None:
        """Show what was typed before."""
        self.search.set_untrusted_text(text)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return self.search.inputs()
