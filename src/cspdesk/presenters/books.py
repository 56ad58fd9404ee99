"""The books as the window shows them: read in the background, and again a moment after money changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.presenters.money_pause import MoneyPause
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.books import Books, Names
from cspdesk.services.results import RecordView

MOST: Final = 1_000
"""Agreements and accounts that are shown."""


@dataclass(frozen=True, slots=True)
class BooksState:
    """The books of one state of the desk, on a day."""

    day: date
    ledger: Ledger
    names: Names
    kinds: Mapping[DocumentId, str]
    """The kind of record of each document."""
    agreements: tuple[RecordView, ...] = ()
    accounts: tuple[RecordView, ...] = ()

    def kind_of(self, document: str) -> str:
        """The kind of record of a document; empty where it is in no books."""
        return self.kinds.get(DocumentId(document), "")


class BooksPresenter(Observable):
    """Told when the books are read; ``state`` is None before they were for the first time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.state: BooksState | None = None
        self._books = Books(session.workspace.context)
        self._asked = 0
        self._pause = MoneyPause(session, self._again)

    def close(self) -> None:
        """Ask no more."""
        self._pause.close()

    def ask(self) -> None:
        """Read the books; the newest question is answered last."""
        self._asked += 1
        asked, day = self._asked, self.session.clock.today()
        records = self.session.workspace.records

        def work() -> BooksState:
            picture = self._books.picture()
            return BooksState(
                day,
                picture.ledger,
                picture.names,
                picture.kinds,
                records.list("agreement", limit=MOST).records,
                records.list("account", limit=MOST).records,
            )

        def done(found: BooksState) -> None:
            if asked == self._asked:
                self.state = found
                self.tell()

        self.session.read(work, done)

    def _again(self) -> None:
        if self.state is not None:
            self.ask()
