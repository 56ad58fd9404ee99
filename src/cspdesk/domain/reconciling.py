"""A bank's balance beside the books': equal but for what is under way, or the rest is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cspdesk.domain.folding import fold
from cspdesk.domain.matching import Booked, Line


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One account at the end of a statement, in minor units of its currency.

    ``lines`` the bank has and the books have not yet; ``documents`` the books have and the bank not yet.
    """

    statement: int
    book: int
    lines: tuple[Line, ...] = ()
    documents: tuple[Booked, ...] = ()

    @property
    def not_booked(self) -> int:
        """What the bank's lines without a document come to."""
        return sum(one.amount for one in self.lines)

    @property
    def not_at_bank(self) -> int:
        """What the documents without a line come to."""
        return sum(one.amount for one in self.documents)

    @property
    def unexplained(self) -> int:
        """What is left: the statement's balance less the book's, less all that is under way."""
        return self.statement - self.book - self.not_booked + self.not_at_bank

    @property
    def is_whole(self) -> bool:
        """Whether the two balances tell the same story."""
        return self.unexplained == 0


@dataclass(frozen=True, slots=True)
class BankRule:
    """What lines that say something always are: an expense of an article, borne by a line of an agreement."""

    words: str
    article: str
    agreement: str
    line: str = ""

    def fits(self, line: Line) -> bool:
        """Whether a line of money that went says all the words."""
        said = f" {_plain(line.text)} {_plain(line.reference)} "
        return line.amount < 0 and bool(self.words.strip()) and f" {_plain(self.words)} " in said


def rule_for(line: Line, rules: Iterable[BankRule]) -> BankRule | None:
    """The rule that says most of a line; of equal ones the first."""
    fitting = [one for one in rules if one.fits(line)]
    return max(fitting, key=lambda one: len(_plain(one.words)), default=None)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
