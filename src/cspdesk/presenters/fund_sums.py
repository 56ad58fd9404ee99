"""Sums of the funds that a list shows; asked anew with each answer of the list."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.presenters.listing import ListPresenter
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.funds import SOMONI, CurrencySum, sums


class FundSumsPresenter(Observable):
    """What came in each currency, somoni last."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sums: tuple[CurrencySum, ...] = ()
        self._numbers: Sequence[int] | None = None

    def follow(self, list_: ListPresenter) -> None:
        """Ask for the sums of what the list shows, where that is another answer than before."""
        if list_.kind != "fund":
            self.sums, self._numbers = (), None
            return
        numbers = list_.roll.numbers
        if numbers is self._numbers:
            return
        self._numbers = numbers
        context = self._session.workspace.context

        def done(found: tuple[CurrencySum, ...]) -> None:
            if self._numbers is numbers:
                self.sums = tuple(sorted(found, key=lambda one: (one.currency == SOMONI, one.currency)))
                self.tell()

        self._session.read(lambda: sums(context, numbers), done)

    @property
    def somoni(self) -> int:
        """All of it in dirams: the sum of the lines."""
        return sum(one.dirams for one in self.sums)

    @property
    def unrated(self) -> int:
        """Receipts that lack their official rate, and are in no sum of somoni."""
        return sum(one.unrated for one in self.sums)
