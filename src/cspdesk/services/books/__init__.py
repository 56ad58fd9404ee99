"""The books: from records of money to the ledger, and from the ledger to figures for people.

    Books(context)      .ledger() -> domain.ledger's Ledger, made once for each state of the desk
                        .names() -> what people call accounts, agreements, lines
                        .incomplete() -> records that post nothing, and what each lacks
                        .behind(figure) -> the rows that a figure is the sum of
    Figure, Measure     a figure as a question; ``figures`` makes those of balances, statements, budgets
    makings             how a row of a figure came to its value: lots drawn, rates used
    Closings(context)   .bars(period), .close(period, ...), .every()
    Corrections(context)
                        .reverse(document, ...), .correct(document, ...)
    Sameness(context, records)
                        .say(one, other, same=...), .take_back(one, other, reason)
    tasks(picture, day) what waits for a person: late, changed, disputed, incomplete, overspent
    anew(picture, Books.revalued())
                        what came to another value, with before and after; Books.look() when it was seen

Inside: ``papers`` and ``tables`` read records, ``register`` and ``documents`` turn them into the ledger's
values, ``covers`` and ``covered`` say what a closing holds.
"""

from cspdesk.services.books.banks import Banks
from cspdesk.services.books.books import Behind, BehindRow, Books, Lacking
from cspdesk.services.books.closing import Bar, Closings
from cspdesk.services.books.corrections import Corrections
from cspdesk.services.books.figures import Column, Figure, Measure
from cspdesk.services.books.names import AgreementName, Names
from cspdesk.services.books.sameness import Sameness
from cspdesk.services.books.signed import Signed
from cspdesk.services.books.tasks import Task, anew, tasks
from cspdesk.services.books.twice import ASKED
from cspdesk.store.postings import Change

__all__ = [
    "ASKED",
    "AgreementName",
    "Banks",
    "Bar",
    "Behind",
    "BehindRow",
    "Books",
    "Change",
    "Closings",
    "Column",
    "Corrections",
    "Figure",
    "Lacking",
    "Measure",
    "Names",
    "Sameness",
    "Signed",
    "Task",
    "anew",
    "tasks",
]
