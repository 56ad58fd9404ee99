"""A short form that opens in its place: a few fields by their descriptions, and a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from cspdesk.domain.fields import Field
from cspdesk.domain.text import N_
from cspdesk.presenters.session import Session
from cspdesk.ui.fields import Editors, FieldEditor
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.code import Choice, CodeEditor
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.paths import Paths

_LABEL = 150


@dataclass(frozen=True, slots=True)
class FormView:
    """What a form asks: its title, its fields, what stands in them, and the word of its button.

    ``scan`` names the file that can be added, ``choices`` are those of a field that offers fewer than
    its list.
    """

    title: str
    fields: Sequence[Field]
    save: str
    values: Mapping[str, object] = field(default_factory=dict)
    scan: str = ""
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    note: str = ""


class DutyForm(QFrame):
    """``saved`` with values by field and the file; ``given_up`` where the person thinks better of it."""

    saved = Signal(dict, object)
    given_up = Signal()

    def __init__(self, session: Session, view: FormView, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._paths = paths
        self._scan: Path | None = None
        editors = Editors(session)
        self.editors: dict[str, FieldEditor] = {one.name: editors.editor(one) for one in view.fields}
        t = session.t
        rows: list[QWidget] = []
        for one in view.fields:
            made = self.editors[one.name]
            if isinstance(made.editor, CodeEditor) and one.name in view.choices:
                made.editor.set_choices(view.choices[one.name], nothing=t(N_("No choice begins so.")))
            if view.values.get(one.name) is not None:
                made.editor.set_value(made.show(view.values[one.name]))
            help_ = t(one.help) if one.help else ""
            rows.append(FormRow(t(one.label), made.editor, help=help_, label_width=_LABEL))
        self._file = label("", "dim", wrap=True)
        self._choose = Button(view.scan, icon="paperclip", pressed=self._on_choose)
        file_line = row(_LABEL + 12, self._choose, (self._file, 1), spacing=8) if view.scan else None
        self.problem = Banner()
        self.save = Button(view.save, kind="primary", pressed=self._on_save)
        self.give_up = Button(t(N_("Cancel")), kind="quiet", pressed=self.given_up.emit)
        self.setLayout(
            column(
                label(view.title, "section", wrap=True),
                label(view.note, "hint", wrap=True) if view.note else None,
                *rows,
                file_line,
                self.problem,
                row(_LABEL + 12, self.save, self.give_up, STRETCH, spacing=8),
                spacing=10,
                margins=(16, 14, 16, 14),
            )
        )

    def values(self) -> dict[str, object]:
        """What stands in the fields, as JSON has it; empty ones are left out."""
        found: dict[str, object] = {}
        for name, made in self.editors.items():
            value = made.editor.value()
            if value is not None:
                found[name] = made.take(value)
        return found

    def say(self, problem: str) -> None:
        """Say what keeps it from being saved."""
        self.problem.say(problem, "bad")

    def take_keyboard(self) -> None:
        """Give the keyboard to the first field."""
        first = next(iter(self.editors.values()), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choose(self) -> None:
        chosen = self._paths.open(self, self._choose.words())
        if chosen is not None:
            self._scan = chosen
            self._file.setText(chosen.name)

    def _on_save(self) -> None:
        unread = [made.editor for made in self.editors.values() if made.editor.untrusted_text()]
        if unread:
            unread[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.saved.emit(self.values(), self._scan)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
