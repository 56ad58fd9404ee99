"""One open desk with all its verbs: what a door holds, and all that it holds."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.services.coalition import Coalition
from cspdesk.services.conflicts import Conflicts
from cspdesk.services.context import Context
from cspdesk.services.exchange import Exchange
from cspdesk.services.history import History
from cspdesk.services.integrity import Integrity
from cspdesk.services.records import Records
from cspdesk.store import desk as desks
from cspdesk.store.desk import Desk
from cspdesk.store.vault import ARGON2ID, Derivation, Unlocked


class Workspace:
    """An open desk; close it, or use it in a ``with`` block."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.context = Context(desk)
        self.records = Records(self.context)
        self.history = History(self.context)
        self.conflicts = Conflicts(self.context)
        self.exchange = Exchange(self.context)
        self.coalition = Coalition(self.context)
        self.integrity = Integrity(self.context)

    @classmethod
    def open(
        cls, folder: Path, passphrase: str, *, clock: Clock, ids: Ids, kdf: Derivation = ARGON2ID
    ) -> Workspace:
        """Open a desk; see ``store.desk.open_desk`` for what can be wrong."""
        return cls(desks.open_desk(folder, passphrase, clock=clock, ids=ids, kdf=kdf))

    @classmethod
    def open_unlocked(cls, folder: Path, unlocked: Unlocked, *, clock: Clock, ids: Ids) -> Workspace:
        """Open a desk whose passphrase was checked before the database was needed."""
        return cls(desks.open_unlocked(folder, unlocked, clock=clock, ids=ids))

    @property
    def language(self) -> str:
        """The language of this desk's person."""
        return self.desk.setting("language", "tg")

    def close(self) -> None:
        """Give the desk back; what was saved is on the disk."""
        self.desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
