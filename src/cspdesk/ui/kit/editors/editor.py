"""What every editor promises: a value in and out, what was typed kept, a fault beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cspdesk.ui.look.sheet import polish_again

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Offer:
    """One way out of a fault: words for a button, and the value that pressing it gives."""

    text: str
    value: object


class Editor(QWidget, Generic[V]):
    """A field that a person fills in.

    ``edited`` follows each change that a person makes, never ``set_value``; ``left`` when the focus
    leaves the whole editor: then, not before, a fault is shown.  ``value`` is what is stored, None
    where nothing is; a text that cannot be read is kept as ``untrusted_text``, so that a draft loses
    nothing.
    """

    edited = Signal()
    left = Signal()
    fault_changed = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault = ""
        self._offers: tuple[Offer, ...] = ()
        self.setAccessibleName(name)

    def value(self) -> V | None:
        """What is stored; None where nothing is, or where what was typed cannot be read."""
        raise NotImplementedError

    def set_value(self, value: V | None) -> None:
        """Show a value; tells nobody."""
        raise NotImplementedError

    def untrusted_text(self) -> str:
        """What was typed where it cannot be read, else an empty text."""
        return ""

    def set_untrusted_text(self, text: str) -> None:
        """Show what was typed before, of a draft that could not be read."""

    def inputs(self) -> Sequence[QWidget]:
        """The widgets that take the keyboard, the first of them first."""
        return (self,)

    def set_name(self, name: str) -> None:
        """Say what the field is, for screen readers, after a switch of language."""
        self.setAccessibleName(name)
        for widget in self.inputs():
            widget.setAccessibleName(name)

    def set_description(self, text: str) -> None:
        """What a screen reader says after the name: the help, or the fault."""
        for widget in self.inputs():
            widget.setAccessibleDescription(text)

    def fault(self) -> str:
        """What is wrong, in words, or an empty text."""
        return self._fault

    def offers(self) -> tuple[Offer, ...]:
        """The ways out of the fault that can be pressed."""
        return self._offers

    def set_fault(self, text: str, offers: Sequence[Offer] = ()) -> None:
        """Say what is wrong, or, with an empty text, that nothing is."""
        if (text, tuple(offers)) == (self._fault, self._offers):
            return
        self._fault, self._offers = text, tuple(offers)
        for widget in self.inputs():
            widget.setProperty("wrong", "true" if text else "false")
            polish_again(widget)
        self.fault_changed.emit()

    def take_offer(self, offer: Offer) -> None:
        """Take a way out of the fault."""
        self.set_value(offer.value)  # type: ignore[arg-type] # an offer is made by this editor's reader
        self.set_fault("")
        self.edited.emit()

    def is_empty(self) -> bool:
        """Whether nothing stands in the field."""
        return self.value() is None and not self.untrusted_text()

    def _tell_edited(self) -> None:
        """A person changed something: a fault told before is taken back until the field is left."""
        self.set_fault("")
        self.edited.emit()


# an editor of whatever type, for those who hold several
AnyEditor = Editor[Any]


class Line(QLineEdit):
    """A line of text that tells when it is left, and hands keys to a list beneath it first."""

    left = Signal()
    entered = Signal()
    walked = Signal(int)  # up -1, down 1, where no list took the key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        super().keyPressEvent(event)
