"""What came to another value though nobody touched it, until a person has seen it on its agreement.

An older document that comes in draws lots that younger ones had, and a rate changes a month: the
tables of the books know what each was worth before (``Books.revalued``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.names import DocumentId
from cspdesk.presenters.books import BooksPresenter
from cspdesk.presenters.document_words import document_words
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.books import Books, Change


@dataclass(frozen=True, slots=True)
class Anew:
    """One document and an agreement's share of it, in minor units of the agreement's currency."""

    document: str
    kind: str
    day: date | None
    words: str
    before: int
    after: int


class ValuedAnew(Observable):
    """Asks in the background each time the books were read; told when there is other news than before."""

    def __init__(self, session: Session, books: BooksPresenter) -> None:
        super().__init__()
        self.session = session
        self._presenter = books
        self._books = Books(session.workspace.context)
        self._every: tuple[Change, ...] = ()
        self._stop = books.listen(self.ask)

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    def ask(self) -> None:
        """Bring the tables up to date, and read what they have to tell."""
        self.session.background.run(self._books.revalued, self._take, self.session.fail, lane="slow")

    def _take(self, found: tuple[Change, ...]) -> None:
        if found != self._every:
            self._every = found
            self.tell()

    def of(self, agreement: str) -> tuple[Anew, ...]:
        """What is news of an agreement, the oldest document first: from its first value to its last."""
        state = self._presenter.state
        if state is None:
            return ()
        found = []
        for (document, _part), (before, after) in _joined(self._every, agreement).items():
            known = state.ledger.documents.get(DocumentId(document))
            if before != after and known is not None:
                words = document_words(self.session, state, document)
                found.append(Anew(document, state.kind_of(document), known.dated, words, before, after))
        return tuple(sorted(found, key=lambda one: (one.day or date.min, one.document)))

    def seen(self, agreement: str) -> None:
        """A person has looked at the news of an agreement."""
        self.session.save(lambda: self._books.look(agreement), lambda _nothing: self.ask())


def moved(changes: Iterable[Change]) -> dict[str, int]:
    """How many documents came to another value, by agreement: what an exchange tells of them."""
    every = tuple(changes)
    found = {
        agreement: len(
            {
                document
                for (document, _), (before, after) in _joined(every, agreement).items()
                if before != after
            }
        )
        for agreement in dict.fromkeys(one.agreement for one in every)
    }
    return {str(agreement): many for agreement, many in found.items() if many}


def _joined(changes: Iterable[Change], agreement: str) -> dict[tuple[str, int], tuple[int, int]]:
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for one in changes:
        if one.agreement == agreement:
            key = (one.document, one.part)
            found[key] = (found.get(key, (one.before, 0))[0], one.after)
    return found
