"""Editors of codes: one of a list, or several; typing filters the list as people spell, not as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cspdesk.domain.folding import fold, query_terms
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.editor import Editor
from cspdesk.ui.kit.editors.search import SearchLine
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.layout import column, row
from cspdesk.ui.kit.lineicons import LineIcons
from cspdesk.ui.kit.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Choice:
    """One code with its words; ``sealing`` says with a lock that choosing it narrows who may read."""

    code: str
    text: str
    help: str = ""
    sealing: str = ""


def matching(choices: Sequence[Choice], untrusted_text: str) -> list[Choice]:
    """The choices whose code or words begin with each typed word, in their order."""
    terms = query_terms(untrusted_text)
    return [choice for choice in choices if _answers(choice, terms)] if terms else list(choices)


def _answers(choice: Choice, terms: Sequence[Sequence[str]]) -> bool:
    code = fold(choice.code)
    words = [*fold(choice.text).replace("-", " ").split(), code, *code.replace("_", "-").split("-")]
    return all(any(word.startswith(spelling) for word in words for spelling in term) for term in terms)


def suggestion(choice: Choice, *, with_code: bool) -> Suggestion:
    """How a choice is offered."""
    icon = "lock-simple" if choice.sealing else ""
    code = choice.code if with_code else ""
    return Suggestion(choice.code, choice.text, code, choice.help, icon, choice.sealing)


class CodeEditor(Editor[str]):
    """One code: the words stand in the field, Down or typing opens the list."""

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        name: str,
        nothing: str,
        placeholder: str = "",
        with_codes: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._choices = tuple(choices)
        self._nothing = nothing
        self._with_codes = with_codes
        self._code: str | None = None
        self.line = SearchLine()
        self.line.setPlaceholderText(placeholder)
        LineIcons(self.line).trail("caret-down", "", self._on_caret)
        self.line.opened.connect(self._open_all)
        self.line.textEdited.connect(self._on_typed)
        self.line.walked.connect(self._open_all)
        self.line.taken.connect(self._on_taken)
        self.line.left.connect(self._on_left)
        self.setLayout(row((self.line, 1), spacing=0))
        self.setFocusProxy(self.line)
        self.set_name(name)

    def value(self) -> str | None:
        """The code, known or not."""
        return self._code

    def set_value(self, value: str | None) -> None:
        """Show a code by its words; one that is not known here is kept and shown as it is."""
        if value == self._code and (value is not None or not self.line.text()):
            return
        self._code = value
        self.line.setText(self._text_of(value))
        self.line.setCursorPosition(0)

    def set_choices(self, choices: Sequence[Choice], *, nothing: str, placeholder: str = "") -> None:
        """Offer other choices or other words for them."""
        self._choices = tuple(choices)
        self._nothing = nothing
        self.line.setPlaceholderText(placeholder)
        if self._code is not None:
            self.line.setText(self._text_of(self._code))

    def untrusted_text(self) -> str:
        """What was typed and is no choice."""
        return self.line.text().strip() if self._code is None else ""

    def set_untrusted_text(self, text: str) -> None:
        """Show what was typed before."""
        self._code = None
        self.line.setText(text)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def _text_of(self, code: str | None) -> str:
        for choice in self._choices:
            if choice.code == code:
                return choice.text
        return code or ""

    def _open_all(self, *_ignored: object) -> None:
        self._offer("" if self._code is not None else self.line.text())

    def _on_caret(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open_all()

    def _offer(self, text: str) -> None:
        rows = [suggestion(choice, with_code=self._with_codes) for choice in matching(self._choices, text)]
        self.line.offers().offer(rows, current=self._code or "", nothing=self._nothing)

    def _on_typed(self, text: str) -> None:
        self._code = None
        self._offer(text)
        self._tell_edited()

    def _on_taken(self, code: str) -> None:
        self._code = code
        self.line.setText(self._text_of(code))
        self._tell_edited()

    def _on_left(self) -> None:
        self.line.shut()
        if self._code is None:
            # Typed in full, in any spelling, is as good as chosen.
            typed = fold(self.line.text().strip())
            exact = [c for c in self._choices if typed and typed in (fold(c.text), fold(c.code))]
            if len(exact) == 1:
                self._on_taken(exact[0].code)
            elif typed:
                self.set_fault(self._nothing)
        self.left.emit()


class CodesEditor(Editor[tuple[str, ...]]):
    """Several codes: each chosen one stands as a button with a cross, typing adds another."""

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        name: str,
        nothing: str,
        remove: str,
        placeholder: str = "",
        with_codes: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._choices = tuple(choices)
        self._nothing = nothing
        self._remove = remove
        self._with_codes = with_codes
        self._codes: tuple[str, ...] = ()
        self._flow = Flow()
        self.line = SearchLine()
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._on_typed)
        self.line.walked.connect(self._on_typed)
        self.line.opened.connect(self._on_typed)
        self.line.emptied.connect(self._on_emptied)
        self.line.taken.connect(self._on_taken)
        self.line.left.connect(self._on_left)
        self.setLayout(column(self._flow, self.line, spacing=6))
        self.setFocusProxy(self.line)
        self.set_name(name)
        self._show()

    def value(self) -> tuple[str, ...] | None:
        """The codes, sorted, or None."""
        return tuple(sorted(self._codes)) or None

    def set_value(self, value: tuple[str, ...] | None) -> None:
        """Show codes."""
        if (value or ()) != (self.value() or ()):
            self._codes = tuple(value or ())
            self._show()

    def set_choices(self, choices: Sequence[Choice], *, nothing: str, remove: str) -> None:
        """Offer other choices or other words for them; ``remove`` names the cross: ``Remove {name}``."""
        self._choices = tuple(choices)
        self._nothing, self._remove = nothing, remove
        self._show()

    def untrusted_text(self) -> str:
        """What stands in the line and is no choice yet."""
        return self.line.text().strip()

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def _show(self) -> None:
        self._flow.clear()
        known = {choice.code: choice.text for choice in self._choices}
        for code in self._codes:
            button = Button(known.get(code, code), kind="filter", icon="x", trailing=True)
            button.setProperty("on", "true")
            button.set_icon("x", "accent")
            button.setAccessibleName(f"{self._remove} {known.get(code, code)}")
            button.clicked.connect(lambda _on=False, code=code: self._drop(code))
            self._flow.add(button)
        self._flow.setVisible(bool(self._codes))

    def _drop(self, code: str) -> None:
        self._codes = tuple(known for known in self._codes if known != code)
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_edited()

    def _on_typed(self, *_ignored: object) -> None:
        free = [choice for choice in self._choices if choice.code not in self._codes]
        rows = [suggestion(c, with_code=self._with_codes) for c in matching(free, self.line.text())]
        self.line.offers().offer(rows, nothing=self._nothing)
        self.set_fault("")

    def _on_taken(self, code: str) -> None:
        self._codes = (*self._codes, code)
        self.line.clear()
        self._show()
        self._tell_edited()

    def _on_emptied(self) -> None:
        if self._codes:
            self._drop(self._codes[-1])

    def _on_left(self) -> None:
        self.line.shut()
        if self.line.text().strip():
            self.set_fault(self._nothing)
        self.left.emit()
