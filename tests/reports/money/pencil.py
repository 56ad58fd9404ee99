"""Every figure of a report a second way: fractions over the documents, knowing nothing of postings or lots.

It shares with the program the documents' own descriptions and the held rates.  What only lots can say (what
a draw is worth, goods given out, advances in foreign currency) is left out of the books it is asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.openings import EarlierFigures, Opening
from cspdesk.domain.ledger.receipts import Receipt, Refund
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.transfers import Conversion
from tests.domain.ledger.plain import Pencil, price, rounded


class Books:
    """Documents with the day on which each counts, and whether it is undone."""

    def __init__(self, world, documents: Sequence[Document]) -> None:
        self.world = world
        self.known = {one.id: one for one in documents}
        self.signed = [*self._signed(documents)]
        self.agreements = {one.id: one for one in world.agreements}
        self.currency = {one.id: one.currency for one in world.accounts}

    def _signed(self, documents) -> Iterator[tuple[date, Document, int]]:
        for one in documents:
            if isinstance(one, Reversal):
                original = self.known[one.of]
                yield max(self._day(one), self._day(original)), original, -1
            else:
                yield self._day(one), one, 1

    def _day(self, one: Document) -> date:
        day = one.day
        assert day is not None
        return max(day, self._day(self.known[one.follows])) if one.follows else day

    def within(self, first: date, last: date) -> list[tuple[Document, int]]:
        """What counts in a span, each with its sign."""
        return [(one, sign) for day, one, sign in self.signed if first <= day <= last]

    def sheet(self, first: date, last: date, *, openings: bool = True) -> Pencil:
        """Plain totals of a span."""
        pencil = Pencil(self.world)
        for one, sign in self.within(first, last):
            if openings or not isinstance(one, Opening):
                pencil.add(one, sign)
        return pencil

    def price(self, currency: str, day: date) -> Fraction:
        """Dirams for a minor unit."""
        return price(self.world.rates, currency, day)

    def somoni(self, amount: int, currency: str, day: date) -> int:
        """Dirams by the official rate."""
        return rounded(amount * self.price(currency, day))


# --- the organisation ----------------------------------------------------------------------------


def half_year(books, first, last):
    """The Ministry's figures by code, those that are nothing left out."""
    eve = date.fromordinal(first.toordinal() - 1)
    found: Counter[str] = Counter()
    moved = books.sheet(first, last, openings=False).totals
    for source, tjs in moved.income.items():
        found[f"source.{source}"] += tjs
        found["income"] += tjs
    for (article, agreement, _), tjs in moved.expense.items():
        _spend(found, article, agreement, tjs)
    for one, sign in books.within(first, last):
        if isinstance(one, (SubGrantAdvance, SubGrantReturn)):
            of = next(a.id for a in books.world.agreements for s in a.sub_grants if s.id == one.sub_grant)
            way = sign if isinstance(one, SubGrantAdvance) else -sign
            _spend(found, "sub_grants", of, way * one.amount)
    found["less_returned"] = -moved.returned
    found["unpaid"] = sum(moved.payable.values())
    found["conversions"] = sum(
        sign * (_leg(books, one.bought, one.target, one) - _leg(books, one.paid, one.source, one))
        for one, sign in books.within(first, last)
        if isinstance(one, Conversion)
    )
    begun = [
        sign * books.somoni(one.amount, books.currency[one.account], one.dated)
        for one, sign in books.within(first, last)
        if isinstance(one, Opening) and one.account in books.currency
    ]
    found["opening"] = _lying(books, eve) + sum(begun)
    found["closing"] = _lying(books, last)
    found["revaluation"] = found["closing"] - sum(
        found[code] for code in ("opening", "income", "less_returned", "unpaid", "conversions")
    )
    found["revaluation"] += found["expenditure"]
    found["in_kind_received"] = moved.in_kind
    _currencies(books, first, last, found)
    return {code: amount for code, amount in found.items() if amount}


def _spend(found: Counter[str], article: str, agreement: str, tjs: int) -> None:
    for code in (f"article.{article}", f"spending.{agreement}.tjs", "expenditure"):
        found[code] += tjs


def _leg(books: Books, amount: int, account: str, one: Conversion) -> int:
    assert one.dated is not None
    return books.somoni(amount, books.currency[account], one.dated)


def _lying(books: Books, day: date) -> int:
    """All money at a cut-off, each account and agreement rounded once."""
    money = books.sheet(date.min, day).totals.money
    return sum(books.somoni(amount, books.currency[account], day) for (account, _), amount in money.items())


def _currencies(books: Books, first: date, last: date, found: Counter[str]) -> None:
    eve = date.fromordinal(first.toordinal() - 1)
    for name, day in (("opening", eve), ("closing", last)):
        for (account, _), amount in books.sheet(date.min, day).totals.money.items():
            found[f"currencies.{books.currency[account]}.{name}"] += amount
    for one, sign in books.within(first, last):
        if isinstance(one, Opening) and one.account in books.currency:
            found[f"currencies.{books.currency[one.account]}.opening"] += sign * one.amount
        elif isinstance(one, Receipt):
            found[f"currencies.{books.currency[one.account]}.income"] += sign * one.amount
        elif isinstance(one, Refund):
            found[f"currencies.{books.currency[one.account]}.returned"] += sign * one.amount
        elif isinstance(one, Conversion):
            found[f"currencies.{books.currency[one.source]}.converted"] -= sign * one.paid
            found[f"currencies.{books.currency[one.target]}.converted"] += sign * one.bought


# --- agreements ----------------------------------------------------------------------------------


def charged_lines(books: Books, name: str, day: date) -> Counter[str]:
    """What each line of an agreement bears by a day, where no lots are needed."""
    pencil = books.sheet(date.min, day)
    found: Counter[str] = Counter()
    for (agreement, line), value in pencil.totals.charged.items():
        if agreement == name:
            found[line] += int(value)
    for one, sign in books.within(date.min, day):
        if isinstance(one, EarlierFigures) and one.agreement == name:
            for line, _, value in one.charged:
                found[line] += sign * value
        if isinstance(one, SubGrantAcquittal) and _of(books, one.sub_grant) == name:
            found[one.line] += sign * one.amount
    return found


def _of(books: Books, sub_grant: str) -> str:
    return next(one.id for one in books.world.agreements for s in one.sub_grants if s.id == sub_grant)


def budget(books: Books, name: str, first: date, last: date) -> dict[str, int]:
    """Budget against actual by code, with the line that bears exchange differences."""
    eve = date.fromordinal(first.toordinal() - 1)
    agreement = books.agreements[name]
    before, whole = charged_lines(books, name, eve), charged_lines(books, name, last)
    if agreement.difference_line:
        before[agreement.difference_line] -= gained(books, name, eve)
        whole[agreement.difference_line] -= gained(books, name, last)
    current = {line.code: line.amount for line in agreement.lines}
    for amendment in agreement.amendments:
        if amendment.signed <= last:
            current.update({line.code: line.amount for line in amendment.lines})
    found: dict[str, int] = {}
    for line in agreement.lines:
        code = f"budget.{line.code}."
        found[code + "original"], found[code + "current"] = line.amount, current[line.code]
        found[code + "before"], found[code + "cumulative"] = before[line.code], whole[line.code]
        found[code + "period"] = whole[line.code] - before[line.code]
        found[code + "left"] = current[line.code] - whole[line.code]
    return found


def gained(books: Books, name: str, day: date) -> int:
    """The exchange difference at a cut-off: what there is, less what there should be."""
    flows = flows_of(books, name, day)
    charged = sum(charged_lines(books, name, day).values())
    there = there_is(books, name, day) + flows["advances"]
    return there - (flows["brought"] + flows["received"] - flows["returned"] - charged)


def there_is(books: Books, name: str, day: date) -> int:
    """What an agreement has at a cut-off, debts taken off, in its currency."""
    pools = _pools(books, name, day).items()
    worth = sum(_worth(books, name, amount, currency, day) for currency, amount in pools)
    return worth + _pools(books, name, day, own=True)[books.agreements[name].currency]


def _pools(books: Books, name: str, day: date, *, own: bool = False) -> Counter[str]:
    """Money by currency, debts taken off; the agreement's own currency alone, or all others."""
    totals = books.sheet(date.min, day).totals
    found: Counter[str] = Counter()
    for (account, agreement), amount in totals.money.items():
        if agreement == name:
            found[books.currency[account]] += amount
    for (_, agreement), amount in totals.payable.items():
        if agreement == name:
            found["TJS"] -= amount
    mine = books.agreements[name].currency
    return Counter({cur: amount for cur, amount in found.items() if (cur == mine) == own})


def _own_price(books: Books, name: str, day: date, *, cut_off: bool) -> Fraction:
    """Dirams for a minor unit of the agreement's currency by its rule."""
    agreement = books.agreements[name]
    if agreement.rule == Rule.FIXED:
        assert agreement.rate is not None
        return Fraction(agreement.rate.digits, 10**agreement.rate.decimals * agreement.rate.unit)
    if agreement.rule == Rule.TABLE:
        rate = books.world.rates._tables[agreement.table, agreement.currency, day.year, day.month]
        return Fraction(rate.digits, 10**rate.decimals * rate.unit)
    assert cut_off or agreement.rule == Rule.DAY
    return books.price(agreement.currency, day)


def _worth(books: Books, name: str, amount: int, currency: str, day: date) -> int:
    """What an amount is worth at a cut-off."""
    return rounded(amount * books.price(currency, day) / _own_price(books, name, day, cut_off=True))


def flows_of(books, name, day):
    """What an agreement received, returned and advanced, in its currency."""
    pencil: Any = Pencil(books.world)
    found: Counter[str] = Counter()
    for one, sign in books.within(date.min, day):
        if isinstance(one, Receipt) and one.agreement == name:
            same = books.currency[one.account] == books.agreements[name].currency
            found["received"] += sign * (one.amount if same else one.value)
        elif isinstance(one, Refund) and one.agreement == name:
            value = pencil.value(name, books.currency[one.account], one.amount, one.dated)
            found["returned"] += sign * int(value)
        elif isinstance(one, EarlierFigures) and one.agreement == name:
            found["received"] += sign * one.received
            found["returned"] += sign * one.returned
            kept = one.received - one.returned - sum(value for _, _, value in one.charged)
            found["brought"] -= sign * kept
        elif isinstance(one, Opening) and one.agreement == name:
            currency = books.currency.get(one.account, "TJS")
            value = one.value or int(pencil.value(name, currency, one.amount, one.dated))
            found["brought"] += sign * (one.amount if currency == books.agreements[name].currency else value)
        elif isinstance(one, (SubGrantAdvance, SubGrantAcquittal, SubGrantReturn)):
            if _of(books, one.sub_grant) == name:
                found["advances"] += sign * one.amount * (1 if isinstance(one, SubGrantAdvance) else -1)
    return found


def federal(books: Books, name: str, day: date) -> dict[str, int]:
    """The federal report's line 10 of an agreement whose sub-grants are in its own currency."""
    agreement, flows = books.agreements[name], flows_of(books, name, day)
    difference = gained(books, name, day)
    charged = sum(charged_lines(books, name, day).values())
    if agreement.difference_line:
        charged -= difference
    owed = sum(amount for (_, of), amount in books.sheet(date.min, day).totals.payable.items() if of == name)
    unpaid = _worth(books, name, owed, "TJS", day)
    found = {
        "10.a": flows["received"] - flows["returned"],
        "10.b": charged + flows["advances"] - unpaid,
        "10.d": [agreement.total, *(a.total for a in agreement.amendments if a.signed <= day)][-1],
        "10.e": charged,
        "10.f": flows["advances"] + _promised(books, name, day) + _ordered(books, name, day),
    }
    found["10.c"] = found["10.a"] - found["10.b"]
    found["10.g"] = found["10.e"] + found["10.f"]
    found["10.h"] = found["10.d"] - found["10.g"]
    return found


def _promised(books: Books, name: str, day: date) -> int:
    advanced: Counter[str] = Counter()
    for one, sign in books.within(date.min, day):
        if isinstance(one, SubGrantAdvance):
            advanced[one.sub_grant] += sign * one.amount
    return sum(max(0, one.amount - advanced[one.id]) for one in books.agreements[name].sub_grants)


def _ordered(books, name, day):
    """Contracts that stand less what expenses fulfilled of them, each worth what it is at the cut-off."""
    total = 0
    stands: Counter[str] = Counter()
    for one, sign in books.within(date.min, day):
        stands[one.id] += sign
    for one in books.known.values():
        if isinstance(one, Contract) and one.agreement == name and stands[one.id]:
            left = one.amount - _fulfilled(books, one, day)
            if left > 0:
                same = one.currency == books.agreements[name].currency
                total += left if same else _worth(books, name, left, one.currency, day)
    return total


def _fulfilled(books, contract, day):
    total = 0
    for counted, one, sign in books.signed:
        if not isinstance(one, Expense) or one.contract != contract.id or counted > day:
            continue
        currency = books.currency.get(one.account, "TJS")
        if currency == contract.currency:
            total += sign * one.amount
        else:
            tjs = books.somoni(one.amount, currency, one.dated)
            total += sign * rounded(tjs / books.price(contract.currency, counted))
    return total
