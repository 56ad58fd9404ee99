"""Documents that may be one entered twice: which they are, and what a person says of them."""

from __future__ import annotations

from collections.abc import Mapping

from cspdesk.presenters.money_pause import MoneyPause
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.books import Books, Sameness
from cspdesk.services.results import Changes


class AlikePresenter(Observable):
    """Told when the pairs are known; they are read from the books, behind all that a person waits for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.others: Mapping[str, str] = {}
        """For each document that may have been entered twice: the other one."""
        context = session.workspace.context
        self._books = Books(context)
        self._sameness = Sameness(context, session.workspace.records)
        self._asked = 0
        self._pause = MoneyPause(session, self.ask)

    def close(self) -> None:
        """Ask no more."""
        self._pause.close()

    def ask(self) -> None:
        """Read the pairs; the newest question is answered last."""
        self._asked += 1
        asked = self._asked

        def work() -> dict[str, str]:
            found: dict[str, str] = {}
            for first, second in self._books.picture().twins:
                found.setdefault(first, second)
                found.setdefault(second, first)
            return found

        def done(found: dict[str, str]) -> None:
            if asked == self._asked and found != self.others:
                self.others = found
                self.tell()

        self.session.background.run(work, done, self.session.fail, lane="slow")

    def say(self, record: str, *, same: bool) -> None:
        """A document and its other are one, or two."""
        other = self.others.get(record)
        if other is not None:
            self.session.save(lambda: self._sameness.say(record, other, same=same), self._said)

    def _said(self, _changes: Changes) -> None:
        self.ask()
