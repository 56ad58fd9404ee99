"""A statement typed from paper: both balances, its lines in a grid, and whether one leads to the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.bank_typing import BankTyping
from cspdesk.presenters.session import Session
from cspdesk.ui.boundgrid import BoundGrid
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, panel, row


class BankTypingPage(QWidget):
    """``take_asked`` once it leads from balance to balance, ``back_asked`` to go on later."""

    take_asked = Signal()
    back_asked = Signal()

    def __init__(self, session: Session, typing: BankTyping) -> None:
        super().__init__()
        self.session = session
        self.typing = typing
        self._language = ""
        self._title = label("", "title", wrap=True)
        self._back = Button(kind="quiet", icon="caret-left", pressed=self.back_asked.emit)
        self.take = Button(kind="primary", icon="download-simple", pressed=self._on_take)
        self.opening = TextEditor(name="", longest=40)
        self.closing = TextEditor(name="", longest=40)
        self._rows = (FormRow("", self.opening), FormRow("", self.closing))
        for editor, typed in zip((self.opening, self.closing), typing.balances, strict=True):
            editor.set_value(typed or None)
            editor.edited.connect(self._on_balances)
        self.told = Banner("")
        self.cells = BoundGrid(session, typing.grid, name=msg(N_("Lines of bank statements")))
        top = row(self._back, (self._title, 1), self.take, spacing=6)
        head = column(top, *self._rows, self.told, spacing=8, margins=(12, 12, 20, 10))
        self.setLayout(column(panel(head), (self.cells, 1), spacing=0))
        self._stop = typing.listen(self.show_state)
        self.show_state()

    def release(self) -> None:
        """Listen to nobody any more."""
        self._stop()
        self.cells.release()

    def finish(self) -> None:
        """What is being typed goes into its cell."""
        self.cells.finish()

    def take_keyboard(self) -> None:
        """Where the typing goes on: the first balance that is not there, else the empty row."""
        lacking = next((one for one in (self.opening, self.closing) if one.value() is None), None)
        if lacking is not None and not self.typing.lines.count:
            lacking.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.cells.grid.view.stand_at_end()
            self.cells.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self) -> None:
        """Copy the presenter's state into the widgets, words included."""
        t, typing = self.session.t, self.typing
        if self._language != self.session.language:
            self._language = self.session.language
            typing.speak()
        self._title.setText(t(msg(N_("A statement of {account}"), account=typing.account.name)))
        self._back.set_words("", t(N_("Back")))
        self.take.set_words(t(N_("Take the statement")))
        self.take.setEnabled(typing.can_take)
        names = (t(N_("Balance at the beginning")), t(N_("Balance at the end")))
        for form, editor, name in zip(self._rows, (self.opening, self.closing), names, strict=True):
            form.set_text(name)
            editor.set_name(name)
        words, tone = typing.told()
        self.told.say(t(words), tone)  # type: ignore[arg-type] # a banner's tones
        self.cells.show_state()

    def _on_balances(self) -> None:
        self.typing.type_balances(self.opening.value() or "", self.closing.value() or "")

    def _on_take(self) -> None:
        self.finish()
        self.take_asked.emit()
