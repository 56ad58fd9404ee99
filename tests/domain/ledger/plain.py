"""A second way to the same totals: straight from the documents, with fractions, knowing nothing of postings.

It shares no line with the program but the documents' own descriptions and the held rates; it rounds by
its own words, and adds up by kind of document (an acquittal moves no money and is not its matter).  What
lots say a draw is worth it computes without any rounding, so that values by lots are compared within
their bounds and not to the unit.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.goods import InKindReceipt
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.payments import Payment, VatRefund
from cspdesk.domain.ledger.receipts import Receipt, Refund
from cspdesk.domain.ledger.sub_grants import SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.transfers import Conversion, Transfer

DECIMALS = {"JPY": 0, "KWD": 3}


def rounded(exact: Fraction) -> int:
    """Half away from zero, in other words than the program's."""
    sign = -1 if exact < 0 else 1
    return sign * int(abs(exact) + Fraction(1, 2))


def price(rates, currency, day: date) -> Fraction:
    """Dirams for a minor unit of a currency: the last rate on or before the day."""
    if currency == "TJS":
        return Fraction(1)
    held = rates._days[currency]
    while day not in held:
        day -= timedelta(days=1)
    rate = held[day]
    return Fraction(rate.digits * 100, 10**rate.decimals * rate.unit * 10 ** DECIMALS.get(currency, 2))


def mean(rates, currency, day) -> Fraction:
    """The same over a calendar month, rounded to four decimals for the unit of the rate."""
    days = [day.replace(day=1)]
    while (following := days[-1] + timedelta(days=1)).month == day.month:
        days.append(following)
    unit = next(iter(rates._days[currency].values())).unit
    minor = 10 ** DECIMALS.get(currency, 2)
    shown = sum(price(rates, currency, one) for one in days) / len(days) * minor * unit / 100
    return Fraction(rounded(shown * 10_000), 10_000) * 100 / minor / unit


def shares(total, weights):
    """By largest remainder, as a person would do it with a pencil."""
    exact = [Fraction(abs(total) * weight, sum(weights)) for weight in weights]
    whole = [int(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_rest[: abs(total) - sum(whole)]:
        whole[place] += 1
    return [one if total >= 0 else -one for one in whole]


@dataclass
class Totals:
    """What the documents come to."""

    money: Counter = field(default_factory=Counter)
    """Minor units by account and agreement."""
    payable: Counter = field(default_factory=Counter)
    income: Counter = field(default_factory=Counter)
    """Dirams by source."""
    expense: Counter = field(default_factory=Counter)
    """Dirams by article, by agreement and line."""
    returned: int = 0
    in_kind: int = 0
    charged: dict = field(default_factory=lambda: defaultdict(Fraction))
    """Values by agreement and line, where the rule needs no lots."""


class Pencil:
    """Adds up documents of a world, one kind after another."""

    def __init__(self, world) -> None:
        self.rates = world.rates
        self.agreements = {one.id: one for one in world.agreements}
        self.currency = {one.id: one.currency for one in world.accounts}
        self.sub_grants = {s.id: (a.id, s.currency) for a in world.agreements for s in a.sub_grants}
        self.totals = Totals()

    def add_up(self, documents) -> Totals:
        """The totals of complete documents."""
        known = {one.id: one for one in documents}
        for one in documents:
            if isinstance(one, Reversal):
                self.add(known[one.of], -1)
            else:
                self.add(one, 1)
        return self.totals

    def add(self, one: Document, sign: int) -> None:
        """One document, or its mirror."""
        adds: dict[type[Document], Callable[[Any, int], None]] = {
            Receipt: self.receipt,
            Refund: self.refund,
            Transfer: self.transfer,
            Conversion: self.conversion,
            Expense: self.expense,
            Payment: self.payment,
            VatRefund: self.vat_refund,
            SubGrantAdvance: self.advance,
            SubGrantReturn: self.returned,
            Opening: self.opening,
            InKindReceipt: self.in_kind,
        }
        if (add := adds.get(type(one))) is not None:
            add(one, sign)

    def somoni(self, amount, currency, day) -> int:
        """Dirams by the official rate."""
        return rounded(amount * price(self.rates, currency, day))

    def value(self, name, currency, amount, day) -> Fraction | None:
        """By the agreement's rule, rounded; None where lots say it."""
        agreement = self.agreements[name]
        if currency == agreement.currency:
            return Fraction(amount)
        if agreement.rule == Rule.FIFO:
            return None
        own = price(self.rates, agreement.currency, day) if agreement.rule in {Rule.DAY, Rule.OWN} else None
        if agreement.rule == Rule.MONTH:
            own = mean(self.rates, agreement.currency, day)
        if agreement.rule == Rule.FIXED:
            own = Fraction(agreement.rate.digits, 10**agreement.rate.decimals * agreement.rate.unit)
        if agreement.rule == Rule.TABLE:
            rate = self.rates._tables[agreement.table, agreement.currency, day.year, day.month]
            own = Fraction(rate.digits, 10**rate.decimals * rate.unit)
        return Fraction(rounded(amount * price(self.rates, currency, day) / own))

    def receipt(self, one: Receipt, sign):
        self.totals.money[one.account, one.agreement] += sign * one.amount
        self.totals.income[one.source] += sign * self.somoni(
            one.amount, self.currency[one.account], one.dated
        )

    def refund(self, one: Refund, sign):
        self.totals.money[one.account, one.agreement] -= sign * one.amount
        self.totals.returned += sign * self.somoni(one.amount, self.currency[one.account], one.dated)

    def transfer(self, one: Transfer, sign):
        self.totals.money[one.source, one.agreement] -= sign * one.amount
        self.totals.money[one.target, one.agreement] += sign * one.amount

    def conversion(self, one: Conversion, sign):
        self.totals.money[one.source, one.agreement] -= sign * one.paid
        self.totals.money[one.target, one.agreement] += sign * one.bought

    def expense(self, one: Expense, sign):
        currency = self.currency.get(one.account, "TJS")
        somoni = self.somoni(one.amount, currency, one.dated)
        weights = [
            Fraction(part.percent[0], 10 ** part.percent[1]) if part.percent else part.amount
            for part in one.allocations
        ]
        kept = {name: shares(tax, weights) for name, tax in one.withheld}
        amounts, dirams = shares(one.amount, weights), shares(somoni, weights)
        for place, part in enumerate(one.allocations):
            withheld = sum(tax[place] for tax in kept.values())
            for name, tax in kept.items():
                self.totals.payable[name, part.agreement] += sign * tax[place]
            if one.payable:
                self.totals.payable[one.payable, part.agreement] += sign * amounts[place]
            else:
                self.totals.money[one.account, part.agreement] -= sign * (amounts[place] - withheld)
            if part.recover:
                self.totals.payable["VAT", part.agreement] -= sign * amounts[place]
                continue
            self.totals.expense[one.article, part.agreement, part.line] += sign * dirams[place]
            value = self.value(part.agreement, currency, amounts[place], one.dated)
            if value is not None:
                self.totals.charged[part.agreement, part.line] += sign * value

    def payment(self, one: Payment, sign):
        for part in one.parts:
            self.totals.payable[part.payable, part.agreement] -= sign * part.amount
            self.totals.money[one.account, part.agreement] -= sign * part.amount

    def vat_refund(self, one: VatRefund, sign):
        self.totals.payable["VAT", one.agreement] += sign * one.amount
        self.totals.money[one.account, one.agreement] += sign * one.amount

    def advance(self, one: SubGrantAdvance, sign):
        self.totals.money[one.account, self.sub_grants[one.sub_grant][0]] -= sign * one.amount

    def returned(self, one: SubGrantReturn, sign):
        self.totals.money[one.account, self.sub_grants[one.sub_grant][0]] += sign * one.amount

    def opening(self, one: Opening, sign):
        if one.account.startswith("payable:"):
            self.totals.payable[one.account[8:], one.agreement] -= sign * one.amount
        else:
            self.totals.money[one.account, one.agreement] += sign * one.amount

    def in_kind(self, one: InKindReceipt, sign):
        self.totals.in_kind += sign * self.somoni(one.amount, one.currency, one.dated)


@dataclass
class Exact:
    """A queue of lots in fractions, as a booking program without minor units would keep it."""

    lots: list[list[Fraction]] = field(default_factory=list)

    def put(self, amount, value):
        """A lot of so much, worth so much."""
        self.lots.append([Fraction(amount), Fraction(value) / amount])

    def draw(self, amount) -> Fraction:
        """What an amount is worth, oldest first."""
        worth = Fraction(0)
        while amount:
            lot = self.lots[0]
            taken = min(lot[0], amount)
            worth += taken * lot[1]
            lot[0] -= taken
            amount -= taken
            if not lot[0]:
                self.lots.pop(0)
        return worth
