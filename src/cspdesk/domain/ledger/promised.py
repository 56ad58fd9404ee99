"""What an agreement's contracts and sub-grants still ask for, each with its worth where there is a rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.accounts import Section
from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import SOMONI, AgreementId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.promises import left_of
from cspdesk.domain.ledger.sub_grants import SubGrantAdvance
from cspdesk.domain.ledger.valuing import cut_off_worth


@dataclass(frozen=True, slots=True)
class Promise:
    """What is open of a contract or a sub-grant, in its currency and to the agreement."""

    kind: str
    record: str
    currency: str
    left: int
    worth: int | None
    """None where there is no rate: it counts nowhere, and must be named."""
    day: date | None = None


def contracts_open(ledger: Ledger, name: AgreementId, day: date) -> Iterator[Promise]:
    """Contracts of an agreement that are neither fulfilled nor closed when a day ends."""
    for one in ledger.contracts:
        if one.agreement == name and (left := left_of(ledger, one, day)) > 0:
            worth = _worth(ledger, name, one.currency, left, day)
            yield Promise(Contract.kind, one.id, one.currency, left, worth, one.day)


def sub_grants_open(ledger: Ledger, name: AgreementId, day: date) -> Iterator[Promise]:
    """What of the sub-grants was never advanced; what came back unspent is not promised again."""
    advanced: dict[str, int] = {}
    for row in ledger.rollup.rows(None, day):
        if row.section == Section.ADVANCE and row.kind in {SubGrantAdvance.kind, Opening.kind}:
            advanced[row.article] = advanced.get(row.article, 0) + row.amount
    for one in ledger.chart.agreements[name].sub_grants:
        if (left := one.amount - advanced.get(one.id, 0)) > 0:
            yield Promise(
                "sub_grant", one.id, one.currency, left, _worth(ledger, name, one.currency, left, day)
            )


def _worth(ledger: Ledger, name: AgreementId, currency: str, amount: int, day: date) -> int | None:
    found = cut_off_worth(amount, currency, ledger.chart.agreements[name], day, ledger.rates_on(day))
    return None if found is None else found.value


def missing_rate(ledger: Ledger, name: AgreementId, promise: Promise, day: date) -> str:
    """The currency whose rate is missing for a promise without a worth."""
    own = ledger.chart.agreements[name].currency
    rates = ledger.rates_on(day)
    wanted = (one for one in (promise.currency, own) if one != SOMONI and rates.official(one, day) is None)
    return next(wanted, own)
