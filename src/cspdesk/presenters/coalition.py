"""Coalition without glass: who belongs to the organisation, and how an administrator enrols another desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from cspdesk.domain.clock import moment
from cspdesk.domain.codecs import CODECS
from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session, touches
from cspdesk.services.coalition import Coalition, DeviceView, RosterView
from cspdesk.services.persons import PersonView
from cspdesk.services.results import Changes
from cspdesk.sync.roles import ADMINISTRATOR, BY_CODE, ROLES

DIGITS = 12
GROUP = 4
USUAL = ("field",)
"""The roles that are ticked before anybody chose."""


def grouped(digits: str) -> str:
    """Twelve digits as they are read aloud: four at a time."""
    return "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}".join(
        digits[at : at + GROUP] for at in range(0, len(digits), GROUP)
    )


@dataclass(frozen=True, slots=True)
class _Known:
    roster: RosterView
    people: tuple[PersonView, ...]


class CoalitionPresenter(Observable):
    """What the Coalition page shows and does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._coalition = Coalition(session.workspace.context)
        self.roster = RosterView("", 0, ())
        self.people: tuple[PersonView, ...] = ()
        self.is_asked = False
        self.is_working = False
        self.fault: CspdeskError | None = None
        """What went wrong with the last deed; shown where it was done."""
        self.is_enrolling = False
        """Whether the page shows the steps by which another desk is enrolled."""
        self.request: Path | None = None
        """The request that was chosen."""
        self.roles: frozenset[str] = frozenset(USUAL)
        self.answer_digits = ""
        """What is read to the person at the new desk."""
        self._stop = session.on_changes(self._on_changes)
        self.ask()

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    # --- who belongs -------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask who belongs."""

        def done(known: _Known) -> None:
            self.roster, self.people, self.is_asked = known.roster, known.people, True
            self.tell()

        self.session.read(lambda: _Known(self._coalition.roster(), self.session.persons.list()), done)

    def _on_changes(self, changes: Changes) -> None:
        if touches(changes, "desk", "organisation", "person"):
            self.ask()

    @property
    def is_waiting(self) -> bool:
        """Whether this desk waits to be welcomed."""
        return self.roster.waiting

    @property
    def may_enrol(self) -> bool:
        """Whether this desk is an administrator's."""
        return any(one.here and ADMINISTRATOR.code in one.roles for one in self.roster.devices)

    @staticmethod
    def role_words(codes: tuple[str, ...]) -> list[Msg]:
        """Roles by their names."""
        return [msg(BY_CODE[code].label) for code in codes if code in BY_CODE]

    @staticmethod
    def offered() -> list[tuple[str, Msg]]:
        """The roles that a desk can be given."""
        return [(role.code, msg(role.label)) for role in ROLES]

    @staticmethod
    def last_exchange(device: DeviceView) -> datetime | None:
        """When something came from a desk last."""
        if not device.last_exchange:
            return None
        return moment(cast("int", CODECS["time"].parse(device.last_exchange)))

    # --- the administrator enrols --------------------------------------------------------------------

    def begin_enrolling(self) -> None:
        """Show the steps."""
        self.is_enrolling = True
        self.request, self.answer_digits, self.fault = None, "", None
        self.roles = frozenset(USUAL)
        self.tell()

    def end_enrolling(self) -> None:
        """Go back to the list of desks."""
        self.is_enrolling = False
        self.answer_digits, self.fault = "", None
        self.ask()

    def choose_request(self, file: Path) -> None:
        """The request that the new desk wrote."""
        self.request, self.fault = file, None
        self.tell()

    def give_role(self, code: str, *, given: bool) -> None:
        """Tick a role, or take the tick away."""
        self.roles = self.roles | {code} if given else self.roles - {code}
        self.tell()

    def enrol(self, digits: str, out: Path, name: str = "") -> None:
        """Take the desk of ``name`` into the organisation and write its welcome; its digits are read back."""
        request = self.request
        if request is None or self.is_working:
            return

        def done(answer: str) -> None:
            self.is_working, self.answer_digits = False, answer
            self.ask()

        def failed(error: Exception) -> None:
            self.is_working = False
            if not isinstance(error, CspdeskError):
                self.tell()
                raise error
            self.fault = error
            self.tell()

        self.is_working, self.fault = True, None
        self.tell()
        roles = sorted(self.roles)
        self.session.save(
            lambda: self._coalition.enrol(request, _bare(digits), roles, out, name=name), done, failed
        )

    def fault_of_digits(self, typed: str) -> Msg | None:
        """What is wrong with typed digits before anything is asked of them."""
        if len(_bare(typed)) != DIGITS:
            return msg(N_("There are {count} digits."), count=DIGITS)
        return None

    def refuse(self, words: Msg) -> None:
        """Say what is missing before a deed is begun."""
        self.fault = RefusedError(words)
        self.tell()


def _bare(digits: str) -> str:
    return "".join(letter for letter in digits if letter.isdigit())
