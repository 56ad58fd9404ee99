"""Sums of incoming foreign funds by currency, and what they come to in somoni: each receipt converted once.

A sum in somoni is the sum of the receipts' own amounts in somoni, never a conversion of a sum: so the
column adds up to the diram (docs/decisions/0026-funds-add-up.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cspdesk.domain.money import convert
from cspdesk.services.context import Context
from cspdesk.services.lists import Lists
from cspdesk.store.room import Room

SOMONI = "TJS"
EXPECTED = "receipt_expected"
"""The state of money that was promised and has not come."""
_CHUNK = 500
_AMOUNTS = (
    "SELECT amount, amount_currency, rate, rate_decimals, rate_unit FROM fund"
    " WHERE amount IS NOT NULL AND no IN ({marks})"
)


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """What came in one currency: receipts, minor units, dirams, and how many lack their official rate."""

    currency: str
    receipts: int
    minor: int
    dirams: int
    unrated: int


def somoni_of(amount: tuple[int, str], rate: tuple[int, int, int] | None) -> int | None:
    """An amount in dirams by an official rate; None where a foreign amount has no rate yet."""
    minor, currency = amount
    if currency == SOMONI:
        return minor
    return None if rate is None else convert(minor, currency, rate)


@dataclass(frozen=True, slots=True)
class Balance:
    """An agreement in minor units of its own currency; ``others`` are sums that came in other currencies."""

    currency: str
    total: int
    received: int
    expected: int
    others: tuple[CurrencySum, ...]

    @property
    def left(self) -> int:
        """What has neither come nor is expected yet; below nothing where more came than was agreed."""
        return self.total - self.received - self.expected


def balance(context: Context, agreement: str, total: tuple[int, str]) -> Balance:
    """What came and what is expected of an agreement's total."""
    minor, currency = total
    lists = Lists(context)
    ours = ("agreement", agreement)
    came = sums(context, lists.roll("fund", where=[ours, ("state!", EXPECTED)]).numbers)
    to_come = sums(context, lists.roll("fund", where=[ours, ("state", EXPECTED)]).numbers)
    received = sum(one.minor for one in came if one.currency == currency)
    expected = sum(one.minor for one in to_come if one.currency == currency)
    others = tuple(one for one in came if one.currency != currency)
    return Balance(currency, minor, received, expected, others)


def sums(context: Context, numbers: Sequence[int]) -> tuple[CurrencySum, ...]:
    """The sums of the receipts with these row numbers, by currency; those without an amount count nothing."""
    found: dict[str, CurrencySum] = {}
    with context.desk.reading() as connection:
        cursor = Room(connection).cursor
        for at in range(0, len(numbers), _CHUNK):
            chunk = numbers[at : at + _CHUNK]
            sql = _AMOUNTS.format(marks=",".join("?" * len(chunk)))
            rows = cursor.execute(sql, tuple(chunk)).fetchall()
            for minor, currency, digits, decimals, unit in rows:
                rate = None if digits is None else (digits, decimals, unit)
                dirams = somoni_of((minor, currency), rate)
                before = found.get(currency, CurrencySum(currency, 0, 0, 0, 0))
                found[currency] = CurrencySum(
                    currency,
                    before.receipts + 1,
                    before.minor + minor,
                    before.dirams + (dirams or 0),
                    before.unrated + (dirams is None),
                )
    return tuple(found[currency] for currency in sorted(found))
