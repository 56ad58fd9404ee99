"""Help: what the keyboard does, and where things are; one page, at F1."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cspdesk.domain.text import N_
from cspdesk.presenters.navigation import Navigation
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, readable
from cspdesk.ui.screens.screen import Screen

_KEYS: Final = (
    (
        N_("Everywhere"),
        (
            ("Ctrl+K", N_("Find a command by its name")),
            ("Ctrl+N", N_("New record")),
            ("Ctrl+F", N_("Search here")),
            ("Ctrl+S", N_("Save now; everything is saved by itself as well")),
            ("Ctrl+Z", N_("Take back the last step")),
            ("Ctrl+L", N_("Lock at once")),
            ("Ctrl+1–9", N_("Open a place of the rail")),
            ("Alt+←", N_("Back to where you were")),
            ("Esc", N_("Leave a form, a list or a menu")),
        ),
    ),
    (
        N_("While listening"),
        (
            ("Enter", N_("Next statement")),
            ("#", N_("Choose the concern; letters narrow the list")),
            ("Alt+1–9", N_("Rank that the group gave")),
            ("Ctrl+W", N_("Who said it")),
            ("↑ ↓", N_("Go to another statement")),
        ),
    ),
    (
        N_("In fields"),
        (
            ("Tab", N_("Next field; a lit suggestion is taken")),
            ("↓", N_("Open the list")),
            ("Alt+↓", N_("Open the calendar")),
        ),
    ),
)
_ANSWERS: Final = (
    (
        N_("Is it saved?"),
        N_("Yes. What you type is on the disk within a second, encrypted."),
    ),
    (
        N_("Who can read it?"),
        N_("The head of each form says it. Without the passphrase nobody reads anything on this laptop."),
    ),
    (
        N_("How do others get it?"),
        N_("By Exchange: through a shared folder or a stick. Nothing is sent until you say so."),
    ),
    (
        N_("What if two people change the same?"),
        N_("Both versions are kept, and shown side by side until somebody decides."),
    ),
)


class HelpScreen(Screen):
    """Keys and answers."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self._place = column(spacing=18)
        body = QWidget()
        inner = QWidget()
        inner.setLayout(self._place)
        body.setLayout(column(readable(inner, 92), STRETCH, margins=(28, 20, 24, 24)))
        self._scroll = VScroll(body)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setProperty("ring", "none")
        self.setLayout(column(self._scroll, spacing=0))
        self.show_state()

    def show_state(self) -> None:
        empty_out(self._place)
        t = self.session.t
        self._scroll.setAccessibleName(t(N_("Help")))
        self._place.addWidget(label(t(N_("Help")), "title"))
        for question, answer in _ANSWERS:
            held = QWidget()
            held.setLayout(
                column(label(t(question), "strong"), label(t(answer), "dim", wrap=True), spacing=2)
            )
            self._place.addWidget(held)
        for heading, keys in _KEYS:
            self._place.addWidget(self._keys(t(heading), [(key, t(words)) for key, words in keys]))

    @staticmethod
    def _keys(heading: str, keys: list[tuple[str, str]]) -> QWidget:
        held = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 72)
        for at, (key, words) in enumerate(keys):
            grid.addWidget(label(key, "key"), at, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(words, wrap=True), at, 1)
        held.setLayout(column(SectionHeading(heading), grid, spacing=8))
        return held

    def take_keyboard(self) -> None:
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
