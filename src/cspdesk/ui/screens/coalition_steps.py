"""The steps by which a desk joins: on the new desk, and on the administrator's; said in plain words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.text import N_, Msg
from cspdesk.presenters.coalition import CoalitionPresenter, grouped
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, column, hairline, row
from cspdesk.ui.paths import Paths
from cspdesk.ui.screens.numbered import Numbered

T = Callable[[Msg | str], str]
_REQUEST, _WELCOME = "request.csprequest", "welcome.cspwelcome"
_WAITS = N_(
    "This desk waits to be taken into an organisation. Write its request into a file and bring it to "
    "your administrator, on a stick or by mail."
)
_ALOUD = N_(
    "Read these digits to your administrator by telephone or face to face, never in the message that "
    "brings the file."
)
_ENROLS = N_(
    "Your administrator enrols this desk, gives you a welcome in a file, and reads you twelve digits."
)
_TYPE = N_(
    "Let its person read you the twelve digits on their screen, and type them: then nobody changed "
    "the file on the way."
)
_LONGEST = 24


class Digits(QLineEdit):
    """A line for the twelve digits, typed with or without gaps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)


class JoinSteps(QWidget):
    """On the new desk: write the request, read its digits out, take the welcome with those read back."""

    def __init__(
        self, presenter: CoalitionPresenter, paths: Callable[[], Paths], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._paths = paths
        self._t: T = str
        self._intro = label("", wrap=True)
        self.write = Button(icon="file-text", pressed=self._on_write)
        self.asked = label("", "figure")
        self._read = label("", "small", wrap=True)
        self._second = label("", wrap=True)
        self._caption = label("", "caption")
        self.digits = Digits()
        self._caption.setBuddy(self.digits)
        self.digits.returnPressed.connect(self._on_join)
        self.take = Button(kind="primary", icon="folder-open", pressed=self._on_join)
        self._fault = Banner()
        self._steps = (
            Numbered(1, column(self._intro, row(self.write, STRETCH), self.asked, self._read, spacing=8)),
            Numbered(2, column(self._second, spacing=8)),
            Numbered(
                3,
                column(
                    self._caption, row(self.digits, self.take, STRETCH, spacing=8), self._fault, spacing=6
                ),
            ),
        )
        self.setLayout(
            column(self._steps[0], hairline(), self._steps[1], hairline(), self._steps[2], spacing=14)
        )

    def show_state(self, t: T) -> None:
        """Copy the presenter's state into the widgets."""
        self._t = t
        presenter = self._presenter
        self._intro.setText(t(_WAITS))
        self.write.set_words(t(N_("Write the request…")))
        self.asked.setText(grouped(presenter.asked_digits))
        self.asked.setVisible(bool(presenter.asked_digits))
        self._read.setText(t(_ALOUD))
        self._read.setVisible(bool(presenter.asked_digits))
        self._second.setText(t(_ENROLS))
        self._caption.setText(t(N_("The digits that the administrator read to you")))
        self.digits.setAccessibleName(t(N_("The digits that the administrator read to you")))
        self.take.set_words(t(N_("Open the welcome…")))
        for button in (self.write, self.take):
            button.setEnabled(not presenter.is_working)
        say_fault(self._fault, presenter.fault, t)

    def _on_write(self) -> None:
        out = self._paths().save(self, self._t(N_("Write the request…")), suggested=_REQUEST)
        if out is not None:
            self._presenter.write_request(out)

    def _on_join(self) -> None:
        wrong = self._presenter.fault_of_digits(self.digits.text())
        if wrong is not None:
            self._presenter.refuse(wrong)
            return
        file = self._paths().open(self, self._t(N_("Open the welcome…")))
        if file is not None:
            self._presenter.join(file, self.digits.text())


class EnrolSteps(QWidget):
    """On the administrator's desk: the request, its digits, the roles, and the welcome with other digits."""

    def __init__(
        self, presenter: CoalitionPresenter, paths: Callable[[], Paths], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._paths = paths
        self._t: T = str
        self._first = label("", wrap=True)
        self.choose = Button(icon="folder-open", pressed=self._on_choose)
        self._chosen = label("", "strong")
        self._caption = label("", wrap=True)
        self.digits = Digits()
        self._roles_words = label("", wrap=True)
        self._roles = Flow(spacing=18)
        self.roles: dict[str, QCheckBox] = {}
        for code, _words in presenter.offered():
            box = QCheckBox()
            box.toggled.connect(self._ticker(code))
            self.roles[code] = box
            self._roles.add(box)
        self._last = label("", wrap=True)
        self.write = Button(kind="primary", icon="user-plus", pressed=self._on_write)
        self.answer = label("", "figure")
        self._read = label("", "small", wrap=True)
        self.back = Button(kind="quiet", icon="caret-left", pressed=presenter.end_enrolling)
        self._fault = Banner()
        self.setLayout(
            column(
                row(self.back, STRETCH),
                Numbered(1, column(self._first, row(self.choose, self._chosen, STRETCH), spacing=8)),
                hairline(),
                Numbered(2, column(self._caption, row(self.digits, STRETCH), spacing=8)),
                hairline(),
                Numbered(3, column(self._roles_words, self._roles, spacing=8)),
                hairline(),
                Numbered(
                    4,
                    column(
                        self._last, row(self.write, STRETCH), self._fault, self.answer, self._read, spacing=8
                    ),
                ),
                spacing=14,
            )
        )

    def show_state(self, t: T) -> None:
        """Copy the presenter's state into the widgets."""
        self._t = t
        presenter = self._presenter
        self.back.set_words(t(N_("Desks of the organisation")))
        self._first.setText(t(N_("Choose the request that the new desk wrote into a file.")))
        self.choose.set_words(t(N_("Choose the request…")))
        self._chosen.setText(presenter.request.name if presenter.request is not None else "")
        self._caption.setText(t(_TYPE))
        self.digits.setAccessibleName(t(N_("The digits of the new desk")))
        self._roles_words.setText(t(N_("What the person at that desk does:")))
        for code, words in presenter.offered():
            box = self.roles[code]
            box.setText(t(words))
            if box.isChecked() != (code in presenter.roles):
                box.setChecked(code in presenter.roles)
        self._last.setText(t(N_("Write the welcome into a file and bring it to the new desk.")))
        self.write.set_words(t(N_("Enrol, and write the welcome…")))
        self.write.setEnabled(presenter.request is not None and not presenter.is_working)
        self.write.setVisible(not presenter.answer_digits)
        self.answer.setText(grouped(presenter.answer_digits))
        self.answer.setVisible(bool(presenter.answer_digits))
        self._read.setText(t(N_("Read these digits to the person at the new desk; they type them there.")))
        self._read.setVisible(bool(presenter.answer_digits))
        if not presenter.answer_digits and presenter.request is None:
            self.digits.clear()
        say_fault(self._fault, presenter.fault, t)

    def _ticker(self, code: str) -> Callable[[bool], None]:
        return lambda on: self._presenter.give_role(code, given=on)

    def _on_choose(self) -> None:
        file = self._paths().open(self, self._t(N_("Choose the request…")))
        if file is not None:
            self._presenter.choose_request(file)

    def _on_write(self) -> None:
        wrong = self._presenter.fault_of_digits(self.digits.text())
        if wrong is not None:
            self._presenter.refuse(wrong)
            return
        out = self._paths().save(self, self._t(N_("Enrol, and write the welcome…")), suggested=_WELCOME)
        if out is not None:
            self._presenter.enrol(self.digits.text(), out)


def say_fault(banner: Banner, fault: CspdeskError | None, t: T) -> None:
    """Say what went wrong and what to do; go where nothing did."""
    if fault is None:
        banner.say("")
        return
    parts = [t(fault.what), *([t(fault.hint)] if fault.hint is not None else [])]
    banner.say(" ".join(parts), "bad")
