"""A bank's file before it is taken: what its columns are, both balances, and whether it adds up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.bank import BankPresenter
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, panel, readable, row
from cspdesk.ui.screens.column_choices import ColumnChoices


class BankTaking(QWidget):
    """``file_asked`` for another file."""

    file_asked = Signal()

    def __init__(self, session: Session, presenter: BankPresenter) -> None:
        super().__init__()
        self.session = session
        self.presenter = presenter
        self._title = label("", "title", wrap=True)
        self._file = label("", "dim", wrap=True)
        self.told = Banner("")
        self.take = Button(kind="primary", icon="download-simple", pressed=presenter.take)
        self._other = Button(icon="folder-open", pressed=self.file_asked.emit)
        self._cancel = Button(kind="quiet", pressed=presenter.leave_file)
        self._balances_heading = SectionHeading("")
        self.opening = TextEditor(name="", longest=40)
        self.closing = TextEditor(name="", longest=40)
        self._rows = (FormRow("", self.opening), FormRow("", self.closing))
        for editor in (self.opening, self.closing):
            editor.left.connect(self._on_balances)
        self._columns_heading = SectionHeading("")
        self.columns = ColumnChoices()
        self.columns.chosen.connect(presenter.choose_column)
        inner = column(
            self._title,
            self._file,
            self.told,
            row(self.take, self._other, self._cancel, STRETCH),
            8,
            self._balances_heading,
            *self._rows,
            8,
            self._columns_heading,
            self.columns,
            STRETCH,
            spacing=10,
            margins=(24, 18, 24, 18),
        )
        self.setLayout(column(VScroll(panel(column(readable(panel(inner), 80)))), spacing=0))

    def show_state(self) -> None:
        """Copy the presenter's state into the widgets, words included."""
        t, presenter = self.session.t, self.presenter
        account = "" if presenter.account is None else presenter.account.name
        self._title.setText(t(msg(N_("A statement of {account}"), account=account)))
        self._file.setText("" if presenter.file is None else presenter.file.name)
        told = presenter.told()
        words, tone = ("", "plain") if told is None else (t(told[0]), told[1])
        self.told.say(words, tone)  # type: ignore[arg-type] # a banner's tones
        self.take.set_words(t(N_("Take the statement")))
        self.take.setEnabled(presenter.can_take)
        self._other.set_words(t(N_("Another file")))
        self._cancel.set_words(t(N_("Cancel")))
        self._balances_heading.set_text(t(N_("Balances, where the file has none beside its lines")))
        names = (t(N_("Balance at the beginning")), t(N_("Balance at the end")))
        for form, editor, name in zip(self._rows, (self.opening, self.closing), names, strict=True):
            form.set_text(name)
            editor.set_name(name)
        if presenter.file is None:
            self.opening.set_value(None)
            self.closing.set_value(None)
        self._columns_heading.set_text(t(N_("Columns")))
        self.columns.tell(presenter.seen, presenter.choices(), t)

    def _on_balances(self) -> None:
        self.presenter.type_balances(self.opening.value() or "", self.closing.value() or "")
