"""The first minute: how to begin on this laptop, and what a new organisation's desk needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.entrance import BEGIN, Entrance
from cspdesk.ui.front import Mark
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.kit.ways import WayList, WayView

WAYS_WIDTH = 520
BEGIN_WIDTH = 480

_WAYS = (
    (
        "sample",
        N_("Look around first"),
        N_("A sample workspace with six regions. It is kept apart from real data."),
        "map-trifold",
    ),
    (
        "begin",
        N_("Start a new organisation"),
        N_("Its name, who works here, and a passphrase. It takes five minutes."),
        "plus",
    ),
    (
        "other",
        N_("Open a desk in another folder"),
        N_("A desk that is on this laptop already, in a folder of its own."),
        "folder-open",
    ),
)


class WaysPage(QWidget):
    """The first choice; ``folder_chosen`` with a folder that may hold a desk."""

    folder_chosen = Signal(Path)

    def __init__(self, entrance: Entrance[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._title = label("", "title", wrap=True)
        self._second = label("", "dim", wrap=True)
        self._fault = Banner()
        self.ways = WayList()
        self.ways.taken.connect(self._on_taken)
        self.back = Button(kind="link", pressed=entrance.back)
        self.setLayout(
            column(
                row(Mark(), STRETCH),
                14,
                self._title,
                self._second,
                12,
                self._fault,
                self.ways,
                row(STRETCH, self.back),
                spacing=4,
            )
        )
        self.setFocusProxy(self.ways)
        self._words: Translator | None = None

    def show_state(self, words: Translator) -> None:
        """Copy the entrance's state into the widgets."""
        self._words = words
        t, entrance = words.t, self._entrance
        self._title.setText(t(N_("A desk for what communities say, and for what you do about it")))
        working = N_("Being prepared…") if entrance.is_working else N_("Choose how to begin on this laptop.")
        self._second.setText(t(working))
        views = [
            WayView(key, t(title), t(second), icon, first=at == 0)
            for at, (key, title, second, icon) in enumerate(_WAYS)
        ]
        had_focus = self.ways.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.ways.tell(views)
        self.ways.setEnabled(not entrance.is_working)
        if had_focus:
            self.ways.setFocus(Qt.FocusReason.OtherFocusReason)
        show_fault(self._fault, entrance, words)
        self.back.set_words(t(N_("Back to the passphrase")))
        self.back.setVisible(entrance.has_desk)

    def _on_taken(self, key: str) -> None:
        if key == "sample":
            self._entrance.look_around()
        elif key == "begin":
            self._entrance.show(BEGIN)
        else:
            self.ask_folder()

    def ask_folder(self) -> None:
        """Let the person show the folder of a desk."""
        if self._words is None:
            return
        title = self._words.t(N_("The folder of the desk"))
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._entrance.home.parent))
        if chosen:
            self._entrance.choose_folder(Path(chosen))


class BeginPage(QWidget):
    """What a new organisation's desk needs: two names, and a passphrase typed twice."""

    def __init__(self, entrance: Entrance[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._title = label("", "title", wrap=True)
        self._second = label("", "dim", wrap=True)
        self._fault = Banner()
        self._organisation = FormRow("", TextEditor(name="", longest=200), label_width=130)
        self._person = FormRow("", TextEditor(name="", longest=200), label_width=130)
        self._passphrase = FormRow("", secret_editor(), label_width=130)
        self._again = FormRow("", secret_editor(), label_width=130)
        self._rows = (self._organisation, self._person, self._passphrase, self._again)
        self.begin = Button(kind="primary", pressed=self._on_begin)
        self.back = Button(kind="quiet", icon="caret-left", pressed=entrance.back)
        for each in self._rows:
            each.editor.edited.connect(self._on_edited)
        self._passphrase.editor.edited.connect(self._show_advice)
        self._again.editor.left.connect(self._on_again_left)
        self.setLayout(
            column(
                row(self.back, STRETCH),
                8,
                self._title,
                self._second,
                8,
                *self._rows,
                self._fault,
                4,
                row(STRETCH, self.begin),
                spacing=12,
            )
        )
        self.setFocusProxy(self._organisation.editor)
        self._words: Translator | None = None

    def show_state(self, words: Translator) -> None:
        """Copy the entrance's state into the widgets."""
        self._words = words
        t, entrance = words.t, self._entrance
        self.back.set_words(t(N_("Back")))
        self._title.setText(t(N_("A new organisation")))
        self._second.setText(
            t(N_("One passphrase opens this desk. Nobody can open it without, not even we."))
        )
        help_of_names = t(N_("As it stands in the charter, or as people call it."))
        self._organisation.set_text(t(N_("Organisation")), help_of_names)
        self._person.set_text(t(N_("Who works here")), t(N_("Your name as colleagues know it.")))
        self._passphrase.set_text(t(N_("Passphrase")))
        self._again.set_text(t(N_("Passphrase again")))
        self.begin.set_words(t(N_("Being made…") if entrance.is_working else N_("Make the desk")))
        for widget in (self.begin, self.back, *self._rows):
            widget.setEnabled(not entrance.is_working)
        self._show_advice()
        show_fault(self._fault, entrance, words)

    def clear(self) -> None:
        """Forget the passphrases."""
        for each in (self._passphrase, self._again):
            each.editor.set_value(None)

    def _show_advice(self) -> None:
        if self._words is None:
            return
        typed = self._passphrase.editor.value() or ""
        advice = self._entrance.advice_on(typed)
        if advice is not None:
            self._passphrase.set_help(self._words.t(advice))
        elif typed:
            self._passphrase.set_help(self._words.t(N_("A good passphrase. Keep it in mind, or in a safe.")))
        else:
            self._passphrase.set_help(
                self._words.t(N_("Four or five unusual words are easy to keep in mind."))
            )

    def _on_again_left(self) -> None:
        again = self._again.editor.value()
        if self._words is not None and again and again != self._passphrase.editor.value():
            self._again.set_fault(self._words.t(N_("The two passphrases differ.")))

    def _on_edited(self) -> None:
        if self._entrance.fault is not None and self._words is not None:
            self._entrance.fault = None
            show_fault(self._fault, self._entrance, self._words)

    def _on_begin(self) -> None:
        self._entrance.begin(*(str(each.editor.value() or "") for each in self._rows))


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
