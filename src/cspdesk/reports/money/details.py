"""Labelled particulars by name: ``organisation.tax_id``, ``donor.country``, ``notice.outgoing_no``.

A name is a source and a field of it; what is empty is a gap that says which record to open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.ledger.goods import InKindReceipt
from cspdesk.domain.ledger.names import SOMONI, AgreementId
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.text import N_, msg
from cspdesk.reports.money.definition import Detail
from cspdesk.reports.money.facts import (
    AgreementWords,
    DocumentWords,
    Donor,
    FederalTerms,
    Notice,
    Organisation,
)
from cspdesk.reports.money.names import agreement_word, source_word
from cspdesk.reports.money.scope import Gap, Scope
from cspdesk.reports.money.values import NOTHING, Amount, Country, Value

LISTED = {"legal_form": "legal_form", "type": "donor_type", "kind": "fund_kind", "state": "receipt_state"}
"""Fields that are codes, and their lists."""


def detail(wanted: Detail, scope: Scope) -> Value:
    """A particular, or the gap where it must be told and is not known."""
    value = _value(wanted.name, scope)
    if value != NOTHING or not wanted.required:
        return value
    kind, record = record_of(wanted.name, scope)
    return Gap(msg(N_("{what}: not filled in"), what=msg(wanted.label)), kind, record)


def known(name: str) -> bool:
    """Whether a definition may name it."""
    source, _, part = name.partition(".")
    if name in SPECIAL or source == "text":
        return True
    return source in _FIELDS and part in {one.name for one in fields(_FIELDS[source])}


def _value(name: str, scope: Scope) -> Value:
    if name in SPECIAL:
        return SPECIAL[name](scope)
    source, _, part = name.partition(".")
    if source == "text":
        return scope.words.results.texts.get(part, NOTHING)
    return _worded(part, getattr(_SOURCES[source](scope), part))


def _worded(part: str, value: object) -> Value:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, int) and not isinstance(value, bool):
        return Amount(value)
    if isinstance(value, date):
        return value
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    if part == "country":
        return Country(str(value))
    if part in LISTED and (code := str(value)) in LISTS[LISTED[part]]:
        return label_of(LISTED[part], code)
    return str(value)


_SOURCES: Mapping[str, Callable[[Scope], object]] = MappingProxyType(
    {
        "organisation": lambda scope: scope.facts.organisation,
        "agreement": lambda scope: scope.facts.agreement(agreement_of(scope)),
        "donor": lambda scope: scope.facts.donor_of(agreement_of(scope), scope.receipt or None),
        "receipt": lambda scope: scope.facts.document(scope.receipt),
        "notice": lambda scope: scope.facts.notices.get(scope.receipt, Notice()),
        "federal": lambda scope: scope.words.federal or FederalTerms(),
    }
)


_FIELDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "organisation": Organisation,
        "agreement": AgreementWords,
        "donor": Donor,
        "receipt": DocumentWords,
        "notice": Notice,
        "federal": FederalTerms,
    }
)


def agreement_of(scope: Scope) -> AgreementId:
    """The agreement of the report, or of the receipt that it is about."""
    document = scope.document
    if isinstance(document, (Receipt, InKindReceipt)):
        return document.agreement
    return scope.agreement


def record_of(name: str, scope: Scope) -> tuple[str, str]:
    """The kind and id of the record to open for a particular."""
    source = name.partition(".")[0]
    facts = scope.facts
    if source == "organisation":
        return "organisation", facts.organisation.record
    if source == "donor":
        return "donor", facts.donor_of(agreement_of(scope), scope.receipt or None).record
    if source in {"receipt", "notice", "money"}:
        return facts.document(scope.receipt).kind, scope.receipt
    return "agreement", facts.agreement(agreement_of(scope)).record


# --- particulars that are more than a field ------------------------------------------------------


def _amount(scope: Scope) -> Value:
    document = scope.document
    if isinstance(document, Receipt):
        account = scope.ledger.chart.accounts.get(document.account)
        return (
            NOTHING if account is None or not document.amount else Amount(document.amount, account.currency)
        )
    if isinstance(document, InKindReceipt):
        return Amount(document.amount, document.currency) if document.amount else NOTHING
    return NOTHING


def _rate(scope: Scope) -> Value:
    """The official rate of the day on which the money was credited."""
    document, amount = scope.document, _amount(scope)
    if document is None or document.dated is None or not isinstance(amount, Amount):
        return NOTHING
    if amount.currency == SOMONI:
        return Rate(1, 0)
    quote = scope.ledger.rates.official(amount.currency, document.dated)
    return NOTHING if quote is None else quote.rate


def _tjs(scope: Scope) -> Value:
    """What the receipt came to in the books."""
    sums = [
        -line.tjs
        for line in scope.ledger.postings
        if line.document == scope.receipt and line.account.startswith("income")
    ]
    return Amount(sum(sums), SOMONI) if sums else NOTHING


def _credited(scope: Scope) -> Value:
    document = scope.document
    return NOTHING if document is None or document.dated is None else document.dated


def _account(scope: Scope) -> Value:
    document = scope.document
    if not isinstance(document, Receipt):
        return NOTHING
    words = scope.facts.account(document.account)
    return ", ".join(filter(None, (words.bank, words.number))) or words.name


def _source(scope: Scope) -> Value:
    document = scope.document
    if isinstance(document, (Receipt, InKindReceipt)) and document.source:
        return source_word(document.source)
    return NOTHING


def _total(scope: Scope) -> Value:
    name = agreement_of(scope)
    found = scope.ledger.chart.agreements.get(name)
    return Amount(found.total_on(scope.period.last), found.currency) if found and found.total else NOTHING


def _end(scope: Scope) -> Value:
    """The agreement's end by the amendments signed so far."""
    ends = [
        one.end
        for one in sorted(scope.terms.amendments, key=lambda one: one.signed)
        if one.signed <= scope.period.last and one.end is not None
    ]
    return ends[-1] if ends else scope.words.end or NOTHING


def _form(scope: Scope) -> Value:
    """How often such a report is made, by the length of its period."""
    months = (scope.period.last - scope.period.first).days // 28
    forms = {3: N_("Quarterly"), 6: N_("Half-yearly"), 13: N_("Yearly"), 12: N_("Yearly")}
    return msg(forms[months]) if months in forms else msg(N_("Other"))


SPECIAL: Mapping[str, Callable[[Scope], Value]] = MappingProxyType(
    {
        "money.amount": _amount,
        "money.rate": _rate,
        "money.tjs": _tjs,
        "money.credited": _credited,
        "money.account": _account,
        "money.source": _source,
        "terms.total": _total,
        "terms.end": _end,
        "terms.project": lambda scope: agreement_word(scope.agreement, scope),
        "terms.currency": lambda scope: scope.currency,
        "period.form": _form,
        "period.first": lambda scope: scope.period.first,
        "period.last": lambda scope: scope.period.last,
    }
)
