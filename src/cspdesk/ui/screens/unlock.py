"""The prompt: whose desk it is, its passphrase, and what the keyboard would write."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.entrance import WAYS, Entrance
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.kit.lineicons import LineIcons
from cspdesk.ui.kit.mark import Mark
from cspdesk.ui.look.sheet import polish_again

WIDTH = 340
_LONGEST = 1024


class UnlockPage(QWidget):
    """Asks for the passphrase of the entrance's desk."""

    def __init__(self, entrance: Entrance[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._title = label("", "title", wrap=True)
        self._second = label("", "dim", wrap=True)
        self._caption = label("", "caption")
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(_LONGEST)
        self.line.returnPressed.connect(self._on_open)
        self.line.textEdited.connect(self._on_typed)
        self._caption.setBuddy(self.line)
        self._showing = LineIcons(self.line).trail("eye", "", self._show_or_hide)
        self._showing.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # no key does the same
        self._hint_icon = Icon("keyboard", "ink3", 14)
        self._hint = label("", "hint", wrap=True)
        self.open = Button(kind="primary", pressed=self._on_open)
        self.ways = Button(kind="link", pressed=self._on_ways)
        hint = row(self._hint_icon, (self._hint, 1), spacing=6)
        hint.setAlignment(self._hint_icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(
                row(Mark(), STRETCH),
                16,
                self._title,
                self._second,
                18,
                self._caption,
                self.line,
                hint,
                10,
                self.open,
                14,
                row(STRETCH, self.ways),
                spacing=5,
            )
        )
        self.setFocusProxy(self.line)
        QGuiApplication.inputMethod().localeChanged.connect(self._show_hint)
        self._words: Translator | None = None

    def show_state(self, words: Translator) -> None:
        """Copy the entrance's state into the widgets."""
        self._words = words
        t, entrance = words.t, self._entrance
        self._title.setText(entrance.organisation or "CSP Desk")
        if entrance.locked_at is not None:
            at = words.formats.time(entrance.locked_at)
            self._second.setText(t(msg(N_("Locked at {time}, all work saved"), time=at)))
        else:
            self._second.setText(t(N_("Your desk opens with its passphrase.")))
        self._caption.setText(t(N_("Passphrase")))
        self.line.setAccessibleName(t(N_("Passphrase")))
        self._showing.setAccessibleName(t(N_("Show the passphrase")))
        self._showing.setToolTip(t(N_("Show the passphrase")))
        self.open.set_words(t(N_("Being opened…") if entrance.is_working else N_("Open the desk")))
        self.open.setEnabled(not entrance.is_working)
        self.line.setReadOnly(entrance.is_working)
        self.ways.set_words(t(N_("Other ways to begin")))
        self._show_hint()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def _show_hint(self) -> None:
        if self._words is None:
            return
        t, fault = self._words.t, self._entrance.fault
        self.line.setProperty("wrong", "true" if fault else "false")
        polish_again(self.line)
        if fault is not None:
            self._hint_icon.set_icon("warning-circle", "bad")
            self._hint_icon.show()
            hint = t(fault.hint) if fault.hint is not None else ""
            self._hint.setText(f"{t(fault.what)}. {hint}" if hint else t(fault.what))
        else:
            locale = QGuiApplication.inputMethod().locale()
            self._hint_icon.set_icon("keyboard", "ink3")
            language = locale.nativeLanguageName()
            self._hint.setText(t(msg(N_("Keyboard: {language}"), language=language)) if language else "")
            self._hint_icon.setVisible(bool(language))
        self.line.setAccessibleDescription(self._hint.text())

    def _on_typed(self, _text: str) -> None:
        if self._entrance.fault is not None:
            self._entrance.fault = None
            self._show_hint()

    def _on_open(self) -> None:
        if self.line.text():
            self._entrance.unlock(self.line.text())

    def _show_or_hide(self) -> None:
        hidden, shown = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
        self.line.setEchoMode(shown if self.line.echoMode() == hidden else hidden)

    def _on_ways(self) -> None:
        self._entrance.show(WAYS)
