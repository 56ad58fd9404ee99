"""Editors of words: one line, and several that grow as they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from cspdesk.domain.folding import fold
from cspdesk.ui.kit.editors.editor import Editor, Line
from cspdesk.ui.kit.layout import column
from cspdesk.ui.look import theme


class TextEditor(Editor[str]):
    """One line of words; an empty line is no value."""

    def __init__(
        self, *, name: str, placeholder: str = "", longest: int = 500, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, parent=parent)
        self.line = Line()
        self.line.setMaxLength(longest)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._tell_edited)
        self.line.left.connect(self.left)
        self.setLayout(column(self.line, spacing=0))
        self.setFocusProxy(self.line)
        self.set_name(name)

    def value(self) -> str | None:
        """The words without spaces around them, or None."""
        return self.line.text().strip() or None

    def set_value(self, value: str | None) -> None:
        """Show words."""
        if (value or "") != self.line.text().strip():
            self.line.setText(value or "")
            self.line.setCursorPosition(0)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)


class NamedCodeEditor(TextEditor):
    """One line that holds a code; what people know by a name is shown, and taken, by it.

    ``names`` is by code; any other code is typed and shown as it is.
    """

    def __init__(self, names: Mapping[str, str], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._names = dict(names)
        self._codes = {fold(text): code for code, text in names.items()}
        # “Austria · AT” is taken by its name alone, and by its code in small letters
        self._codes |= {fold(text.partition(" · ")[0]): code for code, text in names.items()}
        self._codes |= {fold(code): code for code in names}

    def value(self) -> str | None:
        """The code that is meant, or None."""
        text = super().value()
        return None if text is None else self._codes.get(fold(text), text)

    def set_value(self, value: str | None) -> None:
        """Show a code, unless what stands here means the same."""
        if value != self.value():
            super().set_value(None if value is None else self._names.get(value, value))


class MeantEditor(TextEditor):
    """One line in a person's words: ``show`` says what is stored in them, ``read`` what they mean."""

    def __init__(
        self,
        show: Callable[[str], str],
        read: Callable[[str], str],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._say = show
        self._read = read

    def value(self) -> str | None:
        """What the words mean, or None."""
        text = super().value()
        return None if text is None else self._read(text)

    def set_value(self, value: str | None) -> None:
        """Say a value, unless what stands here means the same."""
        if value != self.value():
            super().set_value(None if value is None else self._say(value))


class LongTextEditor(Editor[str]):
    """Words on several lines: as high as they need, between ``least`` and ``most`` lines."""

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        least: int = 3,
        most: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self.area = _Growing(least, most)
        self.area.setPlaceholderText(placeholder)
        self.area.typed.connect(self._tell_edited)
        self.area.left.connect(self.left)
        self.setLayout(column(self.area, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.area)
        self.set_name(name)

    def value(self) -> str | None:
        """The words without empty lines around them, or None."""
        return self.area.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        """Show words."""
        if (value or "") != self.area.toPlainText().strip():
            self.area.show_text(value or "")

    def inputs(self) -> Sequence[QWidget]:
        """The area."""
        return (self.area,)


class _Growing(QPlainTextEdit):
    """Grows with its words; Tab leaves it."""

    typed = Signal()
    left = Signal()

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._look = theme.current()
        self._least, self._most = least, most
        self._silent = False
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_changed)
        self._look.dress(self._fit)

    def show_text(self, text: str) -> None:
        """Replace the words without telling that anybody typed."""
        self._silent = True
        self.setPlainText(text)
        self._silent = False

    def _on_changed(self) -> None:
        self._fit()
        if not self._silent:
            self.typed.emit()

    def _fit(self) -> None:
        line = self._look.metrics("body").lineSpacing()
        # QPlainTextDocumentLayout counts lines, not pixels, as its height.
        lines = max(self._least, min(self._most, int(self.document().size().height())))
        self.setFixedHeight(lines * line + 2 * round(self.document().documentMargin()) + 10)
        over = self.document().size().height() > self._most
        always, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(always if over else never)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(280), self.height())
