"""A short form that opens in its place: a few fields by their descriptions, and a file.

What is typed in it is a draft a moment later, as in every other form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.fields import Field
from cspdesk.domain.text import N_
from cspdesk.presenters.session import Session
from cspdesk.presenters.short_drafts import ShortDraft
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
    its list.  ``held`` is what the record holds of these fields: the draft is what differs from it.
    """

    title: str
    fields: Sequence[Field]
    save: str
    values: Mapping[str, object] = field(default_factory=dict)
    held: Mapping[str, object] = field(default_factory=dict)
    scan: str = ""
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    note: str = ""


SCAN = "scan"
"""Under this name the draft keeps the path of the file that was chosen."""


class DutyForm(QFrame):
    """``saved`` with values by field and the file; ``given_up`` where the person thinks better of it."""

    saved = Signal(dict, object)
    given_up = Signal()

    def __init__(
        self,
        session: Session,
        view: FormView,
        draft: ShortDraft | None,
        paths: Paths,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._paths = paths
        self._scan: Path | None = None
        self._draft = draft
        self._held = view.held
        editors = Editors(session)
        self.editors: dict[str, FieldEditor] = {one.name: editors.editor(one) for one in view.fields}
        t = session.t
        rows: list[QWidget] = []
        for one in view.fields:
            made = self.editors[one.name]
            if isinstance(made.editor, CodeEditor) and one.name in view.choices:
                made.editor.set_choices(view.choices[one.name], nothing=t(N_("No choice begins so.")))
            self._begin_with(one.name, view.values.get(one.name))
            made.editor.edited.connect(self._on_edited)
            made.editor.left.connect(self._on_left)
            help_ = t(one.help) if one.help else ""
            rows.append(FormRow(t(one.label), made.editor, help=help_, label_width=_LABEL))
        self._file = label("", "dim", wrap=True)
        self._choose = Button(view.scan, icon="paperclip", pressed=self._on_choose)
        file_line = row(_LABEL + 12, self._choose, (self._file, 1), spacing=8) if view.scan else None
        if draft is not None and draft.unread.get(SCAN) and view.scan:
            self._take_scan(Path(draft.unread[SCAN]))
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

    def _begin_with(self, name: str, value: object) -> None:
        """What was typed in a field before, else what the form shows of itself."""
        made, draft = self.editors[name], self._draft
        text = "" if draft is None else draft.unread.get(name, "")
        if draft is not None:
            value = draft.values.get(name, value)
        if text:
            made.editor.set_untrusted_text(text)
            return
        try:
            made.editor.set_value(None if value is None else made.show(value))
        except (ValueError, CspdeskError):
            # a draft of another version of the program: what it holds is shown as it is
            made.editor.set_untrusted_text(str(value))

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
            self._take_scan(chosen)
            self._on_edited()

    def _take_scan(self, chosen: Path) -> None:
        self._scan = chosen
        self._file.setText(chosen.name)

    def _on_edited(self) -> None:
        """The draft keeps what differs from what the record holds, and what cannot be read."""
        if self._draft is None:
            return
        now = self.values()
        unread = {name: text for name, made in self.editors.items() if (text := made.editor.untrusted_text())}
        if self._scan is not None:
            unread[SCAN] = str(self._scan)
        names = [name for name in self.editors if now.get(name) != self._held.get(name)]
        self._draft.type({name: now.get(name) for name in names}, unread)

    def _on_left(self) -> None:
        if self._draft is not None:
            self._draft.keep()

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
