"""Contracts with suppliers: ordered, not yet an expense; they post nothing and count as promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cspdesk.domain.ledger.booking import Booking
from cspdesk.domain.ledger.documents import NO_AGREEMENT, Document
from cspdesk.domain.ledger.lacking import Check
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.text import N_, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Document):
    """What is ordered for a budget line; open until expenses fulfil it or it is closed."""

    kind: ClassVar[str] = "contract"

    agreement: AgreementId = NO_AGREEMENT
    line: str = ""
    amount: int = 0
    currency: str = ""
    closed: date | None = None


def check_contract(one: Contract, check: Check) -> None:
    """Agreement, amount, currency."""
    check.agreement(one.agreement)
    check.amount(one.amount)
    if not one.currency:
        check.lack(msg(N_("The currency is not filled in.")))


def post_contract(_one: Contract, _booking: Booking) -> None:
    """No line: a contract is a promise."""
