"""A desk that waits to be welcomed: it writes its request, reads its digits, and takes the welcome."""

from __future__ import annotations

from pathlib import Path

from cspdesk.domain.errors import CspdeskError
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.coalition import RosterView


class JoiningPresenter(Observable):
    """The two steps of joining an organisation."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.digits = ""
        """What the administrator types; empty before the request was written."""
        self.written: Path | None = None
        self.is_working = False
        self.fault: CspdeskError | None = None
        self.is_welcome = False

    def request(self, out: Path) -> None:
        """Write the request into a new file."""
        self._start()
        coalition = self.session.workspace.coalition

        def done(digits: str) -> None:
            self.is_working = False
            self.digits, self.written = digits, out
            self.tell()

        self.session.background.run(lambda: coalition.request(out), done, self._failed, lane="slow")

    def welcome(self, file: Path, untrusted_digits: str) -> None:
        """Join with the welcome that came back and the digits that were read over."""
        self._start()
        coalition = self.session.workspace.coalition
        digits = "".join(untrusted_digits.split())

        def done(_roster: RosterView) -> None:
            self.is_working, self.is_welcome = False, True
            self.session.ask_standing()
            self.tell()

        self.session.background.run(lambda: coalition.welcome(file, digits), done, self._failed, lane="slow")

    @property
    def spoken_digits(self) -> str:
        """The digits in groups of four, as one reads them over the telephone."""
        return " ".join(self.digits[at : at + 4] for at in range(0, len(self.digits), 4))

    def _start(self) -> None:
        self.fault, self.is_working = None, True
        self.tell()

    def _failed(self, error: Exception) -> None:
        self.is_working = False
        if isinstance(error, CspdeskError):
            self.fault = error
            self.tell()
        else:
            self.session.fail(error)
