"""The way into a desk: unlock the one that is there, or begin one; before any desk is open.

What needs the database is handed in as ``Verbs`` and loaded behind the prompt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.background import Background
from cspdesk.presenters.observe import Observable
from cspdesk.services.desk_folder import is_desk

W = TypeVar("W")
W_co = TypeVar("W_co", covariant=True)

UNLOCK, WAYS, BEGIN, JOIN, BACKUP = "unlock", "ways", "begin", "join", "backup"
"""The pages: the prompt, the first choice, a new organisation, joining one, bringing back a backup."""


class Verbs(Protocol[W_co]):
    """What opens and makes desks."""

    def unlock(self, folder: Path, passphrase: str) -> W_co:
        """Open a desk with its passphrase; slow on purpose."""
        ...

    def advice_on(self, passphrase: str) -> Msg | None:
        """What makes a new passphrase weak; advice only."""
        ...

    def begin(self, folder: Path, passphrase: str, *, organisation: str, person: str, language: str) -> W_co:
        """Make a desk for a new organisation."""
        ...

    def join(self, folder: Path, passphrase: str, *, person: str, language: str) -> W_co:
        """Make a desk that waits to be welcomed into an organisation."""
        ...

    def bring_back(self, backup: Path, into: Path, passphrase: str) -> W_co:
        """Lay a desk out of a backup, and open it."""
        ...

    def sample(self, folder: Path, *, language: str) -> W_co:
        """Open the sample beside the real desks, made anew where it is not there."""
        ...


class Entrance(Observable, Generic[W]):
    """The pages before a desk is open; ``entered`` is called once with what was opened."""

    def __init__(
        self,
        background: Background,
        verbs: Callable[[], Verbs[W]],
        entered: Callable[[W], None],
        *,
        folder: Path,
        language: str,
    ) -> None:
        super().__init__()
        self._background = background
        self._verbs = verbs
        self._entered = entered
        self.home = folder
        self.folder = folder
        self.language = language
        self.is_working = False
        self.fault: CspdeskError | None = None
        self.organisation = ""
        self.locked_at: datetime | None = None
        self.page = UNLOCK if is_desk(folder) else WAYS

    @property
    def has_desk(self) -> bool:
        """Whether there is a desk to unlock in the usual folder."""
        return is_desk(self.home)

    # --- pages

    def show(self, page: str) -> None:
        """Go to a page."""
        self.page, self.fault = page, None
        self.tell()

    def back(self) -> None:
        """Go to the first page again."""
        self.folder = self.home
        self.show(UNLOCK if is_desk(self.folder) else WAYS)

    def lock(self, organisation: str, at: datetime) -> None:
        """The desk was locked: ask for its passphrase, and say whose it is."""
        self.organisation, self.locked_at = organisation, at
        self.show(UNLOCK)

    def choose_folder(self, folder: Path) -> None:
        """Ask for the passphrase of a desk that lies elsewhere."""
        if is_desk(folder):
            self.folder, self.organisation, self.locked_at = folder, "", None
            self.show(UNLOCK)
            return
        self.fault = RefusedError(
            msg(N_("There is no desk in {folder}."), folder=str(folder)),
            hint=msg(N_("Choose the folder of the desk, or make a new desk.")),
        )
        self.tell()

    # --- deeds

    def unlock(self, passphrase: str) -> None:
        """Open the desk with its passphrase; slow on purpose."""
        folder = self.folder
        self._do(lambda: self._verbs().unlock(folder, passphrase))

    def begin(self, organisation: str, person: str, passphrase: str, again: str) -> None:
        """Make a desk for a new organisation in the usual folder."""
        if not organisation.strip():
            self._refuse(msg(N_("The organisation has no name yet.")))
            return
        if not self._may_make(person, passphrase, again):
            return
        folder, language = self.home, self.language
        self._do(
            lambda: self._verbs().begin(
                folder, passphrase, organisation=organisation, person=person, language=language
            )
        )

    def look_around(self) -> None:
        """Open the sample, which never mixes with real data."""
        folder, language = self.home.parent / "sample", self.language
        self._do(lambda: self._verbs().sample(folder, language=language))

    def join(self, person: str, passphrase: str, again: str) -> None:
        """Make a desk that asks to join an organisation."""
        if self._may_make(person, passphrase, again):
            folder, language = self.home, self.language
            self._do(lambda: self._verbs().join(folder, passphrase, person=person, language=language))

    def bring_back(self, backup: Path | None, passphrase: str) -> None:
        """Make the usual desk out of a backup; the passphrase is that of the backup's day."""
        if backup is None:
            self._refuse(msg(N_("Choose the folder of the backup.")))
        elif not passphrase:
            self._refuse(msg(N_("Type the passphrase of the day when the backup was made.")))
        else:
            folder = self.home
            self._do(lambda: self._verbs().bring_back(backup, folder, passphrase))

    def _may_make(self, person: str, passphrase: str, again: str) -> bool:
        """Whether a desk can be made; says what is missing where it cannot."""
        for is_missing, words in (
            (not person.strip(), N_("Say who works at this desk.")),
            (not passphrase, N_("Choose a passphrase.")),
            (passphrase != again, N_("The two passphrases differ.")),
        ):
            if is_missing:
                self._refuse(msg(words))
                return False
        return True

    def _refuse(self, fault: Msg) -> None:
        self.fault = RefusedError(fault)
        self.tell()

    def advice_on(self, passphrase: str) -> Msg | None:
        """What makes a new passphrase weak; advice only."""
        return self._verbs().advice_on(passphrase) if passphrase else None

    def _do(self, work: Callable[[], W]) -> None:
        if self.is_working:
            return
        self.is_working, self.fault = True, None
        self.tell()
        self._background.run(work, self._done, self._failed, lane="slow")

    def _done(self, opened: W) -> None:
        self.is_working = False
        self._entered(opened)

    def _failed(self, error: Exception) -> None:
        self.is_working = False
        if not isinstance(error, CspdeskError):
            self.tell()
            raise error
        self.fault = error
        self.tell()
