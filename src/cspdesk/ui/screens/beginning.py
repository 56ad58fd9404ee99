"""The pages by which a desk begins: a new organisation, joining one, bringing back a backup."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.entrance import BACKUP, BEGIN, JOIN, Entrance
from cspdesk.ui.frontpage import FrontPage
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, row

_LABEL = 150

_TITLES = {
    BEGIN: N_("A new organisation"),
    JOIN: N_("Join an organisation that already uses CSP Desk"),
    BACKUP: N_("Bring back a backup"),
}
_SECONDS = {
    BEGIN: N_("One passphrase opens this desk. Nobody can open it without, not even we."),
    JOIN: N_("This laptop writes a request; the administrator answers it. Twelve digits each way prove it."),
    BACKUP: N_("The backup stays as it is. The desk that is laid out of it asks to be enrolled again."),
}


class BeginPage(FrontPage):
    """What one way to begin needs; the fields that it does not need are not there."""

    def __init__(self, entrance: Entrance[Any], page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrance, self._page = entrance, page
        self._title = label("", "title", wrap=True)
        self._second = label("", "dim", wrap=True)
        self._fault = Banner()
        self.organisation = _text_row()
        self.person = _text_row()
        self.passphrase = _secret_row()
        self.again = _secret_row()
        self._folder: Path | None = None
        self._folder_row = Button(icon="folder-open", pressed=self._choose_folder)
        self._rows = self._rows_of(page)
        self.begin = Button(kind="primary", pressed=self._on_begin)
        self.back = Button(kind="quiet", icon="caret-left", pressed=entrance.back)
        for each in self._rows:
            each.editor.edited.connect(self._on_edited)
            if isinstance(each.editor, TextEditor):
                each.editor.line.returnPressed.connect(partial(self._on_enter, each))
        self.passphrase.editor.edited.connect(self._show_advice)
        self.again.editor.left.connect(self._on_again_left)
        self.setLayout(
            column(
                row(self.back, STRETCH),
                4,
                self._title,
                self._second,
                8,
                row(self._folder_row, STRETCH),
                *self._rows,
                self._fault,
                4,
                row(STRETCH, self.begin),
                spacing=12,
            )
        )
        self._folder_row.setVisible(page == BACKUP)
        self.setFocusProxy(self._rows[0].editor)
        self._words: Translator | None = None

    def _rows_of(self, page: str) -> Sequence[FormRow]:
        if page == BACKUP:
            return (self.passphrase,)
        secrets = (self.passphrase, self.again)
        return (self.person, *secrets) if page == JOIN else (self.organisation, self.person, *secrets)

    def show_state(self, words: Translator) -> None:
        """Copy the entrance's state into the widgets."""
        self._words = words
        t, entrance = words.t, self._entrance
        self.back.set_words(t(N_("Back")))
        self._title.setText(t(_TITLES[self._page]))
        self._second.setText(t(_SECONDS[self._page]))
        self.organisation.set_text(t(N_("Organisation")), t(N_("As people call it.")))
        self.person.set_text(t(N_("Who works here")), t(N_("Your name as colleagues know it.")))
        self.passphrase.set_text(t(N_("Passphrase")))
        self.again.set_text(t(N_("Passphrase again")))
        done = N_("Bring it back") if self._page == BACKUP else N_("Make the desk")
        self.begin.set_words(t(N_("Being made…") if entrance.is_working else done))
        folder = str(self._folder) if self._folder is not None else t(N_("The folder of the backup…"))
        self._folder_row.set_words(folder)
        for widget in (self.begin, self.back, self._folder_row, *self._rows):
            widget.setEnabled(not entrance.is_working)
        self._show_advice()
        show_fault(self._fault, entrance, words)
        if entrance.fault is not None and self.isVisible() and QApplication.focusWidget() is None:
            self.setFocus()  # fields that were switched off while it worked lost the keyboard

    def clear(self) -> None:
        """Forget the passphrases."""
        for each in (self.passphrase, self.again):
            each.editor.set_value(None)

    def _show_advice(self) -> None:
        if self._words is None or self._page == BACKUP:
            return
        t = self._words.t
        typed = self.passphrase.editor.value() or ""
        advice = self._entrance.advice_on(typed)
        if advice is not None:
            self.passphrase.set_help(t(advice))
        elif typed:
            self.passphrase.set_help(t(N_("A good passphrase. Keep it in mind, or in a safe.")))
        else:
            self.passphrase.set_help(t(N_("Four or five unusual words are easy to keep in mind.")))

    def _on_again_left(self) -> None:
        again = self.again.editor.value()
        if self._words is not None and again and again != self.passphrase.editor.value():
            self.again.set_fault(self._words.t(N_("The two passphrases differ.")))

    def _on_edited(self) -> None:
        if self._entrance.fault is not None and self._words is not None:
            self._entrance.fault = None
            show_fault(self._fault, self._entrance, self._words)

    def _choose_folder(self) -> None:
        if self._words is None:
            return
        title = self._words.t(N_("The folder of the backup"))
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self._folder = Path(chosen)
            self.show_state(self._words)

    def _on_enter(self, where: FormRow) -> None:
        """Enter goes to the next field, and from the last one begins."""
        at = self._rows.index(where) + 1
        if at < len(self._rows):
            self._rows[at].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._on_begin()

    def _on_begin(self) -> None:
        texts = [str(each.editor.value() or "") for each in self._rows]
        if self._page == BACKUP:
            self._entrance.bring_back(self._folder, *texts)
        elif self._page == JOIN:
            self._entrance.join(*texts)
        else:
            self._entrance.begin(*texts)


def _text_row() -> FormRow:
    return FormRow("", TextEditor(name="", longest=200), label_width=_LABEL)


def _secret_row() -> FormRow:
    return FormRow("", secret_editor(), label_width=_LABEL)


def secret_editor() -> TextEditor:
    """A line whose letters are not shown."""
    editor = TextEditor(name="", longest=1024)
    editor.line.setEchoMode(QLineEdit.EchoMode.Password)
    return editor


def show_fault(banner: Banner, entrance: Entrance[Any], words: Translator) -> None:
    """Say what went wrong and what to do; go where nothing did."""
    fault = entrance.fault
    if fault is None:
        banner.say("")
        return
    parts = [words.t(fault.what)] + ([words.t(fault.hint)] if fault.hint is not None else [])
    banner.say(" ".join(parts), "bad")
