"""Joining an organisation: the request out, its digits, the welcome in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.joining import JoiningPresenter
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, card, column, readable, row
from cspdesk.ui.screens.screen import Screen

REQUEST_NAME = "request.csprequest"


class JoiningScreen(Screen):
    """Two steps, each in a card of its own."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.presenter = JoiningPresenter(session)
        self._file: Path | None = None
        self._title = label("", "title", wrap=True)
        self._second = label("", "dim", wrap=True)
        self._fault = Banner()
        self._first = SectionHeading("")
        self._first_words = label("", wrap=True)
        self.write = Button(kind="primary", icon="export", pressed=self._on_write)
        self._digits = label("", "figure")
        self._digits_words = label("", "dim", wrap=True)
        self._next = SectionHeading("")
        self._next_words = label("", wrap=True)
        self.choose = Button(icon="folder-open", pressed=self._on_choose)
        self.digits = FormRow("", TextEditor(name="", longest=40), label_width=150)
        self.join = Button(kind="primary", pressed=self._on_join)
        first = column(
            self._first,
            self._first_words,
            row(self.write, STRETCH),
            self._digits,
            self._digits_words,
            spacing=10,
            margins=(18, 14, 18, 16),
        )
        then = column(
            self._next,
            self._next_words,
            row(self.choose, STRETCH),
            self.digits,
            row(self.join, STRETCH),
            spacing=10,
            margins=(18, 14, 18, 16),
        )
        body = QWidget()
        inner = QWidget()
        inner.setLayout(
            column(self._title, self._second, 8, self._fault, card(first), card(then), STRETCH, spacing=12)
        )
        body.setLayout(column(readable(inner, 84), margins=(28, 20, 24, 20)))
        self.setLayout(column(VScroll(body), spacing=0))
        self.until_closed(self.presenter.listen(self.show_state))
        self.show_state()

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        self._title.setText(t(N_("This desk waits to be welcomed")))
        self._second.setText(t(N_("Until then it keeps drafts only. Nothing of them is lost.")))
        self._first.set_text(t(N_("1. The request")))
        self._first_words.setText(
            t(N_("Save the request on a stick and give it to the administrator of the organisation."))
        )
        self.write.set_words(t(N_("Save the request…")))
        self._digits.setText(presenter.spoken_digits)
        self._digits.setVisible(bool(presenter.digits))
        self._digits_words.setText(t(N_("Read these digits to the administrator, by voice.")))
        self._digits_words.setVisible(bool(presenter.digits))
        self._next.set_text(t(N_("2. The welcome")))
        self._next_words.setText(
            t(N_("Open the file that came back, and type the digits that were read to you."))
        )
        name = self._file.name if self._file is not None else t(N_("Choose the file…"))
        self.choose.set_words(name)
        self.digits.set_text(t(N_("Twelve digits")))
        self.join.set_words(t(N_("Being opened…") if presenter.is_working else N_("Join")))
        for button in (self.write, self.choose, self.join):
            button.setEnabled(not presenter.is_working)
        self.join.setEnabled(not presenter.is_working and self._file is not None)
        fault = presenter.fault
        if presenter.is_welcome:
            self._fault.say(t(msg(N_("Welcome to {name}."), name=self.session.whose.organisation)), "good")
        elif fault is not None:
            parts = [fault.what, *([fault.hint] if fault.hint else [])]
            self._fault.say(" ".join(t(part) for part in parts), "bad")
        else:
            self._fault.say("")

    def _on_write(self) -> None:
        title = self.session.t(N_("Save the request"))
        chosen, _filter = QFileDialog.getSaveFileName(self, title, REQUEST_NAME)
        if chosen:
            self.presenter.request(Path(chosen))

    def _on_choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, self.session.t(N_("The file that came back")))
        if chosen:
            self._file = Path(chosen)
            self.show_state()

    def _on_join(self) -> None:
        if self._file is not None:
            self.presenter.welcome(self._file, str(self.digits.editor.value() or ""))

    def arrive(self, spot: Spot) -> None:
        self.show_state()

    def take_keyboard(self) -> None:
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)
