"""Records as the ledger's documents: one small function for each kind.

What a record lacks is left empty, for the ledger to name; what only the record shows to be wrong (an
amount in another currency than its account's) goes with the document in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Allocation, Expense
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.mirrors import BankReturn, Reversal
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId, DocumentId, SubGrantId
from cspdesk.domain.ledger.openings import EarlierFigures, Opening
from cspdesk.domain.ledger.payments import Owed, Payment, VatRefund
from cspdesk.domain.ledger.receipts import Receipt, Refund
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.transfers import Conversion, Transfer
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.services.books.papers import Paper
from cspdesk.services.books.register import Register

EXPECTED = "receipt_expected"
"""The state of money that was promised and has not come: no document yet."""
IN_KIND = frozenset({"in_kind", "humanitarian_goods", "services"})
"""Kinds of funds that are no money."""
BANK_RETURN = "bank_return"


class _Reader:
    """Reads one paper into the fields of a document, and collects what is wrong with it."""

    def __init__(self, paper: Paper, register: Register, dated: str, same: Mapping[str, str]) -> None:
        self.paper = paper
        self.register = register
        self._dated = dated
        self._same = same
        self._lacks: list[Msg] = []

    def amount(self, currency: str, name: str = "amount", *, of: Paper | None = None) -> int:
        """Minor units that should be in a currency; of another one they are said to be wrong."""
        paper = of or self.paper
        found = paper.text(f"{name}_currency")
        if found and currency and found != currency:
            self.lack(
                msg(N_("An amount is in {currency} where {other} is needed."), currency=found, other=currency)
            )
        return paper.number(name)

    def lack(self, reason: Msg) -> None:
        """Say what is wrong, once."""
        if reason not in self._lacks:
            self._lacks.append(reason)

    def account(self, name: str = "account") -> AccountId:
        """The account that a field names."""
        return AccountId(self.paper.ref(name))

    def agreement(self, name: str = "agreement") -> AgreementId:
        """The agreement that a field names."""
        return AgreementId(self.paper.ref(name))

    def document(self, name: str) -> DocumentId:
        """The document that a field means: of one entered twice, the one that counts."""
        found = self.paper.ref(name)
        return DocumentId(self._same.get(found, found))

    def sub_grant(self) -> SubGrantId:
        """The sub-grant that the paper names."""
        return SubGrantId(self.paper.ref("sub_grant"))

    def line_of_sub_grant(self) -> str:
        """The budget line that the paper names, otherwise the one of its sub-grant."""
        return self.paper.text("line") or self.register.line_of_sub_grant(self.sub_grant())

    def head(self) -> dict[str, Any]:
        """What every document has."""
        paper = self.paper
        dated = paper.day(self._dated)
        if dated is None and paper.text(self._dated):
            self.lack(msg(N_("Only a month is given: the day is needed.")))
        return {
            "id": DocumentId(paper.id),
            "dated": dated,
            "accounted": paper.day("accounted") if paper.has("accounted") else None,
            "order": paper.text("day_order") if paper.has("day_order") else "",
            "replaces": self.document("replaces") if paper.has("replaces") else DocumentId(""),
            "undecided": paper.undecided,
            "lacks": tuple(self._lacks),
        }


def document_of(
    paper: Paper, register: Register, same: Mapping[str, str] = MappingProxyType({})
) -> Document | None:
    """The document of a record; None for what is none: a donor, a receipt that is only expected.

    ``same`` are documents entered twice, each with the one that counts: whoever names one means that one.
    """
    known = _MADE.get(paper.kind)
    if known is None:
        return None
    dated, make = known
    return make(_Reader(paper, register, dated, same))


def _fund(r: _Reader) -> Document | None:
    paper = r.paper
    if paper.text("state") == EXPECTED:
        return None
    source = r.register.donors.get(paper.ref("donor"), "") if paper.ref("donor") else paper.text("source")
    agreement = r.agreement()
    if paper.text("kind") in IN_KIND:
        return InKindReceipt(
            agreement=agreement,
            amount=paper.number("amount"),
            currency=paper.text("amount_currency"),
            quantity=paper.number("quantity"),
            source=source,
            **r.head(),
        )
    account = r.account()
    return Receipt(
        account=account,
        agreement=agreement,
        amount=r.amount(r.register.currency_of(account)),
        value=r.amount(r.register.currency_of_agreement(agreement), "value"),
        source=source,
        **r.head(),
    )


def _refund(r: _Reader) -> Document:
    account = r.account()
    amount = r.amount(r.register.currency_of(account))
    return Refund(account=account, agreement=r.agreement(), amount=amount, **r.head())


def _goods_given(r: _Reader) -> Document:
    return GoodsGiven(
        of=r.document("source"),
        quantity=r.paper.number("quantity"),
        line=r.paper.text("line"),
        **r.head(),
    )


def _expense(r: _Reader) -> Document:
    paper, account = r.paper, r.account()
    currency = SOMONI if paper.text("payable") else r.register.currency_of(account)
    allocations = tuple(
        Allocation(
            agreement=AgreementId(part.ref("agreement")),
            line=part.text("line"),
            percent=part.decimal("percent"),
            amount=0 if part.text("percent") else r.amount(currency, of=part),
            recover=bool(part.number("recover")),
        )
        for part in paper.of("allocation")
    )
    return Expense(
        account=account,
        payable=paper.text("payable"),
        amount=r.amount(currency),
        article=paper.text("article"),
        allocations=allocations,
        withheld=tuple((tax.text("payable"), r.amount(SOMONI, of=tax)) for tax in paper.of("withheld")),
        contract=r.document("contract"),
        **r.head(),
    )


def _transfer(r: _Reader) -> Document:
    source = r.account("source")
    return Transfer(
        agreement=r.agreement(),
        source=source,
        target=r.account("target"),
        amount=r.amount(r.register.currency_of(source)),
        **r.head(),
    )


def _conversion(r: _Reader) -> Document:
    source, target = r.account("source"), r.account("target")
    return Conversion(
        agreement=r.agreement(),
        source=source,
        paid=r.amount(r.register.currency_of(source), "paid"),
        target=target,
        bought=r.amount(r.register.currency_of(target), "bought"),
        **r.head(),
    )


def _payment(r: _Reader) -> Document:
    parts = tuple(
        Owed(part.text("payable"), AgreementId(part.ref("agreement")), r.amount(SOMONI, of=part))
        for part in r.paper.of("owed")
    )
    return Payment(account=r.account(), parts=parts, **r.head())


def _vat_refund(r: _Reader) -> Document:
    amount = r.amount(SOMONI)
    return VatRefund(account=r.account(), agreement=r.agreement(), amount=amount, **r.head())


def _indirect(r: _Reader) -> Document:
    return IndirectCosts(
        account=r.account(),
        agreement=r.agreement(),
        own=r.agreement("own"),
        line=r.paper.text("line"),
        percent=r.paper.decimal("percent") or (0, 0),
        base=tuple(code for part in r.paper.text("base").split(",") if (code := part.strip())),
        **r.head(),
    )


def _advance(r: _Reader) -> Document:
    name = r.sub_grant()
    amount = r.amount(r.register.currency_of_sub_grant(name))
    return SubGrantAdvance(
        account=r.account(), sub_grant=name, line=r.line_of_sub_grant(), amount=amount, **r.head()
    )


def _acquittal(r: _Reader) -> Document:
    name = r.sub_grant()
    amount = r.amount(r.register.currency_of_sub_grant(name))
    return SubGrantAcquittal(sub_grant=name, line=r.line_of_sub_grant(), amount=amount, **r.head())


def _sub_grant_return(r: _Reader) -> Document:
    name = r.sub_grant()
    amount = r.amount(r.register.currency_of_sub_grant(name))
    return SubGrantReturn(
        account=r.account(), sub_grant=name, line=r.line_of_sub_grant(), amount=amount, **r.head()
    )


def _opening(r: _Reader) -> Document:
    paper, account, agreement = r.paper, r.paper.ref("account"), r.agreement()
    if account:
        currency = r.register.currency_of(account)
    elif paper.ref("sub_grant"):
        currency = r.register.currency_of_sub_grant(paper.ref("sub_grant"))
    else:
        currency = SOMONI
    return Opening(
        account=account or paper.text("section"),
        agreement=agreement,
        amount=r.amount(currency),
        value=r.amount(r.register.currency_of_agreement(agreement), "value"),
        sub_grant=r.sub_grant(),
        quantity=paper.number("quantity"),
        **r.head(),
    )


def _earlier(r: _Reader) -> Document:
    agreement = r.agreement()
    currency = r.register.currency_of_agreement(agreement)
    return EarlierFigures(
        agreement=agreement,
        source=EARLIER if r.paper.number("received") else "",
        received=r.amount(currency, "received"),
        returned=r.amount(currency, "returned"),
        charged=tuple(
            (part.text("line"), part.text("article"), r.amount(currency, of=part))
            for part in r.paper.of("earlier_charge")
        ),
        **r.head(),
    )


EARLIER = "earlier"
"""The source of what an agreement had received before the books began: no report of the books counts it."""


def _contract(r: _Reader) -> Document:
    return Contract(
        agreement=r.agreement(),
        line=r.paper.text("line"),
        amount=r.paper.number("amount"),
        currency=r.paper.text("amount_currency"),
        closed=r.paper.day("closed_on"),
        **r.head(),
    )


def _reversal(r: _Reader) -> Document:
    kind = BankReturn if r.paper.text("type") == BANK_RETURN else Reversal
    return kind(of=r.document("of"), **r.head())


_MADE: Mapping[str, tuple[str, Callable[[_Reader], Document | None]]] = {
    "fund": ("credited_on", _fund),
    "refund": ("sent_on", _refund),
    "goods_given": ("given_on", _goods_given),
    "expense": ("spent_on", _expense),
    "transfer": ("moved_on", _transfer),
    "conversion": ("changed_on", _conversion),
    "payment": ("paid_on", _payment),
    "vat_refund": ("refunded_on", _vat_refund),
    "indirect_costs": ("charged_on", _indirect),
    "sub_grant_advance": ("sent_on", _advance),
    "acquittal": ("accepted_on", _acquittal),
    "sub_grant_return": ("returned_on", _sub_grant_return),
    "opening": ("opened_on", _opening),
    "earlier_figures": ("until", _earlier),
    "contract": ("signed_on", _contract),
    "reversal": ("reversed_on", _reversal),
}
"""For each kind of record that is a document: the field of its date, and its mapping."""

DATES: Mapping[str, str] = {kind: dated for kind, (dated, _) in _MADE.items()}
"""The kinds of records that are documents, and the field of the day that stands on the paper."""
