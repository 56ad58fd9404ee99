"""Settings of one desk: locking, its passphrase, its backups; how the window looks is the window's own."""

from __future__ import annotations

from pathlib import Path

from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services import backups
from cspdesk.services.backups import BackupView
from cspdesk.services.inspection import MARK
from cspdesk.services.unlocking import ARGON2ID, Derivation, advice_on

LOCK_CHOICES = (1, 5, 15, 30, 60)
"""Minutes after which a desk that is left alone locks itself."""


class SettingsPresenter(Observable):
    """What the settings page shows and does."""

    def __init__(self, session: Session, *, kdf: Derivation = ARGON2ID) -> None:
        super().__init__()
        self.session = session
        self._kdf = kdf
        self.backups: tuple[BackupView, ...] = ()
        self.is_inspection = False
        """Whether this is a desk for an inspector."""
        self.is_working = False
        self.fault: CspdeskError | None = None
        """What went wrong with the passphrase."""
        self.done: Msg | None = None
        """What was done last."""

    def ask(self) -> None:
        """Read which backups there are."""
        folder = self.session.workspace.desk.folder
        desk = self.session.workspace.desk
        self.session.read(lambda: (backups.listing(folder), desk.setting(MARK)), self._take)

    def _take(self, found: tuple[tuple[BackupView, ...], str]) -> None:
        self.backups, mark = found
        self.is_inspection = bool(mark)
        self.tell()

    # --- locking

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock after so many minutes alone."""
        desk = self.session.workspace.desk
        self.session.lock_minutes = minutes
        self.session.save(lambda: desk.set_setting("lock_minutes", str(minutes)), self._nothing)
        self.tell()

    # --- the passphrase

    @staticmethod
    def advice_on(passphrase: str) -> Msg | None:
        """What makes a new passphrase weak; advice only."""
        return advice_on(passphrase) if passphrase else None

    def change_passphrase(self, old: str, new: str, again: str) -> None:
        """Open the desk with another passphrase from now on; slow on purpose."""
        self.done = None
        if not new or new != again:
            words = N_("The two passphrases differ.") if new else N_("Choose a passphrase.")
            self.fault = RefusedError(msg(words))
            self.tell()
            return
        self.fault, self.is_working = None, True
        self.tell()
        desk, kdf = self.session.workspace.desk, self._kdf
        self.session.background.run(
            lambda: desk.change_passphrase(old, new, kdf=kdf), self._changed, self._not_changed, lane="slow"
        )

    def _changed(self, _nothing: None) -> None:
        self.is_working = False
        self.done = msg(N_("The desk opens with the new passphrase now."))
        self.tell()

    def _not_changed(self, error: Exception) -> None:
        self.is_working = False
        if isinstance(error, CspdeskError):
            self.fault = error
            self.tell()
        else:
            self.session.fail(error)

    # --- backups

    def back_up(self, place: Path | None = None) -> None:
        """Make a backup, in the desk's own folder or in ``place``."""
        self.is_working, self.done = True, None
        self.tell()
        desk = self.session.workspace.desk
        self.session.background.run(
            lambda: backups.make(desk, place=place), self._backed_up, self._not_backed_up, lane="slow"
        )

    def _backed_up(self, made: BackupView) -> None:
        self.is_working = False
        size = self.session.formats.file_size(made.size)
        self.done = msg(N_("Backed up: {size} in {folder}."), size=size, folder=str(made.path))
        self.ask()

    def _not_backed_up(self, error: Exception) -> None:
        self.is_working = False
        self.tell()
        self.session.fail(error)

    def _nothing(self, _nothing: None) -> None:
        """Kept."""
