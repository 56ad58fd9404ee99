"""The books: from records of money to the ledger, and from the ledger to figures for people.

    Books(context)      .ledger() -> domain.ledger's Ledger, made once for each state of the desk
                        .names() -> what people call accounts, agreements, lines
                        .incomplete() -> records that post nothing, and what each lacks

Inside: ``papers`` and ``tables`` read records, ``register`` and ``documents`` turn them into the ledger's
values, ``covers`` and ``covered`` say what a closing holds.
"""

from cspdesk.services.books.books import Books, Lacking
from cspdesk.services.books.names import AgreementName, Names

__all__ = ["AgreementName", "Books", "Lacking", "Names"]
