"""The steps by which an administrator takes another desk into the organisation; said in plain words."""

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
_WELCOME = "welcome.cspwelcome"
_TYPE = N_(
    "Let its person read you the twelve digits on their screen, and type them: then nobody changed "
    "the file on the way."
)
_LONGEST = 24
_NAME = 60  # letters of a name


class Digits(QLineEdit):
    """A line for the twelve digits, typed with or without gaps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)


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
        self._who_words = label("", wrap=True)
        self.who = QLineEdit()
        self.who.setMaxLength(_NAME)
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
                Numbered(3, column(self._who_words, self.who, self._roles_words, self._roles, spacing=8)),
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
        self._who_words.setText(t(N_("Who works at that desk; the request names nobody:")))
        self.who.setAccessibleName(t(N_("Who works at that desk")))
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
            self.who.clear()
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
            self._presenter.enrol(self.digits.text(), out, self.who.text())


def say_fault(banner: Banner, fault: CspdeskError | None, t: T) -> None:
    """Say what went wrong and what to do; go where nothing did."""
    if fault is None:
        banner.say("")
        return
    parts = [t(fault.what), *([t(fault.hint)] if fault.hint is not None else [])]
    banner.say(" ".join(parts), "bad")
