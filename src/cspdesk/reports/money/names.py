"""Codes in words: what a value of a dimension is called in a report."""

from __future__ import annotations

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.mirrors import BankReturn, Reversal
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.scope import Scope

_SOURCES = ("donor_type", "own_income", "fund_kind")
OWN_FUNDS = N_("Own funds")

DOCUMENTS = {
    "receipt": N_("Receipt of funds"),
    "expense": N_("Expense"),
    "refund_to_donor": N_("Refund to the donor"),
    "conversion": N_("Money changed"),
    "transfer": N_("Transfer"),
    "tax_payment": N_("Payment of debts"),
    "vat_refund": N_("VAT given back"),
    "subgrant_advance": N_("Advance to a member"),
    "subgrant_acquittal": N_("Report of a member accepted"),
    "subgrant_return": N_("Rest sent back by a member"),
    "indirect_costs": N_("Indirect costs"),
    "opening": N_("Opening balance"),
    "earlier_figures": N_("Figures from before"),
    "contract": N_("Contract"),
    InKindReceipt.kind: N_("Property received"),
    GoodsGiven.kind: N_("Property given out"),
    Reversal.kind: N_("Reversal"),
    BankReturn.kind: N_("Returned by the bank"),
}
"""Kinds of documents as the ledger calls them."""


def word_of(dimension: str, key: str, scope: Scope) -> Msg | str:
    """What a value of a dimension is called."""
    if dimension == "article":
        own = scope.facts.articles.get(key)
        return own or _article(key)
    if dimension == "source":
        return source_word(key) if key else msg(OWN_FUNDS)
    if dimension == "agreement":
        return agreement_word(AgreementId(key), scope)
    if dimension == "line":
        return line_word(key, scope)
    if dimension == "account":
        return scope.facts.account(key).name or key
    return key or msg(N_("not told"))


def _article(code: str) -> Msg:
    return msg(N_("Without an article")) if not code else label_of("article", code)


def source_word(code: str) -> Msg:
    """A type of donor, or a kind of own income."""
    known = next((name for name in _SOURCES if code in LISTS[name]), "own_income")
    return label_of(known, code)


def agreement_word(name: AgreementId, scope: Scope) -> Msg | str:
    """A project by its title, else its number; own funds by that name."""
    words = scope.facts.agreement(name)
    if words.title or words.number:
        return words.title or words.number
    known = scope.ledger.chart.agreements.get(name)
    return msg(OWN_FUNDS) if known is not None and known.rule == "own" else str(name)


def line_word(code: str, scope: Scope) -> Msg | str:
    """A budget line by its code and title."""
    words = scope.words.lines.get(code)
    if not code:
        return msg(N_("Without a line"))
    return f"{code}\u2002{words.title}" if words is not None and words.title else code


def document_word(kind: str) -> Msg:
    """What a kind of document is called."""
    return msg(DOCUMENTS.get(kind, N_("Document")))
