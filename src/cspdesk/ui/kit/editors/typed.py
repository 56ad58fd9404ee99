"""Editors of what is typed as one line and read by a rule: numbers, decimals, rates, months, times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cspdesk.ui.kit.editors.editor import Editor, Line
from cspdesk.ui.kit.editors.reading import Reader
from cspdesk.ui.kit.layout import row
from cspdesk.ui.look import theme

V = TypeVar("V")


class TypedEditor(Editor[V], Generic[V]):
    """Reads what is typed when it is left: shows it as the language writes it, or what is wrong.

    ``width`` is in pixels at 100 % text, 0 for as wide as there is room.
    """

    def __init__(
        self,
        reader: Reader[V],
        *,
        name: str,
        placeholder: str = "",
        right: bool = False,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._look = theme.current()
        self._reader = reader
        self._value: V | None = None
        self._width = width
        self.line = Line()
        self.line.setMaxLength(80)
        self.line.setPlaceholderText(placeholder)
        if right:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.textEdited.connect(self._on_typed)
        self.line.left.connect(self.settle)
        self._row: QHBoxLayout = row((self.line, 0 if width else 1), spacing=8)
        if width:
            self._row.addStretch(1)
        self.setLayout(self._row)
        self.setFocusProxy(self.line)
        self.set_name(name)
        self._look.dress(self._restyle)

    def set_reader(self, reader: Reader[V]) -> None:
        """Read and write otherwise from now on: another language, another currency."""
        self._reader = reader
        if self._value is not None:
            self.line.setText(reader.show(self._value))

    def value(self) -> V | None:
        """The value read, or None."""
        return self._value

    def set_value(self, value: V | None) -> None:
        """Show a value; what somebody is typing is not touched while it means the same."""
        if value == self._value and (value is not None or not self.line.text()):
            return
        self._value = value
        self.line.setText("" if value is None else self._reader.show(value))

    def untrusted_text(self) -> str:
        """What was typed where it cannot be read."""
        return self.line.text().strip() if self._value is None else ""

    def set_untrusted_text(self, text: str) -> None:
        """Show what was typed before."""
        self._value = None
        self.line.setText(text)

    def settle(self) -> None:
        """Write the value as the language does, or say what is wrong; what leaving the field does."""
        text = self.line.text().strip()
        if self._value is not None:
            self.line.setText(self._reader.show(self._value))
        elif text:
            reading = self._reader.read(text)
            self.set_fault(reading.fault, reading.offers)
        self.left.emit()

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def _on_typed(self, text: str) -> None:
        self._value = self._reader.read(text).value if text.strip() else None
        self._tell_edited()

    def _restyle(self) -> None:
        if self._width:
            self.line.setFixedWidth(self._look.px(self._width))
