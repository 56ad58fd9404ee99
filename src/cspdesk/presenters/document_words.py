"""How people know a document of the books: by what it says of itself, else by what it is about."""

from __future__ import annotations

from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.books import BooksState
from cspdesk.presenters.session import Session


def document_words(session: Session, books: BooksState, document: str) -> str:
    """A document in a few words: its title; of an expense without one its article; what a reversal is of."""
    kind = books.kind_of(document)
    described = next((one for one in session.workspace.records.kinds() if one.name == kind), None)
    if described is None:
        return document
    title = session.finder.title(kind, document) if described.title else ""
    found = books.ledger.documents.get(DocumentId(document))
    if isinstance(found, Reversal) and found.of:
        of = document_words(session, books, found.of)
        return session.t(msg(N_("Reversal: {document}"), document=of))
    if not title and isinstance(found, Expense) and found.article:
        title = session.t(books.names.article(found.article))
    return title or session.t(msg(described.label))
