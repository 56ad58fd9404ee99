"""Accounts: the places where money lies, and the others of the books, each by a code and its section.

A money account's code is its record id; the others are fixed words, some with a name behind a colon:
``expense:rent``, ``payable:income_tax``, ``income:membership_fee``.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.ledger.names import AccountId


class AccountKind:
    """Where money can lie (the code list ``account_kind``)."""

    BANK = "bank"
    CASH = "cash"
    STAFF_ADVANCE = "staff_advance"


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account, a cash desk, or money handed to a member of staff; one currency each."""

    id: AccountId
    kind: str
    currency: str


GOODS = "goods_in_kind"
ADVANCE = "subgrant_advance"
VAT = "vat_to_recover"
BROUGHT_FORWARD = "funds_brought_forward"
GOODS_BROUGHT_FORWARD = "goods_brought_forward"
"""Apart from the funds, as property in kind is never part of an agreement's money."""
RETURNED = "returned_to_donor"
GIVEN = "expense_in_kind"
RECOVERED = "recovered_costs"
"""Own funds' side of indirect costs: it takes away from expenditure what the agreement's side adds."""
DIFFERENCE = "exchange_difference"
POOL = "lots"
"""Holds values only, never money: where a lot that settles a provisional value is worth something else."""

SUB_GRANTS = "sub_grants"
"""The article of what members have acquitted."""


class Section:
    """What an account's sums mean; figures are sums over sections."""

    MONEY = "money"
    GOODS = "goods"
    ADVANCE = "advance"
    VAT = "vat"
    PAYABLE = "payable"
    BROUGHT_FORWARD = "brought_forward"
    GOODS_BROUGHT_FORWARD = "goods_brought_forward"
    INCOME = "income"
    INCOME_IN_KIND = "income_in_kind"
    RETURNED = "returned"
    EXPENSE = "expense"
    GIVEN = "given"
    RECOVERED = "recovered"
    DIFFERENCE = "difference"
    POOL = "pool"


OF_THE_YEAR = frozenset(
    {
        Section.INCOME,
        Section.INCOME_IN_KIND,
        Section.RETURNED,
        Section.EXPENSE,
        Section.GIVEN,
        Section.RECOVERED,
        Section.DIFFERENCE,
    }
)
"""What goes into the funds brought forward when a new year begins."""

HELD = frozenset({Section.MONEY, Section.GOODS, Section.ADVANCE, Section.VAT, Section.PAYABLE, Section.POOL})
"""What there is and what is owed: an agreement's net assets."""

EXPENDITURE = frozenset({Section.EXPENSE, Section.RECOVERED})

_FIXED = {
    GOODS: Section.GOODS,
    ADVANCE: Section.ADVANCE,
    VAT: Section.VAT,
    BROUGHT_FORWARD: Section.BROUGHT_FORWARD,
    GOODS_BROUGHT_FORWARD: Section.GOODS_BROUGHT_FORWARD,
    RETURNED: Section.RETURNED,
    GIVEN: Section.GIVEN,
    RECOVERED: Section.RECOVERED,
    DIFFERENCE: Section.DIFFERENCE,
    POOL: Section.POOL,
}
_NAMED = {
    "expense": Section.EXPENSE,
    "income": Section.INCOME,
    "income_in_kind": Section.INCOME_IN_KIND,
    "payable": Section.PAYABLE,
}


def expense_of(article: str) -> str:
    """The account of an article."""
    return f"expense:{article}"


def income_of(source: str) -> str:
    """The account of a source of money: a type of donor, or a kind of own income."""
    return f"income:{source}"


def income_in_kind_of(source: str) -> str:
    """The account of a source of property in kind."""
    return f"income_in_kind:{source}"


def payable_of(name: str) -> str:
    """The account of what is owed: ``income_tax``, ``social_tax``, ``suppliers``."""
    return f"payable:{name}"


def section_of(code: str) -> str:
    """The section of an account; every code that is not one of the books' own is money."""
    if (fixed := _FIXED.get(code)) is not None:
        return fixed
    head, colon, _ = code.partition(":")
    return _NAMED.get(head, Section.MONEY) if colon else Section.MONEY
