"""Random books: an organisation with every exchange rule, currencies of 0, 2 and 3 decimals, a year's papers.

The same seed gives the same books.  Amounts are small and odd, so that roundings show; accounts run into
the red, lots run out, corrections are corrected.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.agreements import Agreement, Amendment, BudgetLine, Rule, SubGrant
from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Allocation, Expense
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.mirrors import BankReturn, Reversal
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId, SubGrantId
from cspdesk.domain.ledger.openings import EarlierFigures, Opening
from cspdesk.domain.ledger.payments import Owed, Payment, VatRefund
from cspdesk.domain.ledger.rates import DayRate, Rate, Rates, TableRate
from cspdesk.domain.ledger.receipts import Receipt, Refund
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.transfers import Conversion, Transfer
from tests.domain.ledger.worked import World

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
CURRENCIES = {
    "B1": "EUR",
    "B2": "USD",
    "B3": "RUB",
    "B4": "JPY",
    "B5": "KWD",
    "BT": "TJS",
    "CA": "TJS",
    "AD": "TJS",
}
STARTS = {
    "EUR": (113_300, 1),
    "USD": (109_500, 1),
    "RUB": (10_700, 10),
    "JPY": (73_000, 100),
    "KWD": (355_000, 1),
}
OWN = AgreementId("OWN")
CURRENCY_OF = {
    "E": "EUR",
    "K": "KWD",
    "J": "JPY",
    "U": "USD",
    "R": "RUB",
    "T": "EUR",
    "X": "USD",
    "OWN": "TJS",
}
DONORS = [name for name in CURRENCY_OF if name != "OWN"]
SUB_GRANTS = {"SE": ("E", "TJS"), "SU": ("U", "USD"), "ST": ("T", "TJS")}
SOURCES = ("donor_foreign_state", "donor_intl_org", "membership_fee")
ARTICLES = ("wages", "rent", "events", "bank_charges")


@cache
def rates() -> Rates:
    """A year's rates, random but always the same; the National Bank is closed at weekends."""
    chance = random.Random(7)
    official = []
    for currency, (start, unit) in STARTS.items():
        digits = start
        day = FIRST - timedelta(days=12)
        while day <= LAST + timedelta(days=40):
            digits += chance.randint(-60, 62)
            if day.weekday() < 5:
                official.append(DayRate(currency, day, Rate(digits, 4, unit)))
            day += timedelta(days=1)
    months = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(14)]
    return Rates(official, [TableRate("inforeuro", "EUR", m, Rate(11_340 + m.month, 3)) for m in months])


def agreement(name, rule, **terms) -> Agreement:
    """An agreement of three lines, one of them raised in July."""
    lines = tuple(BudgetLine(code, 100_000) for code in "123")
    return Agreement(
        id=AgreementId(name),
        currency=CURRENCY_OF[name],
        rule=rule,
        total=300_000,
        lines=lines,
        amendments=(Amendment(date(2025, 7, 3), (BudgetLine("2", 150_000),), 350_000),),
        sub_grants=tuple(
            SubGrant(SubGrantId(one), 500_000, currency)
            for one, (of, currency) in SUB_GRANTS.items()
            if of == name
        ),
        **terms,
    )


@cache
def world() -> World:
    """Every exchange rule once, lots three times."""
    agreements = (
        agreement("E", Rule.FIFO),
        agreement("K", Rule.FIFO, difference_line="3"),
        agreement("J", Rule.FIFO),
        agreement("U", Rule.DAY, difference_line="2"),
        agreement("R", Rule.MONTH),
        agreement("T", Rule.TABLE, table="inforeuro"),
        agreement("X", Rule.FIXED, rate=Rate(1_095, 2)),
        Agreement(id=OWN, currency="TJS", rule=Rule.OWN),
    )
    kinds = {"CA": "cash", "AD": "staff_advance"}
    accounts = tuple(Account(AccountId(n), kinds.get(n, "bank"), c) for n, c in CURRENCIES.items())
    return World(rates(), agreements, accounts)


@dataclass
class Papers:
    """Draws documents; what it has drawn is in ``documents``."""

    chance: random.Random
    documents: list[Document] = field(default_factory=list)
    prefix: str = ""

    def header(self, **more):
        """An id, a day, sometimes a place within the day."""
        day = FIRST + timedelta(days=self.chance.randrange(365))
        name = f"{self.prefix}{self.chance.getrandbits(32):08x}{len(self.documents):04x}"
        order = self.chance.choice(("", "", "", "a", "b"))
        return {"id": DocumentId(name), "dated": day, "order": order, **more}

    def amount(self, currency="TJS"):
        """A small odd amount in minor units."""
        most = {"JPY": 9_000, "KWD": 900_000, "RUB": 9_000_000}.get(currency, 900_000)
        return self.chance.randint(1, most)

    def account(self, *currencies):
        """An account, of the currencies if any are given."""
        return AccountId(
            self.chance.choice([n for n, c in CURRENCIES.items() if not currencies or c in currencies])
        )

    def donor(self):
        """An agreement, or own funds."""
        return AgreementId(self.chance.choice([*DONORS, "OWN"]))

    def line(self, name):
        """A budget line of an agreement."""
        return "" if name == OWN else self.chance.choice("123")

    def draw(self, count):
        """So many more documents."""
        kinds = [self.receipt] * 3 + [self.conversion] * 4 + [self.expense] * 8
        kinds += [self.transfer, self.refund, self.payment, self.advance, self.advance, self.acquittal]
        kinds += [self.returned, self.in_kind, self.given, self.indirect, self.opening, self.contract]
        kinds += [self.reversal] * 2 + [self.correction] * 2 + [self.vat_refund, self.earlier]
        for _ in range(count):
            self.documents.append(self.chance.choice(kinds)())
        return self

    def receipt(self):
        name, account = self.donor(), self.account()
        value = 0 if name == OWN else self.amount(CURRENCY_OF[name])
        return Receipt(
            account=account,
            agreement=name,
            amount=self.amount(CURRENCIES[account]),
            value=value,
            source=self.chance.choice(SOURCES),
            **self.header(),
        )

    def conversion(self):
        name, source = self.donor(), self.account()
        target = self.account(*({*CURRENCIES.values()} - {CURRENCIES[source]}))
        return Conversion(
            agreement=name,
            source=source,
            paid=self.amount(CURRENCIES[source]),
            target=target,
            bought=self.amount(CURRENCIES[target]),
            **self.header(),
        )

    def allocations(self, total, *, somoni):
        """One to four parts, by percentage or by amount, seldom with VAT to recover."""
        names = [self.donor() for _ in range(self.chance.randint(1, 4))]
        if self.chance.random() < 0.5:
            cuts = sorted(self.chance.randint(0, 1000) for _ in names[1:])
            shares = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
            return tuple(
                Allocation(agreement=n, line=self.line(n), percent=(s, 1))
                for n, s in zip(names, shares, strict=True)
            )
        cuts = sorted(self.chance.randint(0, total) for _ in names[1:])
        shares = [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
        recover = somoni and self.chance.random() < 0.2
        return tuple(
            Allocation(agreement=n, line=self.line(n), amount=s, recover=recover and place == 0)
            for place, (n, s) in enumerate(zip(names, shares, strict=True))
        )

    def expense(self, **more):
        account = self.account()
        somoni = CURRENCIES[account] == "TJS"
        total = self.amount(CURRENCIES[account])
        withheld: tuple[tuple[str, int], ...] = ()
        payable = ""
        if somoni and self.chance.random() < 0.3:
            withheld = (("income_tax", max(1, total * 12 // 100)), ("social_tax", max(1, total // 50)))
        elif somoni and self.chance.random() < 0.2:
            account, payable = AccountId(""), self.chance.choice(("suppliers", "social_tax"))
        contracts = [one.id for one in self.documents if isinstance(one, Contract)]
        return Expense(
            account=account,
            payable=payable,
            amount=total,
            article=self.chance.choice(ARTICLES),
            allocations=self.allocations(total, somoni=somoni),
            withheld=withheld if sum(tax for _, tax in withheld) <= total else (),
            contract=self.chance.choice([*contracts, DocumentId("")]),
            **self.header(**more),
        )

    def transfer(self):
        source = self.account()
        target = self.account(CURRENCIES[source])
        amount = self.amount(CURRENCIES[source])
        return Transfer(agreement=self.donor(), source=source, target=target, amount=amount, **self.header())

    def refund(self):
        account = self.account()
        amount = self.amount(CURRENCIES[account])
        return Refund(account=account, agreement=self.donor(), amount=amount, **self.header())

    def payment(self):
        parts = tuple(
            Owed(self.chance.choice(("income_tax", "suppliers")), self.donor(), self.amount())
            for _ in range(self.chance.randint(1, 3))
        )
        return Payment(account=self.account("TJS"), parts=parts, **self.header())

    def vat_refund(self):
        amount = self.amount()
        return VatRefund(account=self.account("TJS"), agreement=self.donor(), amount=amount, **self.header())

    def _sub_grant(self):
        name = self.chance.choice([*SUB_GRANTS])
        currency = SUB_GRANTS[name][1]
        return {"sub_grant": SubGrantId(name), "line": "2", "amount": self.amount(currency)}, currency

    def advance(self):
        terms, currency = self._sub_grant()
        return SubGrantAdvance(account=self.account(currency), **terms, **self.header())

    def acquittal(self):
        return SubGrantAcquittal(**self._sub_grant()[0], **self.header())

    def returned(self):
        terms, currency = self._sub_grant()
        return SubGrantReturn(account=self.account(currency), **terms, **self.header())

    def in_kind(self):
        currency = self.chance.choice([*STARTS, "TJS"])
        return InKindReceipt(
            agreement=self.donor(),
            amount=self.amount(currency),
            currency=currency,
            quantity=self.chance.randint(1, 40),
            source=SOURCES[0],
            **self.header(),
        )

    def given(self):
        of = [one for one in self.documents if isinstance(one, InKindReceipt)]
        if not of:
            return self.in_kind()
        chosen = self.chance.choice(of)
        quantity, line = self.chance.randint(1, 12), self.chance.choice(("", "1"))
        return GoodsGiven(of=chosen.id, quantity=quantity, line=line, **self.header())

    def indirect(self):
        name = AgreementId(self.chance.choice(DONORS))
        account = self.account("TJS", CURRENCY_OF[name])
        base = self.chance.choice(((), ("1",), ("1", "2")))
        return IndirectCosts(
            account=account, agreement=name, own=OWN, line="3", percent=(73, 1), base=base, **self.header()
        )

    def opening(self):
        account, name = self.account(), self.donor()
        currency = CURRENCIES[account]
        amount = self.amount(currency) * self.chance.choice((1, 1, 1, -1))
        code = str(account)
        if currency == "TJS" and self.chance.random() < 0.3:
            code = "payable:suppliers"
        value = self.amount(CURRENCY_OF[name]) if name != OWN and amount > 0 else 0
        return Opening(account=code, agreement=name, amount=amount, value=value, **self.header())

    def earlier(self):
        name = AgreementId(self.chance.choice(DONORS))
        charged = (("1", "wages", self.amount()), ("2", "rent", self.amount()))
        return EarlierFigures(
            agreement=name,
            source=SOURCES[1],
            received=self.amount() * 3,
            returned=self.amount(),
            charged=charged,
            **self.header(),
        )

    def contract(self):
        currency = self.chance.choice(("TJS", "USD"))
        return Contract(
            agreement=AgreementId("U"),
            line="1",
            amount=self.amount(currency),
            currency=currency,
            **self.header(),
        )

    def _later(self, document):
        """A day not before a document."""
        day = document.day or FIRST
        return min(LAST, day + timedelta(days=self.chance.choice((0, 0, 1, 30))))

    def reversal(self):
        of = [one for one in self.documents if not isinstance(one, Reversal)]
        if not of:
            return self.receipt()
        original = self.chance.choice(of)
        kind = self.chance.choice((Reversal, BankReturn))
        return kind(of=original.id, **{**self.header(), "dated": self._later(original)})

    def correction(self):
        """A replacement of something reversed, with the date of the paper and a later day."""
        reversals = [one for one in self.documents if isinstance(one, Reversal)]
        known = {one.id: one for one in self.documents}
        if not reversals:
            return self.expense()
        reversal = self.chance.choice(reversals)
        original = known.get(reversal.of)
        if not isinstance(original, Expense):
            return self.expense()
        header = self.header(dated=original.dated, accounted=reversal.day, replaces=original.id)
        return replace(original, **header)


def papers(seed, count=40):
    """The documents of a seed."""
    return tuple(Papers(random.Random(seed)).draw(count).documents)
