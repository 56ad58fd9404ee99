"""Yes, no, or not recorded: three states always seen, because no answer is not a no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.buttons import Segments
from cspdesk.ui.kit.editors.editor import Editor
from cspdesk.ui.kit.layout import STRETCH, row

_KEYS = {True: "yes", False: "no", None: "none"}


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The three answers in the person's language."""

    yes: str
    no: str
    not_recorded: str


class BooleanEditor(Editor[bool]):
    """Segments; None is "not recorded"."""

    def __init__(self, words: AnswerWords, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        choices = (("yes", words.yes), ("no", words.no), ("none", words.not_recorded))
        self.segments = Segments(choices, name=name, chosen="none")
        self.segments.chosen.connect(self._on_chosen)
        self.setLayout(row(self.segments, STRETCH, spacing=0))
        self.setFocusProxy(self.segments)

    def value(self) -> bool | None:
        """The answer."""
        return {"yes": True, "no": False}.get(self.segments.choice())

    def set_value(self, value: bool | None) -> None:  # noqa: FBT001 - the value of the field
        """Show an answer."""
        self.segments.choose(_KEYS[value])

    def set_words(self, words: AnswerWords, name: str) -> None:
        """Change the words, after a switch of language."""
        self.segments.set_words((words.yes, words.no, words.not_recorded), name)
        self.set_name(name)

    def inputs(self) -> Sequence[QWidget]:
        """The segments."""
        return (self.segments,)

    def _on_chosen(self, _key: str) -> None:
        self._tell_edited()
        self.left.emit()
