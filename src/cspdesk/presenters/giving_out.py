"""What leaves the desk in open form or for an inspector: everything, the audit trail, open data, a desk."""

from __future__ import annotations

from pathlib import Path

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.session import Session
from cspdesk.presenters.slow_work import SlowWork
from cspdesk.services.audit import Audit, Audited
from cspdesk.services.handover import NAMING, HandedOver, Handover
from cspdesk.services.inspection import Inspected, Inspection
from cspdesk.services.open_data import MadeOpen, OpenData
from cspdesk.services.unlocking import ARGON2ID, Derivation, advice_on

TRAIL = "audit-trail.jsonl"
"""What the file of the audit trail is called unless somebody calls it otherwise."""


class GivingOut(SlowWork):
    """The acts of one section of the settings; one at a time, each ends in words."""

    def __init__(self, session: Session, *, kdf: Derivation = ARGON2ID) -> None:
        super().__init__(session)
        self._context = session.workspace.context
        self._kdf = kdf

    @staticmethod
    def advice_on(passphrase: str) -> Msg | None:
        """What makes a passphrase weak; advice only."""
        return advice_on(passphrase) if passphrase else None

    def write_everything(self, folder: Path, *, naming: bool) -> None:
        """Everything that the desk holds into a new folder; ``naming`` with what names people."""
        include = NAMING if naming else ()
        self._run(lambda: Handover(self._context).write(folder, include=include), self._handed_over)

    def _handed_over(self, made: HandedOver) -> None:
        total = sum(made.records.values())
        self.done = plural(
            N_("{n} record and its files lie in {folder}."),
            N_("{n} records and their files lie in {folder}."),
            total,
            folder=str(made.path),
        )
        if made.missing:
            self.notes = (
                plural(
                    N_("{n} file is not here: not all of it had reached this desk."),
                    N_("{n} files are not here: not all of them had reached this desk."),
                    made.missing,
                ),
            )

    def write_trail(self, path: Path) -> None:
        """The audit trail of money, and the script that checks it."""
        self._run(lambda: Audit(self._context).export(path, replacing=True, script=True), self._trailed)

    def _trailed(self, made: Audited) -> None:
        self.done = msg(N_("The audit trail lies in {path}."), path=str(made.path))
        self.notes = (msg(N_("Root of the organisation: {pin}"), pin=made.root),)

    def write_open_data(self, folder: Path, audience: str) -> None:
        """Agreements and organisation by IATI, for the public or for a donor."""
        self._run(
            lambda: OpenData(self._context).make(folder, audience=audience, replacing=True), self._opened
        )

    def _opened(self, made: MadeOpen) -> None:
        self.done = plural(
            N_("{n} agreement is in the open data in {folder}."),
            N_("{n} agreements are in the open data in {folder}."),
            len(made.activities),
            folder=str(made.paths[0].parent),
        )
        kept = [msg(N_("Kept back: {name} ({reason})."), name=one, reason=why) for one, why in made.kept_back]
        self.notes = (*made.missing, *made.notes, *kept)

    def make_inspection(self, folder: Path, passphrase: str, again: str) -> bool:
        """A desk for an inspector; whether it was begun."""
        if not passphrase or passphrase != again:
            words = N_("The two passphrases differ.") if passphrase else N_("Choose a passphrase.")
            self.forget()
            self.fault = RefusedError(msg(words))
            self.tell()
            return False
        person = self.session.t(N_("Inspection"))
        inspection = Inspection(self._context)
        self._run(lambda: inspection.make(folder, passphrase, person=person, kdf=self._kdf), self._inspected)
        return True

    def _inspected(self, made: Inspected) -> None:
        self.done = plural(
            N_("An inspection desk with {n} record lies in {folder}."),
            N_("An inspection desk with {n} records lies in {folder}."),
            sum(made.counts.values()),
            folder=str(made.path),
        )
        if made.undecided:
            self.notes = (msg(N_("{n} differences in it wait for a decision."), n=made.undecided),)
